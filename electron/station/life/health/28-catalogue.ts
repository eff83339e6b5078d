// Check 28: which catalogue of procedures holds here, and whether the city offered one that was not taken.

import type { HealthCheck } from './check.ts';

export const catalogueCheck: HealthCheck = {
  number: 28,
  name: 'catalogue',
  run: ({ catalogue }) => {
    const { asOf, procedures, origin, lost, refused } = catalogue();
    const held = { month: `${asOf.slice(5)}/${asOf.slice(0, 4)}`, count: procedures };
    if (lost !== null) return { state: 'warning', params: { ...held, reason: 'lost', code: lost } };
    if (refused !== null) return { state: 'warning', params: { ...held, edition: refused.edition, since: refused.at, code: refused.code, ...(refused.where === '' ? {} : { detail: refused.where.slice(0, 100) }) } };
    return { state: 'ok', params: origin === 'shipped' ? { ...held, reason: 'shipped' } : held };
  },
};
