// The words of the two answers: those of the step where it has its own.

import type { SelfTestStep } from '../../../shared/contract/self-test.ts';
import type { TextKey } from '../../parts/texts/texts.ts';

const OWN = { screen: true, touch: true, 'ctrl-alt-del': true, 'display-off': true, sound: true, clock: true, restart: true } as const satisfies Partial<Record<SelfTestStep, true>>;

function hasOwn(step: SelfTestStep): step is keyof typeof OWN {
  return Object.hasOwn(OWN, step);
}

export function nothingWords(step: SelfTestStep): TextKey {
  return hasOwn(step) ? `self-test.${step}.nothing` : 'self-test.nothing';
}

export function somethingWords(step: SelfTestStep): TextKey {
  return hasOwn(step) ? `self-test.${step}.something` : 'self-test.something';
}
