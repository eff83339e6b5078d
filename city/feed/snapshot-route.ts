// GET /v1/snapshot: how every dossier of the commune stands, page by page in the order of their ids, for whoever stayed away longer than the feed is kept.

import type { Pool } from 'pg';
import { z } from 'zod';
import { snapshotAnswerSchema, snapshotQuerySchema } from '../../shared/wire/feed.ts';
import type { SnapshotAnswer, SnapshotDossier } from '../../shared/wire/feed.ts';
import type { CityClock } from '../clock.ts';
import { readRows } from '../database/rows.ts';
import { CORRECTABLE } from '../dossiers/state.ts';
import type { Admission } from '../server/admission.ts';
import { parseOutside } from '../server/body.ts';
import { assertOwn, authenticate } from '../server/caller.ts';
import type { Route } from '../server/server.ts';
import { unansweredPayments } from '../statement/unanswered.ts';
import { readFeedRange } from './read.ts';

const element = snapshotAnswerSchema.shape.dossiers.element;
const dossierSchema = element.omit({ fields: true, filed: true }).extend({
  fields: z.record(z.string(), z.string()), applicant: z.record(z.string(), z.string()), procedureCode: element.shape.filed.unwrap().shape.procedureCode, filedAt: z.int().nullable(),
});

const PAGE = `
  SELECT d.dossier_id AS "dossierId", d.revision, d.status, d.due_at AS "dueAt", d.is_voided AS "isVoided", d.is_erased AS "isErased", d.owner, d.provisional_code AS "provisionalCode",
         d.official_code AS "officialCode", d.station, d.fields, d.applicant,
         coalesce((SELECT json_agg(DISTINCT jsonb_build_object('sha256', b.sha256, 'bytes', b.bytes)) FROM dossier_page p JOIN blob b USING (commune, sha256)
                   WHERE p.commune = d.commune AND p.dossier_id = d.dossier_id AND p.removed_at IS NULL), '[]') AS verified,
         coalesce((SELECT json_agg(a.code ORDER BY a.code) FROM (SELECT code FROM code_alias a WHERE a.commune = d.commune AND a.dossier_id = d.dossier_id LIMIT 10) AS a), '[]') AS "takenCodes",
         coalesce((SELECT json_agg(json_build_object('opId', o.op_id, 'name', o.name, 'lost', o.lost) ORDER BY o.revision DESC, o.op_id, o.name)
                   FROM (SELECT * FROM overruled o WHERE o.commune = d.commune AND o.dossier_id = d.dossier_id ORDER BY o.revision DESC, o.op_id, o.name LIMIT 100) AS o), '[]') AS overruled,
         d.procedure_code AS "procedureCode", (d.touched -> 'procedureCode' ->> 'rev')::int8 AS "filedAt"
  FROM dossier d WHERE d.commune = $1 AND ($2::uuid IS NULL OR d.dossier_id > $2) ORDER BY d.dossier_id LIMIT $3`;

/** The applicant as the city has it: the opening with its corrections, and nothing of what neither says. */
function withFields({ fields, applicant, procedureCode, filedAt, ...said }: z.infer<typeof dossierSchema>): SnapshotDossier {
  const rest = { ...said, ...(filedAt === null ? {} : { filed: { procedureCode, revision: filedAt } }) };
  if (rest.isErased) return { ...rest, fields: {} };
  const known = CORRECTABLE.flatMap((name) => {
    const value = fields[name] ?? applicant[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...rest, fields: Object.fromEntries(known) };
}

/** A page has no more text than this, but always its first dossier: a station reads 4 MiB of an answer, and would ask for the same for ever. */
const PAGE_BYTES = 3 * 1024 * 1024;

function fitting(dossiers: readonly SnapshotDossier[], said: number): SnapshotDossier[] {
  let bytes = said;
  const end = dossiers.findIndex((dossier, index) => {
    bytes += Buffer.byteLength(JSON.stringify(dossier));
    return index > 0 && bytes > PAGE_BYTES;
  });
  return dossiers.slice(0, end === -1 ? dossiers.length : end);
}

export function snapshotRoute({ pool, clock, admission }: { readonly pool: Pool; readonly clock: CityClock; readonly admission: Admission }): Route {
  return {
    method: 'GET',
    url: '/v1/snapshot',
    wantsRequestId: true,
    answer: async ({ request, requestId }) => {
      const sender = await authenticate(pool, request.headers.authorization);
      const query = parseOutside(snapshotQuerySchema, request.query);
      assertOwn(sender, query);
      admission.admit(sender.commune, 'past');
      // Before the dossiers: what is changed in between then comes once more in the feed.
      const { last } = await readFeedRange(pool, query.commune);
      const rows = await readRows(pool, dossierSchema, PAGE, [query.commune, query.after ?? null, query.limit]);
      const payments = query.after === undefined ? await unansweredPayments(pool, sender) : [];
      const dossiers = fitting(rows.map(withFields), Buffer.byteLength(JSON.stringify(payments)));
      const next = dossiers.length === rows.length && rows.length < query.limit ? null : (dossiers.at(-1)?.dossierId ?? null);
      return { requestId, dossiers, next, last, cityTime: clock.now(), ...(payments.length === 0 ? {} : { payments }) } satisfies SnapshotAnswer;
    },
  };
}
