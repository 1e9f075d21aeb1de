// Fills the peer's Redis with residents whose repair was done some hours ago: order, its words, conversation.
//
// usage: node fill.mjs REDIS_SOCKET ORDERS
import { Redis } from 'ioredis';

const [redisSocket, orders] = process.argv.slice(2);
const redis = new Redis({ path: redisSocket });
const batch = 1000;
const opened = Date.now() - 5 * 3600_000;
const done = Date.now() - 3 * 3600_000;

function documents(number) {
  const id = String(number).padStart(6, '0');
  const account = `bridge:resident-${id}`;
  const matter = '厨房水龙头一直滴水，关不紧';
  const unit = `${1 + Math.floor(number / 400)}-1-101`;
  const order = {
    id, site: 'donghu', kind: 'repair', trade: 'plumbing', unit, state: 'done', via: 'chat', reporter: account,
    resident: `r${number}`, opened_at: opened, holder: 'tech00', accepted_by: 'tech00', done_by: 'tech00',
    offered_to: ['tech00'], tried: ['tech00'], accepted_at: opened, arrived_at: opened, done_at: done,
    follow_up: { state: 'due' }, clocks: [{ rule: 'follow_up', due: Date.now() - 3600_000 }],
    history: ['opened', 'offered', 'accepted', 'arrived', 'finished'].map((what) => ({ what, at: opened, by: 'tech00', via: 'bridge' })),
  };
  const words = { order: id, matter, entries: [{ at: opened, by: 'resident', text: matter }] };
  const conversation = {
    account, site: 'donghu', resident: `r${number}`, name: `Resident ${number}`, language: 'zh-Hans', greeted: true,
    phone: `+86138${String(number).padStart(8, '0')}`, units: [unit], last_order: id, last_at: opened,
    orders: [{ order: id, kind: 'repair', trade: 'plumbing', matter, state: 'done', opened_at: opened, done_at: done, follow_up: 'due' }],
  };
  return { [`order:${id}`]: order, [`words:${id}`]: words, [`conversation:${account}`]: conversation };
}

for (let first = 0; first < Number(orders); first += batch) {
  const pipeline = redis.pipeline();
  for (let number = first; number < Math.min(first + batch, Number(orders)); ++number) {
    for (const [key, value] of Object.entries(documents(number))) pipeline.set(key, JSON.stringify(value));
  }
  await pipeline.exec();
}
await redis.quit();
