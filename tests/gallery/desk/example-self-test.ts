// A self-test of a kiosk as it may stand, for pictures.

import type { CommandOutput } from '../../../shared/contract/commands.ts';
import { SELF_TEST_STEPS } from '../../../shared/contract/self-test.ts';
import type { SelfTest, SelfTestResult, SelfTestStep } from '../../../shared/contract/self-test.ts';
import { minutesAgo, uuid } from './example-point.ts';

const passed = (step: SelfTestStep): SelfTestResult => ({ step, state: 'passed', sights: [], said: 'nothing', detail: '', at: minutesAgo(5) });

/** Everything before `next` has passed; nothing where none is named has a word yet. */
export function selfTestUpTo(next: SelfTestStep, more: readonly SelfTestResult[] = []): SelfTest {
  return { runId: uuid(8, 1), target: { role: 'kiosk' }, who: 'Trần Văn Thử', begunAt: minutesAgo(8), endedAt: null, results: [...SELF_TEST_STEPS.slice(0, SELF_TEST_STEPS.indexOf(next)).map(passed), ...more] };
}

const edge: SelfTestResult = { step: 'edge-right', state: 'failed', sights: ['touch', 'blur'], said: 'something', detail: '', at: minutesAgo(4) };
const three: SelfTestResult = { step: 'three-fingers', state: 'skipped', sights: [], said: null, detail: '', at: minutesAgo(4) };

/** A finished test with a step that failed and one that was not tried; `who` may still be missing. */
export function wholeSelfTest(who: string): SelfTest {
  return { ...selfTestUpTo('screen'), who, endedAt: minutesAgo(60 * 24 * 9), results: SELF_TEST_STEPS.map((step) => [edge, three].find((one) => one.step === step) ?? passed(step)) };
}

export const exampleSelfTests: CommandOutput<'self-test.list'> = {
  windows: [
    { target: { role: 'kiosk' }, open: null, last: wholeSelfTest('Trần Văn Thử') },
    { target: { role: 'board' }, open: selfTestUpTo('edge-left'), last: null },
    { target: { role: 'citizen-display', counterId: 1 as never }, open: null, last: null },
  ],
};
