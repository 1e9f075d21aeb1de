// The chat of docs/web-chat.md, pasted as it stands there into a page of another origin.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { launch, wide } from './playground.mjs';
import { Steward } from './steward.mjs';

const guide = readFileSync(new URL('../../docs/web-chat.md', import.meta.url), 'utf8');
const [, pasted] = guide.match(/```html\n(.*?)```/s);

let company, steward, browser;

before(async () => {
  company = createServer((request, answer) => {
    answer.setHeader('Content-Type', 'text/html; charset=utf-8');
    answer.end(`<!doctype html><title>Our company</title><body>${pasted.replace('https://desk.example.com', steward.base)}</body>`);
  });
  await new Promise((done) => company.listen(0, '127.0.0.1', done));
  steward = new Steward('web-chat', { channels: [{ id: 'web', type: 'web', origins: [`http://127.0.0.1:${company.address().port}`] }] });
  await steward.importRegister();
  await steward.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await steward?.end();
  company?.close();
});

test('a visitor writes, is answered, presses a button, and finds it all again', async () => {
  const context = await browser.newContext(wide);
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(`http://127.0.0.1:${company.address().port}/`);
  await page.locator('#steward-chat summary').click();
  await page.locator('#steward-chat input').fill('3栋2单元501 厨房水龙头一直滴水');
  await page.locator('#steward-chat form button').click();
  await page.locator('#steward-chat li.desk', { hasText: '单号' }).waitFor({ timeout: 15_000 });
  const orders = await steward.orders();
  assert.equal(orders.length, 1);
  assert.equal(orders[0].unit, '3-2-501');

  await page.locator('#steward-chat input').fill('王芳 13800138000');
  await page.locator('#steward-chat form button').click();
  await page.locator('#steward-chat li button', { hasText: '随时' }).click();
  await page.locator('#steward-chat li.resident', { hasText: '随时' }).waitFor({ timeout: 15_000 });

  await page.reload();
  await page.locator('#steward-chat summary').click();
  await page.locator('#steward-chat li.resident', { hasText: '厨房水龙头' }).waitFor({ timeout: 15_000 });
  assert.equal(await page.locator('#steward-chat li.resident').count(), 3, 'nothing twice');
  assert.deepEqual(complaints, []);
  await context.close();
});
