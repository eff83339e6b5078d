// Strange inputs for each parser of devices' bytes; a million of each are tried by `npm run lab`.

import { expect, test } from 'vitest';
import { ALL_FUZZ } from '../../../tests/fakes/fuzz/all.ts';
import { playCounted } from '../../../tests/fakes/fuzz/fuzz.ts';

test.each(ALL_FUZZ)('$name takes ten thousand inputs', { timeout: 120_000 }, (fuzz) => {
  expect(playCounted(fuzz, 10_000)).toBeLessThanOrEqual(1);
});
