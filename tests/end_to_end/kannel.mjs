// A real Kannel on loopback: its core and its HTTP side, with the phones at the other end of the SMS centre that it has for
// tests. What was accepted is kept on the disk, so that a killed core loses nothing.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from './steward.mjs';

async function freePorts(count) {
  const servers = [];
  for (let i = 0; i < count; i += 1) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
  }
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => { server.close(); return once(server, 'close'); }));
  return ports;
}

// How it keeps what it has accepted: in one file, which it writes now and then, and in its memory what it awaits reports of;
// or each in a file of its own, at once.
const stores = {
  file: (folder) => `dlr-storage = internal\nstore-type = file\nstore-location = "${folder}/kannel.store"`,
  spool: (folder) => `dlr-storage = spool\ndlr-spool = "${folder}/reports"\nstore-type = spool\nstore-location = "${folder}/store"`,
};

export class Kannel {
  constructor({ store = 'file' } = {}) {
    this.store = store;
    this.folder = mkdtempSync(join(tmpdir(), 'kannel-'));
    this.key = 'the-key-of-our-kannel';
    this.received = []; // {from, to, text}, as phones got it
  }

  ports(count) {
    return freePorts(count);
  }

  // As it stands in Steward's configuration, but for its secrets.
  get channel() {
    return { id: 'kannel', type: 'kannel', account: 'steward', from: '10690000', base_url: `http://127.0.0.1:${this.sendsms}/cgi-bin/sendsms` };
  }

  // Where Steward's hook will be has to be known first.
  async start(hook) {
    [this.admin, this.core, this.centre, this.sendsms] = await freePorts(4);
    this.config = join(this.folder, 'kannel.conf');
    for (const spool of ['reports', 'store']) mkdirSync(join(this.folder, spool));
    writeFileSync(this.config, `
group = core
admin-port = ${this.admin}
admin-interface = 127.0.0.1
smsbox-interface = 127.0.0.1
smsbox-port = ${this.core}
admin-password = bar
log-file = "${this.folder}/core.log"
log-level = 1
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
${stores[this.store](this.folder)}

group = smsc
smsc = fake
smsc-id = FAKE
port = ${this.centre}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = ${this.sendsms}
sendsms-interface = 127.0.0.1
http-request-retry = 20
http-queue-delay = 1
log-file = "${this.folder}/smsbox.log"
log-level = 1

group = sendsms-user
username = steward
password = foo
max-messages = 10
concatenation = true

group = sms-service
keyword = default
catch-all = true
get-url = "${hook}?key=${this.key}&id=%I&from=%p&to=%P&charset=%C&sent=%t&text=%b"
max-messages = 0
omit-empty = true
accept-x-kannel-headers = true
`);
    await this.startCore();
    await this.startBox();
  }

  async startBox() {
    this.box = spawn('smsbox', [this.config], { stdio: 'ignore' });
    await this.listens(this.sendsms);
  }

  async startCore() {
    this.bearer = spawn('bearerbox', [this.config], { stdio: 'ignore' });
    await this.listens(this.admin);
  }

  listens(port) {
    return until(`port ${port} of Kannel`, () => fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false));
  }

  // The phones: what comes to any of them is noted, parts of a long one together.
  async connectPhones(take = (line) => this.note(line)) {
    this.phones = connect(this.centre, '127.0.0.1');
    await once(this.phones, 'connect');
    createInterface({ input: this.phones }).on('line', take);
  }

  // "10690000 +8613800000501 text hello", "… ucs-2 %62%A5", "… udh %05%00… data %62%A5"
  note(line) {
    const [, from, to, header, form, rest] = /^(\S+) (\S+) (?:udh (\S+) )?(\S+) (.*)$/.exec(line);
    const text = form === 'text' ? rest : Buffer.from(bytesOf(rest)).swap16().toString('utf16le');
    const [, , , message, parts, part] = header ? bytesOf(header) : [];
    const before = part > 1 && this.received.findLast((one) => one.to === to && one.message === message);
    if (before) before.text += text;
    else this.received.push({ from, to, text, ...(header && { message, parts }) });
  }

  // Somebody writes an SMS.
  write(phone, text) {
    const coded = [...Buffer.from(text, 'utf16le').swap16()].map((byte) => `%${byte.toString(16).padStart(2, '0')}`);
    this.phones.write(`${phone} 10690000 ucs2 ${coded.join('')}\n`);
  }

  told(phone, words) {
    return until(() => `an SMS to ${phone} saying ${words}; phones got ${JSON.stringify(this.received)}`,
      () => this.received.find((one) => one.to === phone && words.test(one.text)));
  }

  // What the gateway has handed to the network by then still arrives.
  async hangUp() {
    this.phones.end();
    await once(this.phones, 'close');
  }

  // What it has accepted and not sent yet.
  async kept() {
    const answer = await fetch(`http://127.0.0.1:${this.admin}/store-status.txt?password=bar`);
    return answer.text();
  }
  async keeps(words) {
    return words.test(await this.kept());
  }

  async killCore() {
    this.bearer.kill('SIGKILL');
    await once(this.bearer, 'exit');
  }

  // Left alone by its core it begins anew by itself, and now and then never ends doing so.
  async killBox() {
    this.box.kill('SIGKILL');
    await once(this.box, 'exit');
  }

  async end() {
    this.phones?.destroy();
    for (const one of [this.box, this.bearer])
      if (one && one.exitCode === null && one.signalCode === null) {
        one.kill('SIGKILL');
        await once(one, 'exit');
      }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function bytesOf(coded) {
  const bytes = [];
  for (let i = 0; i < coded.length; i += 1) {
    const isEscape = coded[i] === '%';
    bytes.push(isEscape ? Number.parseInt(coded.slice(i + 1, i + 3), 16) : coded[i] === '+' ? 32 : coded.charCodeAt(i));
    if (isEscape) i += 2;
  }
  return bytes;
}
