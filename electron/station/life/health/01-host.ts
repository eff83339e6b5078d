// Check 1: the program runs in its own shell. Browser host and stand-in are honest about being none.

import type { HealthCheck } from './check.ts';

export const hostCheck: HealthCheck = {
  number: 1,
  name: 'host',
  run: ({ host }) => (host.kind === 'electron' ? { state: 'ok', params: { version: host.electronVersion ?? '' } } : { state: 'warning', params: { shell: host.kind, version: host.nodeVersion } }),
};
