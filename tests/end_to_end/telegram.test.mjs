// Telegram from end to end: the built program over a Bot API that is as strict as the real one.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { BotApi } from './bot_api.mjs';
import { Proxy } from './proxy.mjs';
import { Steward, until } from './steward.mjs';

const token = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';
const secret = 'a-secret_token-of-the-webhook-8c1f';

describe('telegram', () => {
  const telegram = new BotApi({ token, secret });
  const li = 9001, wang = 9002; // technicians
  const longWords = `${Array.from({ length: 1500 }, (_, i) => `第${i}句话。`).join('')}找人工`; // more than two messages
  let steward;

  before(async () => {
    const port = await telegram.listen();
    steward = new Steward('telegram', {
      playground: true, // shows what goes out by SMS
      playground_residents: ['+8613800000502'],
      channels: [
        { id: 'tg', type: 'telegram', token: { file: 'token' }, secret: { file: 'secret' }, base_url: `http://127.0.0.1:${port}` },
        { id: 'sms', type: 'sms_board' },
      ],
    }, { desk: { phrases: 'phrases', manners: { gather_quiet: 'PT2S' } } });
    steward.write('phrases/zh-Hans.json', JSON.stringify({ not_understood: longWords }));
    steward.write('token', `${token}\n`);
    steward.write('secret', secret);
    await steward.importRegister();
    await steward.start();
    telegram.hook = `${steward.base}/hooks/tg`;
  });
  after(async () => {
    await steward?.end();
    telegram.close();
  });
  // Whatever happens in a test, the program asks for nothing that Telegram would not take.
  afterEach(() => assert.deepEqual(telegram.refused, []));

  async function says(chat, text, more) {
    const since = telegram.sent.length;
    await telegram.deliver(telegram.text(chat, text, more));
    return since;
  }
  async function presses(chat, label) {
    const since = telegram.sent.length;
    const press = telegram.press(chat, label);
    assert.equal(await telegram.deliver(press), 1);
    assert.equal(telegram.queries.get(press.callback_query.id), 1, 'the button still turns');
    return since;
  }
  async function code(phone) {
    const texts = await (await fetch(`${steward.base}/playground/texts`)).json();
    return texts.texts.filter((one) => one.to === phone).map((one) => /验证码是 (\d{6})/.exec(one.text)?.[1]).find(Boolean);
  }
  async function binds(chat, phone) {
    let since = await says(chat, '绑定');
    await telegram.hears(chat, /手机/, since);
    since = await says(chat, phone.replace('+86', ''));
    await telegram.hears(chat, /验证码/, since);
    since = await says(chat, await until('a code', () => code(phone)));
    await telegram.hears(chat, /绑定成功/, since);
  }
  const about = async (words) => (await steward.orders()).filter((order) => order.matter.includes(words));

  test('staff are bound by a code; the alert, the work and the verdict go by buttons', async () => {
    await binds(li, '+8613900000011');
    await binds(wang, '+8613900000012');
    let since = await says(1001, '3栋2单元501 厨房水管爆了，我的电话13800000501');
    await telegram.hears(1001, /阀/, since);
    const alert = await telegram.hears(li, /3-2-501/, since);
    assert.match(alert.text, /13800000501/);
    since = await presses(li, '接单');
    await telegram.hears(1001, /李师傅/, since);
    await telegram.hears(li, /已接单/, since);
    await telegram.hears(wang, /已由李师傅接单/, since);
    since = await presses(li, '到现场');
    await telegram.hears(li, /已记录到场/, since);
    since = await presses(li, '完成');
    const done = await telegram.hears(1001, /修好了吗/, since);
    assert.deepEqual(done.rows.flat().map((one) => one.text).slice(0, 2), ['修好了', '还没好']);
    since = await presses(1001, '修好了');
    await telegram.hears(1001, /谢谢/, since);
    // An old button does nothing, and does not turn for ever either.
    since = await presses(li, '到现场');
    await telegram.hears(li, /不能这样操作|失效/, since);
  });

  test('a resident who proved their phone need not say where', async () => {
    await binds(1002, '+8613800000502');
    const since = await says(1002, '卫生间水龙头一直滴水');
    await telegram.hears(1002, /已(为您)?登记/, since);
    const [order] = await about('滴水');
    assert.deepEqual([order.unit, order.is_bound, order.channel], ['3-2-502', true, 'tg']);
  });

  test('without the secret, or with another, nothing is taken', async () => {
    const update = telegram.text(1003, '3栋2单元601 阳台漏水');
    const answers = [];
    for (const headers of [{}, { 'x-telegram-bot-api-secret-token': `${secret}x` }, { 'x-telegram-bot-api-secret-token': '' }])
      answers.push(await telegram.post(update, headers));
    assert.deepEqual(answers.map((one) => one.status), [401, 401, 401]);
    assert.equal(new Set(answers.map((one) => one.body)).size, 1);
    assert.deepEqual([await about('阳台漏水'), telegram.to(1003)], [[], []]);
    // The same update with the secret is news.
    assert.equal(await telegram.deliver(update), 1);
    await telegram.hears(1003, /登记/);
  });

  test('an update again, thrice at once, or after a later one takes effect once', async () => {
    const update = telegram.text(1004, 'A-1203 客厅灯不亮');
    await telegram.deliver(update);
    await telegram.hears(1004, /登记/);
    assert.equal((await telegram.post(update)).status, 200);

    const thrice = telegram.text(1005, '7-1204 书房插座没电');
    const answers = await Promise.all([1, 2, 3].map(() => telegram.post(thrice)));
    assert.ok(answers.some((one) => one.status === 200));
    assert.ok(answers.every((one) => [200, 503].includes(one.status)));
    await telegram.deliver(thrice);
    await telegram.hears(1005, /登记/);

    const earlier = telegram.text(1006, '10-15C 马桶堵了'), later = telegram.text(1007, '1-1-302 门铃坏了');
    await telegram.deliver(later);
    await telegram.deliver(earlier);
    await telegram.deliver(later);
    await telegram.hears(1006, /登记/);
    await telegram.hears(1007, /登记/);

    for (const words of ['客厅灯不亮', '书房插座没电', '马桶堵了', '门铃坏了']) assert.equal((await about(words)).length, 1, words);
    for (const chat of [1004, 1005, 1006, 1007]) assert.equal(telegram.to(chat).filter((one) => /登记/.test(one.text)).length, 1, `${chat}`);

    // A press, delivered again by a platform that did not hear our answer.
    const press = telegram.press(li, '接单');
    await telegram.deliver(press);
    const again = JSON.parse((await telegram.post(press)).body);
    assert.equal(again.callback_query_id, press.callback_query.id);
  });

  test('photos, an album, a voice message, a correction and a reply reach the order they belong to', async () => {
    let since = telegram.sent.length;
    const album = { media_group_id: '13' };
    await telegram.deliver(telegram.photo(1008, 'pipe', { caption: 'A-1302 厨房水槽下面漏水', ...album }));
    await telegram.deliver(telegram.photo(1008, 'sink', album));
    const answer = await telegram.hears(1008, /登记/, since);
    const order = await until('two photos', async () => (await about('水槽')).find((one) => one.photos === 2));
    const { words } = await steward.board(`/orders/${order.number}`);
    const photos = words.flatMap((said) => said.media.map((one) => one.ref));
    assert.deepEqual(photos, ['tg:pipe-1280', 'tg:sink-1280']);
    const picture = await steward.askBoard(`/media/${photos[0]}?order=${order.number}`);
    assert.deepEqual(Buffer.from(await picture.arrayBuffer()), telegram.files.get('pipe-1280'));
    assert.equal((await about('水槽')).length, 1);

    const first = telegram.message(1008, { text: '对了，师傅来之前请先打电话', reply_to_message: { message_id: answer.id, text: answer.text } });
    await telegram.deliver(telegram.update('message', first));
    await until('the reply with its order', async () => {
      const seen = await steward.board(`/orders/${order.number}`);
      return seen.words.some((said) => said.text.includes('先打电话'));
    });
    await telegram.deliver(telegram.update('edited_message', { ...first, text: '对了，师傅来之前请先敲门', edit_date: first.date + 5 }));
    await until('the correction', async () => {
      const seen = await steward.board(`/orders/${order.number}`);
      return seen.words.some((said) => said.text.includes('先敲门'));
    });

    since = telegram.sent.length;
    await telegram.deliver(telegram.update('message', telegram.message(1009, { voice: telegram.file('spoken', { duration: 4 }) })));
    await telegram.hears(1009, /语音/, since);
  });

  test('a message in a group opens nothing and is not answered there', async () => {
    const group = -100200300;
    telegram.chats.set(String(group), { name: 'neighbours', isBlocked: false });
    const update = telegram.text(1010, '3栋2单元601 群里说的水管爆了');
    update.message.chat = { id: group, type: 'supergroup', title: 'neighbours' };
    assert.equal(await telegram.deliver(update), 1);
    assert.deepEqual(await about('群里说的'), []);
    assert.deepEqual(telegram.to(group), []);
  });

  test('what Telegram asks to wait for is waited for, and then sent once', async () => {
    telegram.person(1011);
    telegram.floodNext(3, 1011);
    const since = telegram.sent.length;
    await telegram.deliver(telegram.text(1011, '1-1-302 卧室窗户关不上'));
    const other = await says(1012, '3栋2单元501 门锁坏了');
    await telegram.hears(1012, /登记/, other); // nobody else waits
    const sent = await telegram.hears(1011, /登记/, since);
    const tries = telegram.hits.filter((one) => one.chat === '1011');
    assert.equal(tries.length, 2);
    assert.ok(sent.at - tries[0].at >= 3000, `after ${sent.at - tries[0].at} ms`);
    assert.equal(telegram.to(1011).length, 1);
  });

  test('whoever blocked the bot is given up at once, and the desk sees it', async () => {
    await says(1013, '3栋2单元601 厨房灯不亮');
    await telegram.hears(1013, /登记/);
    const [order] = await about('厨房灯不亮');
    telegram.block(1013);
    const member = { user: { id: 1, is_bot: true }, status: 'kicked', until_date: 0 };
    await telegram.deliver(telegram.update('my_chat_member', {
      chat: { id: 1013, type: 'private' }, from: telegram.person(1013), date: 1,
      old_chat_member: { ...member, status: 'member' }, new_chat_member: member,
    }));
    const before = telegram.hits.filter((one) => one.chat === '1013').length;
    await steward.board(`/orders/${order.number}/actions`, { verb: 'cancel', text: '重复' });
    const letter = await until('a dead letter', async () => (await steward.board('/troubles')).dead_letters.find((one) => one.orders.includes(order.number)));
    assert.equal(letter.reason, 'blocked');
    assert.equal(telegram.hits.filter((one) => one.chat === '1013').length, before + 1);
  });

  test('a long story is told whole, in messages that Telegram takes', async () => {
    const since = await says(1014, '师傅来之前请先打电话');
    await telegram.hears(1014, /找人工/, since);
    const parts = telegram.sent.slice(since).filter((one) => one.chat === '1014');
    assert.ok(parts.length > 2);
    assert.ok(parts.map((one) => one.text).join('').replaceAll(/\s/g, '').includes(longWords));
    assert.deepEqual(parts.map((one) => one.rows.length > 0), parts.map((_, i) => i === parts.length - 1));
  });

  test('a token that was revoked, and a server that fails, lose nothing; the token is in no log', async () => {
    telegram.person(1015);
    telegram.refuseNext(401, 'Unauthorized', { chat: 1015 });
    telegram.refuseNext(502, 'Bad Gateway', { chat: 1015 });
    const since = await says(1015, '10-15C 空调不制冷');
    await telegram.hears(1015, /登记/, since);
    assert.equal(telegram.to(1015).length, 1);
    await until('the requests are logged', () => steward.log.includes('hook_refused'));
    for (const word of [token, token.split(':')[1], secret]) assert.ok(!steward.log.includes(word));
    assert.equal(await steward.stop(), 0);
  });
});

