// A bridge as a stranger would write it: messages signed by the npm package `standardwebhooks`, ours verified by it; and
// the program killed in the middle of it all, which loses nothing that was answered.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { Webhook } from 'standardwebhooks';

const program = process.env.STEWARD ?? resolve(import.meta.dirname, '../../build/steward');
const register = resolve(import.meta.dirname, '../../config/demo');
const within = 30_000;

// What Steward sends, verified; and a way to wait for what is expected.
class Bridge {
  constructor(secret) {
    this.hook = new Webhook(secret);
    this.messages = [];
    this.forged = 0;
    this.looks = [];
  }

  async listen() {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => { body += chunk; });
      request.on('end', () => {
        try {
          this.messages.push({ id: request.headers['webhook-id'], ...this.hook.verify(body, request.headers) });
        } catch {
          this.forged += 1;
        }
        response.writeHead(204).end();
        this.looks.splice(0).forEach((look) => look());
      });
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this.server.address().port;
  }

  async told(who, words) {
    const late = new Promise((_, fail) => setTimeout(() => fail(new Error(`${who} never heard ${words}: ${JSON.stringify(this.messages)}`)), within).unref());
    for (;;) {
      const found = this.messages.find((one) => one.to.id === who && words.test(one.text));
      if (found) return found;
      await Promise.race([new Promise((look) => this.looks.push(look)), late]);
    }
  }
}

describe('a signed bridge', () => {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const bridge = new Bridge(secret);
  let folder, config, service, base;

  async function start() {
    service = spawn(program, ['serve', '--config', config], { stdio: ['ignore', 'ignore', 'pipe'] });
    const late = setTimeout(() => service.kill('SIGKILL'), within);
    for await (const line of createInterface({ input: service.stderr })) {
      const said = JSON.parse(line);
      if (said.event !== 'listening') continue;
      clearTimeout(late);
      base = `http://127.0.0.1:${said.port}`;
      service.stderr.resume();
      return;
    }
    throw new Error('it did not start');
  }

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'steward-bridge-'));
    writeFileSync(join(folder, 'secret'), secret, { mode: 0o600 });
    config = join(folder, 'steward.json');
    const port = await bridge.listen();
    writeFileSync(config, JSON.stringify({
      listen: '127.0.0.1:0', data: 'data', log: 'info',
      channels: [{ id: 'bridge', type: 'webhook', secret: { file: 'secret' }, base_url: `http://127.0.0.1:${port}/steward` }],
      desk: { id: 'd', sites: [{ id: 's', name: '东湖新城', phone: '1', region: 'CN', zone: 'Asia/Shanghai' }] },
    }));
    for (const what of ['units', 'staff', 'roster', 'residents'])
      execFileSync(program, ['import', what, join(register, `${what}.csv`), '--config', config, '--apply'], { stdio: 'pipe' });
    await start();
  });

  after(async () => {
    if (service?.exitCode === null) {
      const ended = once(service, 'exit');
      service.kill('SIGTERM');
      await ended;
    }
    bridge.server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function post(message, change = {}) {
    const body = JSON.stringify(message);
    const now = change.now ?? new Date();
    return fetch(`${base}/hooks/${change.channel ?? 'bridge'}`, {
      method: 'POST',
      body: change.body ?? body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': message.id,
        'webhook-timestamp': String(Math.floor(now / 1000)),
        'webhook-signature': change.signature ?? bridge.hook.sign(message.id, now, body),
      },
    });
  }

  test('an order is opened, answered in signed words, and a redelivery changes nothing', async () => {
    const message = { id: 'm-1', from: { id: 'u-1' }, text: '厨房水管爆了，水喷得满屋都是' };
    assert.equal((await post(message)).status, 200);
    const answer = await bridge.told('u-1', /阀/);
    assert.equal((await post(message)).status, 200);
    assert.equal((await post({ id: 'm-2', from: { id: 'u-1' }, text: '3栋2单元501' })).status, 200);
    await bridge.told('u-1', /已记下/);
    assert.equal(bridge.messages.filter((one) => /阀/.test(one.text)).length, 1);
    assert.equal(answer.orders.length, 1);
    assert.equal(bridge.forged, 0);
  });

  test('what is not signed, stale, changed or for nobody is refused alike', async () => {
    const message = { id: 'm-3', from: { id: 'u-2' }, text: '灯不亮' };
    const answers = [];
    for (const change of [{ signature: 'v1,AAAA' }, { now: new Date(Date.now() - 301_000 * 2) }, { body: '{"id":"m-3"}' }, { channel: 'nobody' }]) {
      const answer = await post(message, change);
      answers.push(`${answer.status} ${await answer.text()}`);
    }
    assert.equal(new Set(answers).size, 1);
    assert.match(answers[0], /^401 /);
  });

  test('killed while messages come in: what was answered 200 is there afterwards, once', async () => {
    const people = Array.from({ length: 60 }, (_, i) => ({ id: `k-${i}`, from: { id: `p-${i}` }, text: '卫生间水龙头一直滴水' }));
    const answered = new Set();
    const all = people.map(async (message, i) => {
      if (i === 30) service.kill('SIGKILL');
      try {
        if ((await post(message)).status === 200) answered.add(message.from.id);
      } catch { /* cut off: the platform tries again */ }
    });
    await Promise.all(all);
    if (service.signalCode === null) await once(service, 'exit');
    await start();
    for (const message of people) assert.equal((await post(message)).status, 200);
    for (const message of people) await bridge.told(message.from.id, /哪一户/);
    for (const person of people.map((one) => one.from.id)) {
      const ids = new Set(bridge.messages.filter((one) => one.to.id === person).map((one) => one.id));
      assert.equal(ids.size, 1, `${person} was told by ${[...ids]}`);
    }
  });

  test('SIGTERM ends it in order, with exit code 0', async () => {
    const ended = once(service, 'exit');
    service.kill('SIGTERM');
    assert.equal((await ended)[0], 0);
  });
});
