// The peer of `./dev bench outbox`: the same SMS as a good team would send them today with BullMQ and undici. A worker
// with so many jobs at once posts each to the gateway over a pool of as many connections; what the gateway does not take
// is a failed job, tried again.
//
// usage: node worker.mjs REDIS_SOCKET SINK_PORT AT_ONCE SECRET
import { Redis } from 'ioredis';
import { Worker } from 'bullmq';
import { Pool } from 'undici';

const [redisSocket, sinkPort, atOnce, secret] = process.argv.slice(2);
const gateway = new Pool(`http://127.0.0.1:${sinkPort}`, { connections: Number(atOnce) });

async function send({ data }) {
  const { statusCode, body } = await gateway.request({
    method: 'POST',
    path: '/cgi-bin/sendsms',
    headers: {
      'Content-Type': 'text/plain; charset=UTF-8', 'X-Kannel-Username': 'steward', 'X-Kannel-Password': secret,
      'X-Kannel-To': data.to, 'X-Kannel-Coding': '2',
    },
    body: data.text,
  });
  await body.dump();
  if (statusCode !== 202) throw new Error(`refused: ${statusCode}`);
}

const connection = new Redis({ path: redisSocket, maxRetriesPerRequest: null });
const worker = new Worker('outbox', send, { connection, concurrency: Number(atOnce) });
worker.on('error', (error) => console.error(error));
await worker.waitUntilReady();
console.log('ready');
process.on('SIGTERM', () => process.exit(0));
