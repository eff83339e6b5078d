// Check 16: what the program does is written down where its logs lie.

import type { HealthCheck } from './check.ts';

export const logsCheck: HealthCheck = {
  number: 16,
  name: 'logs',
  run: (subject) => {
    const state = subject.logs();
    // The system's own word stands in the sentence: it says which of disk, folder and rights is meant.
    return state?.kind === 'stopped' ? { state: 'warning', params: { code: state.code, ...(state.code === 'ENOSPC' ? { reason: 'full' } : {}) } } : { state: 'ok', params: {} };
  },
};
