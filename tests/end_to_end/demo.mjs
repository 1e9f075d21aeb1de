// The program as a user starts it: `steward demo` on a free port, with a data folder of its own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { program } from './steward.mjs';

const startsWithin = 30_000;
const endsWithin = 30_000;

export class Demo {
  static async start(data = mkdtempSync(join(tmpdir(), 'steward-e2e-'))) {
    const demo = new Demo();
    demo.data = data;
    demo.process = spawn(program, ['demo', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] });
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
    return code;
  }

  forget() {
    rmSync(this.data, { recursive: true, force: true });
  }
}
