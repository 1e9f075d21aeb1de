// A forward proxy: whole addresses for http, tunnels for https. It resolves every name to this machine, and notes what
// it was asked for.

import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import { connect } from 'node:net';

export class Proxy {
  constructor() {
    this.asked = [];
  }

  async listen() {
    this.server = createServer((request, response) => this.forward(request, response));
    this.server.on('connect', (request, socket, head) => this.tunnel(request, socket, head)).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this.server.address().port;
  }

  close() {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  forward(request, response) {
    const { hostname, port, pathname, search } = new URL(request.url);
    this.asked.push(`${request.method} http://${hostname}`);
    const { method, headers } = request;
    const onward = ask({ host: '127.0.0.1', port, path: pathname + search, method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  }

  tunnel(request, socket, head) {
    const [hostname, port] = request.url.split(':');
    this.asked.push(`CONNECT ${hostname}`);
    const onward = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  }
}
