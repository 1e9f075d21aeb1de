// A stand-in for Telegram's Bot API that checks what the real one checks, and for the way Telegram delivers updates:
// one after the other to a chat, with the secret in a header, again until the answer is 2xx.
// core.telegram.org/bots/api, and github.com/tdlib/telegram-bot-api for what that does not say.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { until } from './steward.mjs';

const longestText = 4096; // code points, after entity parsing; without a parse mode that is trimming
const longestNotice = 200; // of answerCallbackQuery
const mostButtons = 100;
const deliveryTries = 40;

class Refusal extends Error {
  constructor(code, description, parameters) {
    super(description);
    this.answer = { ok: false, error_code: code, description, ...(parameters && { parameters }) };
  }
}
const bad = (why) => new Refusal(400, `Bad Request: ${why}`);

function checkKeyboard(markup) {
  if (markup === undefined) return [];
  if (typeof markup !== 'object' || markup === null || Array.isArray(markup)) throw bad('object expected as reply markup');
  const rows = markup.inline_keyboard;
  if (!Array.isArray(rows)) throw bad("can't parse inline keyboard");
  for (const row of rows) {
    if (!Array.isArray(row)) throw bad("can't parse inline keyboard row");
    for (const button of row) {
      if (typeof button?.text !== 'string' || button.text.trim() === '') throw bad('inline keyboard button text must be non-empty');
      if (typeof button.callback_data !== 'string') throw bad('text buttons are unallowed in the inline keyboard');
      const bytes = Buffer.byteLength(button.callback_data);
      if (bytes < 1 || bytes > 64) throw bad('BUTTON_DATA_INVALID');
    }
  }
  if (rows.flat().length > mostButtons) throw bad('REPLY_MARKUP_TOO_LONG');
  return rows;
}

export class BotApi {
  constructor({ token, secret }) {
    this.token = token;
    this.secret = secret;
    this.chats = new Map(); // id -> { name, isBlocked }; who never wrote to the bot is not found
    this.sent = []; // { chat, text, rows, id, at }
    this.refused = []; // what the program asked for wrongly
    this.hits = []; // every request: { method, chat, at }
    this.queries = new Map(); // callback query -> how often it was answered
    this.files = new Map(); // file_id -> bytes
    this.ordered = []; // answers put in its mouth
    this.deliveries = new Map(); // chat -> the delivery before
    this.updates = 500;
    this.messages = 7000;
  }

  async listen(server = createServer()) {
    this.server = server.on('request', (request, response) => this.take(request, response)).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this.server.address().port;
  }

