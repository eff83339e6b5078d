// The seal of a log, without a database: what joins on is taken, every change of a single character is a contradiction.

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../../shared/base/must.ts';
import { pushRequestSchema } from '../../shared/wire/messages.ts';
import type { PushRequest } from '../../shared/wire/messages.ts';
import { canonicalOperation, GENESIS_HASH, operationSchema } from '../../shared/wire/operation.ts';
import { packStored, packedOperationSchema } from '../../shared/wire/packed-operation.ts';
import type { PackedOperation } from '../../shared/wire/packed-operation.ts';
import type { Operation } from '../../shared/wire/operation.ts';
import { WireRefusal } from '../server/refusal.ts';
import { assertOrderly, findContradiction, sealAll } from './chain.ts';

const uuid = (number: number): string => `0190a8b0-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** As a station sends them: what the city computes anyway is left out. */
function packOperations(operations: readonly Operation[]): readonly PackedOperation[] {
  const stored = operations.map(({ clock, ...each }) => ({ ...each, body: JSON.stringify(each.body), clock: clock === undefined ? null : JSON.stringify(clock), baseRev: each.baseRev ?? null, refersTo: each.refersTo ?? null, redactedAt: null }));
  return packedOperationSchema.array().parse(JSON.parse(packStored(stored)));
}

/** A sealed log of `count` operations. */
function logOf(count: number, body: Record<string, unknown> = {}): PushRequest {
  const operations: unknown[] = [];
  let prevHash = GENESIS_HASH;
  for (let seq = 1; seq <= count; seq += 1) {
    const open = { opId: uuid(seq), seq, incarnation: 1, aggType: 'ticket', aggId: 'a', aggRev: seq, type: 'ticket.called', typeVersion: 1, body, at: 1000 + seq, actor: 'kiosk', prevHash };
    prevHash = createHash('sha256').update(canonicalOperation('T149', 'K1', open as unknown as Operation)).digest('hex');
    operations.push({ ...open, hash: prevHash });
  }
  return pushRequestSchema.parse({ proto: 1, requestId: uuid(0), commune: 'T149', station: 'K1', incarnation: 1, operations });
}

/** Mark of a city that holds the first `count` operations, and their hashes. */
function heldOf(log: PushRequest, count: number) {
  const held = new Map(log.operations.slice(0, count).map(({ seq, hash }) => [seq, must(hash, 'it was sealed whole')]));
  return { mark: { highSeq: count, headHash: held.get(count) ?? GENESIS_HASH }, held };
}

describe('a batch of a sealed log', () => {
  it('joins on wherever it begins, up to the next place', () => {
    const log = logOf(8, { text: 'Việt' });
    fc.assert(fc.property(fc.nat(7), fc.nat(8), fc.nat(8), (from, length, count) => {
      fc.pre(from <= count);
      const batch = sealAll({ ...log, operations: log.operations.slice(from, from + length + 1) });
      const { mark, held } = heldOf(log, count);
      expect(findContradiction(mark, batch, held)).toBeNull();
    }));
  });

  it('does not join on to the log of another, which differs from its very first operation', () => {
    const [one, other] = [logOf(5, { a: 1 }), logOf(5, { a: 2 })];
    fc.assert(fc.property(fc.nat(4), fc.integer({ min: 1, max: 5 }), (from, count) => {
      fc.pre(from <= count);
      const { mark, held } = heldOf(other, count);
      expect(findContradiction(mark, sealAll({ ...one, operations: one.operations.slice(from) }), held)).not.toBeNull();
    }));
  });

  it('is the same after its seals were left out on the way; a change in any operation then breaks the one seal that was sent', () => {
    const log = logOf(6, { a: 1 });
    const whole = log.operations.map((operation) => operationSchema.parse(operation));
    fc.assert(fc.property(fc.nat(5), fc.nat(5), fc.nat(5), (from, length, changed) => {
      const part = whole.slice(from, from + length + 1);
      const packed = packOperations(part);
      expect(packed.filter(({ hash }) => hash !== undefined)).toHaveLength(1);
      expect(sealAll({ ...log, operations: [...packed] }).map(({ operation }) => operation)).toEqual(part);
      const broken = packed.map((operation, index) => (index === changed % packed.length ? { ...operation, body: { a: 2 } } : operation));
      const { mark, held } = heldOf(log, from);
      expect(findContradiction(mark, sealAll({ ...log, operations: broken }), held)).not.toBeNull();
    }));
  });

  it('is refused without the one seal that vouches for all, and without what stands before it', () => {
    const log = logOf(2);
    const [one, two] = packOperations(log.operations.map((operation) => operationSchema.parse(operation)));
    const { hash: _seal, ...unsealed } = must(two, 'there are two');
    expect(() => sealAll({ ...log, operations: [must(one, 'there are two'), unsealed] })).toThrow(WireRefusal);
    expect(() => sealAll({ ...log, operations: [must(two, 'there are two')] })).toThrow(WireRefusal);
  });

  it('is a contradiction when any part of an operation was changed after it was sealed', () => {
    const log = logOf(3, { a: 1 });
    const changes: readonly Partial<Operation>[] = [{ actor: 'counter-1' }, { at: 5 as Operation['at'] }, { body: {} }, { type: 'ticket.held' }, { aggId: 'b' }, { aggRev: 9 }, { typeVersion: 2 }, { prevHash: 'f'.repeat(64) }, { hash: 'f'.repeat(64) }];
    for (const changed of changes) {
      const operations = log.operations.map((operation, index) => (index === 1 ? { ...operation, ...changed } : operation));
      expect(findContradiction({ highSeq: 0, headHash: GENESIS_HASH }, sealAll({ ...log, operations }), new Map()), JSON.stringify(changed)).toMatchObject({ seq: 2 });
    }
  });

  it('belongs to its commune and station', () => {
    const log = logOf(1);
    const elsewhere = sealAll(pushRequestSchema.parse({ ...log, station: 'K2' }));
    expect(findContradiction({ highSeq: 0, headHash: GENESIS_HASH }, elsewhere, new Map())).toMatchObject({ seq: 1 });
  });

  it('tells what an operation says from where it stands', () => {
    const [first, second] = sealAll(logOf(2));
    const moved = sealAll(pushRequestSchema.parse({ ...logOf(2), operations: logOf(2).operations.map((operation) => ({ ...operation, seq: operation.seq + 7, prevHash: 'a'.repeat(64) })) }));
    expect([moved[0]?.contentHash, moved[1]?.contentHash]).toEqual([first?.contentHash, second?.contentHash]);
    expect(first?.contentHash).not.toBe(second?.contentHash);
  });

  it('must ascend one by one, in place and incarnation', () => {
    const log = logOf(4);
    const [one, two, three] = log.operations;
    if (one === undefined || two === undefined || three === undefined) throw new Error('the log has four');
    expect(() => assertOrderly(log)).not.toThrow();
    for (const operations of [[one, three], [two, one], [one, one], [{ ...one, incarnation: 2 }], [one, { ...two, incarnation: 0 }]]) {
      expect(() => assertOrderly({ ...log, operations })).toThrow(WireRefusal);
    }
  });
});
