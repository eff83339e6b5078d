// The two texts that are hashed of an operation: written by hand for speed, and always those that canonical JSON gives.

import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalOperation, canonicalTexts, MAX_INCARNATION, MAX_SEQUENCE, operationSchema } from './operation.ts';
import type { Operation } from './operation.ts';

const uuid = fc.uuid();
const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const operation = fc.record(
  {
    opId: uuid, seq: fc.integer({ min: 1 }), incarnation: fc.integer({ min: 1 }), aggType: fc.constantFrom('dossier', 'ticket'), aggId: uuid, aggRev: fc.maxSafeNat(), type: fc.constantFrom('dossier.opened', 'x'),
    typeVersion: fc.integer({ min: 1 }), body: fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), at: fc.maxSafeNat(), actor: fc.constantFrom('kiosk', 'counter-1'),
    clock: fc.record({ flag: fc.constantFrom('behind-log', 'before-build'), trueAt: fc.option(fc.maxSafeNat()) }), baseRev: fc.nat(), refersTo: uuid, prevHash: hash, hash,
  },
  { requiredKeys: ['opId', 'seq', 'incarnation', 'aggType', 'aggId', 'aggRev', 'type', 'typeVersion', 'body', 'at', 'actor', 'prevHash', 'hash'] },
) as unknown as fc.Arbitrary<Operation>;

it('an operation has a place that a log can go on from', () => {
  const at = (place: object) => operationSchema.pick({ seq: true, incarnation: true }).safeParse({ seq: 1, incarnation: 1, ...place }).success;
  expect([at({}), at({ seq: MAX_SEQUENCE, incarnation: MAX_INCARNATION }), at({ seq: Number.MAX_SAFE_INTEGER }), at({ incarnation: Number.MAX_SAFE_INTEGER - 1 })]).toEqual([true, true, false, false]);
});

describe('the canonical texts of an operation', () => {
  it('are those of RFC 8785, with the place and without it', () => {
    fc.assert(fc.property(operation, (each) => {
      const { raw, content } = canonicalTexts('T149', 'K1', each);
      expect(raw).toBe(canonicalOperation('T149', 'K1', each));
      const { hash: _hash, prevHash: _prevHash, seq: _seq, incarnation: _incarnation, ...what } = each;
      expect(content).toBe(canonicalize(what));
    }), { numRuns: 2000 });
  });
});
