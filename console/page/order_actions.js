// What the front desk may do to an order, and the little form that asks for what the action needs.

import { h } from './dom.js';
import { t } from './words.js';

const taken = ['accepted', 'on_site', 'on_hold'];
const waiting = ['received', 'dispatched'];

// `adds`: what goes with the verb without being asked for.
const actions = [
  { name: 'accept', states: ['dispatched'], when: (order) => order.offered_to.some((one) => one.id === order.holder?.id), adds: (order) => ({ to: order.holder.id }) },
  { name: 'dispatch', states: [...waiting, ...taken], look: 'primary', asks: 'staff' },
  { name: 'finish', states: taken, asks: 'text', needs: true },
  { name: 'hold', states: ['accepted', 'on_site'], asks: 'text', needs: true },
  { name: 'resume', states: ['on_hold'] },
  { name: 'answer', states: ['done', 'followed_up'], look: 'primary', asks: 'text', needs: true, path: 'answer' },
  { name: 'no_answer', states: ['done', 'followed_up'], when: (order) => order.follow_up.state === 'phone' },
  { name: 'measure', states: ['done', 'followed_up'], when: (order) => order.follow_up.state === 'improving', look: 'primary', asks: 'measure', needs: true },
  { name: 'close', states: ['done', 'followed_up'], when: (order, role) => role === 'manager' && order.follow_up.state === 'improving', look: 'danger', asks: 'text', needs: true },
  { name: 'not_ours', states: [...waiting, ...taken], asks: 'text', needs: true },
  { name: 'cancel', states: [...waiting, ...taken], look: 'danger', asks: 'text', needs: true },
];

// `role`: of who looks at it.
export function actionsFor(order, role) {
  return actions.filter((action) => action.states.includes(order.state) && (!action.when || action.when(order, role)));
}

export class ActionForm {
  constructor(action, order, staff, { done, back }) {
    Object.assign(this, { action, done, back });
    if (!action.asks) {
      done({ verb: action.name, ...action.adds?.(order) }, 'actions');
      return;
    }
    this.element = action.asks === 'staff' ? this.staffChoice(order, staff) : this.textForm();
  }

  backButton() {
    return h('button', { type: 'button', class: 'button small quiet', onclick: this.back }, t('act.back'));
  }

  textForm() {
    const { name, needs, asks, path = 'actions' } = this.action;
    const text = h('input', { class: 'field', required: Boolean(needs), maxlength: '500', 'aria-label': t(`ask.${name}`), placeholder: t(`ask.${name}`) });
    const until = asks === 'measure' ? h('input', { class: 'field', type: 'datetime-local', required: true, 'aria-label': t('ask.until') }) : null;
    const send = () => {
      const body = path === 'answer' ? { text: text.value } : { verb: name, text: text.value };
      if (until) body.until = new Date(until.value).toISOString();
      this.done(body, path);
    };
    return h('form', { class: 'action-form', onsubmit: (event) => { event.preventDefault(); send(); } }, text, until,
      h('button', { type: 'submit', class: 'button small primary' }, t('act.confirm')), this.backButton());
  }

  staffChoice(order, staff) {
    const rank = (one) => (one.is_on_duty ? 0 : 2) + (one.trades.includes(order.trade) ? 0 : 1);
    const people = staff.filter((one) => one.role === 'technician').sort((one, other) => rank(one) - rank(other) || one.orders - other.orders);
    const choice = people.map((one) =>
      h('button', { type: 'button', class: one.is_on_duty ? 'person-choice' : 'person-choice off', onclick: () => this.done({ verb: 'dispatch', to: one.id }, 'actions') },
        h('strong', {}, one.name), h('span', {}, one.trades.map((trade) => t(`trade.${trade}`)).join(' · ')),
        h('span', { class: 'muted' }, one.is_on_duty ? t('ask.load', { n: one.orders }) : t('ask.offDuty'))));
    return h('div', { class: 'action-form staff-choice' }, h('div', { class: 'people-choice', role: 'group', 'aria-label': t('ask.dispatch') }, choice), this.backButton());
  }
}
