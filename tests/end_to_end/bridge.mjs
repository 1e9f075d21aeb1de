// A bridge as a stranger would write it: it signs what it tells Steward with the npm package `standardwebhooks`, and
// verifies by it what it is told.

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { until } from './steward.mjs';

const deliveryTries = 60;

export class Bridge {
  constructor() {
    this.secret = `whsec_${randomBytes(32).toString('base64')}`;
    this.hook = new Webhook(this.secret);
    this.messages = []; // as they came, those that came again too
    this.forged = 0;
    this.holds = () => false; // whose answer is not given
  }

  async listen() {
    this.server = createServer((request, response) => this.take(request, response)).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = this.server.address().port;
  }

  close() {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  // As it stands in Steward's configuration.
  get channel() {
    return { id: 'bridge', type: 'webhook', secret: { file: 'secret' }, base_url: `http://127.0.0.1:${this.port}/steward` };
  }

  async take(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    let message;
    try {
      message = { id: request.headers['webhook-id'], ...this.hook.verify(Buffer.concat(chunks).toString(), request.headers) };
    } catch {
      this.forged += 1;
      return response.writeHead(401).end();
    }
    this.messages.push(message);
    if (!this.holds(message)) response.writeHead(204).end();
  }

  headers(message, body, { now = new Date(), signature } = {}) {
    return {
      'content-type': 'application/json',
      'webhook-id': message.id,
      'webhook-timestamp': String(Math.floor(now / 1000)),
      'webhook-signature': signature ?? this.hook.sign(message.id, now, body),
    };
  }

  // One attempt.
  post(steward, message, change = {}) {
    const body = JSON.stringify(message);
    const headers = this.headers(message, body, change);
    return fetch(`${steward.base}/hooks/${change.channel ?? 'bridge'}`, { method: 'POST', body: change.body ?? body, headers });
  }

  // One whose end is sent by finish(), which gives the status.
  begin(steward, message) {
    const body = Buffer.from(JSON.stringify(message));
    const headers = { ...this.headers(message, body.toString()), 'content-length': body.length };
    const asked = request(`${steward.base}/hooks/bridge`, { method: 'POST', agent: false, headers });
    const answered = once(asked, 'response').then(([answer]) => answer.resume().statusCode, (error) => error.code);
    const isHalfSent = new Promise((sent) => asked.write(body.subarray(0, 9), sent));
    const finish = () => {
      asked.end(body.subarray(9));
      return answered;
    };
    return { isHalfSent, finish };
  }

  // Again until it is taken.
  async deliver(steward, message) {
    for (let tries = 1; tries <= deliveryTries; ++tries) {
      const answer = await this.post(steward, message).catch(() => null);
      await answer?.arrayBuffer();
      if (answer?.status === 200) return;
      await new Promise((done) => setTimeout(done, 200));
    }
    throw new Error(`${message.id} was never taken`);
  }

  to(who) {
    return this.messages.filter((one) => one.to.id === who);
  }

  told(who, words) {
    const missing = () => `${who} is told ${words}, but ${JSON.stringify(this.to(who).map((one) => one.text))}`;
    return until(missing, () => this.to(who).find((one) => words.test(one.text)));
  }
}
