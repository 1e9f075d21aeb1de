// The front desk's board: everything it shows is read anew when the feed says that it changed.

import { h, icon, replace } from './dom.js';
import { ApiError } from './api.js';
import { Stream } from './stream.js';
import { learnNow, useZone } from './times.js';
import { groupOf, groups } from './order_words.js';
import { OrderList } from './order_list.js';
import { OrderDetail } from './order_detail.js';
import { PhoneEntry } from './phone_entry.js';
import { Waiting } from './waiting.js';
import { Storms } from './storms.js';
import { Notices } from './notices.js';
import { showStaff, showTexts, showTroubles } from './desk_tabs.js';
import { onLanguage, t } from './words.js';

const refreshAll = 30000;
const gathering = 120;

export class Board {
  // texts(): SMS that no provider sends, where it is not the board's own list; refused(): the token is no longer good; onOrders(orders): read anew
  constructor(element, { api, texts = null, refused = () => {}, onOrders = () => {} }) {
    Object.assign(this, { element, api, texts, refused, onOrders });
    this.orders = [];
    this.staff = [];
    this.filter = { text: '', trade: '', group: '' };
    this.tab = 'orders';
    this.pending = new Map();
  }

  async start() {
    this.me = await this.api.get('/me');
    if (this.me.has_texts) this.texts ??= async () => (await this.api.get('/texts')).texts;
    learnNow(this.me.now);
    useZone(this.me.sites[0]?.zone);
    this.build();
    this.stream = new Stream({
      url: '/console/api/feed', token: this.api.token,
      onEvent: (event) => this.changed(event),
      onState: (state) => (state === 'refused' ? this.refused() : this.element.classList.toggle('lost', state === 'lost')),
    });
    this.timers = [setInterval(() => this.refresh(['orders', 'staff', 'waiting', 'notices', 'troubles']), refreshAll), setInterval(() => this.tick(), 1000)];
    onLanguage(() => this.translate());
    await this.refresh(['orders', 'waiting', 'notices', 'staff', 'troubles', 'texts']);
  }

  stop() {
    this.stream?.close();
    this.timers?.forEach(clearInterval);
  }

  // ---- what changed

  changed(event) {
    if (event.name === 'begin') return this.refresh(['orders', 'waiting', 'notices', 'staff', 'troubles', 'texts']);
    const { what, id } = JSON.parse(event.data);
    if (what === 'order') {
      this.refresh(['orders', 'staff']);
      if (id === this.chosen) this.later('detail', () => this.chosen && this.detail.open(this.chosen));
    } else if (what === 'notice') {
      this.refresh(['notices']);
      this.later(`notice ${id}`, () => this.notices.changedOne(id));
    } else if (what === 'storm') this.refresh(['orders']);
    else if (what === 'conversation' || what === 'waiting') this.refresh(['waiting']);
    else if (what === 'sms' || what === 'code') this.refresh(['texts']);
    else this.refresh(['troubles']);
  }

  // Many changes in a row are one reading.
  later(name, work) {
    if (this.pending.has(name)) return;
    this.pending.set(name, setTimeout(() => {
      this.pending.delete(name);
      Promise.resolve(work()).catch((error) => this.trouble(error));
    }, gathering));
  }

  refresh(names) {
    for (const name of names) this.later(name, () => this[`read_${name}`]());
  }

  trouble(error) {
    if (error instanceof ApiError && error.status === 401) this.refused();
  }

  async read_orders() {
    const answer = await this.api.get('/orders');
    learnNow(answer.now);
    this.orders = answer.orders;
    this.storms.show(answer.storms);
    this.unreadable = answer.unreadable.length;
    if (this.ended) this.ended = (await this.api.get('/ended')).orders;
    this.showOrders();
    this.onOrders(this.orders);
  }
  async read_waiting() {
    await this.waiting.refresh();
    this.showTabs();
  }
  async read_notices() {
    await this.notices.refresh();
  }
  async read_staff() {
    this.staff = (await this.api.get('/staff')).staff;
    showStaff(this.panels.staff, this.staff);
  }
  async read_troubles() {
    this.troubles = await this.api.get('/troubles');
    showTroubles(this.panels.troubles, this.troubles, this.api, () => this.refresh(['troubles']));
    this.showTabs();
  }
  async read_texts() {
    if (!this.texts) return;
    this.sms = await this.texts();
    this.textsSeen ??= this.sms.length;
    showTexts(this.panels.texts, this.sms);
    this.showTabs();
  }

