// Check 5: there is room for the day's scans.

import type { HealthCheck } from './check.ts';

const GIGABYTE = 1024 ** 3;
/** Below it scans of a busy week may not fit; below the second the day is at risk. */
const WARN_BYTES = 5 * GIGABYTE;
const FAIL_BYTES = GIGABYTE;

export const diskCheck: HealthCheck = {
  number: 5,
  name: 'disk',
  run: (subject) => {
    const free = subject.freeBytes();
    return { state: free < FAIL_BYTES ? 'failed' : free < WARN_BYTES ? 'warning' : 'ok', params: { freeGb: Math.floor(free / GIGABYTE) } };
  },
};
