// Where a batch joins on to what the city holds of a station: each incarnation has a chain of its own, and a new one begins where it left an older one.

import { GENESIS_HASH } from '../../shared/wire/operation.ts';
import type { Transaction } from '../database/transaction.ts';
import type { Sender } from '../server/caller.ts';
import { WireRefusal } from '../server/refusal.ts';
import { findContradiction } from './chain.ts';
import type { SealedOperation } from './chain.ts';
import { findByHash, readHashes } from './event-rows.ts';
import { Contradiction } from './incident.ts';
import type { Chain } from './station-row.ts';

export interface Joined {
  /** Operations that the city did not hold at their place. */
  readonly beyond: readonly SealedOperation[];
  /** The chains that these lengthen or begin, as they are with them. */
  readonly moved: readonly Chain[];
  /** All chains of the station after this batch, oldest incarnation first. */
  readonly chains: readonly Chain[];
}

interface Place {
  readonly transaction: Transaction;
  readonly sender: Sender;
  readonly chains: ReadonlyMap<number, Chain>;
  readonly batch: readonly SealedOperation[];
}

function runsOf(batch: readonly SealedOperation[]): readonly (readonly [SealedOperation, ...SealedOperation[]])[] {
  const runs: [SealedOperation, ...SealedOperation[]][] = [];
  for (const sealed of batch) {
    const run = runs.at(-1);
    if (run?.[0].operation.incarnation === sealed.operation.incarnation) run.push(sealed);
    else runs.push([sealed]);
  }
  return runs;
}

/** Where a new incarnation left an older one; refused as a gap while the city does not hold that place. */
async function begin({ transaction, sender, chains, batch }: Place, { operation }: SealedOperation): Promise<Chain> {
  const { incarnation, seq, prevHash, at } = operation;
  const fresh = { incarnation, baseHash: prevHash, firstSeq: seq, bornAt: at, highSeq: seq - 1, headHash: prevHash };
  if (prevHash === GENESIS_HASH) return { ...fresh, baseSeq: 0 };
  const older = [...chains.values()].filter((chain) => chain.incarnation < incarnation);
  const head = older.find((chain) => chain.headHash === prevHash)?.highSeq;
  const carried = batch.find((each) => each.operation.incarnation < incarnation && each.operation.hash === prevHash)?.operation.seq;
  const baseSeq = head ?? carried ?? (older.length === 0 ? null : await findByHash(transaction, sender, incarnation, prevHash));
  // A chain that reaches as far as this place is that of another disk: what is missing lies behind the last one that ends before.
  const reached = older.map(({ highSeq }) => highSeq).filter((highSeq) => highSeq < seq);
  if (baseSeq === null) throw new WireRefusal('wire.gap', `what incarnation ${incarnation} follows is missing`, { expected: Math.max(0, ...reached) + 1 });
  if (baseSeq >= seq) throw new WireRefusal('wire.invalid', 'operations: an incarnation begins below the place where it left the older one');
  return { ...fresh, baseSeq };
}

/** Last place on which both agree, where a run contradicts at `seq`. Where that lies before the run, it is the chain's base that both have. */
function lastCommon(chain: Chain, held: ReadonlyMap<number, string>, first: SealedOperation, seq: number): number {
  if (seq > first.operation.seq) return Math.min(seq - 1, chain.highSeq);
  const before = seq === chain.firstSeq ? chain.baseHash : seq - 1 === chain.highSeq ? chain.headHash : held.get(seq - 1);
  if (before !== first.operation.prevHash) return chain.baseSeq;
  return seq === chain.firstSeq ? chain.baseSeq : seq - 1;
}

/** Finds the place of each operation. Throws `WireRefusal` for a gap, `Contradiction` where the station says other things than it once said. */
export async function joinOn(transaction: Transaction, sender: Sender, known: readonly Chain[], newest: number, batch: readonly SealedOperation[]): Promise<Joined> {
  const chains = new Map(known.map((chain) => [chain.incarnation, chain]));
  const moved: Chain[] = [];
  const beyond: SealedOperation[] = [];
  for (const run of runsOf(batch)) {
    const [first] = run;
    const last = run.at(-1) ?? first;
    const chain = chains.get(first.operation.incarnation) ?? (await begin({ transaction, sender, chains, batch }, first));
    if (first.operation.seq > chain.highSeq + 1) throw new WireRefusal('wire.gap', 'operations before these are missing', { expected: chain.highSeq + 1 });
    const fork = (seq: number, what: string, common: number): Contradiction =>
      new Contradiction('wire.fork', `incarnation-${chain.incarnation}-seq-${seq}`, `operation ${seq}: ${what}`, { expected: common + 1, incarnation: Math.max(newest, chain.incarnation) });
    if (first.operation.seq < chain.firstSeq) throw fork(first.operation.seq, 'the incarnation begins later at the city', chain.baseSeq);
    // What follows the head needs no look at what is held.
    const isNext = first.operation.seq > chain.highSeq;
    const held = isNext ? new Map<number, string>() : await readHashes(transaction, sender, chain.incarnation, first.operation.seq - 1, Math.min(last.operation.seq, chain.highSeq));
    const found = findContradiction(chain, run, held);
    if (found !== null) throw fork(found.seq, found.what, lastCommon(chain, held, first, found.seq));
    const fresh = run.filter(({ operation }) => operation.seq > chain.highSeq);
    if (fresh.length === 0) continue;
    beyond.push(...fresh);
    const grown = { ...chain, highSeq: last.operation.seq, headHash: last.operation.hash };
    moved.push(grown);
    chains.set(grown.incarnation, grown);
  }
  return { beyond, moved, chains: [...chains.values()].toSorted((a, b) => a.incarnation - b.incarnation) };
}
