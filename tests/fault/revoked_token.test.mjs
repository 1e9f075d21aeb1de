// The token of a bot revoked amid many sends: until the new one stands in the configuration all that is left waits, and then
// everybody hears what they were to hear, once.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BotApi } from '../end_to_end/bot_api.mjs';
import { Steward, until } from '../end_to_end/steward.mjs';

const people = Array.from({ length: 120 }, (_, i) => 1000 + i);
const [revoked, fresh] = ['110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw', '110201543:AAGbEoQJtYPSrPhLd9x7LxUTn0ZOwQ1AbC4'];

describe('a token that is revoked', () => {
  const telegram = new BotApi({ token: revoked, secret: 'a-secret-of-the-webhook' });
  const refused = []; // when
  let steward;

  before(async () => {
    const answer = telegram.take.bind(telegram);
    telegram.take = (request, response) => {
      if (!request.url.includes(telegram.token)) refused.push(Date.now());
      return answer(request, response);
    };
    const base_url = `http://127.0.0.1:${await telegram.listen()}`;
    steward = new Steward('revoked', { channels: [{ id: 'tg', type: 'telegram', token: { file: 'token' }, secret: { file: 'secret' }, base_url },
      { id: 'sms', type: 'sms_board' }] });
    steward.write('token', revoked);
    steward.write('secret', telegram.secret);
    await steward.importRegister();
    await steward.start();
    telegram.hook = `${steward.base}/hooks/tg`;
  });
  after(async () => {
    await steward?.end();
    telegram.close();
  });

  const letters = async () => (await steward.board('/troubles')).dead_letters;

  test('amid many sends: no more requests than to see whether it is good again, and nothing is given up', async () => {
    await Promise.all(people.map((chat) => telegram.deliver(telegram.text(chat, '3栋2单元501 厨房灯不亮'))));
    await until('some have heard', () => telegram.sent.length >= 30);
    telegram.token = fresh;
    const pause = () => refused.findIndex((at, i) => i > 0 && at - refused[i - 1] > 4_000);
    await until('a first trial after a pause', () => pause() > 0);
    assert.ok(telegram.sent.length < people.length, 'all had gone before');
    assert.ok(pause() <= 32, `${pause()} requests before the pause, more than are under way at once`);
    assert.equal(refused.length, pause() + 1, 'more than one trial');
    assert.ok(telegram.refused.every((one) => /Unauthorized/.test(one)));
    assert.deepEqual(await letters(), []);
    assert.ok(!steward.log.includes(revoked) && !steward.log.includes(revoked.split(':')[1]));
  });

  test('with the new one in the configuration everybody hears it, once', async () => {
    steward.write('token', fresh);
    assert.equal(await steward.stop(), 0);
    await steward.start();
    const answered = () => new Set(telegram.sent.map((one) => one.chat)).size;
    await until(() => `all have heard, but only ${answered()}`, () => answered() === people.length, 45_000);
    for (const chat of people) assert.equal(telegram.to(chat).filter((one) => /登记/.test(one.text)).length, 1, `${chat}`);
    assert.deepEqual(await letters(), []);
    assert.ok(!steward.log.includes(fresh));
  });
});
