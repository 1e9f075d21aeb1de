// One notice: what it says, whom it reaches and what it costs, how far it is, and what may be done to it now.

import { h, replace, toast } from './dom.js';
import { openInWindow, saveAs } from './downloads.js';
import { bar, copyStates, languageWords, share, stateLook } from './notice_words.js';
import { sayProblem } from './problem.js';
import { when } from './times.js';
import { reasonWords, t } from './words.js';

const looks = { send: 'primary', approve: 'primary', cancel: 'danger' };

export class NoticeDetail {
  // isShown(): whether it is still what somebody looks at; an answer may come late
  constructor(element, { api, number, isShown, back, open, follow }) {
    Object.assign(this, { element, api, number, isShown, back, open, follow });
  }

  isMoving() {
    return Boolean(this.notice) && (this.notice.state !== 'draft' && this.notice.state !== 'cancelled' && (this.notice.state !== 'done' || this.notice.progress.sent > 0));
  }

  async refresh() {
    try {
      this.notice = await this.api.get(`/notices/${encodeURIComponent(this.number)}`);
      if (this.isShown(this)) this.show();
    } catch (error) {
      sayProblem(error);
    }
  }

  show() {
    const { notice } = this;
    if (!notice) return;
    const fresh = h('article', { class: 'notice' },
      h('header', { class: 'notice-head' },
        h('button', { type: 'button', class: 'button small quiet', onclick: this.back }, t('act.back')),
        h('h3', { class: 'grow' }, notice.texts[0].title || t('notice.untitled')),
        h('span', { class: `pill ${stateLook(notice.state)}`, 'data-state': notice.state }, t(`notice.state.${notice.state}`)), h('span', { class: 'mono' }, notice.number)),
      notice.state === 'counting' ? h('p', { class: 'muted', role: 'status' }, t('notice.counting', { n: notice.recipients })) : [this.reach(), this.actions(), this.progress()],
      notice.texts.map((text) => this.text(text)), this.facts());
    // What somebody fills in stays as it is.
    if (this.shown?.isConnected && this.shown.contains(document.activeElement) && document.activeElement.matches('input')) return;
    this.shown = fresh;
    replace(this.element, fresh);
  }

  reach() {
    const { reach, recipients, sms_parts: parts, cost } = this.notice;
    const words = [t('notice.recipients', { n: recipients }), t('notice.byChat', { n: reach.chat }), t('notice.bySms', { n: reach.sms }),
      reach.unreachable ? t('notice.unreachable', { n: reach.unreachable }) : null, t('notice.parts', { n: parts }),
      cost ? t('notice.cost', { amount: cost.amount.toFixed(2), currency: cost.currency }) : null];
    return h('p', { class: 'notice-reach' }, words.filter(Boolean).map((word) => h('span', { class: 'pill' }, word)));
  }

  actions() {
    const { may } = this.notice;
    const button = (verb) => h('button', { type: verb === 'send' ? 'submit' : 'button', class: `button small ${looks[verb] ?? ''}`, 'data-action': verb,
      onclick: verb === 'send' ? null : () => this.act({ verb }) }, t(`notice.do.${verb}`));
    const at = h('input', { class: 'field', type: 'datetime-local', 'aria-label': t('notice.at') });
    const pace = h('input', { class: 'field', type: 'number', min: '1', max: '1000000', 'aria-label': t('notice.pace') });
    const send = () => {
      const body = { verb: 'send' };
      if (at.value) body.at = new Date(at.value).toISOString();
      if (pace.value) body.per_minute = Number(pace.value);
      this.act(body);
    };
    const asked = may.includes('send') ? h('form', { class: 'notice-send', onsubmit: (event) => { event.preventDefault(); send(); } },
      button('send'), h('label', {}, t('notice.at'), ' ', at), h('label', {}, t('notice.pace'), ' ', pace)) : null;
    const note = this.notice.needs_approval && (this.notice.state === 'draft' || this.notice.state === 'to_approve') ? h('p', { class: 'muted' }, t('notice.needsApproval')) : null;
    return [note, asked, h('div', { class: 'notice-actions' }, may.filter((verb) => verb !== 'send').map(button),
      h('button', { type: 'button', class: 'button small quiet', onclick: () => this.follow(this.notice) }, t('notice.follow')),
      h('button', { type: 'button', class: 'button small quiet', 'data-action': 'page', onclick: () => openInWindow(this.api, `/notices/${encodeURIComponent(this.number)}/page`) }, t('notice.page')),
      h('button', { type: 'button', class: 'button small quiet', onclick: () => saveAs(this.api, `/notices/${encodeURIComponent(this.number)}/recipients.csv`, `notice-${this.number}.csv`) }, t('notice.recipientsCsv')))];
  }

  async act(body) {
    document.activeElement?.blur();
    try {
      await this.api.post(`/notices/${encodeURIComponent(this.number)}/actions`, body);
      toast(t('notice.acted'));
    } catch (error) {
      sayProblem(error);
    }
    this.refresh();
  }

  progress() {
    const { progress, recipients, state } = this.notice;
    if (state === 'draft' || state === 'to_approve') return null;
    const words = t('notice.gone', { n: progress.gone, all: recipients, percent: share(progress.gone, recipients) });
    return h('section', { class: 'notice-progress', role: 'status' }, bar(progress, recipients, words), h('p', {}, words),
      h('p', { class: 'notice-reach' }, copyStates.filter((one) => progress[one]).map((one) => h('span', { class: one === 'failed' ? 'pill red' : 'pill' }, t(`copy.${one}`, { n: progress[one] })))),
      progress.reasons.length ? h('ul', { class: 'muted' }, progress.reasons.map((one) => h('li', {}, `${one.count} × ${reasonWords(one.why)}`))) : null);
  }

  text(one) {
    return h('section', { class: 'said', lang: one.language },
      h('div', { class: 'said-who' }, h('span', {}, languageWords[one.language] ?? one.language), h('span', {}, t('notice.textParts', { n: one.sms_parts, readers: one.by_sms }))),
      one.title ? h('strong', {}, one.title) : null, h('div', { class: 'said-text' }, one.text));
  }

  facts() {
    const { notice } = this;
    const { building, entrance, floor, units } = notice.audience;
    const whom = [building && `${t('notice.field.building')} ${building}`, entrance && `${t('notice.field.entrance')} ${entrance}`, floor && `${t('notice.field.floor')} ${floor}`,
      units.length && `${t('notice.field.units')} ${units.join(', ')}`].filter(Boolean).join(' · ');
    const fact = (name, value) => (value ? [h('dt', {}, name), h('dd', {}, value)] : null);
    const earlier = notice.corrects ? h('button', { type: 'button', class: 'link mono', onclick: () => this.open(notice.corrects) }, notice.corrects) : null;
    return [h('dl', { class: 'facts' }, fact(t('notice.field.class'), t(`notice.class.${notice.class}`)), fact(t('notice.field.site'), notice.site_name), fact(t('notice.whom'), whom),
      fact(t('notice.field.corrects'), earlier), fact(t('notice.at'), notice.send_at && when(notice.send_at, t)), fact(t('notice.pace'), notice.per_minute && String(notice.per_minute))),
      h('div', { class: 'story' }, notice.history.map((line) => h('div', { class: 'did' }, h('span', { class: 'did-words' }, [t(`notice.did.${line.what}`), line.by?.name].filter(Boolean).join(' · ')), h('time', {}, when(line.at, t)))))];
  }
}
