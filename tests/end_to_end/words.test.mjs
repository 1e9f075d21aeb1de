// The page's words: every language has the same ones, with the same places for values.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { words as hans } from '../../console/page/words_zh_hans.js';
import { words as hant } from '../../console/page/words_zh_hant.js';
import { words as en } from '../../console/page/words_en.js';

import { languageFor } from '../../console/page/language.js';

const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

for (const [name, words] of Object.entries({ 'zh-Hant': hant, en }))
  test(`${name} says all that zh-Hans says`, () => {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(hans).sort());
    for (const [key, text] of Object.entries(hans)) assert.deepEqual(places(words[key]), places(text), key);
  });

// As notifier and channels give them up, and as events are set aside.
const reasons = ['blocked', 'left_staff', 'no_channel', 'no_template', 'expired', 'refused', 'gone', 'unknown_peer', 'window_closed', 'empty', 'rate',
  'server', 'unauthorised', 'misconfigured', 'unreachable', 'garbage', 'unreadable', 'not_understood',
  'unknown', 'stopped', 'rejected', 'undelivered'];
test('every reason is said in words', () => {
  for (const reason of reasons) assert.ok(hans[`reason.${reason}`], reason);
});

test('a page opens in the language of the browser, unless another was chosen', () => {
  assert.equal(languageFor({ browser: ['en-US', 'zh-CN'] }), 'en');
  assert.equal(languageFor({ browser: ['zh-CN', 'en'] }), 'zh-Hans');
  assert.equal(languageFor({ browser: ['zh'] }), 'zh-Hans');
  for (const tag of ['zh-TW', 'zh-HK', 'zh-Hant-MO']) assert.equal(languageFor({ browser: [tag] }), 'zh-Hant', tag);
  assert.equal(languageFor({ browser: ['fr-FR', 'zh-CN'] }), 'zh-Hans');
  assert.equal(languageFor({ browser: ['fr'] }), 'en');
  assert.equal(languageFor({ chosen: 'zh-Hans', browser: ['en'] }), 'zh-Hans');
  assert.equal(languageFor({ asked: 'zh-Hant', chosen: 'zh-Hans', browser: ['en'] }), 'zh-Hant');
  assert.equal(languageFor({ asked: 'no', chosen: 'toString', browser: ['en'] }), 'en');
});

// The page's own modules, with as much of a browser as they look at when they are loaded.
Object.assign(globalThis, {
  location: { search: '' }, localStorage: { getItem: () => 'en' }, navigator: { languages: [] }, document: { documentElement: {} },
});
const { comingWords, stateWords } = await import('../../console/page/order_words.js');
const { reasonWords } = await import('../../console/page/words.js');

test('what the front desk holds is not called offered', () => {
  const sent = { state: 'dispatched', is_alert: false, clocks: [] };
  assert.equal(stateWords({ ...sent, clocks: [{ rule: 'offer', due: '2026-03-03T10:10:00Z' }] }), 'Offered');
  assert.equal(stateWords(sent), 'With the desk');
  assert.equal(stateWords({ ...sent, is_alert: true }), 'Alerted');
  assert.equal(stateWords({ ...sent, state: 'accepted' }), 'Accepted');
});

// As domain/clocks.cpp spells them; those of conversations, plans and notices stand on no order.
const spelled = readFileSync(new URL('../../domain/clocks.cpp', import.meta.url), 'utf8');
const rules = [...spelled.matchAll(/\{ClockRule::\w+, "(\w+)"\}/g)].map(([, rule]) => rule);
const ofOrders = rules.filter((rule) => !/^(gather|handover_\w+|cover|slot|notice)$/.test(rule));

test('all that will happen to an order is said in words, the soonest first', () => {
  assert.ok(ofOrders.includes('offer') && ofOrders.includes('closing'));
  for (const rule of ofOrders) assert.ok(en[`clock.${rule}`], rule);
  const at = (minutes) => new Date(Date.now() + minutes * 60e3).toISOString();
  const order = { holder: { name: 'Li' }, accepted_by: null, clocks: [
    { rule: 'escalation', due: at(90) }, { rule: 'offer', due: at(10) }, { rule: 'promise', due: at(-5) }, { rule: 'of a later version', due: at(1) }] };
  const said = comingWords(order);
  assert.equal(said.length, 3);
  assert.match(said[0], /Due now/);
  assert.match(said[1], /Li has until/);
  assert.match(said[2], /Escalated/);
});

test('a reason is said in words, with what it is about; an error of the program as it is', () => {
  assert.equal(reasonWords('window_closed'), 'the platform lets nobody write to them any more');
  assert.equal(reasonWords('not_understood: a bad table'), 'could not be understood (a bad table)');
  assert.equal(reasonWords('vector::_M_range_check'), 'vector::_M_range_check');
  assert.equal(reasonWords(''), '');
});
