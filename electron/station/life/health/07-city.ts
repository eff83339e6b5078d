// Check 7: the city is reached, and nothing waits for it longer than it should.

import type { HealthCheck } from './check.ts';

const DAY_MS = 24 * 3_600_000;

export const cityCheck: HealthCheck = {
  number: 7,
  name: 'city',
  run: ({ status: { sync }, now }) => {
    const params = { waiting: sync.waitingEvents, deadLetters: sync.deadLetters, since: sync.offlineSince ?? 0 };
    if (sync.kind === 'refused' || sync.deadLetters > 0) return { state: 'failed', params };
    if (sync.offlineSince === null) return { state: sync.kind === 'unconfigured' ? 'warning' : 'ok', params };
    return { state: now - sync.offlineSince > DAY_MS ? 'failed' : 'warning', params };
  },
};
