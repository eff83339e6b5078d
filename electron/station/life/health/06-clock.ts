// Check 6: the machine's clock is not before the program was built, and neither the log nor the city speaks against it.

import type { HealthCheck } from './check.ts';

export const clockCheck: HealthCheck = {
  number: 6,
  name: 'clock',
  run: ({ now, clockDoubt }) => {
    const doubt = clockDoubt();
    if (doubt === null) return { state: 'ok', params: { now } };
    return doubt.trueAt === null ? { state: 'failed', params: { now, reason: doubt.flag } } : { state: 'failed', params: { now, reason: 'city-knows', trueAt: doubt.trueAt } };
  },
};
