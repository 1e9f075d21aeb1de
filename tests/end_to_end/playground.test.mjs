// The playground in a real browser over the real program: the whole story, in Chinese and in English, wide and on a
// phone; the telephone line, the person who is asked for, the code that binds, and text that would like to be markup.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Demo } from './demo.mjs';
import { launch, phoneSized, Playground, wide } from './playground.mjs';

let demo, browser;

before(async () => {
  demo = await Demo.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  if (!demo) return;
  const code = await demo.stop();
  demo.forget();
  assert.equal(code, 0, demo.errors);
});

async function at(look, play, query = '') {
  const seen = await Playground.open(browser, `${demo.base}/playground${query}`, look);
  try {
    await play(seen);
    assert.deepEqual(seen.complaints, []);
  } catch (error) {
    await seen.picture(`failed-${Date.now()}`);
    throw error;
  } finally {
    await seen.close();
  }
}

test('a burst pipe, from the first word to "fixed"', () => at(wide, async (seen) => {
  const { resident, technician } = seen;
  await seen.picture('1-empty');
  await resident.write('3栋2单元501 厨房水管爆了');
  await resident.hears('阀');
  await technician.hears('3-2-501');
  await technician.hears('13800000501');
  await seen.page.locator('.group-hazard .card', { hasText: '厨房水管爆了' }).waitFor();
  await seen.picture('2-alert');

  await technician.tap('接单');
  await resident.hears('李师傅');
  await technician.tap('到现场');
  await technician.hears('已记录到场');
  await technician.attach(await pictureFile(seen.page));
  await technician.write('501 好了，换了一截水管');
  await resident.hears('换了一截水管');
  await seen.picture('3-done');

  await seen.card('厨房水管爆了').first().click();
  const detail = seen.page.locator('.detail');
  await detail.getByText('李师傅完工').waitFor();
  await detail.locator('.said-media img[src^="blob:"]').waitFor();
  assert.match(await detail.innerText(), /\*\*\*0501/);
  await detail.getByText('显示电话').click();
  await detail.getByText('+8613800000501').waitFor();
  await seen.picture('4-detail');
  await resident.tap('修好了');
  await detail.getByText('住户确认修好').waitFor();
}));

test('in English, and the page speaks it too', () => at(wide, async (seen) => {
  const { resident, technician } = seen;
  await seen.play('resident', 'Anna Smith');
  await seen.page.locator('.board [data-tab="orders"]', { hasText: 'Orders' }).waitFor();
  await resident.write('My kitchen tap keeps dripping');
  await resident.hears('When may somebody come in?');
  await seen.picture('5-english');
  await seen.page.locator('.phone-hint').click();  // it rings at the next of the trade
  await technician.hears('7-1204');
  await technician.tap('接单');
  await resident.hears('王师傅');
  const card = seen.card('kitchen tap').first();
  await card.locator('.pill', { hasText: 'Accepted' }).waitFor();
}));

test('what a caller says on the telephone is an order', () => at(wide, async (seen) => {
  await seen.page.locator('.entry-text').fill('1-1-302 客厅灯不亮');
  await seen.page.locator('.entry-text').press('Enter');
  await seen.page.locator('.detail', { hasText: '客厅灯不亮' }).waitFor();
  await seen.page.locator('.detail').getByText('来电').first().waitFor();
  await seen.picture('6-telephone');
  await seen.page.locator('[data-action="cancel"]').click();
  await seen.page.locator('.action-form input').fill('重复来电');
  await seen.page.locator('.action-form [type=submit]').click();
  await seen.page.locator('.detail .pill', { hasText: '已取消' }).first().waitFor();
}));

test('several calls in a row each show their own order', () => at(wide, async (seen) => {
  for (let call = 1; call <= 8; ++call) {
    await seen.page.locator('.entry-text').fill(`1-1-302 第${call}盏灯不亮了`);
    await seen.page.locator('.entry-text').press('Enter');
    await seen.page.locator('.detail-matter', { hasText: `第${call}盏` }).waitFor();
    await seen.page.keyboard.press('Escape');
  }
}));

