// The board as a page of its own: a token from the address's fragment or the sign-in form, kept for this tab only.

import { h, replace } from './dom.js';
import { Api, ApiError } from './api.js';
import { Board } from './board.js';
import { topBar } from './top.js';
import { onLanguage, t } from './words.js';
import { wordsOf } from './problem.js';

const kept = 'steward.token';
const page = document.getElementById('page');

function tokenFromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (!token) return;
  sessionStorage.setItem(kept, token);
  history.replaceState(null, '', location.pathname + location.search);
}

function showSignIn(problem = '') {
  sessionStorage.removeItem(kept);
  const field = h('input', { class: 'field', type: 'password', autocomplete: 'current-password', required: true, 'aria-label': t('sign.token'), placeholder: t('sign.token') });
  const form = h('form', { class: 'sign', onsubmit: (event) => { event.preventDefault(); sessionStorage.setItem(kept, field.value.trim()); begin(); } },
    h('img', { src: '/console/page/icon.svg', alt: '', width: 52, height: 52 }), h('h2', {}, t('sign.title')), h('p', { class: 'muted' }, t('sign.lead')),
    field, h('p', { class: 'sign-problem', role: 'alert' }, problem), h('button', { type: 'submit', class: 'button primary' }, t('sign.in')));
  replace(page, topBar(() => t('page.board')), h('main', { class: 'sign-page' }, form));
  field.focus();
}

function signInProblem(error) {
  if (!(error instanceof ApiError)) return wordsOf(error);
  return error.status === 403 ? t('sign.notAllowed') : error.status === 401 ? t('sign.bad') : wordsOf(error);
}

async function begin() {
  const token = sessionStorage.getItem(kept);
  if (!token) return showSignIn();
  const place = h('main', {});
  const board = new Board(place, { api: new Api(token), refused: () => { board.stop(); showSignIn(t('sign.bad')); } });
  const out = h('button', { type: 'button', class: 'button quiet small', onclick: () => { board.stop(); showSignIn(); } }, t('page.signout'));
  onLanguage(() => { out.textContent = t('page.signout'); });
  try {
    await board.start();
    replace(page, topBar(() => t('page.board'), out), place);
  } catch (error) {
    showSignIn(signInProblem(error));
  }
}

tokenFromAddress();
begin();
