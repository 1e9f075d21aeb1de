// A redis-server of the test's own, on a unix socket, and a way to it that delays what it says.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../end_to_end/steward.mjs';

export class RedisServer {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'steward-redis-'));
    this.socket = join(this.folder, 'redis.sock');
    this.detour = join(this.folder, 'detour.sock');
    this.delay = 0; // of its replies over the detour
  }

  async start() {
    this.process = spawn('redis-server', ['--dir', this.folder, '--port', '0', '--unixsocket', this.socket, '--save', '',
      '--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
    this.process.ended = once(this.process, 'exit');
    await until('redis answers', () => this.ping());
  }

  ping() {
    return new Promise((done) => {
      const socket = connect(this.socket, () => socket.write('PING\r\n'));
      socket.once('data', (bytes) => { done(bytes.toString().startsWith('+PONG')); socket.destroy(); });
      socket.once('error', () => done(false));
    });
  }

  async kill() {
    this.process.kill('SIGKILL');
    await this.process.ended;
  }

  async openDetour() {
    this.server = createServer((near) => {
      const far = connect(this.socket);
      near.pipe(far);
      far.on('data', (bytes) => setTimeout(() => near.destroyed || near.write(bytes), this.delay));
      far.on('close', () => near.destroy());
      near.on('close', () => far.destroy());
      far.on('error', () => near.destroy());
      near.on('error', () => far.destroy());
    }).listen(this.detour);
    await once(this.server, 'listening');
  }

  async end() {
    this.server?.close();
    this.process.kill('SIGCONT');
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
