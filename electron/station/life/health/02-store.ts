// Check 2: the disk does what it is told, and the store answers SQLite's own quick check.

import type { HealthCheck } from './check.ts';

export const storeCheck: HealthCheck = {
  number: 2,
  name: 'store',
  run: (subject) => {
    const { kind, code } = subject.storeCondition();
    if (kind !== 'sound') return { state: 'failed', params: { reason: kind, detail: code ?? '' } };
    const { pages, failure } = subject.storeVerdicts();
    if (failure !== null) return { state: 'failed', at: failure.at, params: { detail: failure.finding } };
    if (pages === null) return { state: 'pending', at: null, params: {} };
    return pages.finding === 'ok' ? { state: 'ok', at: pages.at, params: {} } : { state: 'failed', at: pages.at, params: { detail: pages.finding.slice(0, 120) } };
  },
};
