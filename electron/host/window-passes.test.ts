// Addresses are good for one opening, cookies for one window and one run.

import { expect, it } from 'vitest';
import { COOKIE_NAME, WindowPasses } from './window-passes.ts';

const cookie = (setCookie: string | null): string => setCookie?.split(';')[0] ?? '';

it('an address opens its window once, and each opening has a cookie of its own', () => {
  const passes = new WindowPasses();
  const [first, second] = [passes.issue('kiosk'), passes.issue('kiosk')];
  const one = cookie(passes.redeem('kiosk', first));
  expect(passes.redeem('kiosk', first)).toBeNull();
  const two = cookie(passes.redeem('kiosk', second));
  expect(one).not.toBe(two);
  expect([one, two].map((own) => passes.isCookie('kiosk', own))).toEqual([true, true]);
});

it('is told when it has been used, once', () => {
  const passes = new WindowPasses();
  let used = 0;
  const token = passes.issue('kiosk', () => (used += 1));
  passes.redeem('kiosk', 'another');
  expect(used).toBe(0);
  passes.redeem('kiosk', token);
  passes.redeem('kiosk', token);
  expect(used).toBe(1);
});

it('what is of one window is of no use for another, and neither are token and cookie for each other', () => {
  const passes = new WindowPasses();
  const token = passes.issue('kiosk');
  expect([passes.redeem('admin', token), passes.redeem('kiosk', token)]).toEqual([null, null]);
  const own = cookie(passes.redeem('kiosk', passes.issue('kiosk')));
  expect([passes.isCookie('admin', own), passes.redeem('kiosk', own.split('=')[1] ?? '')]).toEqual([false, null]);
  expect(passes.isCookie('kiosk', `${COOKIE_NAME}=${passes.issue('kiosk')}`)).toBe(false);
});

it('another run knows nothing of this one’s', () => {
  const [before, after] = [new WindowPasses(), new WindowPasses()];
  const [token, own] = [before.issue('kiosk'), cookie(before.redeem('kiosk', before.issue('kiosk')))];
  expect([after.redeem('kiosk', token), after.isCookie('kiosk', own)]).toEqual([null, false]);
});

it('the oldest end where there are too many, and only those of the same window', () => {
  const passes = new WindowPasses();
  const other = passes.issue('admin');
  const tokens = Array.from({ length: 33 }, () => passes.issue('kiosk'));
  expect([passes.redeem('kiosk', tokens[0] ?? ''), cookie(passes.redeem('kiosk', tokens[1] ?? '')), cookie(passes.redeem('admin', other))]).toEqual([null, expect.stringMatching(/.{40}/), expect.stringMatching(/.{40}/)]);
});
