// The notices of the sites one serves: the register with its search, one with how far it is, and the form for a new one.

import { h, replace } from './dom.js';
import { saveAs } from './downloads.js';
import { NoticeDetail } from './notice_detail.js';
import { NoticeForm } from './notice_form.js';
import { noticeClasses, noticeStates, share, stateLook } from './notice_words.js';
import { sayProblem } from './problem.js';
import { when } from './times.js';
import { t } from './words.js';

const looksEvery = 5000;
const typing = 300;

export class Notices {
  // me: who looks at the board; changed(): what the tab's badge counts may have changed
  constructor(element, { api, me, changed }) {
    Object.assign(this, { element, api, me, changed });
    this.list = [];
    this.search = { find: '', class: '', state: '', from: '', until: '' };
  }

  // Those that wait for whoever looks at the board.
  waiting() {
    return this.list.filter((one) => one.may.includes('approve')).length;
  }

  async refresh() {
    const answer = await this.api.get(`/notices?${this.query()}`);
    this.list = answer.notices;
    this.changed();
    if (!this.form && !this.detail) this.showList();
  }

  // One was changed: the feed says which.
  changedOne(number) {
    if (this.detail?.number === number) this.detail.refresh();
  }

  // Receipts change no document and stand in no feed.
  tick() {
    if (this.element.hidden || !this.detail?.isMoving() || Date.now() - (this.looked ?? 0) < looksEvery) return;
    this.looked = Date.now();
    this.detail.refresh();
  }

  query() {
    return new URLSearchParams(Object.entries(this.search).filter(([, value]) => value)).toString();
  }

  translate() {
    this.filters = null;
    if (this.form) return; // somebody is filling it in
    if (this.detail) this.detail.show();
    else this.showList();
  }

  showList() {
    this.form = this.detail = null;
    this.filters ??= this.searchForm();
    this.rows ??= h('ul', { class: 'notices' });
    if (this.element.firstElementChild !== this.filters) replace(this.element, this.filters, this.rows);
    replace(this.rows, this.list.length ? this.list.map((one) => this.row(one)) : h('li', { class: 'nothing' }, h('strong', {}, t('notice.none'))));
  }

  searchForm() {
    const again = () => {
      clearTimeout(this.asking);
      this.asking = setTimeout(() => this.refresh().catch(sayProblem), typing);
    };
    const field = (name, make) => {
      const one = make({ class: 'field', 'aria-label': t(`notice.search.${name}`), title: t(`notice.search.${name}`), oninput: () => { this.search[name] = one.value; again(); } });
      one.value = this.search[name];
      return one;
    };
    const choice = (name, values, words) => field(name, (properties) => h('select', properties, h('option', { value: '' }, t(`notice.search.${name}`)), values.map((one) => h('option', { value: one }, t(`${words}.${one}`)))));
    return h('div', { class: 'notice-search' },
      h('button', { type: 'button', class: 'button primary small', 'data-action': 'compose', onclick: () => this.compose() }, t('notice.compose')),
      choice('class', noticeClasses, 'notice.class'), choice('state', noticeStates, 'notice.state'),
      field('from', (properties) => h('input', { ...properties, type: 'date' })), field('until', (properties) => h('input', { ...properties, type: 'date' })),
      field('find', (properties) => h('input', { ...properties, type: 'search', placeholder: t('notice.search.find') })),
      h('button', { type: 'button', class: 'button small quiet', onclick: () => saveAs(this.api, `/notices.csv?${this.query()}`, 'notices.csv') }, t('notice.csv')));
  }

  row(one) {
    const open = h('button', { type: 'button', class: 'card', onclick: () => this.open(one.number) },
      h('span', { class: 'card-line card-top' },
        h('strong', {}, one.title || t('notice.untitled')), h('span', { class: 'card-kind' }, t(`notice.class.${one.class}`)),
        h('span', { class: `pill ${stateLook(one.state)}` }, t(`notice.state.${one.state}`)), h('span', { class: 'card-age' }, when(one.created_at, t))),
      h('span', { class: 'card-line card-foot' },
        h('span', {}, [one.site_name, t('notice.recipients', { n: one.recipients }), one.by?.name].filter(Boolean).join(' · ')),
        one.state === 'sending' || one.state === 'paused' ? h('span', {}, `${share(one.handed_over, one.recipients)}%`) : null,
        h('span', { class: 'mono number' }, one.number)));
    return h('li', {}, open);
  }

  open(number) {
    this.form = null;
    this.detail = new NoticeDetail(this.element, {
      api: this.api, number, isShown: (one) => this.detail === one, back: () => this.leave(), open: (other) => this.open(other), follow: (notice) => this.compose(notice),
    });
    this.detail.refresh();
  }

  leave() {
    this.showList();
    this.refresh().catch(sayProblem);
  }

  // earlier: the notice that the new one corrects or follows
  compose(earlier = null) {
    this.detail = null;
    this.form = new NoticeForm(this.element, { api: this.api, sites: this.me.sites, earlier, isShown: (one) => this.form === one, back: () => this.leave(), composed: (number) => this.open(number) });
    this.form.start().catch(sayProblem);
  }
}
