// Conversations that asked for a person: who waits, the whole record, the reply, and the way back.

import { h, icon, reconcile, replace } from './dom.js';
import { clockTime, stopwatch } from './times.js';
import { mediumView } from './order_detail.js';
import { sayProblem } from './problem.js';
import { has, language, t } from './words.js';

const rereads = 2500;
const nameOf = (talk) => talk.name || t('waiting.guest');
const whyOf = (talk) => (has(`waiting.why.${talk.handover.why}`) ? t(`waiting.why.${talk.handover.why}`) : '');

export class Waiting {
  // me(): my staff id
  constructor(element, { api, me, changed }) {
    Object.assign(this, { element, api, me, changed, talks: [] });
    this.list = h('ul', { class: 'talks' });
    this.room = h('div', { class: 'room' });
    replace(element, this.list, this.room);
  }

  async refresh() {
    this.talks = (await this.api.get('/waiting')).conversations;
    if (this.open) await this.read();
    this.show();
  }

  alone() {
    return this.talks.filter((talk) => !talk.handover.by).length;
  }

  show() {
    this.element.classList.toggle('in-room', Boolean(this.open));
    this.list.hidden = Boolean(this.open);
    if (!this.talks.length) {
      replace(this.list, h('li', { class: 'nothing' }, h('strong', {}, t('waiting.none')), h('span', {}, t('waiting.noneHint'))));
      return;
    }
    for (const child of [...this.list.children]) if (!child.dataset.key) child.remove();
    reconcile(this.list, this.talks, {
      key: (talk) => talk.id,
      version: (talk) => JSON.stringify([talk.id, talk.name, talk.handover.by, talk.units, language()]),
      make: (talk) => this.card(talk),
    });
    this.tick();
  }

  // Every second: how long they wait.
  tick() {
    for (const time of this.element.querySelectorAll('[data-since]')) time.textContent = t('waiting.since', { time: stopwatch(time.dataset.since) });
  }

  card(talk) {
    const by = talk.handover.by;
    return h('li', {}, h('button', { type: 'button', class: by ? 'talk' : 'talk alone', onclick: () => this.enter(talk.id) },
      h('span', { class: 'avatar' }, nameOf(talk).slice(0, 1)),
      h('span', { class: 'grow' }, h('strong', {}, nameOf(talk)), ' ', h('span', { class: 'muted' }, talk.units.join(' · ')),
        h('span', { class: 'talk-why' }, whyOf(talk))),
      by ? h('span', { class: 'pill green' }, t('waiting.with', { name: by.name }))
        : h('span', { class: 'pill red', 'data-since': talk.handover.since })));
  }

  async enter(id) {
    this.open = id;
    this.talk = null;
    replace(this.room);
    await this.read();
    this.show();
    // What the desk itself says stands in the record when it was sent, a moment after it was decided.
    clearInterval(this.reading);
    this.reading = setInterval(() => this.open && this.element.offsetParent && this.read(), rereads);
    this.room.querySelector('textarea, .take')?.focus();
  }

  leave() {
    clearInterval(this.reading);
    this.open = null;
    replace(this.room);
    this.show();
  }

  async read() {
    try {
      this.talk = await this.api.get(`/conversations/${encodeURIComponent(this.open)}`);
      this.showRoom();
    } catch (error) {
      sayProblem(error);
      this.leave();
    }
  }

  showRoom() {
    const talk = this.talk, with_ = talk.handover?.by;
    const isMine = with_?.id === this.me();
    if (!this.room.firstChild) this.buildRoom();
    replace(this.roomName, h('strong', {}, nameOf(talk)), ' ', h('span', { class: 'muted' }, talk.units.join(' · ')));
    replace(this.roomState, !talk.handover ? null : with_ ? h('span', { class: 'pill green' }, t('waiting.with', { name: with_.name }))
      : h('span', { class: 'pill red', 'data-since': talk.handover.since }));
    const act = (verb, look) => h('button', { type: 'button', class: `button small ${look}`, 'data-action': verb, onclick: () => this.act({ verb }) }, t(verb === 'take_over' ? 'waiting.takeOver' : 'waiting.handBack'));
    replace(this.roomActions, talk.handover && !isMine ? act('take_over', 'primary take') : null, isMine ? act('hand_back', '') : null);
    this.replyForm.hidden = !isMine;
    this.replyHint.hidden = isMine || !talk.handover;
    const isAtEnd = this.record.scrollHeight - this.record.scrollTop - this.record.clientHeight < 80;
    reconcile(this.record, talk.lines, { key: (line) => line.id, version: (line) => JSON.stringify([line.text, line.media.length, language()]), make: (line) => this.line(line) });
    if (isAtEnd) this.record.scrollTop = this.record.scrollHeight;
    this.tick();
  }

  buildRoom() {
    this.roomName = h('div', { class: 'grow' });
    this.roomState = h('span');
    this.roomActions = h('span', { class: 'room-actions' });
    this.record = h('ol', { class: 'record', role: 'log', 'aria-live': 'polite', 'aria-label': t('waiting.lines'), tabindex: '0' });
    this.reply = h('textarea', { class: 'field', rows: '1', maxlength: '1000', placeholder: t('waiting.reply'), 'aria-label': t('waiting.reply'), onkeydown: (event) => this.key(event) });
    this.replyForm = h('form', { class: 'reply', onsubmit: (event) => { event.preventDefault(); this.send(); } },
      this.reply, h('button', { type: 'submit', class: 'button primary' }, t('waiting.send')));
    this.replyHint = h('p', { class: 'reply-hint muted' }, t('waiting.takeFirst'));
    replace(this.room,
      h('header', { class: 'detail-head' },
        h('button', { type: 'button', class: 'button quiet round', 'aria-label': t('order.back'), onclick: () => this.leave() }, icon('back')),
        this.roomName, this.roomState, this.roomActions),
      this.record, this.replyHint, this.replyForm);
    this.record.scrollTop = this.record.scrollHeight;
  }

  line(line) {
    const isResident = line.by === 'resident';
    const who = isResident ? nameOf(this.talk) : line.name ?? t('waiting.desk');
    return h('li', { class: isResident ? 'said resident' : 'said' },
      h('div', { class: 'said-who' }, who, h('time', {}, clockTime(line.at))),
      line.text ? h('div', { class: 'said-text' }, line.text) : null,
      line.media.length ? h('div', { class: 'said-media' }, line.media.map((one) => mediumView(this.api, one, `conversation=${encodeURIComponent(this.open)}`))) : null);
  }

  key(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    }
  }

  async send() {
    const text = this.reply.value.trim();
    if (!text) return;
    if (await this.act({ verb: 'reply', text })) this.reply.value = '';
  }

  async act(body) {
    try {
      await this.api.post(`/conversations/${encodeURIComponent(this.open)}/actions`, body);
      if (body.verb === 'hand_back') this.leave();
      await this.refresh();
      this.changed();
      if (body.verb === 'take_over') this.reply?.focus();
      return true;
    } catch (error) {
      sayProblem(error);
      return false;
    }
  }
}
