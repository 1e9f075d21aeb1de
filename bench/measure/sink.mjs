// The other side of a bridge: takes every message and says how many on SIGTERM or GET.
//
// usage: node sink.mjs PORT
import http from 'node:http';

let taken = 0;
const server = http.createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    if (request.method === 'POST') ++taken;
    response.end(request.method === 'POST' ? '{}' : String(taken));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));
