// Fills the peer's queue with an SMS to each of so many residents, a job each.
//
// usage: node fill.mjs REDIS_SOCKET MESSAGES
import { Redis } from 'ioredis';
import { Queue } from 'bullmq';

const [redisSocket, messages] = process.argv.slice(2);
const outbox = new Queue('outbox', {
  connection: new Redis({ path: redisSocket, maxRetriesPerRequest: null }),
  defaultJobOptions: { removeOnComplete: true, removeOnFail: 1000, attempts: 5, backoff: { type: 'exponential', delay: 1000 } },
});
const batch = 1000;

function sms(number) {
  const id = String(number).padStart(7, '0');
  return {
    to: `+86138${String(number).padStart(8, '0')}`,
    text: `停水通知\n因管道维修，3栋将于9:00至17:00停水，请提前储水。给您带来不便，敬请谅解。编号${id}`,
  };
}

for (let first = 0; first < Number(messages); first += batch) {
  const jobs = [];
  for (let number = first; number < Math.min(first + batch, Number(messages)); ++number) jobs.push({ name: 'sms', data: sms(number) });
  await outbox.addBulk(jobs);
}
await outbox.close();
process.exit(0);
