// The playground: a resident's phone, a technician's phone and the desk's board side by side. Only a demo has it.

import { h, icon, replace, toast } from './dom.js';
import { Api, ApiError } from './api.js';
import { Board } from './board.js';
import { Chat } from './chat.js';
import { ringsFor } from './order_words.js';
import { clockTime, learnNow, now, useZone } from './times.js';
import { isSoundOn, ring, setSound } from './ring.js';
import { sayProblem, wordsOf } from './problem.js';
import { topBar } from './top.js';
import { language, languages, onLanguage, setLanguage, t } from './words.js';

const playground = new Api(null, '/playground');
const hintLasts = 15 * 60000;
const page = document.getElementById('page');
const remember = (name, value) => sessionStorage.setItem(`steward.playground.${name}`, value);
const recalled = (name) => sessionStorage.getItem(`steward.playground.${name}`);

// ---- a phone with its chooser

class Phone {
  constructor({ look, options, initial, samples, hint, onAlert, understand, mine, names, openSession, subtitle, extra = null }) {
    Object.assign(this, { look, options, mine, names, openSession, subtitle });
    this.choice = h('select', { class: 'field', onchange: () => this.play(this.choice.value) });
    this.title = h('h2', {});
    this.state = h('p', {});
    this.avatar = h('span', { class: 'avatar' });
    this.clock = h('span', {});
    const screen = h('div', { class: 'screen' });
    this.frame = h('section', { class: `phone ${look}` },
      h('div', { class: 'phone-status', 'aria-hidden': 'true' }, this.clock, h('i'), battery()),
      h('header', { class: 'phone-head' }, this.avatar, h('div', { class: 'grow' }, this.title, this.state)), screen);
    this.hint = h('button', { type: 'button', class: 'phone-hint', hidden: true });
    if (look === 'staff') this.frame.append(this.hint);
    this.pane = h('section', { class: 'pane' }, h('div', { class: 'pane-head' }, this.choice, extra), h('div', { class: 'pane-body' }, this.frame));
    this.chat = new Chat(screen, { samples, hint, onAlert, understand });
    this.translate();
    this.choice.value = initial;
    if (!this.choice.value) this.choice.selectedIndex = 0;  // who was remembered is not there any more
    this.tick();
  }

  async play(who) {
    this.who = who;
    remember(this.look, who);
    this.chat.close();
    this.translate();
    try {
      const session = await this.openSession(who);
      if (this.who !== who) return;  // somebody else was chosen meanwhile
      this.chat.open({ session, mine: (by) => this.mine(by, who), names: this.names, onState: (state) => this.showState(state) });
    } catch (error) {
      if (this.who === who) this.showState('refused', error);
      sayProblem(error);
    }
  }

  // Without a session the phone says why for as long as it is shown.
  showState(state, problem = null) {
    this.frame.classList.toggle('lost', state !== 'live');
    Object.assign(this, { stateNow: state, problem });
    const waiting = () => (problem ? wordsOf(problem) : t('chat.offline'));
    this.state.textContent = state === 'live' ? this.subtitle(this.who) : waiting();
  }

  translate() {
    const chosen = this.choice.value || this.who;
    replace(this.choice, this.options());
    if (chosen) this.choice.value = chosen;
    this.choice.setAttribute('aria-label', t(`chat.choose.${this.look}`));
    this.title.textContent = this.heading?.() ?? '';
    if (this.stateNow) this.showState(this.stateNow, this.problem);
    this.chat?.translate();
  }

  tick() {
    this.clock.textContent = clockTime(now());
  }
}

function battery() {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 38 12');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', 'M0 8h2.5v4H0zM4 5.5h2.5V12H4zM8 3h2.5v9H8zM12 .5h2.5V12H12zM20 1.5h13a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H20a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2zM36 4.5h1a1 1 0 0 1 1 1v1a1 1 0 0 1-1 1h-1z');
  svg.append(path);
  return svg;
}

// ---- the page

