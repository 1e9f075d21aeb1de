// The peer of `./dev bench timers`: the same follow-up as a good team would write it today with ioredis and BullMQ. A
// delayed job an order; when it is due, order, words and conversation are read, order and conversation written in one
// MULTI, the question to the resident and the next timer are jobs. What is independent goes out together; add() rather
// than addBulk(), and no automatic pipelining, because both measured slower here.
//
// usage: node worker.mjs REDIS_SOCKET AT_ONCE
import { Redis } from 'ioredis';
import { Queue, Worker } from 'bullmq';

const [redisSocket, atOnce] = process.argv.slice(2);
const connection = () => new Redis({ path: redisSocket, maxRetriesPerRequest: null });
const redis = connection();
const settled = { removeOnComplete: true, removeOnFail: 1000 };
const outbox = new Queue('outbox', { connection: connection(), defaultJobOptions: settled });
const timers = new Queue('timers', { connection: connection(), defaultJobOptions: settled });
const oneDay = 24 * 3600_000;

async function followUp({ data }) {
  const keys = [`order:${data.order}`, `words:${data.order}`, `conversation:${data.account}`];
  const [order, words, conversation] = (await redis.mget(keys)).map((text) => JSON.parse(text));
  if (order.state !== 'done' || order.follow_up.state !== 'due') return;
  ask(order, conversation, Date.now());
  await Promise.all([
    redis.multi().set(keys[0], JSON.stringify(order)).set(keys[2], JSON.stringify(conversation)).exec(),
    outbox.add('resident', {
      to: data.account, phrase: 'survey', order: order.id, matter: words.matter, who: order.done_by,
      buttons: [`score:${order.id}:5`, `score:${order.id}:3`, `score:${order.id}:2`, `not_fixed:${order.id}`],
    }),
    timers.add('follow_up_sms', data, { delay: oneDay }),
  ]);
}

function ask(order, conversation, now) {
  order.follow_up = { state: 'chat', asked_at: now };
  order.clocks = [{ rule: 'follow_up_sms', due: now + oneDay }];
  order.history.push({ what: 'asked_follow_up', at: now, by: 'desk', via: 'timer', why: 'chat' });
  conversation.surveyed_at = now;
  conversation.question = { ask: 'score', order: order.id, orders: [order.id], asked_at: now };
  conversation.orders.find((line) => line.order === order.id).follow_up = 'chat';
}

const worker = new Worker('timers', followUp, { connection: connection(), concurrency: Number(atOnce) });
worker.on('error', (error) => console.error(error));
await worker.waitUntilReady();
console.log('ready');
process.on('SIGTERM', () => process.exit(0));
