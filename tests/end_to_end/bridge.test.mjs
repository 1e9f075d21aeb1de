// A signed bridge from end to end: what it is told, and what it is refused.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Bridge } from './bridge.mjs';
import { Steward } from './steward.mjs';

describe('a signed bridge', () => {
  const bridge = new Bridge();
  let steward;

  before(async () => {
    await bridge.listen();
    steward = new Steward('bridge', { channels: [bridge.channel] });
    steward.write('secret', bridge.secret);
    await steward.importRegister();
    await steward.start();
  });
  after(async () => {
    await steward?.end();
    bridge.close();
  });

  test('an order is opened, answered in signed words, and a redelivery changes nothing', async () => {
    const message = { id: 'm-1', from: { id: 'u-1' }, text: '厨房水管爆了，水喷得满屋都是' };
    assert.equal((await bridge.post(steward, message)).status, 200);
    const answer = await bridge.told('u-1', /阀/);
    assert.equal((await bridge.post(steward, message)).status, 200);
    assert.equal((await bridge.post(steward, { id: 'm-2', from: { id: 'u-1' }, text: '3栋2单元501' })).status, 200);
    await bridge.told('u-1', /已记下/);
    assert.equal(bridge.to('u-1').filter((one) => /阀/.test(one.text)).length, 1);
    assert.equal(answer.orders.length, 1);
    assert.equal(bridge.forged, 0);
  });

  test('what is not signed, stale, changed or for nobody is refused alike', async () => {
    const message = { id: 'm-3', from: { id: 'u-2' }, text: '灯不亮' };
    const answers = [];
    for (const change of [{ signature: 'v1,AAAA' }, { now: new Date(Date.now() - 301_000 * 2) }, { body: '{"id":"m-3"}' }, { channel: 'nobody' }]) {
      const answer = await bridge.post(steward, message, change);
      answers.push(`${answer.status} ${await answer.text()}`);
    }
    assert.equal(new Set(answers).size, 1);
    assert.match(answers[0], /^401 /);
  });

  test('SIGTERM ends it in order, with exit code 0', async () => {
    assert.equal(await steward.stop(), 0);
  });
});
