// Follow-up plans and reports as an operator makes them, beside a service that runs.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { program, Serving, until } from './steward.mjs';

const shipped = resolve(import.meta.dirname, '../../config');
// Of the site, whose clocks are eight hours ahead of UTC.
const day = (offset) => new Date(Date.now() + 8 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10);

function steward(...words) {
  return new Promise((done) => {
    execFile(program, words, { timeout: 90_000, encoding: 'latin1', maxBuffer: 1 << 24 }, (failure, out, err) => done({ code: failure ? failure.code : 0, out, err }));
  });
}

let folder, config;
const write = (name, value) => {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value, null, 1));
  return path;
};
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steward-follow-up-'));
  config = write('steward.json', {
    listen: '127.0.0.1:0', data: 'data', log: 'info', channels: [{ id: 'web', type: 'web' }],
    desk: { id: 'd', sites: [{ id: 'donghu', name: 'D', phone: '1', region: 'CN', zone: 'Asia/Shanghai' }],
            manners: { decent: ['00:00-24:00'], quiet: '00:00-00:00' } },
  });
  for (const what of ['units', 'residents', 'staff', 'roster'])
    assert.equal((await steward('import', what, join(shipped, `demo/${what}.csv`), '--config', config, '--apply')).code, 0, what);
});
after(() => rmSync(folder, { recursive: true, force: true }));

const listed = async () => JSON.parse((await steward('plan', 'list', '--format', 'json', '--config', config)).out);

describe('steward plan', () => {
  test('takes the shipped examples, and shows them without writing', async () => {
    const { code, out, err } = await steward('plan', 'import', join(shipped, 'demo/plans.json'), '--config', config);
    assert.equal(code, 0, err);
    assert.match(out, /new +quarter\n/);
    assert.match(out, /nothing was written; add --apply/);
    assert.deepEqual((await listed()).map((plan) => plan.id), ['daily', 'complaint', 'special_service']);
  });

  test('says what is wrong with a plan by file and line', async () => {
    const file = write('wrong.json', `{"plans": [
  {"id": "Bad Id", "sort": "daily", "title": "t", "from": "2026-01-01"},
  {"id": "a", "sort": "weekly", "title": "t", "from": "2026-01-01"},
  {"id": "b", "sort": "daily", "title": "t", "from": "2026-13-01"},
  {"id": "c", "sort": "daily", "title": "t", "from": "2026-01-01", "percnt": 5}]}`);
    const { code, err } = await steward('plan', 'import', file, '--config', config, '--apply');
    assert.equal(code, 1);
    assert.match(err, /wrong\.json:2: an id is of small letters/);
    assert.match(err, /wrong\.json:3: "weekly" is none of the words known here/);
    assert.match(err, /wrong\.json:4: "2026-13-01" is no day/);
    assert.match(err, /wrong\.json:5: unknown key "percnt"; did you mean "percent"\?/);
    assert.match(err, /nothing was written/);
    for (const [plan, wrong] of [
      [{ kinds: ['repare'] }, /there is no kind "repare"; did you mean "repair"/],
      [{ site: 'xihu' }, /there is no site "xihu"/],
      [{ until: '2025-01-01' }, /ends before it begins/],
      [{ percent: 5 }, /only periodic and targeted plans draw/],
      [{ done_from: '2026-01-01' }, /only a targeted plan goes by what was done/],
      [{ id: 'daily' }, /the desk has a plan "daily" of its own/],
      [{ id: 'shifts' }, /the desk has a plan "shifts" of its own/],
      [{ methods: ['chat', 'chat'] }, /each means once/],
    ]) {
      const one = write('one.json', { plans: [{ id: 'x', sort: 'daily', title: 't', from: '2026-01-01', ...plan }] });
      const said = await steward('plan', 'import', one, '--config', config, '--apply');
      assert.equal(said.code, 1, JSON.stringify(plan));
      assert.match(said.err, wrong);
    }
    assert.equal((await listed()).length, 3);
  });

  test('has the homes drawn by a service that runs, counts what became of it, and ends', async () => {
    const file = write('plans.json', { plans: [{ id: 'everybody', sort: 'targeted', title: '满意度', from: day(-1), percent: 100 }] });
    const service = new Serving(['--config', config]);
    try {
      await service.logged('listening');
      assert.match((await steward('plan', 'import', file, '--config', config, '--apply')).out, /written\n$/);
      const plan = await until('somebody is asked', async () => {
        const found = (await listed()).find((one) => one.id === 'everybody');
        return found.progress.asked > 0 && found;
      });
      assert.equal(plan.progress.open, plan.progress.asked);
      assert.match((await steward('plan', 'import', file, '--config', config)).out, /the same +everybody/);
      assert.equal((await steward('plan', 'end', 'everybdy', '--config', config)).code, 1);
      assert.equal((await steward('plan', 'end', 'everybody', '--config', config)).code, 0);
      await until('the plan ends', async () => (await listed()).find((one) => one.id === 'everybody').state === 'ended');
      assert.match((await steward('plan', 'list', '--config', config)).out, /everybody +targeted +ended/);
    } finally {
      assert.equal(await service.stop(), 0);
    }
  });
});

describe('steward report', () => {
  const report = (format, length = 'day') => steward('report', length, '--site', 'donghu', '--of', day(0), '--format', format, '--config', config);

  test('in every form that it has', async () => {
    const json = JSON.parse((await report('json')).out);
    assert.equal(json.site.id, 'donghu');
    assert.ok(json.by_plan.everybody.follow_up.due > 0);
    assert.ok((await report('csv')).out.startsWith('\u00ef\u00bb\u00bf"'));
    assert.match((await report('html', 'quarter')).out, /^<!doctype html>/);
  });

  test('as PDF where a Chromium is installed, and says so where none is', async () => {
    const chromium = existsSync('/usr/bin/chromium');
    const { code, out, err } = await report('pdf', 'month');
    assert.equal(code, chromium ? 0 : 1, err);
    if (chromium) assert.match(out, /^%PDF-/);
    else assert.match(err, /no Chromium is installed/);
    const bare = join(folder, 'bin');
    mkdirSync(bare);
    symlinkSync('/usr/bin/redis-server', join(bare, 'redis-server'));
    const { code: without, err: why } = await new Promise((done) => {
      execFile(program, ['report', 'day', '--site', 'donghu', '--format', 'pdf', '--config', config], { env: { ...process.env, PATH: bare } },
        (failure, said, wrong) => done({ code: failure ? failure.code : 0, err: wrong }));
    });
    assert.equal(without, 1);
    assert.match(why, /no Chromium is installed that could print it; --format html/);
  });
});
