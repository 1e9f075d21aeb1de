// Sets a delayed job for each of the peer's orders, all due at one time.
//
// usage: node schedule.mjs REDIS_SOCKET ORDERS DUE_MS
import { Redis } from 'ioredis';
import { Queue } from 'bullmq';

const [redisSocket, orders, due] = process.argv.slice(2);
const timers = new Queue('timers', {
  connection: new Redis({ path: redisSocket, maxRetriesPerRequest: null }),
  defaultJobOptions: { removeOnComplete: true, removeOnFail: 1000 },
});
const batch = 1000;

for (let first = 0; first < Number(orders); first += batch) {
  const jobs = [];
  for (let number = first; number < Math.min(first + batch, Number(orders)); ++number) {
    const order = String(number).padStart(6, '0');
    jobs.push({ name: 'follow_up', data: { order, account: `bridge:resident-${order}` }, opts: { delay: Number(due) - Date.now() } });
  }
  await timers.addBulk(jobs);
}
await timers.close();
process.exit(0);
