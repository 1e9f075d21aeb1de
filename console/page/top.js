// The bar above a page: what it is, and in which language.

import { h } from './dom.js';
import { language, languageNames, onLanguage, setLanguage, t } from './words.js';

export function topBar(title, ...more) {
  const heading = h('h1', {});
  const choice = h('select', { class: 'field language', onchange: () => setLanguage(choice.value) },
    Object.entries(languageNames).map(([code, name]) => h('option', { value: code, lang: code }, name)));
  const translate = () => {
    heading.textContent = title();
    document.title = title();
    choice.value = language();
    choice.setAttribute('aria-label', t('page.language'));
  };
  onLanguage(translate);
  translate();
  return h('header', { class: 'top' }, h('img', { src: '/console/page/icon.svg', alt: '' }), heading, h('span', { class: 'spacer' }), more, choice);
}
