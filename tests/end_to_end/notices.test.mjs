// A notice as the front desk sends it: from the command line, beside a running service, through a provider of SMS.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { Gateway } from './sms_gateway.mjs';
import { program, Steward, until } from './steward.mjs';

const key = 'a-key-of-the-gateway';
const phones = Array.from({ length: 1000 }, (_, i) => `+86139${String(10_000_000 + i)}`);

describe('a notice to a thousand phones', () => {
  const gateway = new Gateway(phones);
  let steward, number;

  const notice = async (...words) => {
    const { stdout } = await promisify(execFile)(program, ['notice', ...words, '--config', steward.config]);
    return stdout;
  };
  const refused = (...words) => notice(...words).then(() => assert.fail('it was taken'), (wrong) => wrong.stderr);

  before(async () => {
    await gateway.listen();
    steward = new Steward('notices', { public_url: 'https://desk.example.com', channels: [{ id: 'kannel', type: 'kannel', base_url: `${gateway.url}/cgi-bin/sendsms`,
      account: 'steward', token: { file: 'key' }, secret: { file: 'key' }, per_second: 2000 }] },
    { desk: { notices: { approval_above: 500, per_segment: 0.05 }, manners: { quiet: '02:00-02:01' } } });
    steward.write('key', key);
    await steward.importRegister();
    steward.write('residents.csv', ['phone,name,unit,role,language', ...phones.map((phone, i) => `${phone},住户${i},3-2-501,family,${i % 2 ? 'en' : 'zh-Hans'}`)].join('\n'));
    await promisify(execFile)(program, ['import', 'residents', `${steward.folder}/residents.csv`, '--config', steward.config, '--apply']);
    steward.write('list.csv', ['phone', ...phones].join('\n'));
    await steward.start();
  });
  after(async () => {
    await steward?.end();
    gateway.close();
  });

  const compose = (...more) => notice('compose', '--file', 'water_cut', '--site', 's', '--by', 'fang', '--set', 'from=9:00', '--set', 'to=17:00',
    '--set', 'where=3栋', '--set', 'reason=管道维修', ...more);

  test('what it is for, whom it reaches and what it costs is shown before it is sent', async () => {
    const shown = await compose('--list', `${steward.folder}/list.csv`);
    [number] = shown.match(/^[0-9A-Z]{6}/);
    assert.match(shown, /^[0-9A-Z]{6}  water  draft/);
    assert.match(shown, /因管道维修，3栋将于9:00至17:00停水/);
    assert.match(shown, /1000 recipients: 0 by chat, 1000 by SMS, 0 cannot be reached/);
    assert.match(shown, /about \d+\.\d\d CNY/);
    assert.equal(gateway.copies.length, 0);
    assert.match(await refused('compose', '--file', 'water_cut', '--site', 's', '--by', 'fang'), /\{from\} has no value/);
    assert.match(await refused('compose', '--file', 'water_cut', '--site', 's', '--by', 'fang', '--set', 'form=9'), /nothing in it is called \{form\}/);
    assert.match(await refused('compose', '--file', 'watercut', '--site', 's', '--by', 'fang'), /did you mean "water_cut"/);
    // Nobody is not everybody.
    steward.write('nobody.csv', 'phone\n');
    for (const whom of [['--list', `${steward.folder}/nobody.csv`], ['--units', ''], ['--orders', ',']])
      assert.match(await compose(...whom).catch((wrong) => wrong.stderr), /nobody is named there/);
    assert.match(await compose('--building', '33').catch((wrong) => wrong.stderr), /no unit of it has this building/);
    steward.write('strangers.csv', 'phone\n13700000000');
    assert.match(await compose('--list', `${steward.folder}/strangers.csv`).catch((wrong) => wrong.stderr), /nobody of the register has this phone/);
  });

  test('a large one goes when somebody else has agreed, to each once and in their language', async () => {
    gateway.refuses.add(phones[7]);
    assert.match(await notice('send', number, '--by', 'fang'), /is to_approve/);
    assert.match(await refused('approve', number, '--by', 'fang'), /not who composed it/);
    const { staff } = await steward.board('/staff');
    const head = staff.find((one) => one.role === 'manager' || one.role === 'head');
    const shown = await notice('approve', number, '--by', head.id, '--wait');
    assert.match(shown, /done\s*$/);
    assert.equal(gateway.copies.length, 999);
    assert.equal(new Set(gateway.copies.map((one) => one.to)).size, 999);
    assert.match(gateway.copies.find((one) => one.to === phones[1]).text, /^Water cut\nBecause of/);
    assert.match(gateway.copies.find((one) => one.to === phones[2]).text, /^停水通知/);
  });

  test('what became of each is known, and only who failed is tried again', async () => {
    const report = new URL(gateway.copies[0].report.replace('%d', '1'));
    for (let i = 0; i < 2; ++i) assert.equal((await fetch(`${steward.base}${report.pathname}${report.search}`)).status, 200);
    assert.match(await notice('show', number), /998 sent · 1 delivered · 1 failed/);
    const rows = (await notice('show', number, '--csv')).trim().split('\r\n');
    assert.equal(rows.length, 1001);
    assert.equal(rows.filter((row) => /failed"?,"?blocked/.test(row)).length, 1);
    gateway.refuses.clear();
    assert.match(await notice('retry', number, '--by', 'fang', '--wait'), /done\s*$/);
    assert.equal(gateway.copies.length, 1000);
    assert.equal((await steward.board('/troubles')).dead_letters.length, 0);
  });

  test('it can be paused, and cancelled for the rest', async () => {
    const [other] = (await compose('--list', `${steward.folder}/list.csv`)).match(/^[0-9A-Z]{6}/);
    const { staff } = await steward.board('/staff');
    const head = staff.find((one) => one.role === 'manager' || one.role === 'head').id;
    await notice('send', other, '--by', 'fang', '--per-minute', '600');
    await notice('approve', other, '--by', head);
    await until('some have gone', () => gateway.copies.length > 1010);
    await notice('cancel', other, '--by', 'fang');
    const then = gateway.copies.length;
    assert.ok(then < 1900, `${then}`);
    assert.match(await refused('resume', other, '--by', 'fang'), /it is cancelled/);
    assert.match(await notice('list', '--find', '停水'), /2 notices/);
    assert.match(await notice('list', '--class', 'lift'), /0 notices/);
    assert.match(await notice('list', '--csv'), /停水通知/);
    assert.match(await notice('page', number), /<h1>停水通知<\/h1>/);
    assert.ok(gateway.copies.length <= then + 10, 'what was on its way may still arrive, no more');
  });
});
