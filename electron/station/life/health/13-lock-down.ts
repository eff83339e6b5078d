// Check 13: a technician has tried every way out of each kiosk of this machine, not too long ago, and found none.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { HealthCheck } from './check.ts';

/** A feature update of the system may bring gestures and shortcuts back; there are two a year. */
const OLD_MS = 200 * 24 * 3_600_000;

export const lockDownCheck: HealthCheck = {
  number: 13,
  name: 'lock-down',
  run: ({ lockDown, now }) => {
    const kiosks = lockDown();
    if (kiosks.length === 0) return { state: 'ok', params: { reason: 'no-kiosk' } };
    const tests = kiosks.filter((test) => test !== null);
    if (tests.length < kiosks.length) return { state: 'warning', params: { reason: 'never' } };
    const results = tests.flatMap((test) => test.results);
    const since = Math.min(...tests.map(({ endedAt }) => endedAt ?? 0)) as EpochMs;
    const count = (state: string): number => results.filter((result) => result.state === state).length;
    const params = { since, failed: count('failed'), skipped: count('skipped'), passed: count('passed') };
    if (params.failed > 0) return { state: 'failed', params };
    if (now - since > OLD_MS) return { state: 'warning', params: { ...params, reason: 'old' } };
    return params.skipped > 0 ? { state: 'warning', params: { ...params, reason: 'skipped' } } : { state: 'ok', params };
  },
};
