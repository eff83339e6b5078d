// Check 3: every event of the log is sealed to the one before it.

import type { HealthCheck } from './check.ts';

export const logSealCheck: HealthCheck = {
  number: 3,
  name: 'log-seal',
  run: (subject) => {
    const { seals } = subject.storeVerdicts();
    // A look that came to no end is the store's finding; of the seals the last verdict stands, with its time.
    if (seals === null) return { state: 'pending', at: null, params: {} };
    return seals.finding === null ? { state: 'ok', at: seals.at, params: {} } : { state: 'failed', at: seals.at, params: { sequence: seals.finding } };
  },
};
