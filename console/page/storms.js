// Typhoon and rainstorm days: a banner for each site where one is on, and the switch for whoever may call one.

import { h, replace } from './dom.js';
import { sayProblem } from './problem.js';
import { when } from './times.js';
import { t } from './words.js';

const reasons = ['typhoon', 'rainstorm'];

export class Storms {
  // me: who looks at the board; changed(): a storm was called, or called off
  constructor(element, { api, me, changed }) {
    Object.assign(this, { element, api, me, changed });
    this.storms = [];
  }

  show(storms) {
    this.storms = storms;
    const calm = this.me.sites.filter((site) => !storms.some((storm) => storm.site === site.id));
    if (this.form) return; // somebody is filling it in
    replace(this.element, storms.map((storm) => this.banner(storm)), this.maySwitch() && calm.length ? this.opener(calm) : null);
  }

  maySwitch() {
    return this.me.role === 'head' || this.me.role === 'manager';
  }

  banner(storm) {
    const words = [t('storm.on', { site: storm.site_name, storm: t(`storm.${storm.reason}`), time: when(storm.since, t) }),
      storm.expected_until && t('storm.until', { time: when(storm.expected_until, t) })];
    return h('div', { class: 'storm', role: 'status' }, h('span', { class: 'grow' }, words.filter(Boolean).join(' ')),
      this.maySwitch() ? h('button', { type: 'button', class: 'button small', onclick: () => this.send(`/storms/${encodeURIComponent(storm.site)}/off`, {}) }, t('storm.off')) : null);
  }

  opener(sites) {
    return h('button', { type: 'button', class: 'button small quiet storm-open', onclick: () => this.ask(sites) }, t('storm.call'));
  }

  ask(sites) {
    const choice = (name, options) => h('select', { class: 'field', 'aria-label': t(`storm.${name}`) }, options.map(([value, words]) => h('option', { value }, words)));
    const site = choice('site', sites.map((one) => [one.id, one.name]));
    const reason = choice('reason', reasons.map((one) => [one, t(`storm.${one}`)]));
    const until = h('input', { class: 'field', type: 'datetime-local', 'aria-label': t('storm.expected') });
    const close = () => {
      this.form = null;
      this.show(this.storms);
    };
    const send = async () => {
      const body = { site: site.value, reason: reason.value, until: until.value ? new Date(until.value).toISOString() : '' };
      if (await this.send('/storms', body)) close();
    };
    this.form = h('form', { class: 'storm-form', onsubmit: (event) => { event.preventDefault(); send(); } },
      sites.length > 1 ? site : null, reason, h('label', {}, t('storm.expected'), ' ', until),
      h('button', { type: 'submit', class: 'button small danger' }, t('storm.begin')),
      h('button', { type: 'button', class: 'button small quiet', onclick: close }, t('act.back')));
    replace(this.element, this.storms.map((storm) => this.banner(storm)), this.form);
    reason.focus();
  }

  async send(path, body) {
    try {
      await this.api.post(path, body);
      this.changed();
      return true;
    } catch (error) {
      sayProblem(error);
      return false;
    }
  }
}