  // ---- what is shown

  build() {
    this.element.classList.add('board');
    this.title = h('h2', {});
    this.live = h('span', { class: 'live', role: 'status' });
    this.tabs = h('div', { class: 'tabs', role: 'tablist' });
    this.banner = h('button', { type: 'button', class: 'banner', hidden: true, onclick: () => this.openWaiting() });
    const storms = h('div', { class: 'storms' });
    const entry = h('div');
    this.search = h('input', { class: 'field search', type: 'search', oninput: () => { this.filter.text = this.search.value; this.showOrders(); } });
    this.trade = h('select', { class: 'field trade', onchange: () => { this.filter.trade = this.trade.value; this.showOrders(); } });
    this.counts = h('div', { class: 'counts', role: 'group' });
    this.listElement = h('div', { class: 'list' });
    this.note = h('div', { class: 'nothing', hidden: true });
    this.endedButton = h('button', { type: 'button', class: 'button quiet small ended', onclick: () => this.toggleEnded() });
    this.detailElement = h('aside', { class: 'detail' });
    this.panels = {
      orders: h('div', { class: 'panel orders' },
        h('div', { class: 'orders-main' }, entry, h('div', { class: 'filters' }, this.counts, h('span', { class: 'filters-fields' }, this.trade, this.search)),
          h('div', { class: 'orders-scroll' }, this.note, this.listElement, this.endedButton)),
        this.detailElement),
      waiting: h('div', { class: 'panel waiting' }), notices: h('div', { class: 'panel padded' }), staff: h('div', { class: 'panel padded' }),
      texts: h('div', { class: 'panel padded' }), troubles: h('div', { class: 'panel padded' }),
    };
    replace(this.element, h('header', { class: 'board-head' }, this.title, this.live, this.tabs), this.banner, storms, Object.values(this.panels));
    for (const [name, panel] of Object.entries(this.panels)) {
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-label', t(`tab.${name}`));
    }
    this.list = new OrderList(this.listElement, (number) => this.choose(number));
    this.detail = new OrderDetail(this.detailElement, { api: this.api, staff: () => this.staff, role: this.me.role, close: () => this.choose(null) });
    this.storms = new Storms(storms, { api: this.api, me: this.me, changed: () => this.refresh(['orders']) });
    this.entry = new PhoneEntry(entry, { api: this.api, sites: this.me.sites, entered: (number) => number && this.choose(number) });
    this.waiting = new Waiting(this.panels.waiting, { api: this.api, me: () => this.me.staff.id, changed: () => this.showTabs() });
    this.notices = new Notices(this.panels.notices, { api: this.api, me: this.me, changed: () => this.showTabs() });
    this.translate();
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.chosen) this.choose(null);
    });
  }

  translate() {
    this.title.textContent = this.me.sites.length === 1 ? this.me.sites[0].name : t('page.board');
    this.live.textContent = t('page.live');
    this.live.dataset.lost = t('page.lost');
    this.search.placeholder = t('filter.search');
    this.search.setAttribute('aria-label', t('filter.search'));
    this.trade.setAttribute('aria-label', t('filter.trade'));
    replace(this.trade, h('option', { value: '' }, t('filter.trade')), this.me.trades.map((trade) => h('option', { value: trade }, t(`trade.${trade}`))));
    this.trade.value = this.filter.trade;
    this.entry.translate();
    showStaff(this.panels.staff, this.staff);
    if (this.troubles) showTroubles(this.panels.troubles, this.troubles, this.api, () => this.refresh(['troubles']));
    if (this.sms) showTexts(this.panels.texts, this.sms);
    this.waiting.leave();
    this.notices.translate();
    this.storms.show(this.storms.storms);
    this.showOrders();
    this.detail.show();
    this.showTabs();
  }

  showOrders() {
    const of = (group) => this.orders.filter((order) => groupOf(order) === group).length;
    const chip = (group, n) => h('button', { type: 'button', class: `count-chip ${group}`, 'aria-pressed': String(this.filter.group === group),
      onclick: () => { this.filter.group = this.filter.group === group ? '' : group; this.showOrders(); } },
      group ? t(`group.${group}`) : t('filter.all'), h('b', {}, String(n)));
    replace(this.counts, chip('', this.orders.length), groups.map((group) => [group, of(group)]).filter(([group, n]) => n || this.filter.group === group).map(([group, n]) => chip(group, n)));
    const sections = this.list.show(this.orders, this.filter, this.chosen, this.ended);
    this.note.hidden = sections > 0;
    replace(this.note, this.orders.length ? h('strong', {}, t('filter.none')) : [h('strong', {}, t('board.empty')), h('span', {}, t('board.emptyHint'))]);
    this.endedButton.textContent = this.ended ? t('board.hideEnded') : t('board.showEnded');
  }

  async toggleEnded() {
    try {
      this.ended = this.ended ? null : (await this.api.get('/ended')).orders;
    } catch (error) {
      this.trouble(error);
    }
    this.showOrders();
  }

  choose(number) {
    const before = this.chosen;
    this.chosen = number;
    this.element.classList.toggle('has-detail', Boolean(number));
    if (number) this.detail.open(number).then(() => this.detailElement.querySelector('button')?.focus({ preventScroll: true }));
    else this.detail.shut();
    this.showOrders();
    if (!number && before) this.listElement.querySelector(`[data-key="${CSS.escape(before)}"] button`)?.focus({ preventScroll: true });
  }

  tabNames() {
    return ['orders', 'waiting', 'notices', 'staff', ...(this.texts ? ['texts'] : []), 'troubles'];
  }

  showTabs() {
    const alone = this.waiting.alone();
    const troubles = this.troubles ? this.troubles.dead_letters.length + this.troubles.set_aside.length : 0;
    if (this.tab === 'texts' && this.sms) this.textsSeen = this.sms.length;
    const badges = { waiting: alone, notices: this.notices.waiting(), troubles, texts: this.sms ? this.sms.length - this.textsSeen : 0 };
    const focused = this.tabs.contains(document.activeElement) ? document.activeElement.dataset.tab : null;
    replace(this.tabs, this.tabNames().map((name) => h('button', {
      type: 'button', role: 'tab', class: 'tab', 'data-tab': name, 'aria-selected': String(this.tab === name), tabindex: this.tab === name ? '0' : '-1',
      onclick: () => this.openTab(name), onkeydown: (event) => this.tabKey(event),
    }, t(`tab.${name}`), badges[name] ? h('span', { class: 'badge' }, String(badges[name])) : null)));
    if (focused) this.tabs.querySelector(`[data-tab="${focused}"]`)?.focus();
    for (const [name, panel] of Object.entries(this.panels)) panel.hidden = name !== this.tab;
    this.banner.hidden = !alone || this.tab === 'waiting';
    replace(this.banner, icon('chat'), h('span', { class: 'grow' }, t('waiting.banner', { n: alone })), h('span', { class: 'banner-go' }, t('waiting.open')));
  }

  tabKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const names = this.tabNames();
    this.openTab(names[(names.indexOf(this.tab) + step + names.length) % names.length]);
    this.tabs.querySelector('[aria-selected="true"]').focus();
  }

  openTab(name) {
    this.tab = name;
    this.showTabs();
  }

  openWaiting() {
    this.openTab('waiting');
    const first = this.waiting.talks.find((talk) => !talk.handover.by);
    if (first) this.waiting.enter(first.id);
  }

  tick() {
    this.waiting.tick();
    this.notices.tick();
    if (Date.now() % 15000 < 1000) this.showOrders();
  }
}
