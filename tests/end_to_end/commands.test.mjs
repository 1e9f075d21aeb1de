// The commands as an operator types them: what they say, and their exit codes.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { Bridge } from './bridge.mjs';
import { program, Serving, Steward, until } from './steward.mjs';

const shipped = resolve(import.meta.dirname, '../../config');
const stories = resolve(import.meta.dirname, '../stories');

function steward(...words) {
  return new Promise((done) => {
    execFile(program, words, { timeout: 60_000 }, (failure, out, err) => done({ code: failure ? failure.code : 0, out, err }));
  });
}

let folder;
before(() => { folder = mkdtempSync(join(tmpdir(), 'steward-commands-')); });
after(() => rmSync(folder, { recursive: true, force: true }));

function write(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function configuration(name, extra = '') {
  return write(name, `{
  "listen": "127.0.0.1:0", "data": "data-${name}", "log": "info",
  "channels": [{"id": "web", "type": "web"}],${extra}
  "desk": {"id": "d", "sites": [{"id": "s", "name": "S", "phone": "1", "region": "CN", "zone": "Asia/Shanghai",
                                 "working": {"holidays": "none"}}]}}`);
}

describe('usage', () => {
  test('every command explains itself, with an example', async () => {
    const all = await steward('--help');
    assert.equal(all.code, 0);
    for (const command of ['serve', 'demo', 'check', 'import', 'outbox', 'troubles', 'meeting', 'understand', 'rehearse', 'config', 'token', 'segments']) {
      assert.match(all.out, new RegExp(`^  ${command} `, 'm'));
      const one = await steward(command, '--help');
      assert.equal(one.code, 0);
      assert.match(one.out, /examples:\n {2}steward /);
      assert.doesNotMatch(one.out, / $/m);
    }
  });

  test('what is not understood is exit code 2, and what was meant', async () => {
    for (const [words, meant] of [
      [['chek'], /did you mean "check"\?/],
      [['check', '--confg', 'x'], /did you mean "--config"\?/],
      [['check'], /usage: steward check/],
      [['check', 'x.json'], /--config is missing: steward check --config x\.json/],
      [['rehearse'], /name files of stories/],
      [['serve', '--config', 'x', '--role', 'cook'], /roles are bot/],
      [['troubles', 'retry', '--config', 'y'], /usage: steward troubles/],
      [['troubles', 'drp', 'x', '--config', 'y'], /did you mean "drop"\?/],
      [['outbox', 'requeu', 'x', '--config', 'y'], /did you mean "requeue"\?/],
      [['outbox', 'drop', '--config', 'y'], /usage: steward outbox/],
      [['outbox', 'drop', 'x', '--reason', 'blocked', '--config', 'y'], /usage: steward outbox/],
      [['import', 'unit', 'x', '--config', 'y'], /did you mean "units"\?/],
      [['timers'], /usage: steward timers/],
      [['timers', '--config', 'y', '--format', 'jsn'], /"jsn" is not one of "text" or "json"; did you mean "json"\?/],
      [['timers', '--config', 'y', '--limit', 'many'], /--limit is a number/],
    ]) {
      const { code, err } = await steward(...words);
      assert.equal(code, 2, words.join(' '));
      assert.match(err, meant);
    }
  });

  test('versions name what the program is built on', async () => {
    const { out } = await steward('--version');
    for (const name of ['steward', 'OpenSSL', 'hiredis', 'Boost', 'redis-server']) assert.match(out, new RegExp(`^${name} \\d`, 'm'));
  });

  test('the reference in docs is what the program prints', async () => {
    const { out } = await steward('config', '--reference');
    assert.equal(out, readFileSync(resolve(import.meta.dirname, '../../docs/configuration.md'), 'utf8'));
  });
});

describe('check', () => {
  test('the shipped configurations are well', async () => {
    for (const file of ['steward.json', 'demo/steward.json']) {
      const { code, out } = await steward('check', '--config', join(shipped, file));
      assert.equal(code, 0, out);
    }
  });

  test('a mistake is named by file and line', async () => {
    const file = configuration('bad.json', '\n  "thread": 2,');
    const { code, out } = await steward('check', '--config', file);
    assert.equal(code, 1);
    assert.ok(out.startsWith(`${file}:4: unknown key "thread"; did you mean "threads"?`), out);
  });
});

describe('understand', () => {
  test('a message', async () => {
    const { out } = await steward('understand', '3栋2单元501 厨房水管爆了');
    const read = JSON.parse(out);
    assert.deepEqual([read.intent, read.trade, read.hazard, read.unit], ['repair', 'plumbing', 'flood', '3-2-501']);
  });

  test('times are seen from the reference', async () => {
    const file = write('times.jsonl', '{"text": "明天下午三点", "reference": "2026-03-03T09:00:00"}\n');
    const { out } = await steward('understand', '--jsonl', file);
    assert.equal(JSON.parse(out).window.from, '2026-03-04T15:00:00');
  });

  test('a table has a row for each row', async () => {
    const file = write('messages.tsv', 'text\tintent\n书房插座没电\t\n厕所堵了\t\n');
    const { out } = await steward('understand', '--tsv', file);
    const rows = out.trimEnd().split('\n').map((row) => row.split('\t'));
    assert.deepEqual(rows[0], ['text', 'intent', 'trade', 'hazard', 'unit', 'phone']);
    assert.deepEqual(rows.slice(1).map((row) => row[2]), ['electrical', 'plumbing']);
  });
});

describe('rehearse', () => {
  test('the last line counts, and the exit code follows it', async () => {
    const good = await steward('rehearse', join(stories, 'desk.jsonl'));
    const [, played, told] = /stories: (\d+) played, (\d+) as told\n$/.exec(good.out);
    assert.ok(Number(played) > 0);
    assert.equal(good.code, played === told ? 0 : 1);
    assert.equal(played, told, good.out);
  });

  test('what happened otherwise is named by file and line', async () => {
    const file = write('otherwise.jsonl', '{"story": "s", "at": "2026-03-03T09:00:00+08:00"}\n{"guest": "厕所堵了"}\n{"expect": {"orders": 2}}\n');
    const { code, out } = await steward('rehearse', file);
    assert.equal(code, 1);
    assert.equal(out, `${file}:3: "s": orders: expected "2", got "1"\nstories: 1 played, 0 as told\n`);
  });

  test('where nothing was played nothing is well', async () => {
    const { code, out } = await steward('rehearse', '--only', 'no such title', join(stories, 'desk.jsonl'));
    assert.equal(code, 1);
    assert.equal(out, 'no story\'s title holds "no such title"\nstories: 0 played, 0 as told\n');
  });

  test('an unknown field is an error', async () => {
    const file = write('unknown.jsonl', '{"story": "s", "at": "2026-03-03T09:00:00+08:00"}\n{"expect": {"order 1": {"colour": "red"}}}\n');
    const { code, out } = await steward('rehearse', file);
    assert.equal(code, 1);
    assert.match(out, /unknown\.jsonl:2: an order has no field "colour"/);
    assert.match(out, /stories: 1 played, 0 as told\n$/);
  });

  test('another desk is named by its folder', async () => {
    const site = join(folder, 'site');
    cpSync(join(shipped, 'demo'), site, { recursive: true, filter: (path) => !path.endsWith('.json') });
    writeFileSync(join(site, 'staff.csv'), readFileSync(join(site, 'staff.csv'), 'utf8').replaceAll('李师傅', '李大力'));
    const file = write('site.jsonl', `{"story": "s", "at": "2026-03-03T09:00:00+08:00", "bound": {"chen": "3-2-501"}}
{"chen": "厕所堵了"}\n{"li": {"accept": 1}}\n{"expect": {"says": {"chen": ["李大力"]}}}\n`);
    const { code, out } = await steward('rehearse', '--site', site, file);
    assert.equal(code, 0, out);
  });
});

describe('import', () => {
  test('shows first, writes with --apply, a second time updates, all or nothing', async () => {
    const config = configuration('import.json');
    const demo = join(shipped, 'demo');
    const run = (...words) => steward('import', ...words, '--config', config);

    assert.match((await run('units', join(demo, 'units.csv'))).out, /8 new.*\nnothing was written/);
    assert.match((await run('units', join(demo, 'units.csv'), '--apply')).out, /8 new.*\nwritten/);
    assert.match((await run('units', join(demo, 'units.csv'))).out, /0 new, 0 changed, 8 the same/);

    const residents = readFileSync(join(demo, 'residents.csv'), 'utf8');
    const wrong = write('residents.csv', residents.replace('3-2-502', '3-2-520'));
    const refused = await run('residents', wrong, '--apply');
    assert.equal(refused.code, 1);
    assert.match(refused.err, /residents\.csv:3: there is no unit "3-2-520"; did you mean "3-2-502"\?\nnothing was written/);
    assert.match((await run('residents', join(demo, 'residents.csv'), '--apply')).out, /7 new.*\nwritten/);
    const moved = write('residents.csv', residents.replace('周秀英,3-2-502', '周秀英,3-2-601'));
    assert.match((await run('residents', moved, '--apply')).out, /changed: 周秀英: units 3-2-502 \(owner\) → 3-2-601 \(owner\)\nresidents: 0 new, 1 changed, 6 the same, who is not in the file stays/);
    const gbk = write('gbk.csv', Buffer.from('phone,name,unit\n13800000501,\xb3\xc2,3-2-501\n', 'latin1'));
    assert.match((await run('residents', gbk)).err, /gbk\.csv:2: is not UTF-8: in Excel, save as "CSV UTF-8"\nnothing was written/);

  });
});

describe('outbox', () => {
  test('who was to be told what, and about which order; sent again and given up', async () => {
    const bridge = new Bridge();
    let isAway = false;
    bridge.take = (request, response) => isAway
      ? response.writeHead(503).end()
      : response.writeHead(422, { 'content-type': 'application/json' }).end('{"reason":"blocked"}');
    await bridge.listen();
    const desk = new Steward('outbox', { channels: [bridge.channel] });
    const outbox = (...words) => steward('outbox', ...words, '--config', desk.config);
    try {
      desk.write('secret', bridge.secret);
      await desk.importRegister();
      await desk.start();
      await bridge.deliver(desk, { id: 'm-1', from: { id: 'u-13800007777' }, text: '3栋2单元501 厕所堵了' });
      const [, id, number] = await until('the message is given up', async () => {
        const { out } = await outbox();
        return /^(\S+) .* message to \*\*\*7777 over bridge about (\w+) \([\w.]+\) not received: blocked\n/m.exec(out);
      });
      assert.ok((await desk.orders()).some((one) => one.number === number));

      isAway = true;
      assert.match((await outbox('requeue', id)).out, /^1 put back to be sent\n$/);
      const waiting = await until('it waits to be tried again', async () => {
        const listed = JSON.parse((await outbox('list', '--format', 'json')).out);
        return listed.waiting.find((one) => one.id === id && one.attempts > 0);
      });
      assert.equal(waiting.reason, 'server');
      assert.deepEqual(waiting.orders, [number]);

      isAway = false;
      await until('it is given up again', async () => (await outbox()).out.includes(`${id} `) && (await outbox()).out.includes('not received: blocked'));
      assert.match((await outbox('drop', '--reason', 'blocked')).out, /^\d+ given up\n$/);
      assert.doesNotMatch((await outbox()).out, new RegExp(`^${id} `, 'm'));
      assert.equal((await outbox('drop', id)).code, 1);
      assert.equal((await outbox('requeue', '--reason', 'blocked')).code, 1);
    } finally {
      await desk.end();
      bridge.close();
    }
  });
});

describe('meetings', () => {
  test('staff are told, the reminder waits, and calling it off takes it back', async () => {
    const bridge = new Bridge();
    await bridge.listen();
    const desk = new Steward('meetings', { channels: [bridge.channel] });
    const meeting = (...words) => steward('meeting', '--site', 's', ...words, '--config', desk.config);
    const call = (at, ...more) => meeting('--at', at, '--about', '消防演练', '--place', '会议室', '--training', ...more);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    try {
      desk.write('secret', bridge.secret);
      await desk.importRegister();
      await desk.start();
      await bridge.deliver(desk, { id: 'm-1', from: { id: 'li', phone: '+8613900000011' }, text: '绑定' });
      await bridge.told('li', /绑定/);
      const [, id] = /^(\w{6})  .* training: 消防演练, 会议室 \(1 invited\)\n$/.exec((await call(tomorrow, '--staff', 'li')).out);
      await bridge.told('li', /培训通知：消防演练.*会议室/);
      assert.match((await meeting()).out, new RegExp(`^${id} .*消防演练.*\\(1 to be reminded\\)\\n1 to come\\n$`));
      assert.match((await steward('outbox', '--config', desk.config)).out, /message to li over bridge \(meeting_soon\): waits until/);
      assert.equal((await meeting('--off', 'ABCDEF')).code, 1);
      assert.match((await meeting('--off', id)).out, /^called off; 1 are told\n$/);
      await bridge.told('li', /培训取消：消防演练/);
      assert.match((await meeting()).out, /^0 to come\n$/);
      assert.match((await call(tomorrow, '--staff', 'nobody')).err, /nobody of the staff has the id nobody/);
      assert.match((await call('2020-01-01T00:00:00Z')).err, /over already/);
      assert.match((await call('tomorrow')).err, /--at is a time like/);
    } finally {
      await desk.end();
      bridge.close();
    }
  });
});

describe('timers', () => {
  test('what is going to happen, in words and as JSON, of whom one asks for', async () => {
    const desk = new Steward('timers', { channels: [{ id: 'web', type: 'web' }, { id: 'sms', type: 'sms_board' }] });
    const timers = (...words) => steward('timers', ...words, '--config', desk.config);
    try {
      await desk.importRegister();
      await desk.start();
      const entered = await desk.board('/orders', { text: '厨房水龙头滴水', unit: '3-2-501', phone: '13800000501' });
      const number = entered.answer;
      const { out } = await timers('--order', number);
      assert.match(out, new RegExp(`^\\S+  order ${number} \\(3-2-501\\): .* has not accepted by then: the next is asked$`, 'm'));
      assert.match(out, /\n\d+ timers, 0 set aside\n$/);
      assert.doesNotMatch(out, /13800000501/);

      const read = async (...words) => JSON.parse((await timers('--format', 'json', ...words)).out);
      const all = await read();
      assert.ok(all.timers.some((one) => one.of === 'plan digest' && !one.overdue));
      const dues = all.timers.map((one) => Date.parse(one.due));
      assert.deepEqual(dues, [...dues].sort((one, other) => one - other));
      const ofOrder = await read('--order', number);
      assert.ok(ofOrder.timers.length > 0 && ofOrder.timers.every((one) => one.of === `order ${number}` && one.site === 's'));
      assert.deepEqual((await read('--resident', '13800000501')).timers, ofOrder.timers);
      assert.deepEqual((await read('--resident', '13800000999')).timers, []);
      assert.equal((await read('--site', 's')).timers.length, all.timers.length);
      const first = await read('--limit', '1');
      assert.equal(first.timers.length, 1);
      assert.equal(first.has_more, true);
    } finally {
      await desk.end();
    }
  });
});

// What an operator gets by docs/installing.md.
describe('install', () => {
  test('the installed program reads what was installed beside it', async () => {
    const prefix = join(folder, 'opt');
    await promisify(execFile)('cmake', ['--install', dirname(program), '--prefix', prefix]);
    const run = (...words) => promisify(execFile)(join(prefix, 'bin/steward'), words).catch((failure) => failure);
    const share = join(prefix, 'share/steward');
    assert.match((await run('check', '--config', join(share, 'demo/steward.json'))).stdout, /all is well/);
    writeFileSync(join(share, 'trades.json'), '{}');
    assert.match((await run('check', '--config', configuration('installed.json'))).stdout, /opt\/share\/steward\/trades\.json:1: "trades" is missing/);
  });
});

describe('serve', () => {
  test('answers, keeps its configuration over a broken one, takes a mended one, ends in order', async () => {
    const config = configuration('serve.json');
    const service = new Serving(['--config', config]);
    try {
      const { port } = await service.logged('listening');
      const ask = (path) => fetch(`http://127.0.0.1:${port}${path}`);
      assert.equal((await ask('/healthz')).status, 200);
      const ready = await (await ask('/readyz')).json();
      assert.equal(ready.ready, true);
      assert.match(await (await ask('/metrics')).text(), /^steward_answers_total\{class="2xx"\} \d+$/m);
      assert.equal((await ask('/board')).status, 200);

      configuration('serve.json', '\n  "lisen": "x",');
      service.process.kill('SIGHUP');
      assert.match((await service.logged('configuration')).problem, /serve\.json:4: unknown key "lisen"/);
      await service.logged('configuration_kept');
      assert.equal((await ask('/readyz')).status, 200);

      configuration('serve.json');
      service.process.kill('SIGHUP');
      await service.logged('configuration_reloaded');

      write('redis-password', 'everybody may read this');
      configuration('serve.json', '\n  "redis": {"url": "redis://127.0.0.1:6379", "password": {"file": "redis-password"}},');
      service.process.kill('SIGHUP');
      const warned = await until('it warns', () => service.lines.find((one) => one.warning));
      assert.match(warned.warning, /serve\.json:4: everybody on this machine can read/);

      configuration('serve.json', '\n  "threads": 2, "public_url": "https://desk.example.com",');
      service.process.kill('SIGHUP');
      const needs = (one) => one.event === 'needs_restart' && one.sections.includes('threads');
      const restart = await until('it names them', () => service.lines.find(needs));
      assert.equal(restart.sections, 'public_url, threads');
    } finally {
      assert.equal(await service.stop(), 0);
    }
  });

  test('roles run in processes of their own, beside each other', async () => {
    const config = configuration('roles.json');
    const front = new Serving(['--config', config, '--role', 'bot']);
    try {
      const { port } = await front.logged('listening');
      assert.equal((await fetch(`http://127.0.0.1:${port}/board`)).status, 404);
      const back = new Serving(['--config', config, '--role', 'notifier,scheduler']);
      await back.logged('listening');
      assert.equal(await back.stop(), 0);
    } finally {
      assert.equal(await front.stop(), 0);
    }
  });

  test('who is taken off the staff leaves no order behind', async () => {
    const hash = createHash('sha256').update('fang').digest('hex');
    const config = write('leaving.json', `{
      "listen": "127.0.0.1:0", "data": "data-leaving", "channels": [{"id": "web", "type": "web"}],
      "console": {"people": [{"staff": "fang", "token_hash": "${hash}"}]},
      "desk": {"id": "d", "sites": [{"id": "donghu", "name": "D", "phone": "1", "region": "CN", "zone": "Asia/Shanghai"}],
               "manners": {"night": "00:00-00:00"}}}`);
    const staff = (...plumbers) => write('leaving.csv', `id,name,phone,department,role,trades
fang,方静,+8613900000001,service,front_desk,
${plumbers.map((id, i) => `${id},${id},+861390000001${i},engineering,technician,plumbing`).join('\n')}\n`);
    const roster = write('leaving-roster.csv', 'staff,days,from,to\nfang,Mon-Sun,00:00,00:00\nli,Mon-Sun,00:00,00:00\nwang,Mon-Sun,00:00,00:00\n');
    const imports = (what, file) => steward('import', what, file, '--config', config, '--apply');
    for (const [what, file] of [['units', join(shipped, 'demo/units.csv')], ['staff', staff('li', 'wang')], ['roster', roster]])
      assert.equal((await imports(what, file)).code, 0);

    // Once beside a service that hands orders on by itself, once without it.
    for (const role of ['bot,console,scheduler', 'bot,console']) {
      assert.equal((await imports('staff', staff('li', 'wang'))).code, 0);
      assert.equal((await imports('roster', roster)).code, 0);
      const service = new Serving(['--config', config, '--role', role]);
      try {
        const { port } = await service.logged('listening');
        const call = async (path, token, body) => (await fetch(`http://127.0.0.1:${port}${path}`, {
          method: body ? 'POST' : 'GET', body: body && JSON.stringify(body),
          headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
        })).json();
        const { token } = await call('/chat/web/sessions', '', {});
        await call('/chat/web/messages', token, { id: 'c-1', text: '3栋2单元501 厕所堵了' });
        const newest = async () => (await call('/console/api/orders', 'fang')).orders.sort((one, other) => Date.parse(other.opened_at) - Date.parse(one.opened_at))[0];
        const before = await newest();
        assert.match(before.holder.id, /^(li|wang)$/);
        const stays = before.holder.id === 'li' ? 'wang' : 'li';

        const imported = await imports('staff', staff(stays));
        assert.match(imported.out, /removed: .*what they hold goes to others/);
        assert.match(imported.out, /written\n$/);
        const after = await newest();
        assert.equal(after.number, before.number);
        assert.equal(after.holder.id, stays);
      } finally {
        assert.equal(await service.stop(), 0);
      }
    }
  });

  test('a configuration that does not check is not served', async () => {
    const { code, err } = await steward('serve', '--config', configuration('broken.json', '\n  "lisen": "x",'));
    assert.equal(code, 1);
    assert.match(err, /broken\.json:4: unknown key "lisen"/);
  });
});

test('the demo plays its story by itself', async () => {
  const { code, out } = await steward('demo', '--story');
  assert.equal(code, 0, out);
  assert.match(out, /the story was played to its end\n$/);
});
