// The parts that an SMS is billed as, by three judges: Twilio's calculator over thousands of texts, a real gateway that cuts
// them, and what carriers in mainland China publish.
//
// Where the calculator differs it keeps the characters together that a reader sees as one: a family of four emoji, a letter
// and its accent. No part has to be cut there (3GPP TS 23.038 knows code units, and pairs of them that are one character), the
// gateway does cut there, and the phone joins the parts before it shows them. So the calculator counts parts that nobody
// sends; its count is asked for with those characters let loose.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { Kannel } from './kannel.mjs';
import { program, until } from './steward.mjs';

const { SegmentedMessage } = createRequire(import.meta.url)('sms-segments-calculator');

// Small, and the same everywhere: what fails fails again.
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const basic = [...'@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ§¿abcxyzäöñüà'];
const extension = [...'\f^{}\\[~]|€'];
const chinese = [...'报修单已受理请保持电话畅通，。：【】'];
const foreign = [...'çÁ`’жדก'];
const emoji = [...'😀🔧🚿🛗𠮷'];
const joined = ['👨‍👩‍👧‍👦', '👍🏽', '🇨🇳', 'e\u0301', '각', '1️⃣'];
const alphabets = { basic, 'gsm with its extension': [...basic, ...extension], extension, chinese, 'chinese with emoji': [...chinese, ...emoji], emoji,
  'all that stand alone': [...basic, ...extension, ...chinese, ...foreign, ...emoji] };

// Half of them near where another part begins.
function lengthOf(roll) {
  const edge = [70, 160, ...[1, 2, 3, 4].flatMap((parts) => [parts * 67, parts * 153])];
  return roll(2) ? roll(700) : Math.max(0, edge[roll(edge.length)] - 4 + roll(9));
}

function textsOf(characters, count, roll) {
  return Array.from({ length: count }, () => Array.from({ length: lengthOf(roll) }, () => characters[roll(characters.length)]).join(''));
}

// A row for each text, none of which holds a line break.
function segments(texts, ...words) {
  return new Promise((done, failed) => {
    const child = execFile(program, ['segments', '--json', ...words], { maxBuffer: 1 << 24 }, (failure, out) =>
      failure ? failed(failure) : done(out.trim().split('\n').map((line) => JSON.parse(line))));
    child.stdin.end(texts.map((text) => `${text}\n`).join(''));
  });
}

function calculated(text, encoding = 'auto') {
  const message = new SegmentedMessage(text, encoding);
  return { encoding: message.encodingName, parts: message.segmentsCount, units: message.messageSize / (message.encodingName === 'GSM-7' ? 7 : 16) };
}
const same = (ours, texts, theirs) => texts.forEach((text, i) => assert.deepEqual(ours[i], theirs(text), JSON.stringify(text)));

describe('steward segments beside the calculator', () => {
  for (const [name, characters] of Object.entries(alphabets))
    test(`hundreds of texts: ${name}`, async () => {
      const texts = textsOf(characters, 300, dice(name.length));
      same(await segments(texts), texts, (text) => calculated(text));
    });

  test('one character outside of GSM-7 makes the whole text UCS-2, where an extension character counts one', async () => {
    const roll = dice(7);
    const texts = textsOf([...basic, ...extension], 300, roll).map((text) => {
      const at = roll(text.length + 1);
      return `${text.slice(0, at)}${foreign[roll(foreign.length)]}${text.slice(at)}`;
    });
    const ours = await segments(texts);
    assert.ok(ours.every((one) => one.encoding === 'UCS-2'));
    same(ours, texts, (text) => calculated(text));
  });

  test('line breaks are of GSM-7, and count', async () => {
    for (const text of ['\n', 'Water cut\nfrom 9:00', `${'a'.repeat(158)}\n\r`, `${'a'.repeat(159)}\r\n`, `${'报'.repeat(69)}\n`, `${'报'.repeat(70)}\n`]) {
      const ours = await new Promise((done) => execFile(program, ['segments', '--json', text], (failure, out) => done(JSON.parse(out))));
      assert.deepEqual(ours, calculated(text), JSON.stringify(text));
    }
  });

  test('what a reader sees as one and is several characters may be cut between them', async () => {
    const texts = textsOf([...chinese, ...joined], 300, dice(11));
    const ours = await segments(texts);
    const loose = (text) => [...text].map((character) => (character.length === 2 ? '😀' : '报')).join('');
    same(ours, texts, (text) => calculated(loose(text), 'UCS-2'));
    const kept = texts.map((text) => calculated(text));
    assert.deepEqual(ours.map((one) => one.units), kept.map((one) => one.units));
    assert.ok(ours.every((one, i) => one.parts <= kept[i].parts));
    assert.ok(ours.some((one, i) => one.parts < kept[i].parts), 'none of them tells the two rules apart');
  });

  test('a signature counts as carriers in mainland China count it: in front, all of it and of the text in UCS-2', async () => {
    const texts = [...textsOf(basic, 300, dice(3)), ...textsOf([...chinese, ...emoji, ...extension], 300, dice(4))];
    const theirs = (text) => calculated(`【示例物业】${text}`, 'UCS-2');
    same(await segments(texts, '--signature', '示例物业'), texts, theirs);
    same(await segments(texts, '--signature', '【示例物业】'), texts, theirs);
    const billed = { 60: 1, 64: 1, 65: 2, 128: 2, 129: 3 }; // 70 in one part, 67 in each of several, six of them the signature's
    for (const [length, parts] of Object.entries(billed)) assert.equal((await segments(['a'.repeat(length)], '--signature', '示例物业'))[0].parts, parts);
  });
});

