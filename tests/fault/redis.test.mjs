// Redis killed, stopped or slow: webhooks are answered 503 before any platform loses patience, the health says why, and
// afterwards what is delivered again takes effect once.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { Bridge } from '../end_to_end/bridge.mjs';
import { Steward, until } from '../end_to_end/steward.mjs';
import { RedisServer } from './redis_server.mjs';

const platformWaits = 5_000; // the most impatient ones
const stoppedFor = 6_000;

describe('redis away', () => {
  const bridge = new Bridge();
  const redis = new RedisServer();
  let steward, threads, names = 0;

  before(async () => {
    await redis.start();
    await redis.openDetour();
    await bridge.listen();
    steward = new Steward('redis', { channels: [bridge.channel], redis: { url: `unix://${redis.detour}` } });
    steward.write('secret', bridge.secret);
    await steward.importRegister();
    await steward.start();
    threads = threadsOf(steward);
  });
  after(async () => {
    await steward?.end();
    await redis.end();
    bridge.close();
  });

  const threadsOf = ({ run: { process: { pid } } }) => Number(/^Threads:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
  const somebody = () => {
    const id = `r-${++names}`;
    return { id, from: { id }, text: `3栋2单元601 厨房灯不亮，编号${id}。` };
  };
  async function timed(message) {
    const began = Date.now();
    const answer = await bridge.post(steward, message);
    await answer.arrayBuffer();
    assert.ok(Date.now() - began < platformWaits, `${message.id} waited ${Date.now() - began} ms`);
    assert.equal(answer.status === 503, answer.headers.has('retry-after'));
    return { message, status: answer.status };
  }
  // While it is away: `count` people write, a few at a time.
  async function write(count) {
    const answers = [];
    for (let i = 0; i < count; i += 10) answers.push(...await Promise.all(Array.from({ length: 10 }, () => timed(somebody()))));
    return answers;
  }
  async function recovers(answers) {
    await until('it is ready again', async () => (await steward.ready()).status === 200);
    // All of them again: a platform that heard 200 may not have noted it.
    for (const { message } of answers) await bridge.deliver(steward, message);
    const matters = (await steward.orders()).map((order) => order.matter);
    for (const { message } of answers) assert.equal(matters.filter((one) => new RegExp(`${message.id}(?!\\d)`).test(one)).length, 1, message.id);
    assert.equal(threadsOf(steward), threads);
    assert.ok(steward.run.isRunning);
  }

  test('killed and started again', async () => {
    await write(10);
    await redis.kill();
    let answers;
    try {
      answers = await write(20);
      assert.deepEqual(answers.map((one) => one.status), answers.map(() => 503));
      const health = await steward.ready();
      assert.equal(health.status, 503);
      assert.match(health.redis, /unreachable|refused|lost/);
      assert.equal((await fetch(`${steward.base}/healthz`)).status, 200);
    } finally {
      await redis.start();
    }
    await recovers(answers);
    for (const { message } of answers) await bridge.told(message.from.id, /登记/);
  });

  test('stopped for some seconds', async () => {
    const stoppedUntil = Date.now() + stoppedFor;
    redis.process.kill('SIGSTOP');
    let answers;
    try {
      answers = await write(20);
      const health = await steward.ready();
      assert.equal(health.status, 503);
      assert.match(health.redis, /timeout|unreachable|lost/);
      while (Date.now() < stoppedUntil) answers.push(await timed(somebody()));
      assert.deepEqual(answers.map((one) => one.status), answers.map(() => 503));
    } finally {
      redis.process.kill('SIGCONT');
    }
    await recovers(answers);
  });

  test('each reply two seconds late', async () => {
    redis.delay = 2_000;
    let answers;
    try {
      answers = await write(20);
      assert.ok(answers.every((one) => [200, 503].includes(one.status)));
      assert.equal((await steward.ready()).status, 503);
    } finally {
      redis.delay = 0;
    }
    await recovers(answers);
  });

  test('and then it ends in order', async () => {
    assert.equal(await steward.stop(), 0);
  });
});
