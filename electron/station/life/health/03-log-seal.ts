// Check 3: every event of the log is sealed to the one before it.

import type { HealthCheck } from './check.ts';

export const logSealCheck: HealthCheck = {
  number: 3,
  name: 'log-seal',
  run: (subject) => {
    const broken = subject.brokenSeal();
    return broken === null ? { state: 'ok', params: {} } : { state: 'failed', params: { sequence: broken } };
  },
};
