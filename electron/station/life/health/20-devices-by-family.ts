// Checks 20 to 27: every family of devices has its own number: what of it answers, and how its last test in the set-up went.

import type { PlaceView, SetupRole } from '../../../../shared/contract/setup.ts';
import type { HealthCheck } from './check.ts';

type Verdict = ReturnType<HealthCheck['run']>;

/** Whether something stands at the place that is expected to work. */
const isUsed = ({ choice, state }: PlaceView): boolean => choice !== null && state?.kind !== 'not-configured';
const isMissing = ({ state }: PlaceView): boolean => state?.kind === 'absent' || state?.kind === 'trouble';

function verdictOf(places: readonly PlaceView[]): Verdict {
  const used = places.filter(isUsed);
  const count = used.length;
  const missing = used.filter(isMissing);
  const [first] = missing;
  const at = (view: PlaceView | undefined): Verdict['params'] => ({ count, since: view?.test?.at ?? 0, counter: view?.place.counterId ?? 0 });
  // What does not answer now is worse than what was seen once.
  if (first !== undefined) return { state: 'warning', params: { count, missing: missing.length, ...(first.state?.code === null || first.state === null ? {} : { code: first.state.code }) } };
  const failed = used.find(({ test, isOutdated }) => test?.outcome === 'failed' && !isOutdated);
  if (failed !== undefined) return { state: 'warning', params: { ...at(failed), reason: 'test-failed', ...(failed.test === null || failed.test.code === null ? {} : { code: failed.test.code }) } };
  const outdated = used.find(({ test, isOutdated }) => test !== null && isOutdated);
  if (outdated !== undefined) return { state: 'warning', params: { ...at(outdated), reason: 'outdated' } };
  const unknown = used.find(({ test }) => test?.outcome === 'unknown');
  if (unknown !== undefined) return { state: 'warning', params: { ...at(unknown), reason: 'test-unknown' } };
  if (count === 0) return { state: 'ok', params: { count, reason: 'none' } };
  // A point that has worked for years without the wizard is not ill: its devices answer, and that is said.
  if (used.some(({ test }) => test === null)) return { state: 'ok', params: { count, reason: 'untested' } };
  const newest = used.toSorted((one, other) => (other.test?.at ?? 0) - (one.test?.at ?? 0))[0];
  return { state: 'ok', params: at(newest) };
}

function familyCheck(number: number, name: string, roles: readonly SetupRole[]): HealthCheck {
  return { number, name, run: ({ setup }) => verdictOf(setup().filter(({ place }) => roles.includes(place.role))) };
}

export const deviceChecks: readonly HealthCheck[] = [
  familyCheck(20, 'ticket-printer', ['ticket-printer']),
  familyCheck(21, 'system-printer', ['system-printer']),
  familyCheck(22, 'readers', ['reader']),
  familyCheck(23, 'scanners', ['scanner']),
  familyCheck(24, 'buttons', ['panel', 'keypad']),
  familyCheck(25, 'counter-displays', ['counter-display']),
  familyCheck(26, 'loudspeaker', ['loudspeaker']),
  familyCheck(27, 'screens', ['screens']),
];