describe('telegram through a proxy', () => {
  let telegram, proxy, steward;

  beforeEach(() => {
    telegram = new BotApi({ token, secret });
    proxy = new Proxy();
  });
  afterEach(async () => {
    await steward?.end();
    telegram.close();
    proxy.close();
  });

  // Nothing resolves these names but the proxy.
  async function serve(server, scheme, host) {
    const port = await telegram.listen(server);
    const base_url = `${scheme}://${host}:${port}`, through = `http://127.0.0.1:${await proxy.listen()}`;
    steward.write('steward.json', JSON.stringify({
      ...JSON.parse(readFileSync(steward.config, 'utf8')),
      channels: [{ id: 'tg', type: 'telegram', token: { file: 'token' }, secret: { file: 'secret' }, base_url, proxy: through }],
    }));
    steward.write('token', token);
    steward.write('secret', secret);
    await steward.start();
    telegram.hook = `${steward.base}/hooks/tg`;
    await telegram.deliver(telegram.text(1, '您好'));
  }

  test('http goes to it with its whole address', async () => {
    steward = new Steward('proxied');
    await serve(undefined, 'http', 'bot-api.invalid');
    await telegram.hears(1, /您好/);
    assert.deepEqual(proxy.asked, ['POST http://bot-api.invalid']);
  });

  test('https goes through a tunnel, to a server whose certificate is trusted', async () => {
    steward = new Steward('tunnelled');
    const certificate = join(steward.folder, 'certificate.pem'), key = join(steward.folder, 'key.pem');
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
      '-subj', '/CN=bot-api.invalid', '-addext', 'subjectAltName=DNS:bot-api.invalid', '-keyout', key, '-out', certificate], { stdio: 'pipe' });
    const server = () => createServer({ key: readFileSync(key), cert: readFileSync(certificate) });
    await serve(server(), 'https', 'bot-api.invalid');
    await until('it is refused', () => steward.log.includes('"event":"send_failed"') && /certificate/.test(steward.log));
    assert.equal(telegram.hits.length, 0);
    assert.equal(await steward.stop(), 0);

    steward.environment.SSL_CERT_FILE = certificate;
    await steward.start();
    await telegram.hears(1, /您好/);
    assert.equal(telegram.to(1).length, 1);
    assert.ok(proxy.asked.length > 1 && proxy.asked.every((one) => one === 'CONNECT bot-api.invalid'), `${proxy.asked}`);
    assert.ok(!steward.log.includes(token));
  });
});
