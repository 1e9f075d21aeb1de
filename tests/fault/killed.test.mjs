// The program killed at every place where it may hurt: what was answered is there afterwards, what was decided took
// effect once, what was being sent arrives.

import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Bridge } from '../end_to_end/bridge.mjs';
import { Steward, until } from '../end_to_end/steward.mjs';

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// A desk whose residents write over a bridge; all of it is gone afterwards.
async function withDesk(name, options, play) {
  const bridge = new Bridge();
  await bridge.listen();
  const steward = new Steward(name, { channels: [bridge.channel] }, options);
  try {
    steward.write('secret', bridge.secret);
    await steward.importRegister();
    await play(steward, bridge);
  } finally {
    await steward.end();
    bridge.close();
  }
}

describe('killed', { concurrency: true }, () => {
  test('while messages come in: what was answered 200 is there, once', () => withDesk('loaded', {}, async (steward, bridge) => {
    await steward.start();
    const messages = Array.from({ length: 60 }, (_, i) => ({ id: `k-${i}`, from: { id: `p-${i}` }, text: '卫生间水龙头一直滴水' }));
    const answered = [];
    await Promise.all(messages.map(async (message, i) => {
      if (i === 30) steward.run.process.kill('SIGKILL');
      const answer = await bridge.post(steward, message).catch(() => null);
      if (answer?.status === 200) answered.push(message);
    }));
    await steward.kill();
    await steward.start();
    for (const message of messages.filter((one) => !answered.includes(one))) await bridge.deliver(steward, message);
    for (const { from } of messages) await bridge.told(from.id, /哪一户/);
    for (const { from } of messages) assert.equal(new Set(bridge.to(from.id).map((one) => one.id)).size, 1, from.id);
  }));

  // What it had in hand is claimed for half a minute by nobody any more.
  test('between a send and its acknowledgement: it comes once more, and what follows comes after it', () =>
    withDesk('sending', {}, async (steward, bridge) => {
      await steward.start();
      bridge.holds = (message) => message.to.id === 'a';
      await bridge.deliver(steward, { id: 'a-1', from: { id: 'a' }, text: '卫生间水龙头一直滴水' });
      await bridge.told('a', /哪一户/);
      await bridge.deliver(steward, { id: 'a-2', from: { id: 'a' }, text: '3栋2单元501' });
      await bridge.deliver(steward, { id: 'b-1', from: { id: 'b' }, text: '3栋2单元601 厨房灯不亮' });
      await bridge.told('b', /登记/);
      assert.equal(bridge.to('a').length, 1);
      await steward.kill();
      bridge.holds = () => false;
      await steward.start();
      await until('what follows', () => new Set(bridge.to('a').map((one) => one.id)).size === 2, 60_000);
      const [first, again, next, ...more] = bridge.to('a').map((one) => one.id);
      assert.equal(again, first);
      assert.notEqual(next, first);
      assert.deepEqual(more, []);
      // Theirs was delivered as well, but whether that was written down before the kill is a matter of moments.
      assert.equal(new Set(bridge.to('b').map((one) => one.id)).size, 1);
    }));

  // Offers lapse and pieces of messages are complete, all at once; it is killed again and again meanwhile.
  test('amid timers that are due together: each takes effect once', () => {
    const manners = { offer_waits: 'PT0M', gather_quiet: 'PT1S', gather_longest: 'PT1S' };
    return withDesk('clocks', { desk: { manners } }, async (steward, bridge) => {
      await steward.start('--role', 'bot,console,notifier');
      const people = Array.from({ length: 80 }, (_, i) => i); // more timers than one batch takes
      await Promise.all(people.map(async (i) => {
        await bridge.deliver(steward, { id: `o-${i}`, from: { id: `o-${i}` }, text: '3栋2单元501 卫生间水龙头一直滴水，随时都在家，电话13800000501' });
        await bridge.deliver(steward, { id: `g-${i}`, from: { id: `g-${i}` }, text: '厨房' });
      }));
      await until('all are due', async () => (await steward.ready()).timer_late_s >= 1);
      for (const answers of [1, 4, 9]) {
        await steward.kill();
        const before = bridge.messages.length;
        steward.spawn();
        // As soon as it has answered so many, while it is at the others.
        await until('something is answered', () => bridge.messages.length >= before + answers, 5_000).catch(() => {});
      }
      await steward.kill();
      await steward.start();
      const answered = () => people.filter((i) => bridge.to(`g-${i}`).length > 0).length;
      await until(() => `more than ${answered()} are answered`, () => answered() === people.length, 60_000);
      const isSettled = (order) => !order.clocks.some((clock) => clock.rule === 'offer');
      await until('all offers lapsed', async () => (await steward.orders()).every(isSettled), 60_000);

      for (const i of people) assert.equal(new Set(bridge.to(`g-${i}`).map((one) => one.id)).size, 1, `g-${i}`);
      const orders = await steward.orders();
      assert.equal(orders.length, people.length);
      for (const { number } of orders) {
        const { history } = await steward.board(`/orders/${number}`);
        const lapsed = history.filter((line) => line.what === 'offer_lapsed').map((line) => line.why);
        assert.ok(lapsed.length > 0);
        assert.deepEqual(lapsed, [...new Set(lapsed)], `${number} lapsed twice`);
      }
    });
  });

  test('SIGTERM under load: what was begun is answered, what comes later refused, and it ends with 0', () =>
    withDesk('ended', {}, async (steward, bridge) => {
      await steward.start();
      const begun = Array.from({ length: 20 }, (_, i) => bridge.begin(steward, { id: `t-${i}`, from: { id: `t-${i}` }, text: '3栋2单元601 厨房灯不亮' }));
      await Promise.all(begun.map((one) => one.isHalfSent));
      await bridge.deliver(steward, { id: 'u', from: { id: 'u' }, text: '3栋2单元601 门锁坏了' });
      steward.run.process.kill('SIGTERM');
      await steward.run.logged('stopping');
      await until('nobody is let in', () => bridge.post(steward, { id: 'v', from: { id: 'v' }, text: '灯' }).then(() => false, () => true));
      const answers = await Promise.all(begun.map((one) => one.finish()));
      assert.deepEqual(answers, answers.map(() => 200));
      assert.equal((await steward.run.ended)[0], 0);
      await steward.start();
      assert.equal((await steward.orders()).length, 21);
    }));

  test('while it starts: the next start goes on, with one server and everything there', () => withDesk('starting', {}, async (steward, bridge) => {
    await steward.start();
    await bridge.deliver(steward, { id: 's-1', from: { id: 's' }, text: '3栋2单元601 厨房灯不亮' });
    await bridge.told('s', /登记/);
    const [order] = await steward.orders();
    for (let round = 0; round < 16; ++round) {
      await steward.kill();
      // Every other time as in a power cut: the server goes, too, and has to be started anew.
      if (round % 2 === 0) for (const pid of steward.servers()) process.kill(pid, 'SIGKILL');
      steward.spawn();
      await pause(Math.random() * 250);
    }
    await steward.kill();
    await steward.start();
    assert.equal(steward.servers().length, 1);
    assert.deepEqual((await steward.orders()).map((one) => one.number), [order.number]);
    await bridge.deliver(steward, { id: 's-2', from: { id: 't' }, text: '3栋2单元502 门锁坏了' });
    assert.equal(await steward.stop(), 0);
    assert.deepEqual(steward.servers(), []);
    await steward.start();
    assert.equal((await steward.orders()).length, 2);
  }));

  test('while its server starts: that one is waited for, and no second one started', () => withDesk('slow', {}, async (steward, bridge) => {
    const starts = join(steward.folder, 'starts');
    steward.write('bin/redis-server', `#!/bin/sh\necho >>${starts}\nsleep 1\nPATH=${process.env.PATH} exec redis-server "$@"\n`);
    chmodSync(join(steward.folder, 'bin/redis-server'), 0o700);
    steward.environment.PATH = `${join(steward.folder, 'bin')}:${process.env.PATH}`;
    steward.spawn();
    await until('a server is started', () => existsSync(starts));
    await steward.kill();
    await steward.start();
    await bridge.deliver(steward, { id: 's-1', from: { id: 's' }, text: '3栋2单元601 厨房灯不亮' });
    assert.equal(steward.servers().length, 1);
    assert.equal(readFileSync(starts, 'utf8').length, 1);
    assert.equal(await steward.stop(), 0);
    assert.deepEqual(steward.servers(), []);
    await steward.start();
    assert.equal((await steward.orders()).length, 1);
  }));
});
