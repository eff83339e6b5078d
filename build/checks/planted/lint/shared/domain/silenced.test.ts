// Tests that do not test; the mark stands on the line that must be reported.
import { expect, test } from 'vitest';

test.skip('is skipped', () => { // planted: house(no-silenced-tests) vitest(no-disabled-tests)
  expect(1).toBe(1);
});
test.only('is focused', () => { // planted: house(no-silenced-tests) vitest(no-focused-tests)
  expect(1).toBe(1);
});
test('asserts nothing', () => {
  expect(1); // planted: vitest(valid-expect)
});
test('sleeps', async () => {
  const page = { waitForTimeout: (ms: number) => Promise.resolve(ms) };
  expect(await page.waitForTimeout(1)).toBe(1); // planted: house(no-silenced-tests)
});
