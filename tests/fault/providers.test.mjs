// Platforms that misbehave, each in its own way and all at once: what is to be said waits and arrives once they behave, and
// nobody of another platform notices.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { BotApi } from '../end_to_end/bot_api.mjs';
import { Steward, until } from '../end_to_end/steward.mjs';
import { WaywardBridge, manners } from './wayward_bridge.mjs';

const reported = '3栋2单元501 厨房灯不亮';
const soon = 1_000;
const board = { id: 'sms', type: 'sms_board' }; // staff are reached without any of the bridges

async function desk(name, bridges, more = [], secrets = {}) {
  const steward = new Steward(name, { channels: [...bridges.map((one) => one.channel), ...more, board] });
  for (const bridge of bridges) steward.write(`${bridge.name}.secret`, bridge.secret);
  for (const [file, secret] of Object.entries(secrets)) steward.write(file, secret);
  await steward.importRegister();
  return steward;
}

async function isServedWell(steward, well, id) {
  const taken = await well.writes(steward, id, reported);
  await well.told(id, /登记/);
  assert.ok(Date.now() - taken < soon, `${id} waited ${Date.now() - taken} ms`);
}

const why = (steward, channel) => steward.run.lines.filter((line) => line.event === 'send_failed' && line.channel === channel).map((line) => line.error).join();
const letters = async (steward) => (await steward.board('/troubles')).dead_letters;

describe('platforms that misbehave', () => {
  const well = new WaywardBridge('well');
  const redirects = new WaywardBridge('redirects', (request, response) => response.writeHead(307, { location: `http://127.0.0.1:${well.port}/steward` }).end());
  const wayward = [...Object.entries(manners).map(([name, manner]) => new WaywardBridge(name, manner)), redirects];
  const bridges = [well, ...wayward];
  const telegram = new BotApi({ token: '1:garbled', secret: 'a-secret-of-the-webhook' });
  let steward;

  before(async () => {
    for (const bridge of bridges) await bridge.listen();
    const answer = telegram.take.bind(telegram);
    telegram.garbled = 0;
    telegram.take = (request, response) => {
      if (telegram.garbled >= 2) return answer(request, response);
      telegram.garbled += 1;
      return response.writeHead(200).end('<html>Welcome to nginx!</html>');
    };
    const base_url = `http://127.0.0.1:${await telegram.listen()}`;
    steward = await desk('wayward', bridges, [{ id: 'garbled', type: 'telegram', token: { file: 'token' }, secret: { file: 'hook' }, base_url }],
      { token: telegram.token, hook: telegram.secret });
    await steward.start();
    telegram.hook = `${steward.base}/hooks/garbled`;
  });
  after(async () => {
    await steward?.end();
    for (const bridge of [...bridges, telegram]) bridge.close();
  });

  test('who writes is heard over each of them, and nobody of the one that is well waits', async () => {
    for (const bridge of wayward) await bridge.writes(steward, 'chen', reported);
    await telegram.deliver(telegram.text(1, reported));
    for (let i = 0; i < 10; ++i) await isServedWell(steward, well, `amid-${i}`);
    assert.equal((await steward.orders()).length, wayward.length + 1 + 10);
  });

  test('each is asked again, after the pause that it names or one of ours, and says it once it behaves', async () => {
    await Promise.all(wayward.map(async (bridge) => {
      const tries = bridge.name === 'hangs' ? 1 : 2; // it is waited for ten seconds
      await until(`${bridge.name} is asked again`, () => bridge.hits.length >= tries);
      bridge.manner = undefined;
      await bridge.told('chen', /登记/);
      assert.ok(bridge.hits[1] - bridge.hits[0] >= (bridge.name === 'limits' ? 3_000 : 500), `${bridge.name} was asked again after ${bridge.hits[1] - bridge.hits[0]} ms`);
      assert.equal(new Set(bridge.to('chen').map((one) => one.id)).size, 1, bridge.name);
    }));
    await telegram.hears(1, /登记/);
    assert.equal(telegram.to(1).length, 1);
  });

  test('why it waited is in the log; nothing was given up, and nothing went where a redirection led', async () => {
    assert.match(why(steward, 'hangs'), /timeout_after_sent/);
    assert.match(why(steward, 'resets'), /reset_after_sent/);
    assert.match(why(steward, 'speaks_no_http'), /garbage/);
    assert.deepEqual(await letters(steward), []);
    assert.deepEqual([well.forged, well.to('chen')], [0, []]);
    await isServedWell(steward, well, 'later');
  });
});

describe('a platform that hangs while many wait for it', () => {
  const well = new WaywardBridge('well'), hangs = new WaywardBridge('hangs', manners.hangs);
  let steward;

  before(async () => {
    for (const bridge of [well, hangs]) await bridge.listen();
    steward = await desk('hanging', [well, hangs]);
    await steward.start();
  });
  after(async () => {
    await steward?.end();
    for (const bridge of [well, hangs]) bridge.close();
  });

  test('leaves places to the others', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, i) => hangs.writes(steward, `waiting-${i}`, reported)));
    await until('most places are taken', () => hangs.hits.length >= 20);
    for (let i = 0; i < 5; ++i) await isServedWell(steward, well, `beside-${i}`);
  });
});

describe('platforms that cannot be reached', () => {
  const well = new WaywardBridge('well'), refuses = new WaywardBridge('refuses'), untrusted = new WaywardBridge('untrusted'), nowhere = new WaywardBridge('nowhere');
  const bridges = [well, refuses, untrusted, nowhere];
  let steward;

  before(async () => {
    await well.listen();
    await nowhere.listen();
    await untrusted.listenWithTls('localhost');
    nowhere.address = `http://bridge.invalid:${nowhere.port}/steward`;
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    refuses.port = closed.address().port;
    closed.close();
    await once(closed, 'close');
    steward = await desk('unreachable', bridges);
    await steward.start();
  });
  after(async () => {
    await steward?.end();
    for (const bridge of bridges) bridge.close();
  });

  test('why is in the log, and nobody of another platform waits', async () => {
    for (const bridge of bridges.slice(1)) await bridge.writes(steward, 'chen', reported);
    for (let i = 0; i < 5; ++i) await isServedWell(steward, well, `amid-${i}`);
    for (const [channel, reason] of [['refuses', /refused/], ['untrusted', /tls.*certificate/], ['nowhere', /resolve/]])
      await until(`the log says why of ${channel}`, () => reason.test(why(steward, channel)));
    assert.equal(untrusted.hits.length, 0, 'a server was trusted with what nobody vouches for');
  });

  test('one that is started is found', async () => {
    refuses.server = createHttpServer((request, response) => refuses.take(request, response)).listen(refuses.port, '127.0.0.1');
    await refuses.told('chen', /登记/);
  });

  test('what only the configuration can mend arrives after it was mended', async () => {
    assert.equal(await steward.stop(), 0);
    const configuration = JSON.parse(readFileSync(steward.config, 'utf8'));
    configuration.channels.find((one) => one.id === 'nowhere').base_url = `http://127.0.0.1:${nowhere.port}/steward`;
    writeFileSync(steward.config, JSON.stringify(configuration));
    steward.environment.SSL_CERT_FILE = untrusted.certificate;
    await steward.start();
    await Promise.all([untrusted, nowhere].map((one) => one.told('chen', /登记/)));
    assert.deepEqual(await letters(steward), []);
  });
});
