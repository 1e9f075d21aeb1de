// The SDKs of Aliyun and of Tencent Cloud as judges: to the same server their requests and ours say the same, and what
// they would sign of ours is what we signed.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { Steward, until } from './steward.mjs';

const load = createRequire(import.meta.url);
const { default: AliyunSms, SendSmsRequest } = load('@alicloud/dysmsapi20170525');
const { $OpenApiUtil, OpenApiUtil } = load('@alicloud/openapi-core');
const tencentcloud = load('tencentcloud-sdk-nodejs-sms');
const tencentSign = load('tencentcloud-sdk-nodejs-common/tencentcloud/common/sign.js').default;

const key = 'a-key-of-the-hooks', secret = 'a-secret', keyId = 'AKIDEXAMPLE', sign = '示例物业', publicUrl = 'https://desk.example.com';
const phone = '+8613800000501';

// A proxy that is the provider's server itself: it notes what comes for which host, and answers as it is told.
class Api {
  constructor(answer) {
    this.requests = [];
    this.answer = answer;
  }
  async listen() {
    this.server = createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const { pathname, searchParams, search } = new URL(request.url, `http://${request.headers.host}`);
      this.requests.push({ method: request.method, path: pathname, query: Object.fromEntries(searchParams), search,
        headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(this.answer(this.requests.length)));
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.host = `127.0.0.1:${this.server.address().port}`;
  }
  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

async function served(name, channel, api) {
  await api.listen();
  const steward = new Steward(name, { public_url: publicUrl, channels: [{ id: name, type: name, account: keyId, from: sign,
    token: { file: 'token' }, secret: { file: 'key' }, proxy: `http://${api.host}`, ...channel }] });
  steward.write('token', secret);
  steward.write('key', key);
  await steward.importRegister();
  await steward.start();
  return steward;
}

const called = (steward, name, body) => fetch(`${steward.base}/hooks/${name}?key=${key}`, { method: 'POST',
  headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const history = async (steward, number, what) =>
  (await steward.board(`/orders/${number}`)).history.filter((entry) => entry.what === what).length;

describe('sms by aliyun', () => {
  const api = new Api((n) => ({ Code: 'OK', Message: 'OK', BizId: `9000${n}`, RequestId: 'R' }));
  let steward;
  before(async () => {
    steward = await served('aliyun', { base_url: 'http://dysmsapi.aliyuncs.com', templates: [{ code: 'SMS_100000001', variables: ['text'] }] }, api);
  });
  after(async () => {
    await steward?.end();
    api.close();
  });

  test('an order comes in as a reply, once', async () => {
    const reply = [{ phone_number: '13800000501', send_time: '2026-01-01 10:00:00', content: '厨房水龙头漏水', sign_name: sign, dest_code: '1', sequence_id: 77 }];
    for (let i = 0; i < 2; ++i) assert.deepEqual(await (await called(steward, 'aliyun', reply)).json(), { code: 0, msg: '接收成功' });
    assert.equal((await steward.orders()).length, 1);
    assert.equal((await fetch(`${steward.base}/hooks/aliyun?key=wrong-wrong-wrong`, { method: 'POST', body: '[]' })).status, 401);
  });

  test('our request is that of its SDK, and signed as the SDK signs', async () => {
    const sent = await until('an answer', () => api.requests.find((one) => one.query.PhoneNumbers === '13800000501'));
    const { authorization, host, ...headers } = sent.headers;
    const signed = Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-acs-')));
    const theirSignature = OpenApiUtil.getAuthorization({ method: 'POST', pathname: '/', query: sent.query, headers: { host, ...signed } },
      'ACS3-HMAC-SHA256', signed['x-acs-content-sha256'], keyId, secret);
    assert.equal(authorization, theirSignature);

    const client = new AliyunSms(new $OpenApiUtil.Config({ accessKeyId: keyId, accessKeySecret: secret, endpoint: api.host, protocol: 'http' }));
    const { PhoneNumbers: phoneNumbers, SignName: signName, TemplateCode: templateCode, TemplateParam: templateParam, OutId: outId } = sent.query;
    await client.sendSms(new SendSmsRequest({ phoneNumbers, signName, templateCode, templateParam, outId }));
    const theirs = api.requests.at(-1);
    assert.deepEqual({ ...sent.query }, { ...theirs.query });
    assert.equal(sent.method, theirs.method);
    assert.equal(sent.path, theirs.path);
    assert.equal(sent.body, theirs.body);
    for (const name of ['x-acs-action', 'x-acs-version', 'x-acs-content-sha256']) assert.equal(sent.headers[name], theirs.headers[name], name);
    assert.match(theirs.headers['x-acs-date'], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.match(sent.headers['x-acs-date'], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test('its report stands with the order, once', async () => {
    const sent = await until('an alert', () => api.requests.find((one) => /\/[0-9A-Z]{6}/.test(one.query.OutId)));
    const number = sent.query.OutId.split('/')[2].split(',')[0];
    const before = await history(steward, number, 'message_delivered');
    const report = [{ phone_number: sent.query.PhoneNumbers, success: true, err_code: 'DELIVERED', sms_size: '1', biz_id: '1', out_id: sent.query.OutId },
      { phone_number: '13900000000', success: true, err_code: 'DELIVERED', out_id: '' }];
    for (let i = 0; i < 2; ++i) assert.equal((await called(steward, 'aliyun', report)).status, 200);
    assert.equal(await history(steward, number, 'message_delivered'), before + 1);
  });
});

describe('sms by tencent', () => {
  const api = new Api((n) => ({ Response: { SendStatusSet: [{ SerialNo: `5000:${n}`, Code: 'Ok', Message: 'send success', Fee: 1 }], RequestId: 'R' } }));
  let steward;
  before(async () => {
    steward = await served('tencent', { base_url: 'http://sms.tencentcloudapi.com', service: '1400006666', templates: [{ code: '1110', variables: ['text'] }] }, api);
  });
  after(async () => {
    await steward?.end();
    api.close();
  });

  test('an order comes in as a reply, once', async () => {
    const reply = { extend: '01', mobile: '13800000501', nationcode: '86', sign, text: '厨房水龙头漏水', time: 1767232800 };
    for (let i = 0; i < 2; ++i) assert.deepEqual(await (await called(steward, 'tencent', reply)).json(), { result: 0, errmsg: 'OK' });
    assert.equal((await steward.orders()).length, 1);
  });

  test('our request is that of its SDK, and signed as the SDK signs', async () => {
    const sent = await until('an answer', () => api.requests.find((one) => one.body.includes(phone)));
    const body = JSON.parse(sent.body);
    const theirSignature = tencentSign.sign3({ method: 'POST', url: 'http://sms.tencentcloudapi.com/', payload: Buffer.from(sent.body),
      timestamp: Number(sent.headers['x-tc-timestamp']), service: 'sms', secretId: keyId, secretKey: secret, headers: { 'Content-Type': sent.headers['content-type'] } });
    assert.equal(sent.headers.authorization, theirSignature);

    const client = new tencentcloud.sms.v20210111.Client({ credential: { secretId: keyId, secretKey: secret }, region: 'ap-guangzhou',
      profile: { httpProfile: { endpoint: api.host, protocol: 'http://' } } });
    await client.SendSms(body);
    const theirs = api.requests.at(-1);
    assert.deepEqual(body, JSON.parse(theirs.body));
    for (const name of ['content-type', 'x-tc-action', 'x-tc-version', 'x-tc-region']) assert.equal(sent.headers[name], theirs.headers[name], name);
    assert.equal(sent.path, theirs.path);
  });

  test('a report names the message by the number that it was given when it was sent', async () => {
    const at = await until('an alert', () => {
      const index = api.requests.findIndex((one) => /\/[0-9A-Z]{6}/.test(JSON.parse(one.body).SessionContext));
      return index >= 0 && { index };
    });
    const number = JSON.parse(api.requests[at.index].body).SessionContext.split('/')[2].split(',')[0];
    const report = [{ user_receive_time: '2026-01-01 10:00:00', nationcode: '86', mobile: '13800000501', report_status: 'SUCCESS', errmsg: 'DELIVRD', description: '', sid: `5000:${at.index + 1}` }];
    const before = await history(steward, number, 'message_delivered');
    for (let i = 0; i < 2; ++i)
      await until('it is known', async () => (await called(steward, 'tencent', report)).status === 200);
    assert.equal(await history(steward, number, 'message_delivered'), before + 1);
    const unknown = await called(steward, 'tencent', [{ ...report[0], sid: '5000:999' }]);
    assert.equal(unknown.status, 503, 'it may have come before we knew: sent again, it will be known');
  });
});
