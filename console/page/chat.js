// A phone with a conversation on it: what is said comes from the web chat's stream, what is typed goes to its POST.
// docs/web-chat.md has the contract.

import { h, icon, replace, toast } from './dom.js';
import { Api, ApiError, freshKey } from './api.js';
import { Stream } from './stream.js';
import { clockTime, now } from './times.js';
import { prepared } from './photo.js';
import { understoodView } from './understood.js';
import { t } from './words.js';
import { sayProblem } from './problem.js';

const typingLasts = 4000;
const mostPhotos = 6;

export class Chat {
  // mine(by): whose side a line stands on; names(by): who of the desk speaks; onAlert(line): something came in live
  constructor(element, { samples = () => [], hint = '', onAlert = () => {}, understand = null }) {
    Object.assign(this, { element, samples, hint, onAlert, understand });
    this.lines = new Map();
    this.photos = [];
    this.build();
  }

  build() {
    this.thread = h('div', { class: 'thread', role: 'log', 'aria-live': 'polite', tabindex: '0' });
    this.tray = h('div', { class: 'tray', hidden: true });
    this.input = h('textarea', { class: 'composer-text', rows: '1', maxlength: '2000', oninput: () => this.fit(), onkeydown: (event) => this.key(event) });
    this.picker = h('input', { type: 'file', accept: 'image/*', multiple: true, class: 'unseen', tabindex: '-1', onchange: () => this.pick() });
    this.photoButton = h('button', { type: 'button', class: 'composer-button', onclick: () => this.picker.click() }, icon('photo'));
    this.sendButton = h('button', { type: 'submit', class: 'composer-button send' }, icon('send'));
    const form = h('form', { class: 'composer', onsubmit: (event) => { event.preventDefault(); this.sendTyped(); } },
      this.photoButton, this.picker, this.input, this.sendButton);
    replace(this.element, this.thread, this.tray, form);
    this.translate();
  }

  translate() {
    this.input.placeholder = t('chat.compose');
    this.input.setAttribute('aria-label', t('chat.compose'));
    this.photoButton.setAttribute('aria-label', t('chat.photo'));
    this.picker.setAttribute('aria-label', t('chat.photo'));
    this.sendButton.setAttribute('aria-label', t('chat.send'));
    this.showEmpty();
  }

  open({ session, mine, names, onState = () => {} }) {
    this.close();
    Object.assign(this, { session, mine, names });
    this.enable(true);
    this.api = new Api(session.token, `/chat/${session.channel}`);
    this.openedAt = now();
    this.stream = new Stream({
      url: `/chat/${session.channel}/events`, token: session.token, onState,
      onEvent: (event) => event.name === 'message' && this.take(JSON.parse(event.data)),
    });
  }

  // Nothing can be written into a conversation that is being left.
  close() {
    this.stream?.close();
    this.session = null;
    this.enable(false);
    this.hideTyping();
    this.lines.clear();
    replace(this.thread);
    this.showEmpty();
  }

  enable(on) {
    for (const one of [this.input, this.photoButton, this.sendButton]) one.disabled = !on;
  }

  showEmpty() {
    const has = this.lines.size > 0;
    this.thread.querySelector('.thread-empty')?.remove();
    if (has) return;
    const chips = this.samples().map((text) =>
      h('button', { type: 'button', class: 'sample', onclick: () => this.suggest(text) }, text));
    this.thread.append(h('div', { class: 'thread-empty' }, h('p', {}, t(this.hint)), chips));
  }

  suggest(text) {
    this.input.value = text;
    this.fit();
    this.input.focus();
  }

  // ---- what comes in

  take(line) {
    const isMine = this.mine(line.by);
    const pending = isMine && [...this.lines.values()].find((one) => one.pending && line.id.endsWith(one.pending));
    if (this.lines.has(line.id)) return;
    const shown = this.bubble(line, isMine);
    if (pending) {
      pending.element.replaceWith(shown);
      this.lines.delete(pending.pending);
    } else {
      this.append(shown);
    }
    this.lines.set(line.id, { element: shown });
    const isLive = line.at > this.openedAt - 1000;
    if (isMine) return;
    this.hideTyping();
    if (isLive) {
      shown.classList.add('fresh');
      this.onAlert(line);
    }
  }

  append(element) {
    const isAtEnd = this.thread.scrollHeight - this.thread.scrollTop - this.thread.clientHeight < 120;
    this.thread.querySelector('.thread-empty')?.remove();
    this.thread.append(element);
    if (this.typing) this.thread.append(this.typing);
    if (isAtEnd) this.scroll();
  }

  scroll() {
    this.thread.scrollTop = this.thread.scrollHeight;
  }

  bubble(line, isMine) {
    const body = h('div', { class: 'bubble' });
    const speaker = !isMine && this.names(line.by);
    if (speaker) body.append(h('div', { class: 'bubble-name' }, speaker));
    if (line.text) body.append(h('div', { class: 'bubble-text' }, line.text));
    const media = (line.media ?? []).map((one) => this.medium(one));
    if (media.length) body.append(h('div', { class: 'bubble-media' }, media));
    const foot = h('div', { class: 'bubble-foot' }, h('time', {}, clockTime(line.at)));
    if (isMine && line.text && this.understand) foot.prepend(this.infoButton(line, body));
    const buttons = (line.buttons ?? []).map((button) => this.chip(button));
    return h('article', { class: isMine ? 'line mine' : 'line', 'data-line': line.id }, body,
      buttons.length ? h('div', { class: 'chips' }, buttons) : null, foot);
  }

