// Check 2: the store answers SQLite's own quick check.

import type { HealthCheck } from './check.ts';

export const storeCheck: HealthCheck = {
  number: 2,
  name: 'store',
  run: (subject) => {
    const answer = subject.quickCheck();
    return answer === 'ok' ? { state: 'ok', params: {} } : { state: 'failed', params: { detail: answer.slice(0, 120) } };
  },
};
