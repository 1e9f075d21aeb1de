// What the page knows of notices: their classes and states, and how a state looks.

import { h } from './dom.js';

export const noticeClasses = ['water', 'power', 'lift', 'fees', 'weather', 'events', 'epidemic', 'emergency', 'other'];
export const noticeStates = ['counting', 'draft', 'to_approve', 'scheduled', 'sending', 'paused', 'done', 'cancelled'];
export const copyStates = ['read', 'delivered', 'sent', 'queued', 'failed', 'skipped'];

const looks = { to_approve: 'amber', scheduled: 'blue', sending: 'violet', paused: 'amber', done: 'green', cancelled: '' };
export const stateLook = (state) => looks[state] ?? '';

export const share = (part, all) => (all ? Math.floor((100 * part) / all) : 100);

// The names of languages stand in themselves.
export const languageWords = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' };

// How far all are; `progress` and `max` are attributes, so that no style stands in the page.
export function bar(progress, all, label) {
  return h('progress', { class: 'notice-bar', max: String(Math.max(1, all)), value: String(all ? progress.gone : 1), 'aria-label': label });
}
