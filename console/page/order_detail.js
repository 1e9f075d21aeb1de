// One order: what is known of it, what may be done, and its story of words and happenings as they came.

import { h, icon, replace } from './dom.js';
import { when } from './times.js';
import { comingWords, historyWords, marksOf, messageWords, scriptOf, stateColour, stateWords, unitOf, visitWords } from './order_words.js';
import { actionsFor, ActionForm } from './order_actions.js';
import { sayProblem } from './problem.js';
import { t } from './words.js';

// Stands with its message already.
const isReportOf = (told, line) => (line.what === 'message_delivered' || line.what === 'message_read') && told.has(line.why);

export class OrderDetail {
  // staff(): who works here; role: of who looks; close(): back to the list
  constructor(element, { api, staff, role, close }) {
    Object.assign(this, { element, api, staff, role, close });
  }

  async open(number) {
    if (this.number !== number) this.form = null;
    this.number = number;
    try {
      const order = await this.api.get(`/orders/${encodeURIComponent(number)}`);
      if (this.number !== number) return;
      this.order = order;
      this.show();
    } catch (error) {
      if (this.number === number) sayProblem(error);
    }
  }

  shut() {
    this.number = null;
    this.order = null;
    this.form = null;
    replace(this.element);
  }

  // Somebody who is typing keeps what they typed: the rest is drawn around it.
  show() {
    if (!this.order) return;
    const order = this.order;
    const scrolled = this.element.querySelector('.detail-body')?.scrollTop ?? 0;
    const typed = this.element.contains(document.activeElement) ? document.activeElement : null;
    this.actions ??= h('div', { class: 'detail-actions' });
    if (!this.form) this.showActions();
    replace(this.element,
      h('header', { class: 'detail-head' },
        h('button', { type: 'button', class: 'button quiet round', 'aria-label': t('order.back'), onclick: this.close }, icon('back')),
        h('div', { class: 'grow' }, h('h3', {}, unitOf(order), ' ', h('span', { class: 'mono muted' }, order.number))),
        h('span', { class: `pill ${stateColour(order)}` }, stateWords(order))),
      h('div', { class: 'detail-body' },
        h('p', { class: 'detail-matter' }, order.matter || t(`kind.${order.kind}`)),
        h('div', { class: 'card-marks' }, marksOf(order).map((mark) => h('span', { class: `pill ${mark.colour}` }, mark.text))),
        this.actions, this.facts(order), h('h4', {}, t('detail.story')), this.story(order)));
    this.element.querySelector('.detail-body').scrollTop = scrolled;
    if (typed?.isConnected) typed.focus({ preventScroll: true });
  }

  showActions() {
    const buttons = actionsFor(this.order, this.role).map((action) =>
      h('button', { type: 'button', class: `button small ${action.look ?? ''}`, 'data-action': action.name, onclick: () => this.begin(action) }, t(`act.${action.name}`)));
    replace(this.actions, buttons);
  }

  begin(action) {
    this.form = new ActionForm(action, this.order, this.staff(), {
      done: async (body, path) => {
        try {
          await this.api.post(`/orders/${encodeURIComponent(this.number)}/${path}`, body);
          this.form = null;
          await this.open(this.number);
        } catch (error) {
          sayProblem(error);
        }
      },
      back: () => {
        this.form = null;
        this.showActions();
      },
    });
    if (!this.form.element) return;
    replace(this.actions, this.form.element);
    this.form.element.querySelector('input, textarea, button')?.focus();
  }