  medium(one) {
    if (one.form === 'voice') {
      const audio = h('audio', { controls: true });
      this.load(one, (url) => { audio.src = url; });
      return h('div', { class: 'voice' }, audio, one.transcript ? h('p', {}, one.transcript) : null);
    }
    const image = h('img', { alt: t('chat.photoShown'), class: 'photo', onload: () => this.scroll() });
    this.load(one, (url) => { image.src = url; });
    return image;
  }

  async load(one, show) {
    try {
      show(one.local ?? await this.api.media(one.url));
    } catch {
      // the frame stays empty: the photo is no longer kept
    }
  }

  chip(button) {
    return h('button', { type: 'button', class: 'chip', 'data-press': button.data,
      onclick: (event) => this.press(event.currentTarget, button) }, button.label);
  }

  infoButton(line, body) {
    return h('button', { type: 'button', class: 'info', 'aria-label': t('chat.understood'), 'aria-expanded': 'false',
      onclick: (event) => this.explain(event.currentTarget, line, body) }, icon('info'));
  }

  async explain(button, line, body) {
    const open = body.querySelector('.understood');
    button.setAttribute('aria-expanded', String(!open));
    if (open) return open.remove();
    try {
      body.append(understoodView(await this.understand(line.text)));
    } catch (error) {
      sayProblem(error);
    }
  }

  showTyping() {
    this.hideTyping();
    this.typing = h('div', { class: 'typing', 'aria-label': t('chat.typing') }, h('i'), h('i'), h('i'));
    this.thread.append(this.typing);
    this.scroll();
    this.typingTimer = setTimeout(() => this.hideTyping(), typingLasts);
  }

  hideTyping() {
    clearTimeout(this.typingTimer);
    this.typing?.remove();
    this.typing = null;
  }

  // ---- what goes out

  key(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.sendTyped();
    }
  }

  fit() {
    this.input.style.height = 'auto';
    this.input.style.height = `${Math.min(this.input.scrollHeight, 110)}px`;
  }

  async pick() {
    for (const file of [...this.picker.files].slice(0, mostPhotos - this.photos.length)) {
      try {
        this.photos.push(await prepared(file));
      } catch {
        toast(t('problem.bad-input'), true);
      }
    }
    this.picker.value = '';
    this.showTray();
  }

  showTray() {
    this.tray.hidden = this.photos.length === 0;
    replace(this.tray, this.photos.map((photo, index) =>
      h('figure', {}, h('img', { src: photo.url, alt: t('chat.photoShown') }),
        h('button', { type: 'button', 'aria-label': t('chat.removePhoto'), onclick: () => { this.photos.splice(index, 1); this.showTray(); } }, icon('close')))));
  }

  sendTyped() {
    const text = this.input.value.trim();
    if (!this.session || (!text && !this.photos.length)) return;
    const photos = this.photos.splice(0);
    this.input.value = '';
    this.fit();
    this.showTray();
    this.send({ text, photos });
  }

  press(chip, button) {
    for (const one of chip.parentElement.children) one.classList.toggle('chosen', one === chip);
    this.send({ text: button.label, press: button.data, photos: [] });
  }

  // Shown at once, under the id that its echo will have; a failure offers the same id again, so nothing doubles.
  async send({ text, press, photos, id = freshKey() }) {
    const local = { id, by: '', text, at: now(), media: photos.map((photo) => ({ form: 'photo', local: photo.url })) };
    const element = this.bubble(local, true);
    element.classList.add('pending');
    this.lines.set(id, { element, pending: id });
    this.append(element);
    this.scroll();
    this.showTyping();
    try {
      const media = await Promise.all(photos.map((photo) => this.upload(photo)));
      await this.api.call('POST', '/messages', { id, text: text || undefined, press, media: media.length ? media : undefined });
      element.classList.remove('pending');
    } catch (error) {
      this.hideTyping();
      this.failed(element, error, () => this.send({ text, press, photos, id }));
    }
  }

  failed(element, error, again) {
    element.classList.add('failed');
    if (error instanceof ApiError) sayProblem(error);
    const retry = h('button', { type: 'button', class: 'retry', onclick: () => { element.remove(); again(); } }, t('chat.failed'));
    element.append(retry);
  }

  async upload(photo) {
    const answer = await fetch(`/chat/${this.session.channel}/media`, {
      method: 'POST', body: photo.blob,
      headers: { Authorization: `Bearer ${this.session.token}`, 'Content-Type': 'image/jpeg' },
    });
    if (!answer.ok) throw new ApiError(answer.status, { type: answer.status === 413 ? '/problems/too-large' : '' });
    const { id, form } = await answer.json();
    return { id, form };
  }
}