  close() {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  // ---- what the program asks -------------------------------------------------------------------------------------

  async take(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url, 'http://bot');
    const put = (status, body, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body instanceof Buffer ? body : JSON.stringify(body));
    };
    const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(url.pathname);
    if (file) return file[1] === this.token && this.files.has(file[2]) ? put(200, this.files.get(file[2])) : put(404, { ok: false });
    try {
      put(200, { ok: true, result: this.call(request, url, Buffer.concat(chunks)) });
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      const { parameters, error_code: code } = refusal.answer;
      put(code, refusal.answer, parameters?.retry_after ? { 'retry-after': String(parameters.retry_after) } : {});
    }
  }

  call(request, url, body) {
    const [, token, method] = /^\/bot([^/]+)\/([^/]+)$/.exec(url.pathname) ?? [];
    const wrong = (refusal) => {
      this.refused.push(`${method}: ${refusal.message}`);
      return refusal;
    };
    if (!method) throw wrong(new Refusal(404, 'Not Found'));
    if (token !== this.token) throw wrong(new Refusal(401, 'Unauthorized'));
    const asked = this.parameters(request, url, body);
    this.hits.push({ method, chat: asked.chat_id === undefined ? undefined : String(asked.chat_id), at: Date.now() });
    const order = this.ordered.findIndex((one) => one.chat === undefined || one.chat === String(asked.chat_id));
    if (order >= 0) throw this.ordered.splice(order, 1)[0].refusal;
    try {
      switch (method.toLowerCase()) {
        case 'sendmessage': return this.sendMessage(asked);
        case 'sendphoto': return this.sendFile(asked, 'photo');
        case 'sendvoice': return this.sendFile(asked, 'voice');
        case 'answercallbackquery': return this.answerCallbackQuery(asked);
        case 'getfile': return this.getFile(asked);
        default: throw new Refusal(404, 'Not Found: method not found');
      }
    } catch (refusal) {
      if (refusal instanceof Refusal && refusal.answer.error_code !== 403) wrong(refusal);
      throw refusal;
    }
  }

  parameters(request, url, body) {
    const given = Object.fromEntries(url.searchParams);
    if (body.length === 0) return given;
    if (!(request.headers['content-type'] ?? '').startsWith('application/json')) throw bad('unexpected content type');
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
      return { ...given, ...JSON.parse(text) };
    } catch {
      throw bad("can't parse JSON object");
    }
  }

  chat(id) {
    if (id === undefined || id === '') throw bad('chat_id is empty');
    const chat = /^-?\d+$/.test(String(id)) ? this.chats.get(String(id)) : undefined;
    if (!chat) throw bad('chat not found');
    if (chat.isBlocked) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
    return chat;
  }

  sendMessage(asked) {
    this.chat(asked.chat_id);
    if (asked.parse_mode !== undefined) throw bad('unsupported parse_mode');
    if (typeof asked.text !== 'string' || asked.text.trim() === '') throw bad('message text is empty');
    if ([...asked.text.trim()].length > longestText) throw bad('message is too long');
    const rows = checkKeyboard(asked.reply_markup);
    const message = { chat: String(asked.chat_id), text: asked.text.trim(), rows, id: ++this.messages, at: Date.now() };
    this.sent.push(message);
    return { message_id: message.id, date: Math.floor(message.at / 1000), chat: { id: Number(message.chat), type: 'private' }, text: message.text };
  }

  // By the id of a file that this bot knows.
  sendFile(asked, what) {
    this.chat(asked.chat_id);
    if (!this.files.has(asked[what])) throw bad(`there is no ${what} in the request`);
    this.sent.push({ chat: String(asked.chat_id), text: '', file: asked[what], rows: [], id: ++this.messages, at: Date.now() });
    return { message_id: this.messages };
  }

  answerCallbackQuery(asked) {
    const id = asked.callback_query_id;
    if ([...(asked.text ?? '')].length > longestNotice) throw bad('MESSAGE_TOO_LONG');
    if (this.queries.get(id) !== 0) throw bad('query is too old and response timeout expired or query ID is invalid');
    this.queries.set(id, 1);
    return true;
  }

  getFile(asked) {
    if (!this.files.has(asked.file_id)) throw bad('wrong file_id or the file is temporarily unavailable');
    return { file_id: asked.file_id, file_path: asked.file_id };
  }

  // The next request, of this chat if one is named, is answered so.
  refuseNext(code, description, { chat, parameters } = {}) {
    this.ordered.push({ chat: chat && String(chat), refusal: new Refusal(code, description, parameters) });
  }
  floodNext(seconds, chat) {
    this.refuseNext(429, `Too Many Requests: retry after ${seconds}`, { chat, parameters: { retry_after: seconds } });
  }
  block(chat) {
    this.chats.get(String(chat)).isBlocked = true;
  }

  // ---- what Telegram delivers ------------------------------------------------------------------------------------

  person(id, name = 'Chen') {
    const known = this.chats.get(String(id)) ?? { name, isBlocked: false };
    this.chats.set(String(id), known);
    return { id, is_bot: false, first_name: known.name, language_code: 'zh-hans' };
  }

  message(chat, content) {
    const date = Math.floor(Date.now() / 1000);
    return { message_id: ++this.messages, date, chat: { id: chat, type: 'private' }, from: this.person(chat), ...content };
  }
  update(what, content) {
    return { update_id: ++this.updates, [what]: content };
  }
  text(chat, text, more) {
    return this.update('message', this.message(chat, { text, ...more }));
  }
  photo(chat, name, more) {
    const photo = [90, 320, 1280].map((width) => this.file(`${name}-${width}`, { width, height: width * 3 / 4 }));
    return this.update('message', this.message(chat, { photo, ...more }));
  }
  file(id, facts, bytes = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC', 'base64')) {
    this.files.set(id, bytes);
    return { file_id: id, file_unique_id: `u-${id}`, file_size: bytes.length, ...facts };
  }
  // The button of the newest message to this chat that has it, as it looked when it was sent.
  press(chat, label) {
    const shown = this.sent.findLast((one) => one.chat === String(chat) && one.rows.flat().some((button) => button.text.includes(label)));
    if (!shown) throw new Error(`${chat} has no button ${label}: ${JSON.stringify(this.to(chat))}`);
    const id = String(4_000_000_000_000 + this.updates);
    this.queries.set(id, 0);
    const message = { message_id: shown.id, date: 1, chat: { id: chat, type: 'private' }, text: shown.text, reply_markup: { inline_keyboard: shown.rows } };
    const { callback_data: data } = shown.rows.flat().find((button) => button.text.includes(label));
    return this.update('callback_query', { id, from: this.person(chat), message, chat_instance: '1', data });
  }

  // One attempt, as anybody could make it.
  async post(update, headers = { 'x-telegram-bot-api-secret-token': this.secret }) {
    const answer = await fetch(this.hook, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(update) });
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body: await answer.text() };
  }

  // As Telegram does: after what was delivered to this chat before, until it is taken. Answers the number of tries.
  deliver(update) {
    const content = update.message ?? update.edited_message ?? update.callback_query?.message ?? update.my_chat_member;
    const chat = content.chat.id;
    const delivery = (this.deliveries.get(chat) ?? Promise.resolve()).then(() => this.untilTaken(update));
    this.deliveries.set(chat, delivery.catch(() => {}));
    return delivery;
  }

  async untilTaken(update) {
    for (let tries = 1; tries <= deliveryTries; ++tries) {
      const { status, retryAfter, body } = await this.post(update).catch(() => ({ status: 0 }));
      if (status >= 200 && status < 300) {
        this.webhookAnswered(body);
        return tries;
      }
      await new Promise((done) => setTimeout(done, retryAfter ? 1000 * Number(retryAfter) : 200));
    }
    throw new Error(`update ${update.update_id} was never taken`);
  }

  // A webhook's answer may carry one method. What comes of it is not told.
  webhookAnswered(body) {
    const { method, ...asked } = body ? JSON.parse(body) : {};
    if (!method) return;
    this.hits.push({ method, at: Date.now() });
    try {
      if (method !== 'answerCallbackQuery') throw bad(`${method} in the answer of a webhook`);
      this.answerCallbackQuery(asked);
    } catch (refusal) {
      this.refused.push(`${method}: ${refusal.message}`);
    }
  }

  // ---- what was sent ---------------------------------------------------------------------------------------------

  to(chat) {
    return this.sent.filter((one) => one.chat === String(chat));
  }

  // The first message to this chat with these words that comes after `since` of all.
  hears(chat, words, since = 0) {
    const missing = () => `${chat} hears ${words}, but ${JSON.stringify(this.to(chat).map((one) => one.text))}`;
    return until(missing, () => this.sent.slice(since).find((one) => one.chat === String(chat) && words.test(one.text)));
  }
}
