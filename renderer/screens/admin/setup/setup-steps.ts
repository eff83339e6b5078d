// The steps of the set-up wizard, and how each stands by what is known of its places. Pure.

import type { PlaceView, SetupPlace, SetupRole } from '../../../../shared/contract/setup.ts';

/** One step; panel and keypads are set up together. */
export interface SetupStep {
  readonly id: 'ticket-printer' | 'system-printer' | 'reader' | 'scanner' | 'buttons' | 'counter-display' | 'loudspeaker' | 'screens';
  readonly roles: readonly SetupRole[];
}

export const SETUP_STEPS: readonly SetupStep[] = [
  { id: 'ticket-printer', roles: ['ticket-printer'] },
  { id: 'system-printer', roles: ['system-printer'] },
  { id: 'reader', roles: ['reader'] },
  { id: 'scanner', roles: ['scanner'] },
  { id: 'buttons', roles: ['panel', 'keypad'] },
  { id: 'counter-display', roles: ['counter-display'] },
  { id: 'loudspeaker', roles: ['loudspeaker'] },
  { id: 'screens', roles: ['screens'] },
];

/** 'open': nobody has said anything; 'none': this point has none; 'untested'; 'outdated': another device than the tested one; the rest is how the test went. */
export type PlaceState = 'open' | 'none' | 'untested' | 'outdated' | 'passed' | 'failed' | 'unknown';

export function stateOf({ answer, choice, test, isOutdated }: PlaceView): PlaceState {
  if (answer === 'none' && choice === null) return 'none';
  if (choice === null) return 'open';
  // What every machine has from the start is nobody's answer yet.
  if (test === null) return answer === null ? 'open' : 'untested';
  return isOutdated ? 'outdated' : test.outcome;
}

/** The worst of several places speaks for their step; a counter without its own device is no open question once another has one. */
const ORDER: readonly PlaceState[] = ['failed', 'outdated', 'unknown', 'untested', 'passed', 'none', 'open'];

export function stepState(places: readonly PlaceView[]): PlaceState {
  const states = new Set(places.map(stateOf));
  return ORDER.find((state) => states.has(state)) ?? 'open';
}

export function placesOfStep(places: readonly PlaceView[], { roles }: SetupStep): readonly PlaceView[] {
  return places.filter(({ place }) => roles.includes(place.role));
}

/** One text for one place. */
export function placeKey({ role, counterId }: SetupPlace): string {
  return `${role}/${counterId ?? ''}`;
}

/** Where whoever comes back goes on: the first step that nobody has answered. */
export function firstOpenStep(places: readonly PlaceView[]): SetupStep['id'] {
  return (SETUP_STEPS.find((step) => stepState(placesOfStep(places, step)) === 'open') ?? SETUP_STEPS[0])?.id ?? 'ticket-printer';
}
