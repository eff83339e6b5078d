// Check 12: a store that was put back or copied has got back what it had lost, or says which places are missing.

import type { HealthCheck } from './check.ts';

export const historyCheck: HealthCheck = {
  number: 12,
  name: 'history',
  run: ({ history }) => {
    const { births, isOpen } = history();
    const [last] = births.slice(-1);
    if (last === undefined || last.reason === 'first') return { state: 'ok', params: {} };
    const ranges = births.flatMap(({ missing }) => missing);
    const params = { since: last.at, returned: births.reduce((sum, { returned }) => sum + returned, 0), missing: ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0), ranges: ranges.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join(', ') };
    if (isOpen) return { state: 'warning', params: { ...params, reason: 'asking' } };
    return params.missing > 0 ? { state: 'failed', params } : { state: 'ok', params: { ...params, reason: 'returned' } };
  },
};
