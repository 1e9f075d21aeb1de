// A resident without any chat is asked by SMS how it was, and answers by SMS, through a real Kannel.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Kannel } from './kannel.mjs';
import { Steward, until } from './steward.mjs';

const resident = '+8613800000501';

describe('a survey by sms', () => {
  const kannel = new Kannel();
  let steward, number;

  before(async () => {
    const [port] = await kannel.ports(1);
    const hook = `http://127.0.0.1:${port}`;
    await kannel.start(`${hook}/hooks/kannel`);
    await kannel.connectPhones();
    steward = new Steward('survey', { listen: `127.0.0.1:${port}`,
      channels: [{ ...kannel.channel, callback_url: hook, secret: { file: 'key' }, token: { file: 'password' } }] },
    { desk: { manners: { follow_up_after: 'PT0S', talk_quiet: 'PT0S', decent: ['00:00-24:00'], quiet: '00:00-00:00' } } });
    steward.write('key', kannel.key);
    steward.write('password', 'foo');
    await steward.importRegister();
    await steward.start();
  });
  after(async () => {
    await steward?.end();
    await kannel.end();
  });

  const order = () => steward.board(`/orders/${number}`);
  const reaches = (state) => until(`it is ${state}`, async () => (await order()).state === state);
  const question = /满意吗[^]*回复数字：5 满意，3 一般，2 不满意，1 还没好/;

  test('the question comes once the work is done, and says which numbers answer it', async () => {
    kannel.write(resident, '厨房水龙头一直漏水');
    const alert = await until('an alert', () => kannel.received.find((one) => /回复：接单/.test(one.text)));
    [{ number }] = await steward.orders();
    for (const [verb, state] of [['接单', 'accepted'], ['到现场', 'on_site'], ['完成', 'done']]) {
      kannel.write(alert.to, `${verb} ${number}`);
      await reaches(state);
    }
    await kannel.told(resident, question);
    assert.equal((await order()).follow_up.score, null);
  });

  test('the score that is texted back stands with the order, which is closed by it', async () => {
    kannel.write(resident, '4');
    await reaches('closed');
    await kannel.told(resident, /感谢您的评价/);
    const { follow_up: asked, history } = await order();
    assert.deepEqual([asked.score, asked.state], [4, 'answered']);
    assert.deepEqual(history.filter((line) => ['answered', 'closed'].includes(line.what)).map((line) => [line.what, line.via]), [['answered', 'sms'], ['closed', 'sms']]);
    await until('no report of what was sent is missing', async () => {
      return (await order()).history.filter((line) => line.what === 'message_delivered').length >= kannel.received.filter((one) => one.text.includes(number)).length;
    });
  });

  test('it was asked once, and a number that comes again changes nothing', async () => {
    assert.equal(kannel.received.filter((one) => one.to === resident && question.test(one.text)).length, 1);
    const heard = () => kannel.received.filter((one) => one.to === resident).length;
    const before = heard();
    kannel.write(resident, '2');
    kannel.write(resident, '到哪了');
    await until('both are answered', () => heard() === before + 2);
    const { follow_up: asked, state } = await order();
    assert.deepEqual([asked.score, state], [4, 'closed']);
  });
});
