// The ten statuses: which moves there are, where a life ends, and that nothing handed over comes back.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DOSSIER_STATUSES, endsTime, isEnd, isLegalMove, nextStatuses, ownerAfter, type DossierStatus } from './status.ts';

const status = fc.constantFrom(...DOSSIER_STATUSES);
/** A life: each step one of those that are legal then. */
const life = fc.tuple(status, fc.array(fc.nat(4), { maxLength: 20 })).map(([first, choices]) => {
  const steps: DossierStatus[] = [first];
  for (const choice of choices) {
    const next = nextStatuses(steps.at(-1) ?? first);
    const to = next[choice % Math.max(1, next.length)];
    if (to === undefined) break;
    steps.push(to);
  }
  return steps;
});

it('moves as the portal counts time, and in no other way', () => {
  const moves = DOSSIER_STATUSES.flatMap((from) => DOSSIER_STATUSES.filter((to) => isLegalMove(from, to)).map((to) => `${from}→${to}`));
  expect(moves.join(' ')).toBe('1→2 1→3 1→5 2→4 4→5 4→6 4→7 4→8 4→9 5→3 5→4 6→4 7→8 9→10');
});

it('never stays where it is by a move', () => {
  fc.assert(fc.property(status, (own) => !isLegalMove(own, own)));
});

it('has three ends, each of which ends the counting of time too', () => {
  expect(DOSSIER_STATUSES.filter(isEnd)).toEqual([3, 8, 10]);
  expect(DOSSIER_STATUSES.filter(endsTime)).toEqual([3, 7, 8, 9, 10]);
  fc.assert(fc.property(status, (own) => !isEnd(own) || endsTime(own)));
});

it('comes from every status to an end, and stays there', () => {
  for (const first of DOSSIER_STATUSES) {
    const reached = new Set<DossierStatus>([first]);
    for (const own of reached) for (const next of nextStatuses(own)) reached.add(next);
    expect([...reached].some(isEnd)).toBe(true);
  }
});

it('is handed over once, with status 4 or what can only follow it, and never comes back', () => {
  fc.assert(
    fc.property(life, (steps) => {
      let owner: 'station' | 'city' = 'station';
      for (const [index, to] of steps.entries()) {
        const before = owner;
        owner = ownerAfter(owner, to);
        expect(owner === 'city').toBe(steps.slice(0, index + 1).some((own) => own >= 4));
        expect(before === 'city' && owner === 'station').toBe(false);
      }
    }),
  );
});