async function start() {
  const parts = await playground.get('/parts');
  learnNow(parts.now);
  useZone(parts.zone);
  const desk = await playground.post('/sessions', { role: 'desk' });
  const api = new Api(desk.token);

  const without = await givePhones(parts.staff);

  const understand = (text) => api.get(`/understand?text=${encodeURIComponent(text)}`);
  const staffName = (id) => parts.staff.find((one) => one.id === id)?.name;
  const speaker = (by) => (by === 'desk' ? null : staffName(by));

  const resident = new Phone({
    look: 'resident', initial: recalled('resident') ?? parts.residents[0]?.id ?? 'guest', understand,
    options: () => [
      ...parts.residents.map((one) => h('option', { value: one.id }, `${one.name} · ${one.units.join(' · ')}`)),
      h('option', { value: 'guest' }, t('chat.guest')),
    ],
    samples: () => [1, 2, 3, 4].map((n) => t(`sample.${n}`)), hint: 'chat.empty',
    mine: (by) => by === 'resident', names: speaker, onAlert: () => notice('resident'),
    openSession: openResident, subtitle: () => t('chat.online'),
  });
  resident.heading = () => parts.site;
  resident.avatar.append(icon('desk'));

  const firstTechnician = parts.staff.find((one) => one.role === 'technician' && one.is_on_duty) ?? parts.staff[0];
  const technician = new Phone({
    look: 'staff', extra: soundButton(), initial: recalled('staff') ?? firstTechnician.id,
    options: () => ['technician', 'front_desk', 'head', 'manager'].map((role) => h('optgroup', { label: t(`role.${role}`) },
      parts.staff.filter((one) => one.role === role).map((one) => h('option', { value: one.id }, staffLabel(one))))),
    samples: () => [], hint: 'chat.emptyStaff',
    mine: (by, who) => by === who, names: speaker, onAlert: (line) => alertStaff(technician, line),
    openSession: (who) => playground.post('/sessions', { role: 'staff', who }).then((answer) => answer.chat),
    subtitle: (who) => (parts.staff.find((one) => one.id === who)?.is_on_duty ? t('chat.onDuty') : t('chat.off')),
  });
  technician.heading = () => t('chat.workLine');
  technician.avatar.append(icon('wrench'));

  const boardPlace = h('div', {});
  const board = new Board(boardPlace, {
    api, onOrders: (orders) => hintAtRinging(technician, orders, staffName), texts: readTexts, refused: () => location.reload(),
  });
  const boardPane = h('section', { class: 'pane board-pane' }, h('div', { class: 'pane-body' }, boardPlace));

  const panes = { resident: resident.pane, technician: technician.pane, board: boardPane };
  const tabs = paneTabs(panes, { resident: resident.chat, technician: technician.chat });
  const main = h('main', { class: 'panes' }, Object.values(panes));
  replace(page, topBar(() => `${parts.site} · ${t('page.playground')}`), tabs.element, main);
  notice.tabs = tabs;

  onLanguage(() => { resident.translate(); technician.translate(); tabs.translate(); });
  setInterval(() => { resident.tick(); technician.tick(); }, 5000);
  if (parts.unreadable) toast(t('chat.unreadable', { n: parts.unreadable }), true);
  if (without.length) toast(t('chat.noPhone', { names: without.join(' · ') }), true);
  await Promise.all([resident.play(resident.choice.value), technician.play(technician.choice.value), board.start()]);

  async function readTexts() {
    const { texts, unreadable } = await playground.get('/texts');
    if (unreadable && !readTexts.hasSaid) toast(t('chat.unreadable', { n: unreadable }), true);
    readTexts.hasSaid = true;
    return texts;
  }

  function openResident(who) {
    followLanguage(parts.residents.find((one) => one.id === who)?.language);
    return who === 'guest' ? openGuest() : playground.post('/sessions', { role: 'resident', who }).then((answer) => answer.chat);
  }
}

// Everybody who works here has a phone: what is sent to one who is not looked at just now is there when their phone is
// taken up. One after the other, since each changes the register. Answers who got none: theirs cannot be read, which
// is no reason to show nothing of the others.
async function givePhones(staff) {
  const without = [];
  for (const { id, name } of staff) {
    try {
      await playground.post('/sessions', { role: 'staff', who: id });
    } catch (error) {
      if (error.slug !== 'unreadable') throw error;
      without.push(name);
    }
  }
  return without;
}

