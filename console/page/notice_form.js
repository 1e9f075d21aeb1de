// A new notice: its words from a template or one's own, and whom it is for. What is wrong is said at its field.

import { ApiError } from './api.js';
import { h, replace } from './dom.js';
import { languageWords, noticeClasses } from './notice_words.js';
import { wordsOf } from './problem.js';
import { has, language, t } from './words.js';

export class NoticeForm {
  constructor(element, { api, sites, earlier, isShown, back, composed }) {
    Object.assign(this, { element, api, sites, earlier, isShown, back, composed });
    this.fields = {};
  }

  async start() {
    this.templates = (await this.api.get('/notice-templates')).templates;
    if (this.isShown(this)) this.build();
  }

  build() {
    const own = h('option', { value: '' }, t('notice.ownText'));
    const named = this.templates.map((one) => h('option', { value: one.name }, one.texts.find((text) => text.language === language())?.title || one.name));
    this.words = h('div', { class: 'notice-fields' });
    this.list = this.field('list', 'textarea', { rows: '3', placeholder: 'unit,phone' });
    const file = h('input', { class: 'field', type: 'file', accept: '.csv,text/csv', 'aria-label': t('notice.listFile'), onchange: async () => { this.list.value = (await file.files[0]?.text()) ?? ''; } });
    const choose = this.field('template', 'select', { onchange: () => this.showWords() }, [named, own]);
    const form = h('form', { class: 'notice-form', onsubmit: (event) => { event.preventDefault(); this.send(); } },
      h('header', { class: 'notice-head' }, h('button', { type: 'button', class: 'button small quiet', onclick: this.back }, t('act.back')), h('h3', {}, t('notice.compose'))),
      h('fieldset', {}, h('legend', {}, t('notice.what')), this.labelled('template', choose),
        this.labelled('class', this.field('class', 'select', {}, noticeClasses.map((one) => h('option', { value: one }, t(`notice.class.${one}`))))), this.words,
        this.labelled('corrects', this.field('corrects', 'input', { maxlength: '20' }))),
      h('fieldset', {}, h('legend', {}, t('notice.whom')), h('p', { class: 'muted' }, t('notice.whomHint')),
        this.labelled('site', this.field('site', 'select', {}, this.sites.map((one) => h('option', { value: one.id }, one.name)))),
        this.labelled('building', this.field('building')), this.labelled('entrance', this.field('entrance')), this.labelled('floor', this.field('floor', 'input', { type: 'number' })),
        this.labelled('units', this.field('units', 'input', { placeholder: '3-2-501, 3-2-502' })), this.labelled('orders', this.field('orders')), this.labelled('list', this.list), file),
      this.problem = h('p', { class: 'notice-problem', role: 'alert' }), h('button', { type: 'submit', class: 'button primary' }, t('notice.preview')));
    replace(this.element, form);
    this.fields.corrects.value = this.earlier?.number ?? '';
    if (this.earlier) this.fields.site.value = this.earlier.site;
    this.showWords();
    choose.focus();
  }

  field(name, tag = 'input', properties = {}, children = []) {
    const one = h(tag, { class: 'field', name, ...properties }, children);
    this.fields[name] = one;
    return one;
  }
  labelled(name, field, words = t(`notice.field.${name}`)) {
    return h('label', {}, h('span', {}, words), field);
  }

  // What the template asks for, or the words of one's own in each language.
  showWords() {
    for (const name of Object.keys(this.fields)) if (/^(value|title|text)\./.test(name)) delete this.fields[name];
    const chosen = this.templates.find((one) => one.name === this.fields.template.value);
    this.fields.class.value = chosen?.class ?? this.earlier?.class ?? 'other';
    if (!chosen) {
      replace(this.words, Object.entries(languageWords).map(([name, words]) => [
        this.labelled('title', this.field(`title.${name}`, 'input', { maxlength: '100' }), `${words}: ${t('notice.field.title')}`),
        this.labelled('text', this.field(`text.${name}`, 'textarea', { rows: '3', maxlength: '2000' }), `${words}: ${t('notice.field.text')}`)]));
      return;
    }
    const valueWords = (name) => (has(`notice.value.${name}`) ? t(`notice.value.${name}`) : name);
    const text = chosen.texts.find((one) => one.language === language()) ?? chosen.texts[0];
    replace(this.words, h('p', { class: 'said-text muted' }, text.text), chosen.values.map((name) => this.labelled(name, this.field(`value.${name}`, 'input', { required: true, maxlength: '300' }), valueWords(name))));
  }

  async send() {
    const body = {};
    for (const [name, field] of Object.entries(this.fields)) if (field.value) body[name] = name === 'floor' ? Number(field.value) : field.value;
    this.problem.textContent = '';
    try {
      const { answer } = await this.api.post('/notices', body);
      if (this.isShown(this)) this.composed(answer);
    } catch (error) {
      this.say(error);
    }
  }

  say(error) {
    const wrong = error instanceof ApiError && error.problem.field ? error.problem : null;
    const field = wrong && this.fields[wrong.field];
    const [kind] = (wrong?.field ?? '').split('.');
    const name = has(`notice.field.${kind}`) ? t(`notice.field.${kind}`) : wrong?.field;
    const why = wrong && has(`notice.wrong.${wrong.why}`) ? t(`notice.wrong.${wrong.why}`) : wrong?.detail;
    this.problem.textContent = wrong ? [name, why, wrong.named].filter(Boolean).join(': ') : wordsOf(error);
    field?.focus();
  }
}
