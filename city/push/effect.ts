// Gives operations their effect, each the one that its type has, and says which have none and why.

import type { FeedChange } from '../../shared/wire/feed.ts';
import { eraseStrays } from '../dossiers/erasure.ts';
import { applyDossiers } from '../dossiers/apply.ts';
import type { ApplyContext } from '../dossiers/apply.ts';
import type { DossierOperation } from '../dossiers/plan.ts';
import type { Sender } from '../server/caller.ts';
import type { SealedOperation } from './chain.ts';
import { interpret } from './interpret.ts';
import type { Meaning, WithoutEffect } from './interpret.ts';
import { notePayments } from './payments.ts';
import { noteReceiptBooks } from './receipt-books.ts';
import { applyEarly, replace, withdraw } from './settle.ts';
import { insertUnsettled, readBlockers } from './unsettled-rows.ts';

/** An operation without effect. */
export interface Listed {
  readonly sealed: SealedOperation;
  readonly why: WithoutEffect;
}

export interface Effect {
  readonly changes: readonly FeedChange[];
  readonly listed: readonly Listed[];
}

type Read = readonly { readonly sealed: SealedOperation; readonly meaning: Meaning }[];

/** What of the batch settles older operations, after all of the batch has had its own effect. */
async function settleOlder(context: ApplyContext, { station }: Sender, read: Read, listed: ReadonlyMap<SealedOperation, WithoutEffect>, waitedFor: ReadonlyMap<string, string>): Promise<readonly FeedChange[]> {
  const changes: FeedChange[] = [];
  for (const { sealed, meaning } of read) {
    const { opId, refersTo, aggId } = sealed.operation;
    if (refersTo !== undefined && refersTo !== opId) changes.push(...(await replace(context, station, refersTo, opId, !listed.has(sealed))));
    if (meaning.kind === 'withdrawal') changes.push(...(await withdraw(context, station, meaning.of)));
    if (meaning.kind === 'dossier' && meaning.event.type === 'dossier.opened' && waitedFor.has(aggId) && !listed.has(sealed)) changes.push(...(await applyEarly(context, aggId)));
  }
  return changes;
}

/** Takes fresh operations of one sender in their order. `meanings` has those that were read before the transaction began. */
export async function takeEffect(context: ApplyContext, sender: Sender, fresh: readonly SealedOperation[], meanings: ReadonlyMap<SealedOperation, Meaning>): Promise<Effect> {
  const read: Read = fresh.map((sealed) => ({ sealed, meaning: meanings.get(sealed) ?? interpret(sealed.operation, sealed.raw) }));
  const listed = new Map<SealedOperation, WithoutEffect>();
  const ofDossiers = new Map<DossierOperation, SealedOperation>();
  for (const { sealed, meaning } of read) {
    if (meaning.kind === 'rejected' || meaning.kind === 'kept') listed.set(sealed, meaning);
    if (meaning.kind === 'dossier') ofDossiers.set({ station: sender.station, operation: sealed.operation, event: meaning.event }, sealed);
  }
  const ids = new Set(fresh.flatMap(({ operation: { aggType, aggId } }) => (aggType === 'dossier' ? [aggId] : [])));
  const waitedFor = await readBlockers(context.transaction, sender.commune, [...ids]);
  const { changes, notApplied } = await applyAround(context, read, ofDossiers, new Map(waitedFor));
  for (const [each, why] of notApplied) {
    const sealed = ofDossiers.get(each);
    if (sealed !== undefined) listed.set(sealed, why);
  }
  const inOrder = fresh.flatMap((sealed) => {
    const why = listed.get(sealed);
    return why === undefined ? [] : [{ sealed, why }];
  });
  await noteReceiptBooks(context, sender.station, fresh);
  const seen = await notePayments(context, sender.station, fresh);
  await insertUnsettled(context.transaction, sender, inOrder, context.at);
  await eraseStrays(context.transaction, sender.commune, inOrder.flatMap(({ sealed: { operation: { aggType, aggId } }, why }) => (aggType === 'dossier' && why.kind !== 'held' ? [aggId] : [])), context.at);
  return { changes: [...changes, ...seen, ...(await settleOlder(context, sender, read, listed, waitedFor))], listed: inOrder };
}

/** Applies the dossiers' operations between those of the batch that cannot be read, for which the later ones of the same dossier have to wait. */
async function applyAround(context: ApplyContext, read: Read, ofDossiers: ReadonlyMap<DossierOperation, SealedOperation>, blockers: Map<string, SealedOperation['operation']['opId']>) {
  const changes: FeedChange[] = [];
  const notApplied = new Map<DossierOperation, WithoutEffect>();
  const operations = new Map([...ofDossiers].map(([each, sealed]) => [sealed, each]));
  let row: DossierOperation[] = [];
  const flush = async (): Promise<void> => {
    const applied = await applyDossiers(context, row, blockers);
    changes.push(...applied.changes);
    for (const [each, why] of applied.listed) notApplied.set(each, why);
    row = [];
  };
  for (const { sealed, meaning } of read) {
    const each = operations.get(sealed);
    if (each !== undefined) row.push(each);
    const { aggType, aggId, opId, type, refersTo } = sealed.operation;
    if (aggType !== 'dossier' || !(meaning.kind === 'rejected' || (meaning.kind === 'kept' && type === 'dossier.opened'))) continue;
    await flush();
    const blocker = blockers.get(aggId);
    if (blocker === undefined || blocker === refersTo) blockers.set(aggId, opId);
  }
  await flush();
  return { changes, notApplied };
}
