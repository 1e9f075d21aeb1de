// A rainstorm, called and called off by the operator while the service runs: what can wait stands still, dangers do not.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { Bridge } from './bridge.mjs';
import { program, Steward, until } from './steward.mjs';

describe('a storm', () => {
  const bridge = new Bridge();
  let steward;

  const storm = (...words) => new Promise((done) => {
    execFile(program, ['storm', '--site', 's', ...words, '--config', steward.config], (failure, out, err) => done({ code: failure ? failure.code : 0, out, err }));
  });
  const report = (id, text) => bridge.post(steward, { id, from: { id: 'u-1' }, text });
  const orderOf = (words) => until(words, async () => (await steward.orders()).find((one) => one.matter.includes(words)));

  before(async () => {
    await bridge.listen();
    steward = new Steward('storm', { channels: [bridge.channel] });
    steward.write('secret', bridge.secret);
    await steward.importRegister();
    await steward.start();
  });
  after(async () => {
    await steward?.end();
    bridge.close();
  });

  test('is called on the command line, and stands on the board', async () => {
    assert.match((await storm()).out, /no storm is on at s/);
    const called = await storm('--on', '--reason', 'rainstorm');
    assert.equal(called.code, 0, called.err);
    assert.match(called.out, /rainstorm at s since /);
    const { storms } = await until('the board', async () => {
      const board = await steward.board('/orders');
      return board.storms.length > 0 && board;
    });
    assert.deepEqual(storms.map((one) => [one.site, one.reason]), [['s', 'rainstorm']]);
  });

  test('lets what can wait wait, and says so; a danger goes out at once', async () => {
    await report('m-1', '3栋2单元501厨房的灯不亮了');
    await bridge.told('u-1', /暴雨/);
    assert.equal((await orderOf('灯不亮')).state, 'received');
    await report('m-2', '3栋2单元电梯困人了，快来');
    await until('somebody is offered the danger', async () => (await orderOf('电梯困人')).state !== 'received');
  });

  test('is not called by whoever may not, nor with what is no time', async () => {
    const refused = await steward.askBoard('/storms', { id: 'c-1', site: 's', reason: 'typhoon' });
    assert.equal(refused.status, 403);
    const garbled = await steward.askBoard('/storms', { id: 'c-2', site: 's', reason: 'typhoon', until: 'tomorrow' });
    assert.equal(garbled.status, 422);
    assert.match((await storm('--on', '--reason', 'tyfoon')).err, /did you mean "typhoon"/);
    assert.equal((await storm('--on', '--reason', 'typhoon', '--until', 'tomorrow')).code, 2);
  });

  test('is called off, and what waited goes out', async () => {
    const over = await storm('--off');
    assert.equal(over.code, 0, over.err);
    assert.match(over.out, /no storm is on at s/);
    await until('the lamp goes out', async () => (await orderOf('灯不亮')).state !== 'received');
    const again = await storm('--off');
    assert.equal(again.code, 1);
    assert.match(again.err, /no storm is on at s/);
  });
});