test('who asks for a person is answered by one', () => at(wide, async (seen) => {
  const { resident } = seen;
  await seen.play('resident', '周秀英');
  await resident.write('转人工');
  await resident.says('转人工');
  await seen.page.locator('.banner').click();
  await seen.page.locator('[data-action="take_over"]').click();
  await seen.page.locator('.reply textarea').fill('周女士您好，我是前台方静，请讲。');
  await seen.page.locator('.reply textarea').press('Enter');
  await resident.hears('我是前台方静');
  await resident.write('物业费怎么多收了？');
  await seen.page.locator('.record .said', { hasText: '物业费怎么多收了' }).waitFor();
  await seen.picture('7-person');
  await seen.page.locator('[data-action="hand_back"]').click();
  await seen.page.getByText('没有人在等人工').waitFor();
}));

test('a guest proves who they are by a code that shows on the board', () => at(wide, async (seen) => {
  const { resident } = seen;
  await seen.play('resident', '未登记的访客');
  await resident.write('我要绑定');
  await resident.hears(/手机|电话/);
  await resident.write('13800000502');
  await seen.tab('texts');
  const text = seen.page.locator('.text').first();
  await text.waitFor();
  const [, code] = /验证码是 (\d{6})/.exec(await text.innerText());
  await seen.picture('8-code');
  await resident.write(code);
  await resident.hears(/已绑定|绑定成功|周秀英/);
}));

test('what is written stays text', () => at(wide, async (seen) => {
  const { resident } = seen;
  await seen.page.evaluate(() => { window.hurt = 0; });
  const hostile = '3-2-501 厨房漏水 <img src=x onerror="window.hurt=1"><script>window.hurt=2</script>';
  await resident.write(hostile);
  await resident.says('<img src=x onerror=');
  const card = seen.card('<img src=x').first();
  await card.waitFor();
  await card.click();
  await seen.page.locator('.detail .said-text', { hasText: '<script>' }).first().waitFor();
  assert.equal(await seen.page.evaluate(() => window.hurt), 0);
  assert.equal(await seen.page.locator('.panes img[src="x"], .panes script').count(), 0);
}));

test('what was understood is shown on demand', () => at(wide, async (seen) => {
  await seen.play('resident', '林美玲');
  await seen.resident.write('廚房水龍頭關不緊，一直滴水');
  await seen.resident.says('一直滴水');
  await seen.page.locator('.phone.resident .line.mine:not(.pending) .info').last().click();
  await seen.page.locator('.understood', { hasText: '報修' }).waitFor();
}));

test('on a phone the panes are tabs, and the technician’s rings', () => at(phoneSized, async (seen) => {
  await seen.show('resident');
  await seen.play('resident', '林美玲');
  await seen.resident.write('另外，樓道裡有很濃的煤氣味');
  await seen.resident.hears('離開');
  await seen.picture('9-phone-resident');
  await seen.page.locator('[data-pane="technician"] .badge').waitFor();
  await seen.show('technician');
  await seen.page.locator('.phone-hint').click();
  await seen.technician.hears('煤氣味');
  await seen.picture('10-phone-technician');
  await seen.show('board');
  await seen.page.locator('.group-hazard .card').first().click();
  await seen.page.locator('.detail-matter').waitFor();
  await seen.picture('11-phone-order');
  const isTooWide = await seen.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.equal(isTooWide, false);
}));

test('in the dark', () => at({ ...wide, colorScheme: 'dark' }, async (seen) => {
  await seen.card('煤氣味').first().click();
  await seen.page.locator('.detail-matter').waitFor();
  await seen.picture('12-dark');
}));

test('everything can be reached by keyboard', () => at(wide, async (seen) => {
  await seen.card('煤氣味').first().waitFor();
  await seen.page.locator('.entry-text').focus();
  const names = new Set();
  for (let i = 0; i < 14; ++i) {
    await seen.page.keyboard.press('Tab');
    names.add(await seen.page.evaluate(() => document.activeElement.className.split(' ')[0]));
  }
  for (const name of ['field', 'button', 'count-chip', 'card']) assert.ok(names.has(name), `${name} of ${[...names]}`);
  await seen.card('煤氣味').first().focus();
  await seen.page.keyboard.press('Enter');
  await seen.page.locator('.detail-matter').waitFor();
  await seen.page.keyboard.press('Escape');
  await seen.page.locator('.detail-matter').waitFor({ state: 'detached' });
}));

