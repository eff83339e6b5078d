// Which call is spoken next, as calls come faster than they can be spoken.
import { expect, test } from 'vitest';
import { nextCall, STALE_MS, withCall, type WaitingCall } from './call-line.ts';

const call = (number: string, counterId: number, calledAt = 0, isTrial = false): WaitingCall => ({ number, counterId, calledAt, isTrial });
const always = (): boolean => true;

test('calls are spoken in the order in which they were made', () => {
  const line = [call('A001', 1), call('B001', 2), call('A002', 1)].reduce(withCall, [] as readonly WaitingCall[]);
  expect(nextCall(line, 0, always)).toEqual({ call: call('A001', 1), rest: [call('B001', 2), call('A002', 1)] });
  expect(nextCall([], 0, always)).toEqual({ call: null, rest: [] });
});

test('a number called again while it waits is said once, at its first place and to the counter that wants it now', () => {
  const line = [call('A001', 1, 10), call('B001', 2, 20)];
  expect(withCall(line, call('A001', 3, 30))).toEqual([call('A001', 3, 30), call('B001', 2, 20)]);
});

test('a trial does not take the place of a person who is called by the same number', () => {
  expect(withCall([call('A025', 1)], call('A025', 1, 5, true))).toHaveLength(2);
});

test('calls that are too old, or whose person has come, are left out, those behind them are not', () => {
  const line = [call('A001', 1, 0), call('A002', 1, STALE_MS), call('A003', 1, STALE_MS), call('A004', 1, STALE_MS)];
  const { call: next, rest } = nextCall(line, STALE_MS + 1, ({ number }) => number !== 'A002');
  expect([next?.number, rest.map(({ number }) => number)]).toEqual(['A003', ['A004']]);
});

test('a trial is spoken however late it is', () => {
  expect(nextCall([call('A025', 1, 0, true)], STALE_MS * 9, () => false).call?.number).toBe('A025');
});