  facts(order) {
    const rows = [
      order.is_open ? [t('detail.holder'), order.holder?.name ?? t('holder.none')] : [t('detail.doneBy'), order.done_by?.name],
      [t('detail.clock'), this.coming(order)],
      [t('detail.visit'), visitWords(order)],
      [t('detail.contact'), this.contact(order)],
      [t('detail.script'), scriptOf(order)],
      [t('detail.household'), this.household(order)],
      [t('detail.opened'), `${when(order.opened_at, t)} · ${t(`via.${order.via}`)}${order.entered_by ? ` · ${t('detail.entered', { name: order.entered_by.name })}` : ''}`],
      [t('detail.measure'), order.measure],
    ].filter(([, value]) => value);
    return h('dl', { class: 'facts' }, rows.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
  }

  coming(order) {
    const all = comingWords(order);
    return all.length ? h('ul', { class: 'coming' }, all.map((words) => h('li', {}, words))) : null;
  }

  contact(order) {
    const { name, phone } = order.contact;
    if (!name && !phone) return null;
    const place = h('span', { class: 'mono' }, phone);
    const show = h('button', { type: 'button', class: 'link', onclick: async () => {
      try {
        const answer = await this.api.post(`/orders/${encodeURIComponent(order.number)}/phone`);
        place.textContent = answer.phone;
        show.remove();
      } catch (error) {
        sayProblem(error);
      }
    } }, icon('eye'), t('detail.phone'));
    return h('span', { class: 'contact' }, name ? `${name} ` : '', phone ? place : null, phone ? show : null);
  }

  household(order) {
    if (!order.household.length) return null;
    return h('ul', { class: 'household' }, order.household.map((one) => h('li', {},
      [one.name, one.phone, t(`role.${one.role}`), this.letIn(one.let_in)].filter(Boolean).join(' · '))));
  }

  letIn(how) {
    return how && t('detail.letIn', { name: how.by, called: how.called ? ` (${how.called})` : '', at: when(how.at, t) });
  }

  story(order) {
    const said = order.words.map((line) => ({ at: line.at, rank: 0, line, make: () => this.said(line) }));
    const told = new Set(order.messages.map((message) => message.id));
    const did = order.history.filter((line) => !isReportOf(told, line)).map((line) => ({ at: line.at, rank: 1, line, make: () => this.did(line) }));
    const sent = order.messages.map((message) => ({ at: message.wanted_at, rank: 2, make: () => this.message(message) }));
    const all = [...said, ...did, ...sent].sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || one.rank - other.rank);
    return h('ol', { class: 'story' }, all.map((one) => one.make()));
  }

  did(line) {
    return h('li', { class: `did did-${line.what}` }, h('span', { class: 'did-words' }, historyWords(line)), h('time', {}, when(line.at, t)));
  }

  message(message) {
    const at = message.read_at ?? message.delivered_at ?? message.at;
    return h('li', { class: `did message-${message.state}` }, h('span', { class: 'did-words muted' }, messageWords(message)), h('time', {}, when(at, t)));
  }

  said(line) {
    const who = line.name ?? (line.by === 'desk' ? t('waiting.desk') : t('detail.resident'));
    return h('li', { class: line.by === 'resident' ? 'said resident' : 'said' },
      h('div', { class: 'said-who' }, who, h('time', {}, when(line.at, t))),
      line.text ? h('div', { class: 'said-text' }, line.text) : null,
      line.media.length ? h('div', { class: 'said-media' }, line.media.map((one) => mediumView(this.api, one, `order=${encodeURIComponent(this.number)}`))) : null);
  }
}

// place: the order or conversation it stands in, "order=…" or "conversation=…"
export function mediumView(api, one, place) {
  const path = `/console/api/media/${encodeURIComponent(one.ref)}?${place}`;
  const isVoice = one.form === 'voice';
  const element = isVoice ? h('audio', { controls: true }) : h('img', { alt: t('chat.photoShown') });
  const holder = isVoice ? h('div', { class: 'voice' }, element, one.transcript ? h('p', {}, one.transcript) : null)
    : h('a', { class: 'photo-link', target: '_blank', rel: 'noopener' }, element);
  api.media(path).then((url) => {
    element.src = url;
    if (!isVoice) holder.href = url;
  }, () => holder.classList.add('gone'));
  return holder;
}
