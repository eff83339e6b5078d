// Check 19: whether officers sign in. A point where nobody does is in order, and says so: of no look at a dossier is then known whose it was.

import type { HealthCheck } from './check.ts';

export const staffCheck: HealthCheck = {
  number: 19,
  name: 'staff',
  run: ({ staff }) => {
    const mode = staff();
    if (mode === 'off') return { state: 'warning', params: {} };
    return { state: 'ok', params: mode === 'unset' ? { reason: 'unset' } : {} };
  },
};
