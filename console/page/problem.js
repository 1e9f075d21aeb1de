// A refusal in the words of the page.

import { toast } from './dom.js';
import { ApiError } from './api.js';
import { has, t } from './words.js';

export function wordsOf(error) {
  if (!(error instanceof ApiError)) return t('problem.offline');
  if (error.status === 429) return t('problem.rate');
  if (error.status === 401) return t('problem.sign-in');
  const key = `problem.${error.slug}`;
  return error.slug && has(key) ? t(key) : t('problem.other', { detail: error.message });
}

export function sayProblem(error) {
  toast(wordsOf(error), true);
}