test('the board as a page of its own asks for a token', async () => {
  const seen = await browser.newPage({ locale: 'zh-CN' });
  await seen.goto(`${demo.base}/board`);
  await seen.locator('.sign .field').fill('wrong');
  await seen.locator('.sign .button').click();
  await seen.getByText('令牌无效').waitFor();
  const answer = await fetch(`${demo.base}/playground/sessions`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"role":"desk"}',
  });
  const { token } = await answer.json();
  await seen.goto(`${demo.base}/board#token=${token}`);
  await seen.reload();
  await seen.locator('.board .card').first().waitFor();
  assert.equal(new URL(seen.url()).hash, '');
  await seen.close();
});

test('a stop and a start later everything is still there', async () => {
  assert.equal(await demo.stop(), 0, demo.errors);
  demo = await Demo.start(demo.data);
  await at(wide, async (seen) => {
    await seen.card('煤氣味').first().waitFor();
    await seen.resident.hears('换了一截水管');
  });
});

// A photo as a phone would make one: drawn in the page, larger than it is sent.
async function pictureFile(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1800 });
    const context = canvas.getContext('2d');
    const sky = context.createLinearGradient(0, 0, 0, 1800);
    sky.addColorStop(0, '#c9d3d6');
    sky.addColorStop(1, '#8e9ba0');
    context.fillStyle = sky;
    context.fillRect(0, 0, 2400, 1800);
    context.strokeStyle = '#6d4c33';
    context.lineWidth = 190;
    context.beginPath();
    context.moveTo(300, 1800);
    context.lineTo(300, 700);
    context.quadraticCurveTo(300, 420, 620, 420);
    context.lineTo(2400, 420);
    context.stroke();
    context.strokeStyle = '#d9a441';
    context.lineWidth = 230;
    context.beginPath();
    context.moveTo(1150, 420);
    context.lineTo(1500, 420);
    context.stroke();
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return { name: 'pipe.png', mimeType: 'image/png', buffer: Buffer.from(bytes) };
}

const redis = (...words) => execFileSync('redis-cli', ['-s', join(demo.data, 'redis.sock'), ...words], { encoding: 'utf8' }).trim();

test('what could not be decided is tried again once it is mended', () => at(wide, async (seen) => {
  const { resident, page } = seen;
  await resident.write('1栋1单元302 马桶堵了');
  await resident.hears('302');
  const talks = redis('KEYS', '{donghu}c:web:*').split('\n');
  for (const talk of talks) redis('COPY', talk, `kept:${talk}`);
  for (const talk of talks) redis('SETRANGE', talk, '8', 'broken');
  await resident.write('书房插座没电');
  await seen.tab('troubles');
  const trouble = page.locator('.board .trouble').filter({ has: page.locator('[data-action=retry]') });
  await trouble.first().waitFor();
  await trouble.first().getByText('原文').click();
  await trouble.first().getByText('书房插座没电').waitFor();
  await seen.picture('7-set-aside');
  for (const talk of talks) redis('RENAME', `kept:${talk}`, talk);
  await trouble.first().locator('[data-action=retry]').click();
  await trouble.first().waitFor({ state: 'detached' });
  await seen.tab('orders');
  await seen.card('书房插座没电').first().waitFor();
}));

test('a conversation that cannot be read leaves the rest of the page as it is', async () => {
  const { residents, staff } = await (await fetch(`${demo.base}/playground/parts`)).json();
  const talkOf = async (role, who) => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(`${demo.base}/playground/sessions`, { method: 'POST', headers, body: JSON.stringify({ role, who }) });
    return `{donghu}c:${(await answer.json()).chat.account}`;
  };
  const [wang] = staff.filter((one) => one.name.includes('王'));
  const talks = [await talkOf('resident', residents[0].id), await talkOf('staff', wang.id)];
  for (const talk of talks) redis('COPY', talk, `kept:${talk}`);
  for (const talk of talks) redis('SETRANGE', talk, '8', 'broken');
  const seen = await Playground.open(browser, `${demo.base}/playground`);
  try {
    await seen.page.locator('.toast', { hasText: wang.name }).waitFor();
    await seen.page.locator('.phone.resident .phone-head', { hasText: '无法读取' }).waitFor();
    await seen.page.locator('.board .card').first().waitFor();
    await seen.play('resident', residents[1].name);
    await seen.resident.write('楼道灯不亮');
    await seen.resident.hears('灯');
  } finally {
    await seen.close();
    for (const talk of talks) redis('RENAME', `kept:${talk}`, talk);
  }
});
