// Webhooks as platforms deliver them on a bad day: thrice within seconds, after later ones, a day late, a thousand at once
// after an outage. Each takes effect once, and what one person wrote stands in the sequence in which they wrote it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BotApi } from '../end_to_end/bot_api.mjs';
import { Bridge } from '../end_to_end/bridge.mjs';
import { Steward, until } from '../end_to_end/steward.mjs';

const people = Array.from({ length: 100 }, (_, i) => `p-${i}`);
const eachWrites = 10;

describe('webhooks on a bad day', () => {
  const bridge = new Bridge();
  const telegram = new BotApi({ token: '1:late', secret: 'a-secret-of-the-webhook' });
  let steward;

  before(async () => {
    await bridge.listen();
    const base_url = `http://127.0.0.1:${await telegram.listen()}`;
    steward = new Steward('webhooks', { channels: [bridge.channel, { id: 'tg', type: 'telegram', token: { file: 'token' }, secret: { file: 'hook' }, base_url },
      { id: 'sms', type: 'sms_board' }] });
    steward.write('secret', bridge.secret);
    steward.write('token', telegram.token);
    steward.write('hook', telegram.secret);
    await steward.importRegister();
    await steward.start();
    telegram.hook = `${steward.base}/hooks/tg`;
  });
  after(async () => {
    await steward?.end();
    for (const one of [bridge, telegram]) one.close();
  });

  const about = async (words) => (await steward.orders()).filter((order) => order.matter.includes(words));

  test('thrice within seconds, the third while the second is under way', async () => {
    const message = { id: 'thrice', from: { id: 'thrice' }, text: '3栋2单元501 书房插座没电' };
    await bridge.deliver(steward, message);
    const answers = await Promise.all([bridge.post(steward, message), bridge.post(steward, message)]);
    assert.ok(answers.every((one) => [200, 503].includes(one.status)), `${answers.map((one) => one.status)}`);
    await bridge.told('thrice', /登记/);
    assert.equal((await about('书房插座没电')).length, 1);
    assert.equal(bridge.to('thrice').length, 1);
  });

  test('a day late, and thrice: taken once, with an apology', async () => {
    const update = telegram.text(7, '3栋2单元501 卫生间灯不亮');
    update.message.date -= 86_400;
    for (let i = 0; i < 3; ++i) assert.equal((await telegram.post(update)).status, 200);
    const told = await telegram.hears(7, /登记/);
    assert.match(told.text, /抱歉|久等/);
    assert.equal((await about('卫生间灯不亮')).length, 1);
    assert.equal(telegram.to(7).length, 1);
  });

  // What one person wrote is delivered in sequence, everybody's at once; each message comes again after the next one.
  test('a thousand at once after an outage: once each, in order by person', async () => {
    const texts = ['找人工', ...Array.from({ length: eachWrites - 1 }, (_, i) => `这是第${i + 1}句话`)];
    await steward.kill();
    const deliveries = people.map(async (id) => {
      let before;
      for (const [k, text] of texts.entries()) {
        const message = { id: `${id}-${k}`, from: { id }, text };
        await bridge.deliver(steward, message);
        if (before) assert.ok([200, 503].includes((await bridge.post(steward, before)).status));
        before = message;
      }
    });
    await Promise.race([steward.start(), ...deliveries]);
    await Promise.all(deliveries);
    const { conversations } = await steward.board('/waiting');
    assert.equal(conversations.length, people.length);
    const wrote = new Set();
    for (const { id, handover } of conversations) {
      assert.equal(handover.why, 'asked');
      const lines = (await steward.board(`/conversations/${id}`)).lines.filter((line) => line.by === 'resident');
      assert.deepEqual(lines.map((line) => line.text), texts);
      wrote.add(lines[0].id);
    }
    assert.equal(wrote.size, people.length);
    // Who asked for a person is told once that one comes.
    await until('all are answered', () => people.every((id) => bridge.to(id).length > 0));
    for (const id of people) assert.equal(new Set(bridge.to(id).filter((one) => /转接人工/.test(one.text)).map((one) => one.id)).size, 1, id);
  });
});
