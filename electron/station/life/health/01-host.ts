// Check 1: the program runs in its own shell. The browser host is honest about being a stand-by.

import type { HealthCheck } from './check.ts';

export const hostCheck: HealthCheck = {
  number: 1,
  name: 'host',
  run: ({ host }) => (host.kind === 'electron' ? { state: 'ok', params: { version: host.electronVersion ?? '' } } : { state: 'warning', params: { version: host.nodeVersion } }),
};
