// As much of Kannel's sendsms as a notice needs.

import { once } from 'node:events';
import { createServer } from 'node:http';

export class Gateway {
  // phones: those of residents; staff are written to as well
  constructor(phones) {
    this.residents = new Set(phones);
    this.sent = [];
    this.refuses = new Set();
  }
  async listen() {
    this.server = createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const to = request.headers['x-kannel-to'];
      if (this.refuses.has(to)) return response.writeHead(400).end('Number(s) has/have been denied by white- and/or black-lists.');
      this.sent.push({ to, text: Buffer.concat(chunks).toString(), report: request.headers['x-kannel-dlr-url'] });
      return response.writeHead(202).end('0: Accepted for delivery');
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${this.server.address().port}`;
  }
  // To residents: the manager is asked to approve.
  get copies() {
    return this.sent.filter((one) => this.residents.has(one.to));
  }
  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}
