// A bridge that misbehaves as it is told, and behaves again afterwards.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bridge } from '../end_to_end/bridge.mjs';

export const manners = {
  hangs: () => {},
  resets: (request, response) => {
    response.writeHead(200, { 'content-length': 400 });
    response.write('half an ans');
    setImmediate(() => request.socket.resetAndDestroy());
  },
  fails: (request, response) => response.writeHead(500).end('Internal Server Error'),
  limits: (request, response) => response.writeHead(429, { 'retry-after': '3' }).end(),
  limits_without_saying_how_long: (request, response) => response.writeHead(429).end(),
  speaks_no_http: (request) => request.socket.end('220 mail.example.com ESMTP\r\n'),
  knows_us_no_more: (request, response) => response.writeHead(401).end('{"error":"token revoked"}'),
};

export class WaywardBridge extends Bridge {
  constructor(name, manner) {
    super();
    this.name = name;
    this.manner = manner; // (request, response) => …; none: well
    this.hits = []; // when it was asked, well or not
  }

  get channel() {
    return { ...super.channel, id: this.name, secret: { file: `${this.name}.secret` }, ...(this.address && { base_url: this.address }) };
  }

  async take(request, response) {
    this.hits.push(Date.now());
    if (!this.manner) return super.take(request, response);
    request.resume();
    await once(request, 'end');
    return this.manner(request, response);
  }

  // With a certificate that nobody has signed, for `host`.
  async listenWithTls(host) {
    const folder = mkdtempSync(join(tmpdir(), 'steward-certificate-'));
    this.certificate = join(folder, 'certificate.pem');
    const key = join(folder, 'key.pem');
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', `/CN=${host}`,
      '-addext', `subjectAltName=DNS:${host}`, '-keyout', key, '-out', this.certificate], { stdio: 'pipe' });
    this.server = createServer({ key: readFileSync(key), cert: readFileSync(this.certificate) },
      (request, response) => this.take(request, response)).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = this.server.address().port;
    this.address = `https://${host}:${this.port}/steward`;
    this.folder = folder;
  }

  // Somebody of this bridge writes; answers when it was taken.
  async writes(steward, id, text) {
    await this.deliver(steward, { id: `${this.name}-${id}`, from: { id }, text });
    return Date.now();
  }

  post(steward, message, change = {}) {
    return super.post(steward, message, { channel: this.name, ...change });
  }

  close() {
    super.close();
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }
}
