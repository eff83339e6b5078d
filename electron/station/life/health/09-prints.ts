// Check 9: no print of today waits for a person's decision.

import type { HealthCheck } from './check.ts';

export const printsCheck: HealthCheck = {
  number: 9,
  name: 'prints',
  run: (subject) => {
    const waiting = subject.printsWaiting();
    return { state: waiting > 0 ? 'warning' : 'ok', params: { waiting } };
  },
};