describe('steward segments beside a gateway', () => {
  const kannel = new Kannel();
  const lines = [];
  before(async () => {
    await kannel.start('http://127.0.0.1:9/hooks/kannel');
    await kannel.connectPhones((line) => lines.push(line));
  });
  after(() => kannel.end());

  const send = async (text, encoding) => {
    const answer = await fetch(`http://127.0.0.1:${kannel.sendsms}/cgi-bin/sendsms`, { method: 'POST', body: text, headers: {
      'content-type': 'text/plain; charset=UTF-8', 'x-kannel-username': 'steward', 'x-kannel-password': 'foo', 'x-kannel-from': '1',
      'x-kannel-to': '+8613800000501', 'x-kannel-coding': encoding === 'GSM-7' ? '0' : '2' } });
    assert.equal(answer.status, 202);
  };
  const lastPart = /udh %05%00%03%[0-9A-F]{2}%0([0-9A-F])%0\1 /;

  test('it hands on as many parts, of texts whose characters it does not cut', async () => {
    const texts = ['a'.repeat(160), 'a'.repeat(161), `${'a'.repeat(159)}€`, '€'.repeat(80), '€'.repeat(81), `${'a'.repeat(152)}€${'a'.repeat(152)}`,
      '€'.repeat(153), '报'.repeat(70), '报'.repeat(71), '报'.repeat(134), '报'.repeat(135), `${'a'.repeat(67)}报`,
      `${'报'.repeat(61)}👨‍👩‍👧‍👦${'报'.repeat(62)}`]; // three for the calculator, which keeps the family together
    const ours = await segments(texts);
    assert.deepEqual([ours.at(-1).parts, calculated(texts.at(-1)).parts], [2, 3]);
    for (const [i, text] of texts.entries()) {
      const since = lines.length;
      await send(text, ours[i].encoding);
      await until(`${text} has come`, () => lines.slice(since).some((line) => !line.includes(' udh ') || lastPart.test(line)), 5_000);
      assert.equal(lines.length - since, ours[i].parts, `${ours[i].encoding}: ${text}`);
    }
  });
});

describe('steward segments as an operator types it', () => {
  const typed = (words, input) => new Promise((done) => {
    execFile(program, ['segments', ...words], (failure, out, err) => done({ code: failure ? failure.code : 0, out, err })).stdin.end(input);
  });

  test('a row for each line, whatever ends it', async () => {
    const { code, out } = await typed([], 'Water\r\n停水\n\n');
    assert.equal(code, 0);
    assert.equal(out, 'GSM-7  1 part  5 units\nUCS-2  1 part  2 units\nGSM-7  1 part  0 units\n');
    assert.equal((await typed(['a'.repeat(161)])).out, 'GSM-7  2 parts  161 units\n');
  });

  test('what is no text is named by its line', async () => {
    const { code, err } = await typed([], Buffer.from([0x61, 10, 0xff, 10]));
    assert.deepEqual([code, err], [1, 'steward: line 2 is no UTF-8\n']);
    assert.equal((await typed(['two', 'texts'])).code, 2);
    assert.equal((await typed(['--signature', '', 'x'])).code, 2);
  });
});
