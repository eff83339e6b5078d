// Check 4: nobody else on this machine can read the data key.

import type { HealthCheck } from './check.ts';

export const keyCheck: HealthCheck = {
  number: 4,
  name: 'key',
  run: (subject) => ({ state: subject.isKeyPrivate() ? 'ok' : 'failed', params: {} }),
};
