// A notice as the board sends it: composed, looked at, approved by a second person, followed, paused and cancelled over
// the board's API, and once in a browser.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { launch, wide } from './playground.mjs';
import { Gateway } from './sms_gateway.mjs';
import { program, Steward, until } from './steward.mjs';

const phones = Array.from({ length: 60 }, (_, i) => `+86139${String(10_000_000 + i)}`);
const tokens = { fang: 'a-token-of-the-front-desk', boss: 'a-token-of-the-boss' };
const hash = (token) => createHash('sha256').update(token).digest('hex');

describe('a notice from the board', () => {
  const gateway = new Gateway(phones);
  let steward, number, boss;

  const ask = (path, body, token = tokens.fang, more = {}) => fetch(`${steward.base}/console/api${path}`, {
    method: body ? 'POST' : 'GET', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...more }, body: body && JSON.stringify(body),
  });
  const told = async (...what) => {
    const answer = await ask(...what);
    assert.equal(answer.status, 200, `${what[0]}: ${await answer.clone().text()}`);
    return answer.json();
  };
  const act = (one, body, token) => told(`/notices/${one}/actions`, body, token);
  const counted = (one) => until('it is counted', async () => {
    const notice = await told(`/notices/${one}`);
    return notice.state !== 'counting' && notice;
  });

  before(async () => {
    await gateway.listen();
    // A manager or head of the sample register, whoever that is.
    steward = new Steward('board-notices');
    await steward.importRegister();
    await steward.start();
    boss = (await steward.board('/staff')).staff.find((one) => one.role === 'manager' || one.role === 'head').id;
    await steward.end();
    steward = new Steward('board-notices', { public_url: 'https://desk.example.com',
      console: { people: [{ staff: 'fang', token_hash: hash(tokens.fang) }, { staff: boss, token_hash: hash(tokens.boss) }] },
      channels: [{ id: 'kannel', type: 'kannel', base_url: `${gateway.url}/cgi-bin/sendsms`, account: 'steward', token: { file: 'key' }, secret: { file: 'key' }, per_second: 200 }] },
    { desk: { notices: { approval_above: 50, per_segment: 0.05, templates: 'own' }, manners: { quiet: '02:00-02:01' } } });
    steward.write('key', 'a-key-of-the-gateway');
    steward.write('own/barbecue.json', JSON.stringify({ class: 'events', texts: [{ language: 'zh-Hans', title: '烧烤', text: '{when}烧烤' }] }));
    await steward.importRegister();
    steward.write('residents.csv', ['phone,name,unit,role,language', ...phones.map((phone, i) => `${phone},住户${i},3-2-501,family,${i % 2 ? 'en' : 'zh-Hans'}`)].join('\n'));
    await promisify(execFile)(program, ['import', 'residents', `${steward.folder}/residents.csv`, '--config', steward.config, '--apply']);
    await steward.start();
  });
  after(async () => {
    await steward?.end();
    gateway.close();
  });

  const waterCut = { template: 'water_cut', 'value.from': '9:00', 'value.to': '17:00', 'value.where': '3栋', 'value.reason': '管道维修', site: 's', list: ['phone', ...phones].join('\n') };

  test('is composed from a template and looked at before it is sent', async () => {
    const { templates } = await told('/notice-templates');
    assert.deepEqual(templates.find((one) => one.name === 'water_cut').values, ['reason', 'where', 'from', 'to']);
    assert.ok(templates.some((one) => one.name === 'barbecue'), 'one of the desk’s own');
    const key = { 'idempotency-key': 'first' };
    number = (await told('/notices', waterCut, tokens.fang, key)).answer;
    assert.equal((await told('/notices', waterCut, tokens.fang, key)).answer, number);
    const draft = await counted(number);
    assert.equal(draft.state, 'draft');
    assert.equal(draft.recipients, 60);
    assert.deepEqual(draft.reach, { chat: 0, sms: 60, unreachable: 0 });
    assert.match(draft.texts[0].text, /因管道维修，3栋将于9:00至17:00停水/);
    assert.ok(draft.cost.amount > 0 && draft.sms_parts >= 60);
    for (const [wrong, field] of [[{ ...waterCut, list: 'phone\n13700000000' }, 'list'], [{ ...waterCut, list: 'fone\n1' }, 'list'], [{ ...waterCut, list: 'phone\n' }, 'audience'], [{ ...waterCut, building: '33' }, 'building']]) {
      const answer = await ask('/notices', wrong);
      assert.equal(answer.status, 422);
      assert.equal((await answer.json()).field, field);
    }
    assert.equal(gateway.copies.length, 0);
  });

  test('goes when a second person has approved it, and its progress is seen', async () => {
    gateway.refuses.add(phones[7]);
    await act(number, { verb: 'send' });
    assert.equal((await told(`/notices/${number}`)).state, 'to_approve');
    assert.equal((await ask(`/notices/${number}/actions`, { verb: 'approve' })).status, 403);
    await act(number, { verb: 'approve' }, tokens.boss);
    const done = await until('it is done', async () => {
      const notice = await told(`/notices/${number}`);
      return notice.state === 'done' && notice;
    });
    assert.equal(gateway.copies.length, 59);
    assert.equal(done.progress.sent, 59);
    assert.deepEqual(done.progress.reasons, [{ why: 'blocked', count: 1 }]);
    const csv = await (await ask(`/notices/${number}/recipients.csv`)).text();
    assert.equal(csv.trim().split('\r\n').length, 61);
    gateway.refuses.clear();
    await act(number, { verb: 'retry' });
    await until('the failed one is sent', () => gateway.copies.length === 60);
  });

  test('is paused, and cancelled for the rest', async () => {
    const other = (await told('/notices', { ...waterCut, list: ['phone', ...phones.slice(0, 40)].join('\n'), corrects: number })).answer;
    await counted(other);
    await act(other, { verb: 'send', per_minute: 60 });
    await until('some have gone', () => gateway.copies.length > 61);
    await act(other, { verb: 'pause' });
    assert.equal((await told(`/notices/${other}`)).state, 'paused');
    await act(other, { verb: 'cancel' });
    const { state, corrects, may } = await told(`/notices/${other}`);
    assert.deepEqual({ state, corrects, may }, { state: 'cancelled', corrects: number, may: [] });
    assert.ok(gateway.copies.length < 90);
    assert.equal((await told(`/notices?find=${other}`)).notices.length, 1);
  });

  test('is written and sent in a browser, and its page opens in a window', async () => {
    const browser = await launch();
    try {
      const context = await browser.newContext(wide);
      const page = await context.newPage();
      const complaints = [];
      for (const seen of [page, context]) seen.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(`${steward.base}/board#token=${tokens.fang}`);
      await page.locator('[data-tab="notices"]').click();
      await page.locator('[data-action="compose"]').click();
      await page.locator('[name="template"]').selectOption('');
      await page.locator('[name="title.zh-Hans"]').fill('<img src=x onerror=alert(1)>');
      await page.locator('[name="text.zh-Hans"]').fill('周六烧烤');
      await page.locator('[name="units"]').fill('9-9-999');
      await page.locator('.notice-form [type=submit]').click();
      await page.locator('.notice-problem', { hasText: '9-9-999' }).waitFor();
      complaints.length = 0;  // a browser reports each answer of 422
      await page.locator('[name="units"]').fill('');
      await page.locator('[name="list"]').fill(`phone\n${phones[3]}`);
      await page.locator('.notice-form [type=submit]').click();
      await page.locator('.notice-head .pill[data-state="draft"]').waitFor();
      await page.locator('.notice-head', { hasText: '<img src=x' }).waitFor();
      const [posted] = await Promise.all([context.waitForEvent('page'), page.locator('[data-action="page"]').click()]);
      await posted.locator('h1', { hasText: '<img src=x' }).waitFor();
      assert.equal(await posted.locator('h1').evaluate((one) => getComputedStyle(one).textAlign), 'center', 'its style is let in');
      await posted.close();
      await page.locator('[data-action="send"]').click();
      await page.locator('.notice-head .pill[data-state="done"]').waitFor({ timeout: 15_000 });
      assert.match(await page.locator('.notice-progress').innerText(), /1 \/ 1/);
      assert.deepEqual(complaints, []);
    } finally {
      await browser.close();
    }
  });
});
