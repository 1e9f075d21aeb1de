// The peer of `./dev bench intake`: the same intake as a good team would write it today with fastify, ioredis and
// BullMQ. Signature over the raw body, deduplication, the conversation read and written, the order in one MULTI, two
// messages and two timers as jobs. What is independent goes out together; add() rather than addBulk(), and no automatic
// pipelining, because both measured slower here.
//
// usage: node server.mjs REDIS_SOCKET PORT SECRET
import crypto from 'node:crypto';
import fastify from 'fastify';
import { Redis } from 'ioredis';
import { Queue } from 'bullmq';

const [redisSocket, port, secret] = process.argv.slice(2);
const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
const toleranceSeconds = 300;
const onceSeconds = 3 * 24 * 3600;

const redis = new Redis({ path: redisSocket, enableAutoPipelining: false });
const connection = () => new Redis({ path: redisSocket, maxRetriesPerRequest: null });
const settled = { removeOnComplete: true, removeOnFail: 1000 };
const outbox = new Queue('outbox', { connection: connection(), defaultJobOptions: settled });
const timers = new Queue('timers', { connection: connection(), defaultJobOptions: settled });

const app = fastify({ logger: false, bodyLimit: 64 * 1024 });
app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => done(null, body));

app.post('/hooks/:account', async (request, reply) => {
  const event = verified(request);
  if (!event) return reply.code(401).send();
  const { id, from, text } = event;
  const sender = from.id;
  const [[, isNew], [, stored]] = await redis
    .pipeline()
    .set(`once:${sender}:${id}`, 1, 'EX', onceSeconds, 'NX')
    .get(`conversation:${sender}`)
    .exec();
  if (!isNew) return { repeated: true };

  const conversation = stored ? JSON.parse(stored) : { account: sender, orders: [] };
  const order = opened(conversation, text);
  await Promise.all([
    redis
      .multi()
      .set(`conversation:${sender}`, JSON.stringify(conversation))
      .set(`order:${order.id}`, JSON.stringify(order))
      .exec(),
    outbox.add('resident', { to: sender, phrase: 'opened', order: order.id, matter: text }),
    outbox.add('staff', { to: order.holder, phrase: 'offer', order: order.id, unit: order.unit, matter: text }),
    timers.add('offer', { order: order.id }, { delay: 10 * 60_000 }),
    timers.add('remind', { order: order.id }, { delay: 20 * 60_000 }),
  ]);
  return { order: order.id };
});

function verified(request) {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = request.headers;
  if (!id || !/^\d+$/.test(timestamp ?? '') || !signatures) return null;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSeconds) return null;
  const wanted = crypto.createHmac('sha256', key).update(`${id}.${timestamp}.`).update(request.body).digest();
  const isSigned = signatures.split(' ').some((signature) => {
    if (!signature.startsWith('v1,')) return false;
    const given = Buffer.from(signature.slice(3), 'base64');
    return given.length === wanted.length && crypto.timingSafeEqual(given, wanted);
  });
  return isSigned ? JSON.parse(request.body) : null;
}

function opened(conversation, text) {
  const now = Date.now();
  const id = crypto.randomBytes(6).toString('hex').toUpperCase();
  const trade = /灯|电|插座|light|power|socket/i.test(text) ? 'electrical' : 'plumbing';
  conversation.orders.push({ order: id, kind: 'repair', trade, matter: text, state: 'dispatched', opened_at: now });
  conversation.last_at = now;
  conversation.question = { ask: 'time', order: id, asked_at: now };
  return {
    id, site: 'donghu', kind: 'repair', trade, hazard: 'none', unit: conversation.units?.[0] ?? '', state: 'dispatched',
    via: 'chat', reporter: conversation.account, resident: conversation.resident, opened_at: now, holder: 'li',
    offered_to: ['li'], words: [{ at: now, by: 'resident', text }],
    clocks: [{ rule: 'offer', due: now + 600_000 }, { rule: 'remind', due: now + 1_200_000 }],
    history: [{ what: 'opened', at: now, by: 'resident' }, { what: 'offered', at: now, by: 'desk', to: 'li' }],
  };
}

await app.listen({ port: Number(port), host: '127.0.0.1' });
console.log('ready');
