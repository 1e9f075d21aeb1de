// What the desk understood of a text, as a small sheet under the message.

import { h } from './dom.js';
import { t } from './words.js';

function window_(window) {
  if (!window) return null;
  if (window.any) return t('order.anytime');
  const short = (text) => text && text.slice(5).replace('T', ' ');
  return [short(window.from), short(window.to)].filter(Boolean).join(' – ') || null;
}

function rowsOf(matter) {
  return [
    ['u.intent', `${t(`intent.${matter.intent}`)} · ${t('u.sure', { n: Math.round(matter.confidence * 100) })}`],
    ['u.hazard', matter.hazard !== 'none' && t(`hazard.${matter.hazard}`)],
    ['u.trade', matter.trade && t(`trade.${matter.trade}`)],
    ['u.unit', matter.unit],
    ['u.place', matter.place],
  ];
}

export function understoodView(seen) {
  const rows = seen.matters.flatMap(rowsOf).concat([
    ['u.time', window_(seen.window)],
    ['u.phone', seen.phone],
    ['u.name', seen.name],
    ['u.answer', seen.answer !== 'none' && t(`answer.${seen.answer}`)],
    ['u.score', seen.score],
    ['u.language', seen.language],
  ]).filter(([, value]) => value);
  const marks = seen.marks.map((mark) => h('span', { class: 'pill' }, t(`mark.${mark}`)));
  return h('div', { class: 'understood' },
    h('dl', {}, rows.map(([key, value]) => [h('dt', {}, t(key)), h('dd', {}, String(value))])),
    marks.length ? h('div', { class: 'understood-marks' }, marks) : null);
}
