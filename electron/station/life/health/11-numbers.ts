// Check 11: every number of the last days has its account, and there are codes of the city for today.

import type { HealthCheck } from './check.ts';

export const numbersCheck: HealthCheck = {
  number: 11,
  name: 'numbers',
  run: (subject) => {
    const { unaccounted, codesLeft } = subject.numbers();
    const params = { missing: unaccounted.length, first: unaccounted[0] ?? '', left: codesLeft ?? 0 };
    if (unaccounted.length > 0) return { state: 'failed', params };
    return { state: codesLeft === 0 ? 'warning' : 'ok', params };
  },
};
