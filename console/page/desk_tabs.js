// The quieter tabs of the board: who is on duty, the demo's SMS, and what could not be done.

import { h, replace } from './dom.js';
import { when } from './times.js';
import { sayProblem } from './problem.js';
import { reasonWords, t } from './words.js';

const nothing = (title, hint) => h('p', { class: 'nothing' }, h('strong', {}, title), hint ? h('span', {}, hint) : null);

export function showStaff(element, staff) {
  const card = (one) => h('li', { class: one.is_on_duty ? 'person' : 'person off' },
    h('span', { class: 'avatar' }, one.name.slice(0, 1)),
    h('span', { class: 'grow' }, h('strong', {}, one.name), ' ', h('span', { class: 'muted' }, one.role === 'technician' ? one.trades.map((trade) => t(`trade.${trade}`)).join(' · ') : t(`role.${one.role}`)),
      h('span', { class: 'person-foot muted' }, [one.until && t('staff.until', { time: when(one.until, t) }), !one.has_chat && t('staff.noChat')].filter(Boolean).join(' · '))),
    one.role === 'technician' && one.is_on_duty ? h('span', { class: one.orders ? 'pill violet' : 'pill' }, t('staff.orders', { n: one.orders })) : null);
  const part = (title, people) => people.length ? h('section', { class: 'group' }, h('h3', {}, h('span', {}, title), h('span', { class: 'count' }, String(people.length))), h('ul', { class: 'people' }, people.map(card))) : null;
  replace(element, part(t('staff.onDuty'), staff.filter((one) => one.is_on_duty)), part(t('staff.offDuty'), staff.filter((one) => !one.is_on_duty)));
}

export function showTexts(element, texts) {
  const sorted = [...texts].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  const card = (one) => h('li', { class: 'text' }, h('div', { class: 'said-who' }, h('span', { class: 'mono' }, t('texts.to', { phone: one.to })), h('time', {}, when(one.at, t))), h('div', { class: 'said-text' }, one.text));
  replace(element, h('p', { class: 'hint muted' }, t('texts.hint')), sorted.length ? h('ul', { class: 'texts' }, sorted.map(card)) : nothing(t('texts.none')));
}

export function showTroubles(element, troubles, api, changed) {
  const act = async (what, id, verb) => {
    try {
      await api.post(`/${what}/${encodeURIComponent(id)}/${verb}`);
    } catch (error) {
      sayProblem(error);
    }
    changed();
  };
  const letter = (one) => h('li', { class: 'trouble' },
    h('div', { class: 'said-who' }, h('strong', {}, reasonWords(one.reason)), h('time', {}, when(one.at, t))),
    h('div', { class: 'said-text' }, [one.staff?.name ?? one.channel, one.about, one.orders.length && t('troubles.orders', { numbers: one.orders.join(', ') })].filter(Boolean).join(' · ')),
    h('div', { class: 'trouble-actions' },
      h('button', { type: 'button', class: 'button small', onclick: () => act('dead-letters', one.id, 'requeue') }, t('troubles.requeue')),
      h('button', { type: 'button', class: 'button small quiet danger', onclick: () => act('dead-letters', one.id, 'drop') }, t('troubles.drop'))));
  const aside = (one) => h('li', { class: 'trouble' },
    h('div', { class: 'said-who' }, h('strong', {}, reasonWords(one.reason)), h('time', {}, when(one.at, t))),
    h('details', {}, h('summary', {}, t('troubles.raw')), h('pre', {}, one.raw)),
    h('div', { class: 'trouble-actions' },
      one.can_retry ? h('button', { type: 'button', class: 'button small', 'data-action': 'retry', onclick: () => act('set-aside', one.id, 'retry') }, t('troubles.retry')) : null,
      h('button', { type: 'button', class: 'button small quiet danger', 'data-action': 'drop', onclick: () => act('set-aside', one.id, 'drop') }, t('troubles.drop'))));
  const part = (title, list, make) => list.length ? h('section', { class: 'group' }, h('h3', {}, h('span', {}, title), h('span', { class: 'count' }, String(list.length))), h('ul', {}, list.map(make))) : null;
  const isFine = !troubles.dead_letters.length && !troubles.set_aside.length;
  replace(element, isFine ? nothing(t('troubles.none')) : null, part(t('troubles.letters'), troubles.dead_letters, letter), part(t('troubles.asides'), troubles.set_aside, aside));
}
