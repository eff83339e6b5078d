// Takes one batch of a station's log, in one transaction.
// Lock the station → find its place in the log (gap, repeat, contradiction) → claim ids in the inbox → keep everything raw → apply what is new →
// move the high-water mark → number the feed → commit → answer. Nothing is said before the commit, and nothing is done twice after a lost answer.

import type { Pool } from 'pg';
import type { OpenedDossier } from '../../shared/wire/dossier-events.ts';
import type { PushAnswer, PushRequest, PushResult } from '../../shared/wire/messages.ts';
import type { CityClock } from '../clock.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Transaction } from '../database/transaction.ts';
import { appendToFeed } from '../feed/append.ts';
import type { Log } from '../log.ts';
import type { Sender } from '../server/caller.ts';
import { WireRefusal } from '../server/refusal.ts';
import { applyDossiers } from './apply.ts';
import { assertOrderly, findContradiction, sealAll } from './chain.ts';
import type { SealedOperation } from './chain.ts';
import { insertEvents, insertRejections, readHashes, readRejections } from './event-rows.ts';
import { claimNew } from './inbox.ts';
import { Contradiction, recordIncident } from './incident.ts';
import { interpret } from './interpret.ts';
import type { Rejection } from './interpret.ts';
import { advanceStation, lockStation } from './station-row.ts';
import type { StationRow } from './station-row.ts';

export interface PushContext {
  readonly pool: Pool;
  readonly clock: CityClock;
  readonly log: Log;
}

interface Taken {
  readonly ackedSeq: number;
  readonly results: readonly PushResult[];
  readonly rejected: readonly { readonly sealed: SealedOperation; readonly rejection: Rejection }[];
}

/** Refuses what does not join on to the station's log, and gives the operations beyond the mark. */
async function joinOn(transaction: Transaction, sender: Sender, row: StationRow, incarnation: number, batch: readonly SealedOperation[]): Promise<readonly SealedOperation[]> {
  if (row.state === 'quarantined') throw new WireRefusal('wire.fork', 'the station is quarantined');
  if (incarnation < row.incarnation) throw new Contradiction('wire.fork', `incarnation-${incarnation}`, 'an older incarnation of the station is sending', false);
  const firstSeq = batch[0]?.operation.seq ?? 0;
  const expected = row.highSeq + 1;
  if (firstSeq > expected) throw new WireRefusal('wire.gap', 'operations before these are missing', { expected });
  const held = await readHashes(transaction, sender, firstSeq, row.highSeq);
  const found = findContradiction(row, batch, held);
  if (found !== null) throw new Contradiction('wire.fork', `seq-${found.seq}`, `operation ${found.seq}: ${found.what}`, true);
  return batch.filter(({ operation }) => operation.seq > row.highSeq);
}

/** Gives the fresh operations their effect and says which had none. */
async function takeEffect(transaction: Transaction, sender: Sender, agency: string, fresh: readonly SealedOperation[], log: Log) {
  const rejected: { readonly sealed: SealedOperation; readonly rejection: Rejection }[] = [];
  const opened = new Map<OpenedDossier, SealedOperation>();
  for (const sealed of fresh) {
    const meaning = interpret(sealed.operation);
    if (meaning.kind === 'rejected') rejected.push({ sealed, rejection: meaning });
    if (meaning.kind === 'dossier') opened.set(meaning.dossier, sealed);
  }
  const { changes, rejections } = await applyDossiers(transaction, sender, agency, [...opened.keys()], log);
  for (const [dossier, sealed] of opened) {
    const rejection = rejections.get(dossier);
    if (rejection !== undefined) rejected.push({ sealed, rejection });
  }
  return { changes, rejected };
}

async function take(transaction: Transaction, { clock, log }: PushContext, sender: Sender, request: PushRequest, batch: readonly SealedOperation[]): Promise<Taken> {
  const row = await lockStation(transaction, sender);
  const beyond = await joinOn(transaction, sender, row, request.incarnation, batch);
  const at = clock.now();
  const fresh = beyond.length === 0 ? [] : await claimNew(transaction, sender.commune, beyond);
  if (beyond.length > 0) await insertEvents(transaction, sender, beyond, at);
  const { changes, rejected } = await takeEffect(transaction, sender, row.agency, fresh, log);
  await insertRejections(transaction, sender, rejected, at);
  const known = await readRejections(transaction, sender.commune, batch);
  const isFresh = new Set(fresh);
  const results = batch.map((sealed): PushResult => {
    const { opId } = sealed.operation;
    const rejection = known.get(opId);
    if (rejection !== undefined) return { opId, ...rejection };
    return { kind: isFresh.has(sealed) ? 'applied' : 'duplicate', opId };
  });
  const head = beyond.at(-1)?.operation;
  const mark = head === undefined ? row : { highSeq: head.seq, headHash: head.hash };
  if (head !== undefined) await advanceStation(transaction, sender, request.incarnation, mark);
  // The counter's lock comes last and is held only until the commit: the order of numbers is the order of commits.
  await appendToFeed(transaction, sender.commune, changes, at);
  return { ackedSeq: mark.highSeq, results, rejected };
}

/** Takes a parsed request of an authenticated sender. Throws `WireRefusal` for what is not taken; after `DatabaseAway` the sender asks again. */
export async function acceptPush(context: PushContext, sender: Sender, request: PushRequest): Promise<PushAnswer> {
  const { pool, clock, log } = context;
  assertOrderly(request);
  const batch = sealAll(request);
  try {
    const { ackedSeq, results, rejected } = await inTransaction(pool, clock, (transaction) => take(transaction, context, sender, request, batch));
    for (const { sealed, rejection } of rejected) {
      log('alarm', 'operation.rejected', { ...sender, seq: sealed.operation.seq, code: rejection.code, detail: rejection.detail });
    }
    return { requestId: request.requestId, results: [...results], ackedSeq, cityTime: clock.now() };
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error;
    await recordIncident(pool, clock, log, sender, error, request);
    throw new WireRefusal(error.code, error.detail);
  }
}
