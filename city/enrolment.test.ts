// The list of stations: what would let one speak for another is refused before the gateway starts.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { enrolmentSchema, readEnrolment } from './enrolment.ts';

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
    ['the station of training', [station({ station: 'TAP' })]],
    ['a member too many', [station({ admin: true })]],
  ])('is refused with %s', (_, stations) => {
    expect(enrolmentSchema.safeParse(stations).success).toBe(false);
  });
});

describe('the file of stations', () => {
  const SECRET = 'a-key-that-nobody-may-read-in-a-log';
  it.each([
    ['a quote too many', `[{"commune":"T149","station":"K1","agency":"H26.149","key":"${SECRET}""}]`, 'line 1 column '],
    ['a quote too few', `[\n{"key":"${SECRET}}]`, 'line 2 column '],
    ['a key without quotes', `[{"key":${SECRET}}]`, ''],
    ['the key alone', SECRET, ''],
    ['a comma too many', `[\n{"key":"${SECRET}",}]`, 'line 2 column '],
    ['a number for a key', `[{"key":1}]`, '0.key'],
    ['nothing', '', ''],
  ])('with %s is refused by its name and the place, without a word of it', async (_, text, place) => {
    const folder = await mkdtemp(join(tmpdir(), 'city-enrolment-'));
    try {
      const file = join(folder, 'stations.json');
      await writeFile(file, text);
      const error: unknown = await readEnrolment(file).catch((thrown: unknown) => thrown);
      const told = error instanceof Error ? inspect(error) : '';
      expect(told).toContain(file);
      expect(told).toContain(place);
      for (let from = 0; from + 5 <= SECRET.length; from += 1) expect(told).not.toContain(SECRET.slice(from, from + 5));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
