// Delivery reports that come before the send has returned, twice, out of turn, for nothing known, or never: what a copy of a
// notice and an order have reached they do not lose again.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { program, Steward, until } from '../end_to_end/steward.mjs';

const key = 'a-key-of-the-gateway';
const [delivered, failed, rejected, buffered] = ['1', '2', '16', '4'];

// What a gateway reports of a message before it has answered us, and afterwards; and what has to come of it.
const table = [
  { early: [delivered], late: [], then: 'delivered' },
  { early: [delivered], late: [delivered, delivered], then: 'delivered' },
  { early: [failed], late: [], then: 'failed' },
  { early: [], late: [delivered, delivered], then: 'delivered' },
  { early: [], late: [delivered, failed, rejected], then: 'delivered' },
  { early: [], late: [failed, delivered], then: 'delivered' },
  { early: [], late: [failed, failed], then: 'failed' },
  { early: [], late: [rejected], then: 'failed' },
  { early: [], late: [buffered], then: 'sent' },
  { early: [], late: [], then: 'sent' },
];
const phones = Array.from({ length: 20 * table.length }, (_, i) => `+86139${String(10_000_000 + i)}`);

class Gateway {
  constructor() {
    this.asked = []; // { to, report }
    this.answers = new Set(); // of the reports, how they were answered
  }
  async listen() {
    this.server = createServer(async (request, response) => {
      request.resume();
      await once(request, 'end');
      const one = { to: request.headers['x-kannel-to'], report: request.headers['x-kannel-dlr-url'] };
      this.asked.push(one);
      for (const what of this.plan(one.to).early) await this.report(one, what);
      response.writeHead(202).end('0: Accepted for delivery');
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${this.server.address().port}/cgi-bin/sendsms`;
  }
  plan(phone) {
    const place = phones.indexOf(phone);
    return place < 0 ? table[0] : table[place % table.length];
  }
  async report(one, what) {
    const answer = await fetch(one.report.replace('%d', what));
    await answer.arrayBuffer();
    this.answers.add(answer.status);
  }
  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

describe('delivery reports that come as they like', () => {
  const gateway = new Gateway();
  let steward, number;

  const steps = async (...words) => (await promisify(execFile)(program, [...words, '--config', steward.config])).stdout;
  const states = async () => (await steps('notice', 'show', number, '--csv')).trim().split('\r\n').slice(1).map((row) => row.split(',')[2].replaceAll('"', ''));
  const counted = (list) => Object.fromEntries([...new Set(list)].sort().map((one) => [one, list.filter((other) => other === one).length]));

  before(async () => {
    await gateway.listen();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    server.close();
    await once(server, 'close');
    steward = new Steward('receipts', { listen: `127.0.0.1:${port}`, channels: [{ id: 'kannel', type: 'kannel', account: 'steward', token: { file: 'key' },
      secret: { file: 'key' }, base_url: gateway.url, callback_url: `http://127.0.0.1:${port}`, per_second: 1000 }] },
    { desk: { manners: { quiet: '00:00-00:00' } } });
    steward.write('key', key);
    await steward.importRegister();
    steward.write('residents.csv', ['phone,name,unit,role,language', ...phones.map((phone, i) => `${phone},住户${i},3-2-501,family,zh-Hans`)].join('\n'));
    await steps('import', 'residents', `${steward.folder}/residents.csv`, '--apply');
    steward.write('list.csv', ['phone', ...phones].join('\n'));
    await steward.start();
  });
  after(async () => {
    await steward?.end();
    gateway.close();
  });

  test('early ones count although the send has not returned', async () => {
    const composed = await steps('notice', 'compose', '--file', 'water_cut', '--site', 's', '--by', 'fang', '--set', 'from=9:00', '--set', 'to=17:00',
      '--set', 'where=3栋', '--set', 'reason=管道维修', '--list', `${steward.folder}/list.csv`);
    [number] = composed.match(/^[0-9A-Z]{6}/);
    assert.match(await steps('notice', 'send', number, '--by', 'fang', '--wait'), /done\s*$/);
    assert.equal(gateway.asked.length, phones.length);
    const early = phones.map((phone) => gateway.plan(phone).early[0]);
    assert.deepEqual(counted(await states()), counted(early.map((what) => ({ [delivered]: 'delivered', [failed]: 'failed' })[what] ?? 'sent')));
  });

  test('late ones, again and out of turn, take nothing back', async () => {
    const most = Math.max(...table.map((row) => row.late.length));
    for (let turn = 0; turn < most; ++turn)
      await Promise.all(gateway.asked.filter((one) => gateway.plan(one.to).late[turn]).map((one) => gateway.report(one, gateway.plan(one.to).late[turn])));
    assert.deepEqual(counted(await states()), counted(phones.map((phone) => gateway.plan(phone).then)));
    assert.deepEqual([...gateway.answers], [200]);
  });

  test('those of nothing known change nothing, and are answered so that they do not come for ever', async () => {
    const before = await states();
    const { report } = gateway.asked[0];
    for (const message of [`n:${number}:${phones.length + 7}:1`, 'n:ZZZZZZ:0:1', 'ZZZZZZZZZZ-1']) {
      const url = new URL(report.replace('%d', delivered));
      url.searchParams.set('message', message);
      const answer = await fetch(url);
      assert.equal(answer.status, 200, message);
    }
    const url = new URL(report.replace('%d', delivered));
    url.searchParams.set('key', 'another-key-of-a-gateway');
    assert.equal((await fetch(url)).status, 401);
    assert.deepEqual(await states(), before);
    assert.match(await steps('notice', 'show', number), /^\w+  water  done/);
  });

  test('of an order it stands once, however early and often it comes', async () => {
    const text = new URLSearchParams({ key, id: 'm-1', from: '+8613800000501', charset: 'UTF-8', text: '厨房水龙头一直漏水' });
    assert.equal((await fetch(`${steward.base}/hooks/kannel?${text}`)).status, 200);
    const [order] = await until('an order', async () => (await steward.orders()).length > 0 && steward.orders());
    const ofIt = () => gateway.asked.filter((one) => one.report.includes(order.number));
    const history = async () => (await steward.board(`/orders/${order.number}`)).history;
    await until('its reports', async () => ofIt().length > 1 && (await history()).filter((line) => line.what === 'message_delivered').length === ofIt().length);
    for (const what of [delivered, failed]) for (const one of ofIt()) await gateway.report(one, what);
    const lines = await history();
    assert.equal(lines.filter((line) => line.what === 'message_delivered').length, ofIt().length);
    assert.equal(lines.filter((line) => line.what === 'message_failed').length, 0);
    assert.deepEqual((await steward.board('/troubles')).dead_letters, []);
  });
});
