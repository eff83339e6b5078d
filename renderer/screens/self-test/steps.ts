// What each step of the self-test is to the page: what counts as its being tried, and what the page may notice that fails it.

import type { SelfTestResult, SelfTestStep, Sight } from '../../../shared/contract/self-test.ts';

export interface Step {
  /** How the technician's try reaches the page, if it does; null where nothing of it can. */
  readonly triedBy: 'touch' | 'keys' | null;
  /** Each of these, noticed during the step, is a way out: nobody's word outweighs it. */
  readonly fails: readonly Sight[];
}

const gesture: Step = { triedBy: 'touch', fails: ['blur', 'hidden', 'resized', 'zoomed', 'reloaded'] };
const chord: Step = { triedBy: 'keys', fails: ['blur', 'hidden', 'resized', 'reloaded'] };

export const STEPS: Readonly<Record<SelfTestStep, Step>> = {
  screen: { triedBy: null, fails: ['not-full-screen'] },
  touch: { triedBy: 'touch', fails: ['off-target'] },
  'edge-left': gesture, 'edge-right': gesture, 'edge-top': gesture, 'edge-bottom': gesture, pinch: gesture, 'two-fingers': gesture, 'three-fingers': gesture, 'long-press': gesture,
  'alt-tab': chord, 'alt-f4': chord, 'windows-key': chord, 'ctrl-esc': chord, 'task-manager': chord, 'sticky-keys': chord,
  'function-keys': { triedBy: 'keys', fails: [...chord.fails, 'not-full-screen'] },
  // The secure screen takes the focus and gives it back; what it offers only a person can see.
  'ctrl-alt-del': { triedBy: null, fails: ['reloaded'] },
  'usb-keyboard': { triedBy: 'keys', fails: ['blur', 'hidden', 'reloaded'] },
  'display-off': { triedBy: null, fails: ['not-full-screen', 'reloaded'] },
  sound: { triedBy: null, fails: [] },
  clock: { triedBy: null, fails: ['other-zone'] },
  restart: { triedBy: null, fails: [] },
};

/** What a step has come to. What the page noticed outweighs what was said; a restart that did not happen is not passed by anybody's word. */
export function judge(step: SelfTestStep, { sights, said }: Pick<SelfTestResult, 'sights' | 'said'>): 'passed' | 'failed' {
  if (said === 'something' || STEPS[step].fails.some((sight) => sights.includes(sight))) return 'failed';
  return step === 'restart' && !sights.includes('restarted') ? 'failed' : 'passed';
}

/** Steps where whether the display is filled is looked at when the answer is given. */
export function asksFilled(step: SelfTestStep): boolean {
  return STEPS[step].fails.includes('not-full-screen');
}
