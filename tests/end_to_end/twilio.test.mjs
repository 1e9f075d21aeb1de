// Twilio's own SDK as judge: what it signs is taken, and its request for a message and ours say the same to the same server.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import twilio from 'twilio';
import { Steward, until } from './steward.mjs';

const account = 'AC00000000000000000000000000000001', token = '12345678901234567890123456789012';
const ours = '+14155550199', publicUrl = 'https://desk.example.com';

// As much of the API as sending is: it notes each request, and answers as it is told to.
class Api {
  constructor() {
    this.requests = [];
    this.answers = []; // the next ones; then all are taken; status 0: the connection breaks
    this.listed = [];  // what it knows of, for who asks afterwards
    this.lists = true;
  }
  async listen() {
    this.server = createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      if (request.method === 'GET') {
        this.asked = request.url;
        return response.writeHead(this.lists ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify({ messages: this.listed }));
      }
      this.requests.push({ method: request.method, path: request.url, authorization: request.headers.authorization,
        type: request.headers['content-type'], form: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())) });
      const { status = 201, isTaken = false, body = { sid: `SM${this.requests.length}`, status: 'queued' } } = this.answers.shift() ?? {};
      if (status === 0) {
        this.lost = this.requests.at(-1);
        if (isTaken) this.listed.push({ sid: 'SM-lost', body: this.lost.form.Body, direction: 'outbound-api', date_created: new Date().toUTCString().replace('GMT', '+0000') });
        return request.socket.destroy();
      }
      return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${this.server.address().port}`;
  }
  to(phone) {
    return this.requests.filter((one) => one.form.To === phone);
  }
  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

// The SDK's requests, with all that it says in them, to our server instead of its own.
const toThe = (api) => ({
  async request({ method, uri, headers, username, password, data }) {
    const authorization = headers.Authorization ?? `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const answer = await fetch(uri.replace('https://api.twilio.com', api.url), { method, body: new URLSearchParams(data),
      headers: { 'content-type': headers['Content-Type'], authorization } });
    return { statusCode: answer.status, body: await answer.text() };
  },
});

