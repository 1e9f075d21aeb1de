// An alert goes by the next way where one fails: in chat by a bridge, by SMS through a stand-in of Twilio, to the next person.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { Bridge } from './bridge.mjs';
import { Steward, until } from './steward.mjs';

const li = '+8613900000011', wang = '+8613900000012';

// Takes every SMS.
class Phones {
  async listen() {
    this.texts = [];
    this.server = createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      this.texts.push(Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())));
      response.writeHead(201, { 'content-type': 'application/json' }).end(`{"sid":"SM${this.texts.length}"}`);
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${this.server.address().port}`;
  }
  alert(phone, number) {
    return this.texts.find((one) => one.To === phone && one.Body.includes(number));
  }
  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

describe('reaching staff', () => {
  const bridge = new Bridge(), phones = new Phones();
  let steward;
  const blocked = new Set();

  before(async () => {
    await bridge.listen();
    await phones.listen();
    bridge.holds = () => true;
    const take = bridge.take.bind(bridge);
    bridge.take = async (request, response) => {
      await take(request, response);
      const isBlocked = blocked.has(bridge.messages.at(-1)?.to.id);
      if (!response.writableEnded)
        response.writeHead(isBlocked ? 422 : 204, { 'content-type': 'application/json' }).end(isBlocked ? '{"reason":"blocked"}' : undefined);
    };
    steward = new Steward('reaching', {
      channels: [bridge.channel, { id: 'twilio', type: 'twilio', base_url: phones.url, account: 'AC00000000000000000000000000000001', token: { file: 'token' }, from: '+14155550199', can_receive: false }],
    }, { desk: { manners: { alert_unread: 'PT2S', alerts_together: 'PT5S' } } });
    steward.write('secret', bridge.secret);
    steward.write('token', '12345678901234567890123456789012');
    await steward.importRegister();
    await steward.start();
    for (const [id, phone] of [['li', li], ['wang', wang]])
      await bridge.deliver(steward, { id: `hello-${id}`, from: { id, phone }, text: '绑定' });
  });
  after(async () => {
    await steward?.end();
    bridge.close();
    phones.close();
  });

  const messages = async (number) => (await steward.board(`/orders/${number}`)).messages;
  const report = (message, state) => bridge.deliver(steward, { id: `r-${message.id}-${state}`, type: 'report', message: message.id, to: message.to, orders: message.orders, state });
  const enter = async (text) => (await steward.board('/orders', { text, unit: '3-2-501', phone: '13800000501' })).answer;

  test('what is blocked in chat goes by SMS, and the board shows the life of each message', async () => {
    blocked.add('li').add('wang');
    const number = await enter('厨房水龙头滴水');
    await until('a text', () => phones.alert(li, number) ?? phones.alert(wang, number));
    const all = await until('both ends', async () => {
      const seen = (await messages(number)).filter((one) => one.staff);
      return seen.some((one) => one.state === 'failed') && seen.some((one) => one.state === 'sent') && seen;
    });
    const failed = all.find((one) => one.state === 'failed'), sent = all.find((one) => one.state === 'sent');
    assert.equal(failed.why, 'blocked');
    assert.equal(failed.channel, 'bridge');
    assert.equal(sent.through, 'twilio');
    assert.ok((await steward.board(`/orders/${number}`)).history.some((one) => one.what === 'alerted_otherwise'));
    blocked.clear();
  });

  test('a hazard that nobody read goes by SMS to whom it has not reached', async () => {
    const number = await enter('水管爆了，水喷得满屋都是');
    const isAlert = (one) => one.orders.includes(number);
    const [toLi] = await Promise.all(['li', 'wang'].map((who) => until(`${who} is alerted`, () => bridge.to(who).find(isAlert))));
    await report(toLi, 'delivered');
    await report(toLi, 'read');
    await until('a text to wang', () => phones.alert(wang, number));
    assert.equal(phones.alert(li, number), undefined, 'li has read it');
    const read = (await messages(number)).find((one) => one.id === toLi.id);
    assert.equal(read.state, 'read');
    assert.ok(read.delivered_at && read.read_at);
  });

  test('orders that follow each other closely come as one list', async () => {
    const numbers = [];
    for (const text of ['客厅灯不亮', '厨房灯不亮', '卫生间灯不亮', '阳台灯不亮', '卧室灯不亮', '书房灯不亮', '过道灯不亮', '餐厅灯不亮']) numbers.push(await enter(text));
    const list = await until('a list', () => bridge.messages.find((one) => one.to_staff && one.orders.length > 1 && one.orders.every((number) => numbers.includes(number))));
    assert.deepEqual(list.buttons.map((button) => button.label), list.orders);
    const [taken] = list.orders;
    await bridge.deliver(steward, { id: 'press-1', from: { id: list.to.id }, press: list.buttons[0].data, text: list.buttons[0].label });
    await until('it is accepted', async () => (await steward.board(`/orders/${taken}`)).state === 'accepted');
  });
});
