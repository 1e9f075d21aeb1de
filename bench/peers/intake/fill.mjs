// Fills the peer's Redis with a conversation for each resident, as ours begins with one.
//
// usage: node fill.mjs REDIS_SOCKET RESIDENTS
import { Redis } from 'ioredis';

const [redisSocket, residents] = process.argv.slice(2);
const redis = new Redis({ path: redisSocket });
const batch = 1000;

function conversation(number) {
  const peer = `resident-${String(number).padStart(6, '0')}`;
  return JSON.stringify({
    account: peer, site: 'donghu', resident: `r${number}`, name: `Resident ${number}`, language: 'zh-Hans', greeted: true,
    phone: `+86138${String(number).padStart(8, '0')}`, units: [`${1 + Math.floor(number / 400)}-1-101`], orders: [],
  });
}

for (let first = 0; first < Number(residents); first += batch) {
  const pipeline = redis.pipeline();
  for (let number = first; number < Math.min(first + batch, Number(residents)); ++number) {
    pipeline.set(`conversation:resident-${String(number).padStart(6, '0')}`, conversation(number));
  }
  await pipeline.exec();
}
await redis.quit();
