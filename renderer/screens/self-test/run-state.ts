// Where a self-test stands: which step comes next, what a step that was begun before this page means, and how its results count.

import { SELF_TEST_STEPS } from '../../../shared/contract/self-test.ts';
import type { SelfTest, SelfTestResult, SelfTestStep, Sight } from '../../../shared/contract/self-test.ts';

/** Where the technician is. */
export type Place = { readonly at: 'intro' } | { readonly at: 'step'; readonly step: SelfTestStep; /** Known of it before this page was loaded. */ readonly before: readonly Sight[] } | { readonly at: 'summary' };

/** The first step without a last word, after `from` where one is given; null when there is none. */
export function nextStep(results: readonly SelfTestResult[], from: SelfTestStep | null = null): SelfTestStep | null {
  const done = new Set(results.filter(({ state }) => state !== 'begun').map(({ step }) => step));
  const later = from === null ? SELF_TEST_STEPS : SELF_TEST_STEPS.slice(SELF_TEST_STEPS.indexOf(from) + 1);
  return later.find((step) => !done.has(step)) ?? SELF_TEST_STEPS.find((step) => step !== from && !done.has(step)) ?? null;
}

/** Where a page that was just loaded goes on: a step that is begun and has no word was cut off by the page's end. */
export function placeOf({ results }: Pick<SelfTest, 'results'>, hasRestarted: boolean): Place {
  if (results.length === 0) return { at: 'intro' };
  const cut = results.find(({ state }) => state === 'begun');
  if (cut !== undefined) return { at: 'step', step: cut.step, before: [hasRestarted ? 'restarted' : 'reloaded'] };
  const step = nextStep(results);
  return step === null ? { at: 'summary' } : { at: 'step', step, before: [] };
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function countsOf(results: readonly SelfTestResult[]): Counts {
  const count = (state: SelfTestResult['state']): number => results.filter((result) => result.state === state).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}
