// Check 6: the machine's clock is not before the program was built.

import type { HealthCheck } from './check.ts';

export const clockCheck: HealthCheck = {
  number: 6,
  name: 'clock',
  run: ({ now, builtAt }) => ({ state: now < builtAt ? 'failed' : 'ok', params: { now } }),
};
