// The program as a user starts it: `steward demo` on a free port, with a data folder of its own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { program, zoneAtTen } from './steward.mjs';

const startsWithin = 30_000;
const endsWithin = 30_000;

// The shipped files, with the sample estate where it is ten in the morning: who is on duty goes by the hour.
function shareAtTen() {
  const share = mkdtempSync(join(tmpdir(), 'steward-share-'));
  cpSync(resolve(import.meta.dirname, '../../config'), share, { recursive: true });
  const desk = join(share, 'demo', 'steward.json');
  writeFileSync(desk, readFileSync(desk, 'utf8').replace('Asia/Shanghai', zoneAtTen()));
  return share;
}

export class Demo {
  static async start(data = mkdtempSync(join(tmpdir(), 'steward-e2e-'))) {
    const demo = new Demo();
    demo.data = data;
    demo.share = shareAtTen();
    const env = { ...process.env, STEWARD_SHARE: demo.share };
    demo.process = spawn(program, ['demo', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'pipe'], env });
    demo.errors = '';
    demo.process.stderr.on('data', (chunk) => { demo.errors += chunk; });
    demo.base = await demo.address();
    return demo;
  }

  // The line "playground: http://127.0.0.1:PORT/playground".
  async address() {
    const lines = createInterface({ input: this.process.stdout });
    const late = setTimeout(() => this.process.kill('SIGKILL'), startsWithin);
    try {
      for await (const line of lines) {
        const found = /^playground: (http:\/\/[^/]+)\/playground$/.exec(line);
        if (found) return found[1];
      }
    } finally {
      clearTimeout(late);
    }
    throw new Error(`the demo did not start: ${this.errors}`);
  }

  // Ctrl-C. Answers the exit code.
  async stop() {
    if (this.process.exitCode !== null) return this.process.exitCode;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGINT');
    const late = setTimeout(() => this.process.kill('SIGKILL'), endsWithin);
    const [code] = await ended;
    clearTimeout(late);
    rmSync(this.share, { recursive: true, force: true });
    return code;
  }

  forget() {
    rmSync(this.data, { recursive: true, force: true });
  }
}
