// Check 18: every template that this point has loaded can still be read; where one cannot, the shipped one stands in for it.

import type { HealthCheck } from './check.ts';

export const paperTemplatesCheck: HealthCheck = {
  number: 18,
  name: 'paper-templates',
  run: ({ paperTemplates }) => {
    const { own, broken } = paperTemplates();
    return broken.length === 0 ? { state: 'ok', params: { own } } : { state: 'warning', params: { count: broken.length } };
  },
};
