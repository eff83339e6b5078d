// Takes one batch of a station's log, in one transaction.
// Lock the station → find its place in the log (gap, repeat, contradiction) → claim ids in the inbox → keep everything raw → apply what is new →
// move the high-water marks → number the feed → commit → answer. Nothing is said before the commit, and nothing is done twice after a lost answer.

import type { Pool } from 'pg';
import { WIRE_VERSION } from '../../shared/wire/messages.ts';
import type { PushAnswer, PushRequest, PushResult } from '../../shared/wire/messages.ts';
import type { CityClock } from '../clock.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Transaction } from '../database/transaction.ts';
import { appendToFeed } from '../feed/append.ts';
import type { Log } from '../log.ts';
import type { Admission } from '../server/admission.ts';
import type { Sender } from '../server/caller.ts';
import { WireRefusal } from '../server/refusal.ts';
import { assertOrderly, sealAll } from './chain.ts';
import type { SealedOperation } from './chain.ts';
import { takeEffect } from './effect.ts';
import type { Listed } from './effect.ts';
import { insertEvents } from './event-rows.ts';
import { claimNew } from './inbox.ts';
import { Contradiction, recordIncident } from './incident.ts';
import { interpret } from './interpret.ts';
import type { Meaning } from './interpret.ts';
import { joinOn } from './join.ts';
import { fenceOlder, lockStation, readChains, writeChains } from './station-row.ts';
import type { Turns } from './turns.ts';
import { readUnsettled } from './unsettled-rows.ts';

export interface PushContext {
  readonly pool: Pool;
  readonly clock: CityClock;
  readonly log: Log;
  readonly admission: Admission;
  readonly turns: Turns;
}

interface Taken {
  readonly ackedSeq: number;
  readonly results: readonly PushResult[];
  readonly listed: readonly Listed[];
}

/** A station of the first version knows neither what is held nor what is kept. */
function forVersion(proto: number, result: PushResult): PushResult {
  if (proto >= WIRE_VERSION) return result;
  if (result.kind === 'held') return { kind: 'rejected', opId: result.opId, code: 'operation.held', detail: `waits for ${result.by}` };
  if (result.kind === 'kept') return { kind: 'rejected', opId: result.opId, code: result.code, detail: 'kept until the city has learned it' };
  if (result.kind === 'rejected') return { kind: 'rejected', opId: result.opId, code: result.code, detail: result.detail };
  return result;
}

async function take(transaction: Transaction, { clock, log }: PushContext, sender: Sender, request: PushRequest, batch: readonly SealedOperation[], meanings: ReadonlyMap<SealedOperation, Meaning>): Promise<Taken> {
  const row = await lockStation(transaction, sender);
  if (row.state === 'quarantined') throw new WireRefusal('wire.quarantined', 'a person at the city has stopped this station');
  const { beyond, moved, chains } = await joinOn(transaction, sender, await readChains(transaction, sender), row.incarnation, batch);
  const at = clock.now();
  const fresh = beyond.length === 0 ? [] : await claimNew(transaction, sender.commune, beyond);
  if (beyond.length > 0) await insertEvents(transaction, sender, beyond, at);
  await writeChains(transaction, sender, moved);
  const isReborn = await fenceOlder(transaction, sender, row, request.incarnation, at);
  const { changes, listed } = await takeEffect({ transaction, commune: sender.commune, agency: row.agency, log, at }, sender, fresh, meanings);
  const open = fresh.length === batch.length && listed.length === 0 ? new Map<string, PushResult>() : await readUnsettled(transaction, sender.commune, batch.map(({ operation }) => operation.opId));
  const isFresh = new Set(fresh);
  const results = batch.map((sealed): PushResult => open.get(sealed.operation.opId) ?? { kind: isFresh.has(sealed) ? 'applied' : 'duplicate', opId: sealed.operation.opId });
  const ackedSeq = chains.find(({ incarnation }) => incarnation === batch.at(-1)?.operation.incarnation)?.highSeq ?? 0;
  // The counter's lock comes last and is held only until the commit: the order of numbers is the order of commits.
  await appendToFeed(transaction, sender.commune, [...(isReborn ? [{ type: 'numbers.voided' as const, station: sender.station, incarnation: request.incarnation }] : []), ...changes], at);
  return { ackedSeq, results, listed };
}

/** Takes a parsed request of an authenticated sender. Throws `WireRefusal` for what is not taken; after `DatabaseAway` the sender asks again. */
export async function acceptPush(context: PushContext, sender: Sender, request: PushRequest): Promise<PushAnswer> {
  const { pool, clock, log, turns } = context;
  assertOrderly(request);
  const batch = sealAll(request);
  // Before the lock: while one batch of a station is with the database, the next is read here.
  const meanings = new Map(batch.map((sealed) => [sealed, interpret(sealed.operation, sealed.raw)]));
  try {
    const { ackedSeq, results, listed } = await turns.run(`${sender.commune}/${sender.station}`, () => inTransaction(pool, clock, (transaction) => take(transaction, context, sender, request, batch, meanings)));
    for (const { sealed: { operation }, why } of listed) {
      log('alarm', `operation.${why.kind}`, { ...sender, seq: operation.seq, code: why.kind === 'held' ? '' : why.code, detail: why.kind === 'rejected' ? why.detail : '' });
    }
    return { requestId: request.requestId, results: results.map((result) => forVersion(request.proto, result)), ackedSeq, cityTime: clock.now() };
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error;
    await recordIncident(pool, clock, log, sender, error, request);
    const { expected, incarnation } = error.extras;
    throw new WireRefusal(error.code, error.detail, { ...(expected === undefined ? {} : { expected }), ...(incarnation === undefined || request.proto < WIRE_VERSION ? {} : { incarnation }) });
  }
}
