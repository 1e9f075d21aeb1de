// Providers of SMS that misbehave, each with numbers of its own, and one behind them all that is well: what was surely not
// taken goes by the next, what may have been taken is left to a person, what has to wait waits.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { Steward, until } from '../end_to_end/steward.mjs';
import { manners as ways, WaywardBridge } from './wayward_bridge.mjs';

const key = 'a-key-of-the-gateways';
const says = (status, body, headers = {}) => (request, response) => response.writeHead(status, headers).end(body);

// What a Kannel does when it is asked, and what has to follow.
const table = {
  refuses: { address: () => 'http://127.0.0.1:9', then: 'next' },
  nowhere: { address: () => 'http://gateway.invalid', then: 'next' },
  untrusted: { address: (gateway) => new URL(gateway.address).origin, then: 'next' },
  fails: { manner: says(500, 'Sending failed.'), then: 'next' },
  forbids: { manner: says(403, 'Authorization failed for sendsms'), then: 'next' },
  redirects: { manner: says(302, '', { location: 'http://127.0.0.1:9/' }), then: 'next' },
  denies: { manner: says(400, 'Number(s) has/have been denied by white- and/or black-lists.'), then: 'blocked' },
  breaks: { manner: says(500, '<h1>Bad Gateway</h1>'), then: 'unknown' },
  garbles: { manner: says(200, '<html>Welcome to nginx!</html>'), then: 'unknown' },
  resets: { manner: ways.resets, then: 'unknown' },
  speaks_no_http: { manner: ways.speaks_no_http, then: 'unknown' },
  hangs: { manner: ways.hangs, then: 'unknown' },
  is_full: { manner: says(503, 'Temporal failure, try again later.'), then: 'later' },
};

describe('providers of sms that misbehave', () => {
  const gateways = Object.entries(table).map(([name, { manner }], i) => Object.assign(new WaywardBridge(name, manner), { phone: `+8613${600 + i}000001` }));
  const twilio = { sent: [] };
  let steward;

  before(async () => {
    for (const gateway of gateways) await (gateway.name === 'untrusted' ? gateway.listenWithTls('localhost') : gateway.listen());
    twilio.server = createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      twilio.sent.push(Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())));
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ sid: `SM${twilio.sent.length}`, status: 'queued' }));
    }).listen(0, '127.0.0.1');
    await once(twilio.server, 'listening');
    const channels = gateways.map((gateway) => ({ id: gateway.name, type: 'kannel', account: 'steward', token: { file: 'key' }, secret: { file: 'key' },
      prefixes: [gateway.phone.slice(0, 8)], base_url: `${(table[gateway.name].address ?? (() => `http://127.0.0.1:${gateway.port}`))(gateway)}/cgi-bin/sendsms` }));
    channels.push({ id: 'twilio', type: 'twilio', account: 'AC1', from: '+14155550199', token: { file: 'key' }, base_url: `http://127.0.0.1:${twilio.server.address().port}` });
    steward = new Steward('sms-providers', { public_url: 'https://desk.example.com', channels });
    steward.write('key', key);
    await steward.importRegister();
    await steward.start();
  });
  after(async () => {
    await steward?.end();
    twilio.server.closeAllConnections();
    twilio.server.close();
    for (const gateway of gateways) gateway.close();
  });

  const those = (then) => gateways.filter(({ name }) => table[name].then === then);
  const byTwilio = (phone) => twilio.sent.filter((one) => one.To === phone);
  const letters = async () => (await steward.board('/troubles')).dead_letters;
  const texts = ({ name, phone }, id) => fetch(`${steward.base}/hooks/${name}?${new URLSearchParams({ key, id, from: phone, charset: 'UTF-8', text: '您好' })}`);

  test('what was surely not taken goes by the next provider, once', async () => {
    for (const gateway of gateways) assert.equal((await texts(gateway, gateway.name)).status, 200);
    for (const { name, phone, hits } of those('next')) {
      await until(`the next one for ${name}`, () => byTwilio(phone).length > 0);
      assert.ok(hits.length <= 1, name);
    }
  });

  test('what may have been taken is asked for once, goes by none, and a person is told', async () => {
    const expected = [...those('unknown').map(() => 'unknown'), 'blocked'].sort();
    await until(`as much trouble as ${expected}`, async () => (await letters()).length === expected.length);
    assert.deepEqual((await letters()).map((one) => one.reason).sort(), expected);
    for (const { name, phone, hits } of [...those('unknown'), ...those('blocked')]) assert.deepEqual([hits.length, byTwilio(phone).length], [1, 0], name);
  });

  test('what a full one cannot take yet waits for it', async () => {
    const [full] = those('later');
    await until('it is asked again', () => full.hits.length >= 2);
    full.manner = says(202, '0: Accepted for delivery');
    const before = full.hits.length;
    await until('it takes it', () => full.hits.length > before);
    assert.equal(byTwilio(full.phone).length, 0);
    assert.equal((await letters()).length, those('unknown').length + those('blocked').length);
  });

  test('nobody got a second one by another way meanwhile', () => {
    for (const { name, phone } of those('next')) assert.equal(byTwilio(phone).length, 1, name);
    assert.equal(twilio.sent.length, those('next').length);
  });
});
