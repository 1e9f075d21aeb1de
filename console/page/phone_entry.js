// The line that takes what a caller or a visitor says: type, Enter, and it is an order.

import { h, icon, toast } from './dom.js';
import { sayProblem } from './problem.js';
import { t } from './words.js';

export class PhoneEntry {
  // sites: those one serves; with more than one, what is left open goes where the unit is.
  constructor(element, { api, sites, entered }) {
    Object.assign(this, { element, api, sites, entered });
    this.build();
  }

  build() {
    const field = (name, more = {}) => h('input', { class: `field entry-${name}`, name, autocomplete: 'off', maxlength: '500', ...more });
    this.text = field('text', { required: true });
    this.unit = field('unit', { maxlength: '40' });
    this.phone = field('phone', { maxlength: '30', inputmode: 'tel' });
    this.via = h('select', { class: 'field entry-via' }, h('option', { value: 'phone' }), h('option', { value: 'counter' }));
    this.site = h('select', { class: 'field entry-site', hidden: this.sites.length < 2 }, h('option', { value: '' }),
      this.sites.map((site) => h('option', { value: site.id }, site.name)));
    this.save = h('button', { type: 'submit', class: 'button primary' });
    this.form = h('form', { class: 'entry', onsubmit: (event) => { event.preventDefault(); this.enter(); } },
      h('span', { class: 'entry-icon' }, icon('phone')), this.via, this.text, this.unit, this.phone, this.site, this.save);
    this.element.replaceChildren(this.form);
    this.translate();
  }

  translate() {
    this.form.setAttribute('aria-label', t('entry.label'));
    for (const name of ['text', 'unit', 'phone']) {
      this[name].placeholder = t(`entry.${name}`);
      this[name].setAttribute('aria-label', t(`entry.${name}`));
    }
    this.via.setAttribute('aria-label', t('entry.label'));
    for (const option of this.via.options) option.textContent = t(`entry.via.${option.value}`);
    this.site.setAttribute('aria-label', t('entry.site'));
    this.site.options[0].textContent = t('entry.site');
    this.save.textContent = t('entry.save');
  }

  async enter() {
    this.save.disabled = true;
    try {
      const answer = await this.api.post('/orders', {
        text: this.text.value, unit: this.unit.value, phone: this.phone.value, via: this.via.value, site: this.site.value,
      });
      this.form.reset();
      toast(answer.answer ? t('entry.done', { number: answer.answer }) : t('entry.applied'));
      this.entered(answer.answer);
      this.text.focus();
    } catch (error) {
      sayProblem(error);
    } finally {
      this.save.disabled = false;
    }
  }
}
