// An order in words: where, who, what comes next, and what happened. Nothing here touches the page.

import { when, now } from './times.js';
import { t, has, reasonWords } from './words.js';

const stateColours = {
  received: 'amber', dispatched: 'blue', accepted: 'violet', on_site: 'violet', on_hold: 'amber', done: 'green',
  followed_up: 'green', closed: '', cancelled: '', not_ours: '',
};
export const stateColour = (order) => stateColours[order.state] ?? '';

// In words: what the front desk itself holds is offered to nobody.
export function stateWords(order) {
  if (order.state !== 'dispatched') return t(`state.${order.state}`);
  if (order.is_alert) return t('state.alerted');
  return t(clockOf(order, 'offer') ? 'state.dispatched' : 'state.held');
}

export const isHazard = (order) => order.hazard !== 'none';

const clockOf = (order, rule) => order.clocks.find((clock) => clock.rule === rule);

export const groups = ['hazard', 'desk', 'offered', 'working', 'done'];
export function groupOf(order) {
  if (!order.is_open) return 'done';
  if (isHazard(order)) return 'hazard';
  if (['accepted', 'on_site', 'on_hold'].includes(order.state)) return 'working';
  return order.state === 'dispatched' && clockOf(order, 'offer') ? 'offered' : 'desk';
}

export function unitOf(order) {
  return order.site_name ? `${order.site_name} ${placeIn(order)}` : placeIn(order);
}

function placeIn(order) {
  if (order.unit) return order.unit;
  return order.is_common_place ? order.place || t('unit.common') : t('unit.unknown');
}

// What will happen by itself, the next of it. Some clocks tell nobody anything new while another runs.
const quiet = new Set(['offer_anew', 'escalation', 'shift_end', 'closing']);
const byDue = (order) => [...order.clocks].sort((one, other) => Date.parse(one.due) - Date.parse(other.due));
export function nextClock(order) {
  const sorted = byDue(order);
  return sorted.find((clock) => !quiet.has(clock.rule)) ?? sorted[0] ?? null;
}

export function clockWords(order) {
  const clock = nextClock(order);
  return clock && wordsOf(order, clock);
}

// All that will happen by itself, the soonest first.
export const comingWords = (order) => byDue(order).map((clock) => wordsOf(order, clock)).filter(Boolean);

function wordsOf(order, clock) {
  const key = `clock.${clock.rule}`;
  if (!has(key)) return null;
  if (Date.parse(clock.due) < now() - 5000) return t('clock.overdue');
  const who = (order.accepted_by ?? order.holder)?.name ?? t('holder.none');
  return t(key, { who, time: when(clock.due, t) });
}

export function visitWords(order) {
  const { from, to, any_time: any } = order.visit;
  if (any) return t('order.anytime');
  if (from && to) return t('order.between', { from: when(from, t), to: when(to, t) });
  if (from) return t('order.from', { time: when(from, t) });
  if (to) return t('order.until', { time: when(to, t) });
  return null;
}

export function marksOf(order) {
  const marks = [];
  const visit = visitWords(order);
  if (isHazard(order)) marks.push({ colour: 'red', text: t(`hazard.${order.hazard}`) });
  if (order.is_major) marks.push({ colour: 'red', text: t('order.major') });
  if (order.is_urgent) marks.push({ colour: 'amber', text: t('order.urgent') });
  if (order.urged) marks.push({ colour: 'amber', text: t('order.urged', { n: order.urged }) });
  if (order.reopened) marks.push({ colour: 'amber', text: t('order.reopened', { n: order.reopened }) });
  if (order.is_storm_bound && order.is_open) marks.push({ colour: '', text: t('order.storm') });
  else if (order.is_registered) marks.push({ colour: '', text: t('order.registered') });
  if (visit && order.is_open) marks.push({ colour: '', text: t('order.visit', { window: visit }) });
  if (order.is_unlisted && order.is_open) marks.push({ colour: 'amber', text: t('order.unlisted') });
  if (order.photos) marks.push({ colour: '', text: t(order.photos === 1 ? 'order.photo' : 'order.photos', { n: order.photos }) });
  if (order.via !== 'chat') marks.push({ colour: '', text: t(`via.${order.via}`) });
  if (!order.is_bound && order.via === 'chat') marks.push({ colour: '', text: t('order.unbound') });
  if (order.follow_up.score) marks.push({ colour: order.follow_up.score < 3 ? 'red' : 'green', text: t('order.score', { n: order.follow_up.score }) });
  return marks;
}

// Whose phone an order that nobody accepted yet is ringing on.
export function ringsFor(order) {
  if (order.state !== 'dispatched') return [];
  if (order.is_alert) return order.offered_to.map((one) => one.id);
  return clockOf(order, 'offer') ? [order.holder.id] : [];
}

// Whether somebody who types this is looking for the order.
export function matches(order, text) {
  const plain = text.trim().toLowerCase();
  if (!plain) return true;
  const all = [order.number, order.unit, order.matter, order.place, order.holder?.name, order.trade && t(`trade.${order.trade}`), t(`kind.${order.kind}`)];
  return all.some((one) => one && one.toLowerCase().includes(plain));
}

const told = new Set(['alerted_otherwise', 'staff_unreached', 'declined', 'eta_given', 'answered', 'offered', 'dispatched_by_desk', 'message_failed', 'promise_missed', 'rated']);
export function historyWords(line) {
  const known = has(`did.${line.what}`);
  const by = line.name ?? '';
  const to = line.to ?? '';
  const why = reasonWords(line.why);
  const words = known ? t(`did.${line.what}`, { by, to, why }) : line.what;
  const more = [];
  if (line.what === 'dispatched_by_desk' && to) more.push(`→ ${to}`);
  if (line.why && !told.has(line.what) && has(`why.${line.why}`)) more.push(t(`why.${line.why}`));
  return [words, ...more].join(' ');
}

// One message about the order, and how far it is.
export function messageWords(message) {
  const why = message.why && reasonWords(message.why);
  const state = message.state === 'queued' ? (why ? t('message.waitsWhy', { why }) : t('message.waits')) : t(`message.${message.state}`, { why });
  const parts = [t('message.to', { who: message.staff?.name ?? t('message.resident') }), state];
  if (message.through) parts.push(t('message.through', { channel: message.through }));
  return parts.join(' · ');
}

// What the front desk says on the phone, where an order waits for its call.
export function scriptOf(order) {
  if (order.follow_up.state !== 'phone') return null;
  return t(order.kind === 'survey' ? 'script.survey' : 'script.order', { number: order.number, matter: order.matter, who: order.done_by?.name ?? '' });
}
