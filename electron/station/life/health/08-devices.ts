// Check 8: every device that the settings name answers.

import type { HealthCheck } from './check.ts';

export const devicesCheck: HealthCheck = {
  number: 8,
  name: 'devices',
  run: ({ status }) => {
    const expected = status.devices.filter((device) => device.kind !== 'not-configured');
    const missing = expected.filter((device) => device.kind === 'absent' || device.kind === 'trouble').length;
    return { state: missing > 0 ? 'warning' : 'ok', params: { missing, expected: expected.length } };
  },
};
