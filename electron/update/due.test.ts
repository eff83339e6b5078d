// The window in which versions are put in place, over midnight and not.

import { expect, it } from 'vitest';
import type { EpochMs } from '../../shared/base/ids.ts';
import { isBetween } from '../../shared/domain/time/times-of-day.ts';
import { windowAt } from './due.ts';

/** A time of day at the point (UTC+7). */
const at = (time: string, day = '2026-11-24'): EpochMs => Date.parse(`${day}T${time}:00+07:00`) as EpochMs;
const night = { from: '19:00', to: '05:00' };
const noon = { from: '11:30', to: '13:00' };

it.each([['18:59', false], ['19:00', true], ['23:59', true], ['00:00', true], ['04:59', true], ['05:00', false], ['12:00', false]] as const)('at %s the night window is %s', (time, isOpen) => {
  expect(isBetween(at(time), night)).toBe(isOpen);
});

it.each([['11:29', false], ['11:30', true], ['12:59', true], ['13:00', false], ['00:00', false]] as const)('at %s the noon window is %s', (time, isOpen) => {
  expect(isBetween(at(time), noon)).toBe(isOpen);
});

it('says when the next one begins', () => {
  expect([windowAt(at('08:00'), night), windowAt(at('20:00'), night), windowAt(at('06:00'), night), windowAt(at('14:00'), noon)]).toEqual([at('19:00'), at('20:00'), at('19:00'), at('11:30', '2026-11-25')]);
});
