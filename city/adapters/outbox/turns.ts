// Changes of dossiers in the order of the feed, as turns that a portal may have to hear of; and how dossiers stand, for when the feed does not reach back far enough.

import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { feedChanges, feedItemSchema } from '../../../shared/wire/feed.ts';
import type { FeedItem } from '../../../shared/wire/feed.ts';
import { readRows } from '../../database/rows.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Told, Turn } from './plan.ts';

const { dossierId, status, dueAt, isVoided, isErased } = feedChanges['dossier.changed'].shape;
export const epochMsSchema = feedItemSchema.shape.at;
/** Where the portal will be with a dossier, as the database has it. */
export const toldSchema = z.object({ status, isVoided, isErased: z.boolean(), dueAt, at: epochMsSchema });
/** What a portal will have heard, and whether it was of an erased person. */
export type ToldCase = Told & { readonly isErased: boolean };

/** A turn of one dossier, with its place in the feed. */
export interface PlacedTurn {
  readonly dossierId: string;
  readonly number: number;
  readonly turn: Turn;
  readonly isErased: boolean;
}

const dossierRow = z.object({ id: dossierId, isErased, receivedAt: epochMsSchema, openedDueAt: epochMsSchema.nullable(), told: toldSchema.nullable() });
const eventRow = z.object({ opId: z.string(), at: epochMsSchema });

const TOLD = `CASE WHEN c.dossier_id IS NOT NULL THEN json_build_object('status', c.status, 'isVoided', c.is_voided, 'isErased', c.is_erased, 'dueAt', c.due_at, 'at', c.at) END AS told`;

export interface TurnsOfFeed {
  readonly turns: readonly PlacedTurn[];
  readonly told: ReadonlyMap<string, ToldCase>;
  /** Last number that was read. */
  readonly last: number;
}

function changeOf({ change }: FeedItem) {
  return change.type === 'dossier.received' || change.type === 'dossier.changed' ? change : null;
}

/**
 * What the feed says after a number, of dossiers that were received from `since` on. Their rows are held until the end of the transaction: whoever erases one comes before, and his erasure is seen
 * here, or afterwards, and finds what is written here.
 */
export async function readTurns(transaction: Transaction, commune: string, after: number, since: number, limit: number): Promise<TurnsOfFeed> {
  const items = await readRows(transaction, feedItemSchema, 'SELECT number, change, at FROM feed WHERE commune = $1 AND number > $2 ORDER BY number LIMIT $3', [commune, after, limit]);
  const ids = [...new Set(items.flatMap((item) => changeOf(item)?.dossierId ?? []))];
  const rows = await readRows(
    transaction,
    dossierRow,
    `SELECT d.dossier_id AS id, d.is_erased AS "isErased", d.received_at AS "receivedAt", CASE WHEN o.raw IS NULL THEN d.due_at ELSE (o.raw -> 'body' ->> 'dueAt')::bigint END AS "openedDueAt", ${TOLD}
     FROM dossier d LEFT JOIN event o ON o.commune = d.commune AND o.agg_id = d.dossier_id::text AND o.op_id = d.opened_op
     LEFT JOIN portal_case c ON c.commune = d.commune AND c.dossier_id = d.dossier_id
     WHERE d.commune = $1 AND d.dossier_id = ANY ($2::uuid[]) AND d.received_at >= $3 ORDER BY d.dossier_id FOR SHARE OF d`,
    [commune, ids, since],
  );
  const operations = items.flatMap(({ change }) => (change.type === 'dossier.changed' && change.opId !== null ? [change.opId] : []));
  const events = await readRows(transaction, eventRow, 'SELECT op_id AS "opId", at FROM event WHERE commune = $1 AND agg_id = ANY ($2::text[]) AND op_id = ANY ($3::uuid[])', [commune, ids, operations]);
  const dossiers = new Map(rows.map((row) => [row.id, row]));
  const moments = new Map(events.map((event) => [event.opId, event.at]));
  const turns = items.flatMap((item): readonly PlacedTurn[] => {
    const change = changeOf(item);
    const dossier = change === null ? undefined : dossiers.get(change.dossierId);
    if (change === null || dossier === undefined) return [];
    if (change.type === 'dossier.received') {
      const turn: Turn = { status: 2, isVoided: false, at: dossier.receivedAt, dueAt: dossier.openedDueAt, note: '', isRewritten: false };
      return [{ dossierId: dossier.id, number: item.number, turn, isErased: false }];
    }
    // A station's moment, as far as it lies before the city heard of it; the city's own changes have the city's.
    const at = Math.min(change.opId === null ? item.at : (moments.get(change.opId) ?? item.at), item.at) as EpochMs;
    const isRewritten = Object.keys(change.fields).length > 0 || change.procedureCode !== undefined;
    const turn: Turn = { status: change.status, isVoided: change.isVoided, at, dueAt: change.dueAt, note: dossier.isErased ? '' : change.reason, isRewritten };
    return [{ dossierId: dossier.id, number: item.number, turn, isErased: change.isErased }];
  });
  return { turns, told: new Map(rows.flatMap(({ id, told }) => (told === null ? [] : [[id, told] as const]))), last: items.at(-1)?.number ?? after };
}

const standingRow = z.object({ id: dossierId, status, isVoided, isErased, dueAt, receivedAt: epochMsSchema, movedAt: epochMsSchema.nullable(), revision: z.int(), told: toldSchema.nullable() });

/** How dossiers stand now, for a portal that has heard nothing yet, or not for so long that the feed does not say it any more: the steps in between are lost, where they stand is not. */
export async function readStanding(transaction: Transaction, commune: string, number: number, since: number, now: EpochMs): Promise<TurnsOfFeed> {
  const rows = await readRows(
    transaction,
    standingRow,
    `SELECT d.dossier_id AS id, d.status, d.is_voided AS "isVoided", d.is_erased AS "isErased", d.due_at AS "dueAt", d.received_at AS "receivedAt", d.revision,
            (SELECT max(e.at) FROM event e WHERE e.commune = d.commune AND e.agg_id = d.dossier_id::text AND e.type IN ('dossier.moved', 'dossier.voided')) AS "movedAt", ${TOLD}
     FROM dossier d LEFT JOIN portal_case c ON c.commune = d.commune AND c.dossier_id = d.dossier_id
     WHERE d.commune = $1 AND d.received_at >= $2 AND (c.dossier_id IS NOT NULL OR NOT d.is_erased) ORDER BY d.received_at, d.dossier_id`,
    [commune, since],
  );
  const turns = rows.map((row): PlacedTurn => {
    const at = row.status === 2 && !row.isVoided ? row.receivedAt : (Math.min(row.movedAt ?? now, now) as EpochMs);
    const turn: Turn = { status: row.status, isVoided: row.isVoided, at, dueAt: row.dueAt, note: '', isRewritten: row.told !== null && row.revision > 1 };
    return { dossierId: row.id, number, turn, isErased: row.isErased };
  });
  return { turns, told: new Map(rows.flatMap(({ id, told }) => (told === null ? [] : [[id, told] as const]))), last: number };
}
