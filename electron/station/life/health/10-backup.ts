// Check 10: there is a fresh verified copy of the store, on another disk than the store.

import type { HealthCheck } from './check.ts';

const HOUR_MS = 3_600_000;
/** A machine that is switched on makes one each hour; two that failed are worth a look, a day without one is not acceptable. */
const WARN_MS = 3 * HOUR_MS;
const FAIL_MS = 25 * HOUR_MS;

export const backupCheck: HealthCheck = {
  number: 10,
  name: 'backup',
  run: (subject) => {
    const { newest, isSecondWanted, failure } = subject.backups();
    const detail = failure === null ? {} : { detail: failure.finding };
    if (newest === null) return failure === null ? { state: 'pending', at: null, params: {} } : { state: 'failed', params: { reason: 'none', ...detail } };
    const ageMs = subject.now - newest.at;
    // A copy of yesterday evening is no failure of this morning: only one that was tried for and did not come.
    if (failure !== null && ageMs > FAIL_MS) return { state: 'failed', params: { reason: 'old', since: newest.at, ...detail } };
    if (failure !== null || ageMs > FAIL_MS) return { state: 'warning', params: { reason: 'old', since: newest.at, ...detail } };
    if (newest.place === 'own-disk') return { state: 'warning', params: { reason: isSecondWanted ? 'second-missing' : 'same-disk', since: newest.at } };
    return { state: ageMs > WARN_MS ? 'warning' : 'ok', params: ageMs > WARN_MS ? { reason: 'old', since: newest.at } : { since: newest.at } };
  },
};
