// The built program as an operator runs it: a configuration in a folder of its own, the sample register imported, and
// `steward serve`, which may be stopped, killed and started again. What is started here is ended here, by its pid.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

export const program = process.env.STEWARD ?? resolve(import.meta.dirname, '../../build/steward');
export const sampleRegister = resolve(import.meta.dirname, '../../config/demo');
const registers = ['units', 'staff', 'roster', 'residents'];
const boardToken = 'a-token-of-the-front-desk';
const waitsFor = 30_000;

// Asks until the answer is true, and says what never came.
export async function until(what, ask, within = waitsFor) {
  const late = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > late) throw new Error(`never: ${what instanceof Function ? what() : what}`);
    await new Promise((done) => setTimeout(done, 40));
  }
}

// A zone where it is ten in the morning, so that shifts and quiet hours are the same whenever the tests run.
export function zoneAtTen(now = new Date()) {
  const ahead = (10 - now.getUTCHours() + 36) % 24 - 12;
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

// One run of `steward serve`, and what it logs.
export class Serving {
  constructor(words, environment = {}) {
    const env = { ...process.env, ...environment };
    this.process = spawn(program, ['serve', ...words], { stdio: ['ignore', 'ignore', 'pipe'], env });
    this.lines = [];
    this.log = '';
    this.ended = once(this.process, 'exit');
    createInterface({ input: this.process.stderr }).on('line', (line) => {
      this.log += `${line}\n`;
      if (line.startsWith('{')) this.lines.push(JSON.parse(line));
    });
  }

  get isRunning() {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  async logged(event) {
    const line = await until(() => `it logs ${event}, but ${this.log}`, () => {
      const found = this.lines.find((one) => one.event === event);
      if (!found && !this.isRunning) throw new Error(`it ended without logging ${event}: ${this.log}`);
      return found;
    });
    return line;
  }

  async kill() {
    this.process.kill('SIGKILL');
    await this.ended;
  }

  // Answers the exit code.
  async stop() {
    if (this.isRunning) this.process.kill('SIGTERM');
    return (await this.ended)[0];
  }
}

export class Steward {
  // Every key of `settings` stands in the configuration's file; the rest is as small as it can be.
  constructor(name, settings = {}, { desk, register = sampleRegister } = {}) {
    this.folder = mkdtempSync(join(tmpdir(), `steward-${name}-`));
    this.data = join(this.folder, 'data');
    this.config = join(this.folder, 'steward.json');
    this.register = register;
    this.runs = [];
    this.environment = {};
    const site = { id: 's', name: '东湖新城', phone: '1', region: 'CN', zone: zoneAtTen() };
    this.write('steward.json', JSON.stringify({
      listen: '127.0.0.1:0', data: 'data', log: 'info',
      console: { people: [{ staff: 'fang', token_hash: createHash('sha256').update(boardToken).digest('hex') }] },
      desk: { id: 'd', sites: [site], ...desk },
      ...settings,
    }));
  }

  write(name, text) {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode: 0o600 });
  }

  async importRegister() {
    for (const what of registers)
      await promisify(execFile)(program, ['import', what, join(this.register, `${what}.csv`), '--config', this.config, '--apply']);
  }

  spawn(...more) {
    this.run = new Serving(['--config', this.config, ...more], this.environment);
    this.runs.push(this.run);
  }

  async start(...more) {
    this.spawn(...more);
    const { port } = await this.run.logged('listening');
    this.base = `http://127.0.0.1:${port}`;
  }

  kill() {
    return this.run.kill();
  }
  stop() {
    return this.run.stop();
  }

  // Of all runs.
  get log() {
    return this.runs.map((run) => run.log).join('');
  }

  ready() {
    return fetch(`${this.base}/readyz`).then(async (answer) => ({ status: answer.status, ...(await answer.json()) }));
  }

  // What the front desk sees, or does.
  async board(path, body) {
    const answer = await this.askBoard(path, body);
    const text = await answer.text();
    assert.equal(answer.status, 200, `${path}: ${text}`);
    return JSON.parse(text);
  }
  askBoard(path, body) {
    return fetch(`${this.base}/console/api${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${boardToken}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
  }

  orders() {
    return this.board('/orders').then((answer) => answer.orders);
  }

  // The servers that run in the data folder: children that a killed program left behind.
  servers() {
    return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === this.data && readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('redis-server');
      } catch {
        return false; // it ended meanwhile
      }
    }).map(Number);
  }

  // Whatever became of the test: nothing is left running, nothing lies about.
  async end() {
    if (this.run?.isRunning) await this.kill();
    for (const pid of this.servers()) process.kill(pid, 'SIGKILL');
    await until('the servers end', () => this.servers().length === 0);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
