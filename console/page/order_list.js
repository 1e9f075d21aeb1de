// The open orders by what they need: what is dangerous first, then what waits for the front desk.

import { h, icon, reconcile } from './dom.js';
import { age } from './times.js';
import { clockWords, groupOf, groups, isHazard, marksOf, matches, stateColour, stateWords, unitOf } from './order_words.js';
import { language, t } from './words.js';

export class OrderList {
  // choose(number): an order was picked
  constructor(element, choose) {
    this.element = element;
    this.choose = choose;
    this.known = new Set();
  }

  // `filter`: {text, trade, group}
  show(orders, filter, chosen, ended = null) {
    const isFirst = this.known.size === 0;
    const fits = (order) => matches(order, filter.text) && (!filter.trade || order.trade === filter.trade);
    const shown = orders.filter(fits);
    const sections = groups
      .filter((group) => !filter.group || filter.group === group)
      .map((group) => ({ group, orders: newestFirst(shown.filter((order) => groupOf(order) === group)) }))
      .filter((section) => section.orders.length);
    if (ended) sections.push({ group: 'ended', orders: newestFirst(ended.filter(fits)) });
    reconcile(this.element, sections, {
      key: (section) => section.group,
      version: () => language(),
      make: (section) => this.section(section.group),
    });
    for (const section of sections) this.fill(section, chosen, isFirst);
    for (const order of orders) this.known.add(order.number);
    return sections.length;
  }

  section(group) {
    return h('section', { class: `group group-${group}` },
      h('h3', {}, h('span', {}, t(`group.${group}`)), h('span', { class: 'count' })), h('ul', {}));
  }

  fill({ group, orders }, chosen, isFirst) {
    const section = [...this.element.children].find((one) => one.dataset.key === group);
    section.querySelector('.count').textContent = String(orders.length);
    reconcile(section.querySelector('ul'), orders, {
      key: (order) => order.number,
      version: (order) => JSON.stringify([order, chosen === order.number, language(), age(order.opened_at, t), clockWords(order)]),
      make: (order, wasThere) => this.card(order, chosen === order.number, !isFirst && !wasThere && !this.known.has(order.number)),
    });
  }

  card(order, isChosen, isNew) {
    const clock = order.is_open || groupOf(order) === 'done' ? clockWords(order) : null;
    const kind = order.trade ? t(`trade.${order.trade}`) : t(`kind.${order.kind}`);
    const who = order.done_by ?? order.accepted_by ?? order.holder;
    const classes = ['card', isHazard(order) && order.is_open && 'hazard', isChosen && 'chosen', isNew && 'new'].filter(Boolean).join(' ');
    const button = h('button', { type: 'button', class: classes, 'aria-pressed': String(isChosen), onclick: () => this.choose(order.number) },
      h('span', { class: 'card-line card-top' },
        h('strong', { class: 'card-unit' }, unitOf(order)), h('span', { class: 'card-kind' }, kind),
        h('span', { class: `pill ${stateColour(order)}` }, stateWords(order)),
        marksOf(order).map((mark) => h('span', { class: `pill ${mark.colour}` }, mark.text)),
        h('span', { class: 'card-age' }, age(order.opened_at, t))),
      h('span', { class: 'card-matter' }, order.matter || t(`kind.${order.kind}`)),
      h('span', { class: 'card-line card-foot' },
        h('span', { class: 'holder' }, icon('person'), who?.name ?? t('holder.none')),
        clock ? h('span', { class: 'card-clock' }, icon('clock'), clock) : null,
        h('span', { class: 'mono number' }, order.number)));
    return h('li', {}, button);
  }
}

function newestFirst(orders) {
  return [...orders].sort((one, other) => Date.parse(other.opened_at) - Date.parse(one.opened_at));
}