describe('sms by twilio', () => {
  const api = new Api();
  let steward;
  const timesSent = (lost) => api.requests.filter((one) => one.form.StatusCallback === lost.form.StatusCallback).length;
  const messageOf = (sent) => new URL(sent.form.StatusCallback).searchParams.get('message');

  before(async () => {
    await api.listen();
    steward = new Steward('twilio', { public_url: publicUrl, channels: [{ id: 'twilio', type: 'twilio', base_url: api.url, account, token: { file: 'token' }, from: ours }] });
    steward.write('token', token);
    await steward.importRegister();
    await steward.start();
  });
  after(async () => {
    await steward?.end();
    api.close();
  });

  const call = (query, form, signature) => {
    const url = `${publicUrl}/hooks/twilio${query}`;
    return fetch(`${steward.base}/hooks/twilio${query}`, { method: 'POST', body: new URLSearchParams(form),
      headers: { 'x-twilio-signature': signature ?? twilio.getExpectedTwilioSignature(token, url, form) } });
  };
  const text = (from, body, id) => call('', { MessageSid: id, AccountSid: account, From: from, To: ours, Body: body, NumMedia: '0', NumSegments: '1' });
  const reports = async (request, form) => {
    const { search } = new URL(request.form.StatusCallback);
    return call(search, { MessageSid: 'SM1', AccountSid: account, To: request.form.To, From: ours, ...form });
  };

  test('what its SDK signs is taken, and answered without a word', async () => {
    const answer = await text('+8613800000501', '厨房水龙头漏水 leak & more', 'SM-in-1');
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type'), /xml/);
    assert.match(await answer.text(), /<Response\/>/);
    assert.equal((await text('+8613800000501', '厨房水龙头漏水 leak & more', 'SM-in-1')).status, 200, 'it may come again');
    assert.equal((await steward.orders()).length, 1);
    assert.equal((await call('', { MessageSid: 'x', From: '+1', Body: 'x' }, 'forged=')).status, 401);
  });

  test('our request for a message is that of its SDK', async () => {
    const [sent] = await until('an answer', () => api.to('+8613800000501').length > 0 && api.to('+8613800000501'));
    const { Body: body, To: to, From: from, StatusCallback: statusCallback } = sent.form;
    const client = twilio(account, token, { httpClient: toThe(api) });
    await client.messages.create({ body, to, from, statusCallback });
    const theirs = api.requests.at(-1);
    assert.deepEqual(sent, theirs);
  });

  test('a report that it signs stands with the order, and a late failure takes nothing back', async () => {
    const sent = await until('an alert', () => api.requests.find((one) => one.form.StatusCallback?.includes('orders=')));
    const number = new URL(sent.form.StatusCallback).searchParams.get('orders').split(',')[0];
    const seen = async (what) => (await steward.board(`/orders/${number}`)).history.filter((entry) => entry.what === what).length;
    const before = await seen('message_delivered');
    for (const status of ['delivered', 'delivered', 'sent']) assert.equal((await reports(sent, { MessageStatus: status })).status, 200);
    assert.equal(await seen('message_delivered'), before + 1);
    await reports(sent, { MessageStatus: 'undelivered', ErrorCode: '30006' });
    assert.equal(await seen('message_failed'), 0);
  });

  test('a send whose answer was lost is looked up, and not repeated where it was taken', async () => {
    const phone = '+8613800000602';
    api.answers.push({ status: 0, isTaken: true });
    await text(phone, '楼道灯不亮', 'SM-in-3');
    const number = await until('it counts as sent', async () => {
      for (const { number } of await steward.orders())
        if ((await steward.board(`/orders/${number}`)).messages.some((one) => one.state === 'sent' && one.id === messageOf(api.lost))) return number;
    });
    assert.ok(number);
    assert.equal(new URL(api.asked, api.url).searchParams.get('To'), api.lost.form.To);
    assert.equal(timesSent(api.lost), 1);
  });

  test('what its platform knows nothing of is sent again', async () => {
    const phone = '+8613800000603';
    api.answers.push({ status: 0 });
    await text(phone, '厨房灯不亮', 'SM-in-4');
    await until('a second try', () => api.lost?.form.To === phone && timesSent(api.lost) === 2);
  });

  test('what may have been taken is not sent again: a person is told', async () => {
    const phone = '+8613800000601';
    api.lists = false;
    api.answers.push({ status: 0 });
    await text(phone, '客厅灯不亮', 'SM-in-2');
    const unknown = await until('it stands under trouble', async () => {
      const { dead_letters: dead } = await steward.board('/troubles');
      return dead.find((one) => one.reason === 'unknown');
    });
    assert.equal(unknown.channel, 'sms');
    assert.equal(timesSent(api.lost), 1);
  });
});

describe('several providers of sms', () => {
  const api = new Api();
  let steward;

  before(async () => {
    await api.listen();
    steward = new Steward('providers', { public_url: publicUrl, channels: [
      { id: 'kannel', type: 'kannel', base_url: 'http://127.0.0.1:9/cgi-bin/sendsms', account: 'steward', token: { file: 'token' }, secret: { file: 'token' }, prefixes: ['+86'] },
      { id: 'twilio', type: 'twilio', base_url: api.url, account, token: { file: 'token' }, from: ours },
    ] });
    steward.write('token', token);
    await steward.importRegister();
    await steward.start();
  });
  after(async () => {
    await steward?.end();
    api.close();
  });

  test('where the first cannot be reached, the next for that number carries it', async () => {
    const answer = await fetch(`${steward.base}/hooks/kannel?${new URLSearchParams({ key: token, id: 'm1', from: '+8613800000501', charset: 'UTF-8', text: '厨房水龙头漏水' })}`);
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), '', 'what it is answered Kannel would text to the resident');
    await until('an answer', () => api.to('+8613800000501').length > 0);
  });
});