// The page speaks the language of whoever is chosen by hand; the first one shown changes nothing.
let isFirstChoice = true;
function followLanguage(code) {
  if (!isFirstChoice && code && code in languages && code !== language()) setLanguage(code);
  isFirstChoice = false;
}

async function openGuest() {
  const known = recalled('guest');
  if (known) return JSON.parse(known);
  const { chat } = await playground.post('/sessions', { role: 'resident' });
  remember('guest', JSON.stringify(chat));
  return chat;
}

const staffLabel = (one) => `${one.name} · ${one.trades.length ? one.trades.map((trade) => t(`trade.${trade}`)).slice(0, 2).join(' · ') : t(`role.${one.role}`)}`;

function soundButton() {
  const button = h('button', { type: 'button', class: 'button round', onclick: () => { setSound(!isSoundOn()); show(); if (isSoundOn()) ring(); } });
  const show = () => {
    replace(button, icon(isSoundOn() ? 'bell' : 'mute'));
    button.setAttribute('aria-pressed', String(isSoundOn()));
    button.setAttribute('aria-label', t('chat.sound'));
  };
  onLanguage(show);
  show();
  return button;
}

function alertStaff(phone, line) {
  notice('technician');
  if (!line.buttons?.length) return;
  ring();
  phone.frame.classList.remove('ringing');
  void phone.frame.offsetWidth;
  phone.frame.classList.add('ringing');
  setTimeout(() => phone.frame.classList.remove('ringing'), 1600);
}

// An order may be offered to somebody else than the one on the screen: their phone is a tap away.
function hintAtRinging(phone, orders, nameOf) {
  const isHere = (order) => ringsFor(order).includes(phone.who);
  const elsewhere = orders.filter((order) => ringsFor(order).length && !isHere(order) && now() - Date.parse(order.opened_at) < hintLasts);
  const newest = elsewhere.sort((one, other) => Date.parse(other.opened_at) - Date.parse(one.opened_at))[0];
  phone.hint.hidden = !newest;
  if (!newest) return;
  const who = ringsFor(newest)[0];
  phone.hint.onclick = () => {
    phone.hint.hidden = true;
    phone.choice.value = who;
    phone.play(who);
  };
  replace(phone.hint, icon('bell'), h('span', { class: 'grow' }, t('chat.ringing', { name: nameOf(who) })), h('span', { class: 'phone-hint-go' }, t('chat.switch')));
  const call = `${newest.number} ${who}`;
  if (phone.lastCall !== call) {
    ring();
    notice('technician');
  }
  phone.lastCall = call;
}

const notice = (name) => notice.tabs?.count(name);

function paneTabs(panes, chats) {
  const counts = { resident: 0, technician: 0, board: 0 };
  const element = h('div', { class: 'pane-tabs', role: 'tablist' });
  let shown = recalled('pane') ?? 'resident';
  const show = () => {
    for (const [name, pane] of Object.entries(panes)) pane.classList.toggle('shown', name === shown);
    replace(element, Object.keys(panes).map((name) => h('button', {
      type: 'button', role: 'tab', class: 'pane-tab', 'data-pane': name, 'aria-selected': String(name === shown),
      onclick: () => { shown = name; counts[name] = 0; remember('pane', name); show(); chats[name]?.scroll(); },
    }, t(`tab.${name}`), counts[name] ? h('span', { class: 'badge' }, String(counts[name])) : null)));
  };
  const count = (name) => {
    const isNarrow = getComputedStyle(element).display !== 'none';
    if (!isNarrow || name === shown) return;
    counts[name] += 1;
    show();
    element.querySelector(`[data-pane="${name}"]`).classList.add('ringing');
  };
  show();
  return { element, count, translate: show };
}

start().catch((error) => {
  console.error(error);
  const words = error instanceof ApiError ? error.message : t('problem.offline');
  replace(page, h('main', { class: 'sign-page' }, h('p', {}, words)));
});
