// The list of stations: what would let one speak for another is refused before the gateway starts.

import { describe, expect, it } from 'vitest';
import { enrolmentSchema } from './enrolment.ts';

const station = (changed: Record<string, unknown> = {}): Record<string, unknown> => ({ commune: 'T149', station: 'K1', agency: 'H26.149', key: 'k'.repeat(24), ...changed });
const other = { station: 'K2', key: 'l'.repeat(24) };

describe('the list of stations', () => {
  it('is taken when each has its own name and key', () => {
    expect(enrolmentSchema.parse([station(), station(other)])).toHaveLength(2);
  });

  it.each<[string, Record<string, unknown>[]]>([
    ['two with one key', [station(), station({ station: 'K2' })]],
    ['one that is listed twice', [station(), station({ key: 'l'.repeat(24) })]],
    ['one commune with two agencies', [station(), station({ ...other, agency: 'H26.150' })]],
    ['a key that is too short', [station({ key: 'short' })]],
    ['a key with a space', [station({ key: `${'k'.repeat(24)} ` })]],
    ['an agency that is none', [station({ agency: 'Phú Xuyên' })]],
    ['a station that is none', [station({ station: 'k1' })]],
    ['a member too many', [station({ admin: true })]],
  ])('is refused with %s', (_, stations) => {
    expect(enrolmentSchema.safeParse(stations).success).toBe(false);
  });
});
