// F16: an overloaded city and a country that comes back at once: everybody waits as long as the city says, and nobody at the same moment as all others.

import { expect, it } from 'vitest';
import { BackOff } from '../life/back-off.ts';
import { systemClock } from '../life/clock.ts';
import { readAnswer } from './classify.ts';
import { pullAnswerSchema } from '../../../shared/wire/feed.ts';
import { WIRE_CONTENT_TYPE } from '../../../shared/wire/messages.ts';
import { waitAfter } from './lane.ts';

const HUBS = 3321;
const LIMITS = { baseMs: 2000, capMs: 300_000 };

/** The same numbers in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

it('F16: after a day without the city 3,321 hubs come back over five minutes, with no second in which more than forty knock', () => {
  const random = seeded(7);
  const clock = { ...systemClock, random };
  const day = 86_400_000;
  const knocks = Array.from({ length: 300 }, () => 0);
  for (let hub = 0; hub < HUBS; hub += 1) {
    const backOff = new BackOff(clock, LIMITS);
    let at = 0;
    while (at < day) at += backOff.next();
    // The first attempt after the city is back.
    knocks[Math.floor((at - day) / 1000)] = (knocks[Math.floor((at - day) / 1000)] ?? 0) + 1;
  }
  expect(knocks).toHaveLength(300);
  expect(knocks.reduce((sum, count) => sum + count, 0)).toBe(HUBS);
  expect(Math.max(...knocks)).toBeLessThanOrEqual(40);
  // Half of them are there within ninety seconds, all within five minutes.
  expect(knocks.slice(0, 90).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(HUBS / 2 - 100);
});

const id = 'request-0001';
const busy = (status: number, more: object, retryAfter: string | null = null) => {
  const read = readAnswer(pullAnswerSchema, id, { status, contentType: WIRE_CONTENT_TYPE, text: JSON.stringify({ requestId: id, error: { code: 'wire.overloaded', detail: '', ...more } }), retryAfter, isHttps: true });
  return read.kind === 'failed' ? read.failure : expect.fail('it was refused');
};

it.each([429, 503])('F16: %i with a time, in the body or in the header, is waited for and spread to its double; without one the back-off decides', (status) => {
  const wait = (failure: Parameters<typeof waitAfter>[0], random: number) => waitAfter(failure, new BackOff({ ...systemClock, random: () => random }, LIMITS), { ...systemClock, random: () => random });
  expect([wait(busy(status, { retryAfterMs: 20_000 }), 0), wait(busy(status, { retryAfterMs: 20_000 }), 0.5)]).toEqual([20_000, 30_000]);
  expect([wait(busy(status, {}, '20'), 0), wait(busy(status, {}, '20'), 0.5)]).toEqual([20_000, 30_000]);
  expect([wait(busy(status, {}), 0.5), wait(busy(status, {}, 'Wed, 21 Oct 2026 07:28:00 GMT'), 0.5)]).toEqual([1000, 1000]);
  // Neither at once nor next week, whatever the city says.
  expect([wait(busy(status, { retryAfterMs: 0 }), 0), wait(busy(status, {}, '999999'), 0)]).toEqual([1000, 900_000]);
});
