// The page's words: a key and its values become text in the chosen language.

import { languageFor } from './language.js';
import { words as hans } from './words_zh_hans.js';
import { words as hant } from './words_zh_hant.js';
import { words as en } from './words_en.js';

export const languages = { 'zh-Hans': hans, 'zh-Hant': hant, en };
export const languageNames = { 'zh-Hans': '简体', 'zh-Hant': '繁體', en: 'English' };

const kept = 'steward.language';

let current = languageFor({
  asked: new URLSearchParams(location.search).get('lang'),
  chosen: localStorage.getItem(kept),
  browser: navigator.languages,
});
const listeners = new Set();

export const language = () => current;
export function setLanguage(name) {
  current = name;
  localStorage.setItem(kept, name);
  document.documentElement.lang = name;
  for (const listener of listeners) listener(name);
}
export function onLanguage(listener) {
  listeners.add(listener);
}

export function has(key) {
  return key in languages[current];
}

// A word that the page does not know (a kind or trade of the desk's own) is shown as it is.
export function t(key, values = {}) {
  const text = languages[current][key];
  if (text === undefined) return key.slice(key.indexOf('.') + 1);
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// Why something went wrong: a key, with what it is about behind a colon; what is no key is the error as it was.
export function reasonWords(why) {
  const [, key, about] = why.match(/^([a-z_]+)(?:: (.*))?$/s) ?? [];
  if (!has(`reason.${key}`)) return why;
  return about ? `${t(`reason.${key}`)} (${about})` : t(`reason.${key}`);
}

document.documentElement.lang = current;
