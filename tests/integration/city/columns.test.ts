// Columns in PostgreSQL's binary form: whatever goes in comes out of the server as it was.

import fc from 'fast-check';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booleans, bytesOfHex, int2s, int8s, texts, uuids } from '../../../city/database/columns.ts';
import { startCity } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';

const hex = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0'));

describe('a column of many rows', () => {
  let city: CityUnderTest;
  let pool: Pool;
  beforeAll(async () => {
    city = await startCity();
    ({ pool } = city);
  });
  afterAll(() => city[Symbol.asyncDispose]());

  const back = async (type: string, column: Buffer): Promise<unknown> => (await pool.query<{ readonly values: unknown }>(`SELECT array_to_json($1::${type}[]) AS values`, [column])).rows[0]?.values;

  it('comes back as it was sent, nulls and the empty one too', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.option(text)), fc.array(fc.option(fc.maxSafeInteger())), fc.array(fc.option(fc.uuid())), async (words, numbers, ids) => {
      expect(await back('text', texts(words))).toEqual(words);
      expect(await back('bigint', int8s(numbers))).toEqual(numbers);
      expect(await back('uuid', uuids(ids))).toEqual(ids);
    }), { numRuns: 100 });
    await fc.assert(fc.asyncProperty(fc.array(hex), fc.array(fc.integer({ min: -32768, max: 32767 })), fc.array(fc.boolean()), async (bytes, numbers, flags) => {
      expect(await back('bytea', bytesOfHex(bytes))).toEqual(bytes.map((each) => String.raw`\x${each}`));
      expect(await back('smallint', int2s(numbers))).toEqual(numbers);
      expect(await back('boolean', booleans(flags))).toEqual(flags);
    }), { numRuns: 100 });
  });
});
