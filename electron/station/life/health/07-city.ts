// Check 7: the city is reached, nothing waits for it longer than it should, and it knows this store for the one that it was; says what is in the way.

import type { HealthCheck } from './check.ts';

const DAY_MS = 24 * 3_600_000;

export const cityCheck: HealthCheck = {
  number: 7,
  name: 'city',
  run: ({ status: { sync }, now, history }) => {
    const { code } = sync;
    const params = { waiting: sync.waitingEvents, deadLetters: sync.deadLetters, since: sync.offlineSince ?? 0, ...(code === null ? {} : { code }) };
    if (sync.kind === 'refused' || sync.deadLetters > 0 || code === 'city.history') return { state: 'failed', params };
    if (sync.offlineSince !== null) return { state: now - sync.offlineSince > DAY_MS ? 'failed' : 'warning', params };
    const reborn = history().births.findLast(({ reason, at }) => reason !== 'first' && now - at < DAY_MS);
    if (reborn !== undefined) return { state: 'warning', params: { ...params, reason: 'reborn', since: reborn.at } };
    if (code === 'city.update-needed') return { state: 'warning', params: { ...params, reason: 'reached' } };
    return { state: sync.kind === 'unconfigured' ? 'warning' : 'ok', params };
  },
};
