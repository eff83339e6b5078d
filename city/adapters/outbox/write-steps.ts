// Writes steps towards the portal, and where it will be with their dossiers.

import { z } from 'zod';
import { booleans, int2s, int8s, texts, uuids } from '../../database/columns.ts';
import { change, readRows } from '../../database/rows.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { PortalSettings } from '../settings.ts';
import { organisationKind } from '../words.ts';
import type { Told, What } from './plan.ts';
import type { ToldCase } from './turns.ts';

/** A step towards the portal as it is written. */
export interface Step {
  readonly dossierId: string;
  readonly number: number;
  readonly part: number;
  readonly what: What;
  readonly told: Told;
  readonly note: string;
  /** Of what has to be done by hand, whether it is a person's erasure or a correction. */
  readonly detail: 'erased' | 'corrected' | '';
}

const openingRow = z.object({ id: z.string(), kind: z.enum(['person', 'organisation', 'household-business']).nullable(), name: z.string().nullable(), authority: z.string().nullable() });

/**
 * Keeps what an opening says and an erasure leaves: what whose dossier it is, is, for those who are no person, and who decides.
 * Openings are picked out before anything is read of them: beside them in the log may lie what PostgreSQL can read nothing of.
 */
async function keepOpenings(transaction: Transaction, kinds: PortalSettings['organisationKinds'], commune: string, ids: readonly string[]): Promise<void> {
  const openings = await readRows(
    transaction,
    openingRow,
    `WITH opened AS MATERIALIZED (SELECT d.dossier_id, o.raw FROM dossier d JOIN event o ON o.commune = d.commune AND o.agg_id = d.dossier_id::text AND o.op_id = d.opened_op WHERE d.commune = $1 AND d.dossier_id = ANY ($2::uuid[]))
     SELECT dossier_id AS id, raw -> 'body' -> 'intake' -> 'behalf' -> 'owner' ->> 'kind' AS kind, raw -> 'body' -> 'intake' -> 'behalf' -> 'owner' ->> 'fullName' AS name, raw -> 'body' ->> 'authority' AS authority FROM opened`,
    [commune, uuids(ids)],
  );
  const owners = openings.flatMap(({ id, kind, name }) => (kind === null || kind === 'person' ? [] : [{ id, kind: kind === 'organisation' ? organisationKind(name ?? '', kinds) : kind }]));
  const deciding = openings.filter(({ authority }) => authority !== null);
  await change(
    transaction,
    'INSERT INTO portal_owner (commune, dossier_id, kind) SELECT $1, o.* FROM unnest($2::uuid[], $3::text[]) AS o ON CONFLICT DO NOTHING',
    [commune, uuids(owners.map(({ id }) => id)), texts(owners.map(({ kind }) => kind))],
  );
  await change(
    transaction,
    'UPDATE portal_case c SET authority = o.authority FROM unnest($2::uuid[], $3::text[]) AS o (id, authority) WHERE c.commune = $1 AND c.dossier_id = o.id AND c.authority IS NULL',
    [commune, uuids(deciding.map(({ id }) => id)), texts(deciding.map(({ authority }) => authority))],
  );
}

/** Writes steps, and where the portal will be with their dossiers. */
export async function writeSteps(transaction: Transaction, { organisationKinds }: Pick<PortalSettings, 'organisationKinds'>, commune: string, steps: readonly Step[], told: ReadonlyMap<string, ToldCase>, at: number): Promise<void> {
  if (steps.length === 0) return;
  const cases = [...told];
  await change(
    transaction,
    `INSERT INTO portal_case (commune, dossier_id, status, is_voided, is_erased, due_at, at)
     SELECT $1, c.* FROM unnest($2::uuid[], $3::smallint[], $4::boolean[], $5::boolean[], $6::bigint[], $7::bigint[]) AS c
     ON CONFLICT (commune, dossier_id) DO UPDATE SET status = EXCLUDED.status, is_voided = EXCLUDED.is_voided, is_erased = EXCLUDED.is_erased, due_at = EXCLUDED.due_at, at = EXCLUDED.at`,
    [commune, uuids(cases.map(([id]) => id)), int2s(cases.map(([, each]) => each.status)), booleans(cases.map(([, each]) => each.isVoided)), booleans(cases.map(([, each]) => each.isErased)), int8s(cases.map(([, each]) => each.dueAt)), int8s(cases.map(([, each]) => each.at))],
  );
  await keepOpenings(transaction, organisationKinds, commune, cases.map(([id]) => id));
  await change(
    transaction,
    `INSERT INTO portal_step (commune, next_at, queued_at, dossier_id, number, part, what, status, is_voided, due_at, at, note, detail, state, failure)
     SELECT $1, $2, $2, s.*, CASE s.what WHEN 'by-hand' THEN 'desk' ELSE 'waiting' END, CASE s.what WHEN 'by-hand' THEN 'portal.by-hand' ELSE '' END
     FROM unnest($3::uuid[], $4::bigint[], $5::smallint[], $6::text[], $7::smallint[], $8::boolean[], $9::bigint[], $10::bigint[], $11::text[], $12::text[]) AS s (dossier_id, number, part, what, status, is_voided, due_at, at, note, detail)`,
    [
      commune, at, uuids(steps.map(({ dossierId }) => dossierId)), int8s(steps.map(({ number }) => number)), int2s(steps.map(({ part }) => part)), texts(steps.map(({ what }) => what)), int2s(steps.map(({ told: { status } }) => status)),
      booleans(steps.map(({ told: { isVoided } }) => isVoided)), int8s(steps.map(({ told: { dueAt } }) => dueAt)), int8s(steps.map((step) => step.told.at)), texts(steps.map(({ note }) => note)), texts(steps.map(({ detail }) => detail)),
    ],
  );
}
