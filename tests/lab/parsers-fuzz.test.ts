// A million strange inputs for each parser of devices' bytes: none throws, none hangs, none takes more work than its size is worth.

import { expect, test } from 'vitest';
import { ALL_FUZZ } from '../fakes/fuzz/all.ts';
import { playCounted } from '../fakes/fuzz/fuzz.ts';

test.each(ALL_FUZZ)('$name takes a million inputs', { timeout: 7_200_000 }, (fuzz) => {
  expect(playCounted(fuzz, 1_000_000)).toBeLessThanOrEqual(1);
});
