// A flood: one account writes without end, hundreds write at once, a notice goes to hundreds more; and amid all of it a pipe
// bursts. Whoever is on duty hears of that within a second; the rest queues and drains.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { Bridge } from '../end_to_end/bridge.mjs';
import { program, Steward, until } from '../end_to_end/steward.mjs';

const key = 'a-key-of-the-gateway';
const phones = Array.from({ length: 300 }, (_, i) => `+86139${String(10_000_000 + i)}`);
const people = Array.from({ length: 250 }, (_, i) => `p-${i}`); // the board lists 300 orders
const flooded = 1_000, aMinute = 30; // limits.messages_a_minute
const alertedWithin = 1_000;

// As much of Kannel's sendsms as that needs.
class Gateway {
  constructor() {
    this.sent = []; // { to, text, at }
  }
  async listen() {
    this.server = createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      this.sent.push({ to: request.headers['x-kannel-to'], text: Buffer.concat(chunks).toString(), at: Date.now() });
      response.writeHead(202).end('0: Accepted for delivery');
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${this.server.address().port}/cgi-bin/sendsms`;
  }
  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

describe('a flood', () => {
  const gateway = new Gateway();
  const bridge = new Bridge();
  let steward, number;

  const steps = async (...words) => (await promisify(execFile)(program, [...words, '--config', steward.config])).stdout;

  before(async () => {
    await gateway.listen();
    await bridge.listen();
    steward = new Steward('flood', { public_url: 'https://desk.example.com', channels: [bridge.channel,
      { id: 'kannel', type: 'kannel', account: 'steward', token: { file: 'key' }, secret: { file: 'key' }, base_url: gateway.url, per_second: 100 }] },
    { desk: { manners: { quiet: '00:00-00:00' } } });
    steward.write('key', key);
    steward.write('secret', bridge.secret);
    await steward.importRegister();
    steward.write('residents.csv', ['phone,name,unit,role,language', ...phones.map((phone, i) => `${phone},住户${i},3-2-501,family,zh-Hans`)].join('\n'));
    await steps('import', 'residents', `${steward.folder}/residents.csv`, '--apply');
    steward.write('list.csv', ['phone', ...phones].join('\n'));
    await steward.start();
    const composed = await steps('notice', 'compose', '--file', 'water_cut', '--site', 's', '--by', 'fang', '--set', 'from=9:00', '--set', 'to=17:00',
      '--set', 'where=3栋', '--set', 'reason=管道维修', '--list', `${steward.folder}/list.csv`);
    [number] = composed.match(/^[0-9A-Z]{6}/);
  });
  after(async () => {
    await steward?.end();
    bridge.close();
    gateway.close();
  });

  const isCopy = (one) => phones.includes(one.to);
  const copies = () => gateway.sent.filter(isCopy).length;
  const statuses = (list) => list.map((one) => one.status);

  async function writesOnAndOn() {
    const answers = [];
    for (let i = 0; i < flooded; i += 50)
      answers.push(...await Promise.all(Array.from({ length: 50 }, (_, k) => bridge.post(steward, { id: `f-${i + k}`, from: { id: 'flooder' }, text: '厨房灯不亮' }))));
    return answers;
  }
  // Answers how long it took from when the desk had it to when a phone of somebody on duty had it.
  async function burst(who, id) {
    const words = `3栋2单元501 厨房水管爆了，水喷得满屋都是，编号${id}`;
    await bridge.deliver(steward, { id, from: { id: who }, text: words });
    const taken = Date.now();
    const alert = await until(`an alert of ${id}`, () => gateway.sent.find((one) => !isCopy(one) && one.text.includes(id)));
    return alert.at - taken;
  }

  test('amid it each burst pipe is alerted within a second, that of whoever floods us too', async () => {
    await steps('notice', 'send', number, '--by', 'fang');
    await until('the notice goes', () => copies() > 0);
    const flood = writesOnAndOn();
    const crowd = Promise.all(people.map((id) => bridge.deliver(steward, { id, from: { id }, text: `3栋2单元601 客厅灯不亮，我是${id}号` })));
    const took = [];
    for (const [who, id] of [['chen', 'burst-1'], ['wang', 'burst-2'], ['flooder', 'burst-3']]) took.push(await burst(who, id));
    const amid = copies();
    assert.ok(took.every((one) => one < alertedWithin), `${took} ms`);
    assert.ok(amid < phones.length, 'the notice was over already');
    const answers = await flood;
    await crowd;
    assert.ok(statuses(answers).filter((one) => one === 200).length <= aMinute);
    const refused = answers.filter((one) => one.status === 429);
    assert.ok(refused.length >= flooded - 2 * aMinute - 50, `${refused.length}`);
    assert.ok(refused.every((one) => Number(one.headers.get('retry-after')) > 0));
  });

  test('all else queues and drains: everybody is answered once, and has the notice once', async () => {
    await until('all are answered', () => people.every((id) => bridge.to(id).length > 0));
    await until('the notice is done', async () => /^\w+  water  done/.test(await steps('notice', 'show', number)));
    for (const id of people) assert.equal(new Set(bridge.to(id).filter((one) => /登记/.test(one.text)).map((one) => one.id)).size, 1, id);
    assert.deepEqual([copies(), new Set(gateway.sent.filter(isCopy).map((one) => one.to)).size], [phones.length, phones.length]);
    const orders = await steward.orders();
    for (const id of people) assert.equal(orders.filter((one) => one.matter.includes(`我是${id}号`)).length, 1, id);
    assert.deepEqual((await steward.board('/troubles')).dead_letters, []);
  });
});
