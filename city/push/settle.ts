// What became later of operations without effect: sent again, withdrawn, understood at last, or freed because the one before them was settled. Each is told in the feed.

import { z } from 'zod';
import type { OperationId } from '../../shared/base/ids.ts';
import type { FeedChange } from '../../shared/wire/feed.ts';
import { operationSchema, senderSchema } from '../../shared/wire/operation.ts';
import { change, readRows } from '../database/rows.ts';
import { applyDossiers } from '../dossiers/apply.ts';
import type { ApplyContext } from '../dossiers/apply.ts';
import type { DossierOperation } from '../dossiers/plan.ts';
import { readRaw } from './event-rows.ts';
import { interpret } from './interpret.ts';
import { notePayments } from './payments.ts';
import { noteReceiptBooks } from './receipt-books.ts';
import type { WithoutEffect } from './interpret.ts';
import { detailOf, readBlockers } from './unsettled-rows.ts';

type Settled = Extract<FeedChange, { readonly type: 'operation.settled' }>;

const waitingSchema = z.object({ opId: operationSchema.shape.opId, station: senderSchema.shape.station, aggId: z.string().nullable(), raw: z.string().nullable(), hash: z.string() });
type Waiting = z.infer<typeof waitingSchema>;

/** Ends an operation without effect; false when it is none, or not the station's own. */
async function end({ transaction, commune, at }: ApplyContext, station: string, opId: OperationId, settled: 'applied' | 'withdrawn'): Promise<boolean> {
  const ended = await change(
    transaction,
    'UPDATE unsettled SET settled = $4, settled_at = $5 WHERE commune = $1 AND station = $2 AND op_id = $3 AND settled IS NULL',
    [commune, station, opId, settled, at],
  );
  return ended === 1;
}

function told(station: Settled['station'], opId: OperationId, kind: Settled['kind'], code: string, detail = ''): Settled {
  return { type: 'operation.settled', station, opId, kind, code, detail };
}

/**
 * Operations that wait, in the order in which they came. `condition` is about the row `u`; its value is $2. Their rows are locked: of two who would give the same one its effect,
 * or give it up, the second finds it settled.
 */
async function readWaiting({ transaction, commune }: ApplyContext, condition: string, value: unknown, limit = 10_000): Promise<readonly Waiting[]> {
  return readRows(
    transaction,
    waitingSchema,
    `SELECT u.op_id AS "opId", u.station, u.agg_id AS "aggId", e.raw::text AS raw, encode(e.hash, 'hex') AS hash FROM unsettled u JOIN event e USING (commune, station, incarnation, seq)
     WHERE u.commune = $1 AND u.settled IS NULL AND ${condition} ORDER BY u.at, u.incarnation, u.seq LIMIT $3 FOR NO KEY UPDATE OF u`,
    [commune, value, limit],
  );
}

/** Keeps on the list what still has no effect, for the reason that it has now. */
async function relist({ transaction, commune }: ApplyContext, opId: OperationId, why: WithoutEffect, type: string): Promise<void> {
  await change(
    transaction,
    'UPDATE unsettled SET kind = $3, code = $4, detail = $5, field = $6, held_by = $7 WHERE commune = $1 AND op_id = $2',
    [commune, opId, why.kind, why.kind === 'held' ? '' : why.code, detailOf(type, why), why.kind === 'rejected' ? (why.field ?? null) : null, why.kind === 'held' ? why.by : null],
  );
}

