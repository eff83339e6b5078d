// Check 15: every file of the commune's own recordings is used when numbers are called.

import type { HealthCheck } from './check.ts';

/** Names that a sentence on a screen bears; the administration's card of the voice shows all. */
const NAMED = 3;

export const recordingsCheck: HealthCheck = {
  number: 15,
  name: 'recordings',
  run: (subject) => {
    const { isThere, used, skipped } = subject.recordings();
    if (isThere === false) return { state: 'warning', params: { reason: 'no-folder' } };
    if (skipped.length === 0) return { state: 'ok', params: { used, ...(isThere === null ? { reason: 'shipped' } : {}) } };
    return { state: 'warning', params: { used, count: skipped.length, files: skipped.slice(0, NAMED).map(({ file }) => file).join(', ') } };
  },
};
