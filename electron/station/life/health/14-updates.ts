// Check 14: the version in use is well, and nothing holds up the next one that a person should know of.

import type { HealthCheck } from './check.ts';

export const updatesCheck: HealthCheck = {
  number: 14,
  name: 'updates',
  run: (subject) => {
    const { version, last, found, trouble } = subject.updates();
    if (last?.kind === 'stayed') return { state: 'failed', params: { version: last.version, ...(last.code === 'update.not-returned' ? { reason: 'not-returned' } : {}) } };
    if (trouble !== null) return { state: 'warning', params: { version, reason: trouble === 'update.unreadable' ? 'unreadable' : 'keeper-silent' } };
    if (last?.kind === 'returned') return { state: 'warning', params: { version: last.version, reason: 'returned' } };
    if (last?.kind === 'waiting') return { state: 'warning', params: { version: last.version, reason: 'not-started' } };
    if (last?.kind === 'not-installed') return { state: 'warning', params: { version, reason: 'not-installed' } };
    if (found?.state === 'refused') return { state: 'warning', params: { version, reason: 'refused' } };
    // A line that is away is the city's check; a disk without room is somebody's work here.
    if (found?.state === 'stopped' && (found.code === 'update.no-room' || found.code === 'update.disk')) return { state: 'warning', params: { version, reason: 'stopped' } };
    return { state: 'ok', params: { version } };
  },
};
