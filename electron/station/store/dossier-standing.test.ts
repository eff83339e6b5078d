// Our own word and the city's, laid over each other: who decides when, and what is shown while an event is on its way.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { standingOf, type CityWord, type OwnWord } from './dossier-standing.ts';

const OWN: OwnWord = { status: 2, dueAt: 1000 as EpochMs, owner: 'station', isMoving: false, isPromising: false, corrected: {}, correcting: {}, isVoided: false, isVoiding: false, isErased: false };
const CITY: CityWord = { status: 4, dueAt: 2000 as EpochMs, owner: 'city', fields: {}, isVoided: false, isErased: false };
const own = (change: Partial<OwnWord>): OwnWord => ({ ...OWN, ...change });
const city = (change: Partial<CityWord>): CityWord => ({ ...CITY, ...change });

describe('a dossier', () => {
  it('stands as our own log says before the city has spoken', () => {
    expect(standingOf(OWN, null)).toEqual({ status: 2, dueAt: 1000, owner: 'station', fields: {}, isVoided: false, isErased: false });
  });

  it('stands as we say until the hand-over, whatever the city says, and as the city says from then on', () => {
    expect(standingOf(OWN, city({ owner: 'station' }))).toMatchObject({ status: 2, dueAt: 1000, owner: 'station' });
    expect(standingOf(OWN, CITY)).toMatchObject({ status: 4, dueAt: 2000, owner: 'city' });
  });

  it('shows an own move that is on its way over the city’s word, and not one that has arrived', () => {
    expect(standingOf(own({ status: 9, owner: 'city', isMoving: true }), CITY)).toMatchObject({ status: 9, dueAt: 1000, owner: 'city' });
    expect(standingOf(own({ status: 9, owner: 'city' }), CITY)).toMatchObject({ status: 4, dueAt: 2000 });
  });

  it('has a new date of ours while that is on its way, under the city’s status', () => {
    expect(standingOf(own({ status: 4, owner: 'city', dueAt: 9000 as EpochMs, isPromising: true }), city({ status: 9 }))).toMatchObject({ status: 9, dueAt: 9000 });
    expect(standingOf(own({ status: 4, owner: 'city', dueAt: 9000 as EpochMs }), city({ status: 9 }))).toMatchObject({ status: 9, dueAt: 2000 });
  });

  it('is handed over as soon as we have handed it over, before the city says so', () => {
    expect(standingOf(own({ status: 4, owner: 'city', isMoving: true }), city({ owner: 'station', status: 2 }))).toMatchObject({ status: 4, owner: 'city' });
  });

  it('is not handed over where the city has answered that it was not: another life of this station had given it up', () => {
    expect(standingOf(own({ status: 4, owner: 'city' }), city({ owner: 'station', status: 2, isVoided: true }))).toMatchObject({ status: 2, dueAt: 2000, owner: 'station', isVoided: true });
  });

  it('has the values that the city said last, with what is on its way over them', () => {
    expect(standingOf(own({ corrected: { phone: '1', address: 'a' } }), city({ fields: { phone: '2' } })).fields).toEqual({ phone: '2', address: 'a' });
    expect(standingOf(own({ corrected: { phone: '1' }, correcting: { phone: '1' } }), city({ fields: { phone: '2', fullName: 'n' } })).fields).toEqual({ phone: '1', fullName: 'n' });
  });

  it('is given up by either word, but after the hand-over only by the city’s', () => {
    expect(standingOf(own({ isVoided: true }), null).isVoided).toBe(true);
    expect(standingOf(OWN, city({ isVoided: true })).isVoided).toBe(true);
    expect(standingOf(own({ isVoided: true, isVoiding: true }), CITY).isVoided).toBe(true);
    expect(standingOf(own({ isVoided: true }), CITY).isVoided).toBe(false);
  });

  it('has no person any more once either has erased it', () => {
    const fields = { fullName: 'n' };
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (here, there) => {
        const standing = standingOf(own({ isErased: here, corrected: fields, correcting: fields }), city({ isErased: there, fields }));
        expect([standing.isErased, standing.fields]).toEqual(here || there ? [true, {}] : [false, fields]);
      }),
    );
  });
});
