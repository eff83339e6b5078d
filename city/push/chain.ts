// The seal of a station's log: which operations follow on what the city holds, and which contradict it. Pure but for the hash.

import { hash as hashOf } from 'node:crypto';
import type { PushRequest } from '../../shared/wire/messages.ts';
import { canonicalTexts } from '../../shared/wire/operation.ts';
import type { Operation } from '../../shared/wire/operation.ts';
import { WireRefusal } from '../server/refusal.ts';

/** An operation with what was computed from it here. */
export interface SealedOperation {
  readonly operation: Operation;
  /** The text over which the station's hash must have been taken. */
  readonly raw: string;
  /** SHA-256 of `raw`, in hex: the hash that the operation ought to carry. */
  readonly seal: string;
  /** SHA-256 of what it says, wherever it stands, in hex. */
  readonly contentHash: string;
}

/** How far the city holds the log of one incarnation. */
export interface LogMark {
  readonly highSeq: number;
  readonly headHash: string;
}

function sha256(text: string): string {
  return hashOf('sha256', text);
}

/**
 * Refuses a batch whose places or incarnations do not ascend as they must; such a sender is broken, whatever its log says.
 * Where a new incarnation begins, places may be left out: those are the ones that it wrote anew.
 */
export function assertOrderly({ operations, incarnation }: PushRequest): void {
  let previous: Pick<Operation, 'seq' | 'incarnation'> | undefined;
  for (const operation of operations) {
    if (previous !== undefined && (operation.incarnation === previous.incarnation ? operation.seq !== previous.seq + 1 : operation.seq <= previous.seq)) {
      throw new WireRefusal('wire.invalid', 'operations: the sequence does not ascend one by one');
    }
    if (previous !== undefined && operation.incarnation < previous.incarnation) throw new WireRefusal('wire.invalid', 'operations: the incarnation goes back');
    if (operation.incarnation > incarnation) throw new WireRefusal('wire.invalid', 'operations: an incarnation above the sender\'s own');
    previous = operation;
  }
}

/** Computes the seals of a batch, and with them what was left out of it. Refuses one whose first operation names nothing before it, or whose last has no seal: nothing would vouch for the others. */
export function sealAll({ commune, station, operations }: PushRequest): readonly SealedOperation[] {
  if (operations.at(-1)?.hash === undefined) throw new WireRefusal('wire.invalid', 'operations: the last one has no hash');
  let previousHash: string | undefined;
  return operations.map((packed) => {
    const prevHash = packed.prevHash ?? previousHash;
    if (prevHash === undefined) throw new WireRefusal('wire.invalid', 'operations: the first one names nothing before it');
    const { raw, content } = canonicalTexts(commune, station, { ...packed, prevHash });
    const seal = sha256(raw);
    const hash = packed.hash ?? seal;
    previousHash = hash;
    return { operation: { ...packed, prevHash, hash }, raw, seal, contentHash: sha256(content) };
  });
}

/**
 * Looks for a contradiction between a batch and what the city holds; null when there is none. `held` gives the hash of an operation that the city has already.
 * The first operation must not lie beyond the mark's next place.
 */
export function findContradiction(mark: LogMark, batch: readonly SealedOperation[], held: ReadonlyMap<number, string>): { readonly seq: number; readonly what: string } | null {
  let previousHash: string | undefined;
  for (const { operation, seal } of batch) {
    const { seq, hash, prevHash } = operation;
    // What the city has had at this place is a repeat, whatever a station has forgotten of it since: nothing is taken from it.
    const isHeld = seq <= mark.highSeq && held.get(seq) === hash;
    if (hash !== seal && !isHeld) return { seq, what: 'the hash is not that of its operation' };
    if (previousHash !== undefined && prevHash !== previousHash) return { seq, what: 'the chain is broken inside the batch' };
    if (seq <= mark.highSeq && (held.get(seq) ?? hash) !== hash) return { seq, what: 'the city holds another operation at this place' };
    if (seq === mark.highSeq + 1 && prevHash !== mark.headHash) return { seq, what: 'it does not follow the last operation that the city holds' };
    previousHash = hash;
  }
  return null;
}