/** Tries operations that waited once more, in their order, and after each that is settled those that waited for it. */
export async function applyWaiting(context: ApplyContext, waiting: readonly Waiting[]): Promise<FeedChange[]> {
  const changes: FeedChange[] = [];
  for (const { opId, station, aggId, raw, hash } of waiting) {
    // Erased since: there is nothing left to apply.
    const operation = raw === null ? null : readRaw(raw, hash);
    const meaning = raw === null || operation === null ? null : interpret(operation, raw);
    if (operation !== null && meaning?.kind === 'kept') {
      // A newer gateway could read it, and had it wait: such a one takes it up again.
      await relist(context, opId, meaning, operation.type);
      continue;
    }
    const blockers = await readBlockers(context.transaction, context.commune, aggId === null ? [] : [aggId]);
    // It does not wait for itself.
    if (aggId !== null && blockers.get(aggId) === opId) blockers.delete(aggId);
    const each: DossierOperation | null = operation !== null && meaning?.kind === 'dossier' ? { station, operation, event: meaning.event } : null;
    const applied = await applyDossiers(context, each === null ? [] : [each], blockers);
    const why = meaning?.kind === 'rejected' ? meaning : each === null ? undefined : applied.listed.get(each);
    changes.push(...applied.changes);
    if (why !== undefined) {
      await relist(context, opId, why, operation?.type ?? '');
      if (why.kind === 'rejected') changes.push(told(station, opId, 'rejected', why.code, why.detail));
      continue;
    }
    // What is kept beside the log, and what a portal was told, did not have it yet.
    if (operation !== null) {
      await noteReceiptBooks(context, station, [{ operation }]);
      changes.push(...(await notePayments(context, station, [{ operation }])));
    }
    const kind = operation === null ? 'withdrawn' : 'applied';
    await end(context, station, opId, kind);
    changes.push(told(station, opId, kind, kind === 'applied' ? '' : 'operation.erased'), ...(await release(context, opId)));
  }
  return changes;
}

/** Lets go what waited for an operation that is settled now. */
async function release(context: ApplyContext, opId: OperationId): Promise<FeedChange[]> {
  return applyWaiting(context, await readWaiting(context, 'u.held_by = $2', opId));
}

/** The officer gave up an operation that had no effect. */
export async function withdraw(context: ApplyContext, station: Settled['station'], opId: OperationId): Promise<FeedChange[]> {
  if (!(await end(context, station, opId, 'withdrawn'))) return [];
  return [told(station, opId, 'withdrawn', 'operation.withdrawn'), ...(await release(context, opId))];
}

/** A new operation stands for an old one that had no effect: with the new one's effect the old one is settled, without it the new one takes its place on the list. */
export async function replace(context: ApplyContext, station: Settled['station'], old: OperationId, by: OperationId, hasEffect: boolean): Promise<FeedChange[]> {
  if (!(await end(context, station, old, hasEffect ? 'applied' : 'withdrawn'))) return [];
  if (hasEffect) return [told(station, old, 'applied', 'operation.resent', by), ...(await release(context, old))];
  await change(context.transaction, 'UPDATE unsettled SET held_by = $3 WHERE commune = $1 AND held_by = $2 AND op_id <> $3', [context.commune, old, by]);
  return [told(station, old, 'withdrawn', 'operation.replaced', by)];
}

/** A dossier is there now: what was said of it before it was known is tried once more. */
export async function applyEarly(context: ApplyContext, dossierId: string): Promise<FeedChange[]> {
  return applyWaiting(context, await readWaiting(context, `u.kind = 'rejected' AND u.code = 'dossier.unknown' AND u.agg_id = $2`, dossierId));
}

/**
 * What may have its effect by now, of the rows `u` and `e`: kept operations whose type and version are among $`place`; those that found no dossier while another transaction was
 * just opening it, so that neither saw the other; and those that wait for something that is settled, whoever forgot them.
 */
export const isDue = (place: number): string => `(u.kind = 'kept' AND e.type || ' ' || e.type_version = ANY ($${place}::text[]) OR u.kind = 'rejected' AND u.code = 'dossier.unknown'
  AND EXISTS (SELECT FROM dossier d WHERE d.commune = u.commune AND d.dossier_id = CASE WHEN u.code = 'dossier.unknown' THEN u.agg_id::uuid END)
  OR u.kind = 'held' AND NOT EXISTS (SELECT FROM unsettled b WHERE b.commune = u.commune AND b.op_id = u.held_by AND b.settled IS NULL))`;

/** What may have its effect by now, as much as is to be taken at once. */
export async function readDue(context: ApplyContext, known: readonly string[], limit: number): Promise<readonly Waiting[]> {
  return readWaiting(context, isDue(2), known, limit);
}
