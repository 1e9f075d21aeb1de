// The page's words: every language has the same ones, with the same places for values.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { words as hans } from '../../console/page/words_zh_hans.js';
import { words as hant } from '../../console/page/words_zh_hant.js';
import { words as en } from '../../console/page/words_en.js';

const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

for (const [name, words] of Object.entries({ 'zh-Hant': hant, en }))
  test(`${name} says all that zh-Hans says`, () => {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(hans).sort());
    for (const [key, text] of Object.entries(hans)) assert.deepEqual(places(words[key]), places(text), key);
  });
