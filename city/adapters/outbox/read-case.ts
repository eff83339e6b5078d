// Reads a dossier as a portal is to hear of it after one of its steps, out of what the city holds at this moment.

import type { Pool } from 'pg';
import { z } from 'zod';
import { dossierEvents } from '../../../shared/wire/dossier-events.ts';
import { paymentEvents } from '../../../shared/wire/payment-events.ts';
import { channelSchema, intakeDetailsSchema, type IntakeDetails } from '../../../shared/wire/intake-details.ts';
import { resultEvents } from '../../../shared/wire/handover-events.ts';
import { feedChanges, feedItemSchema } from '../../../shared/wire/feed.ts';
import { must } from '../../../shared/base/must.ts';
import { readRows } from '../../database/rows.ts';
import { caseAfter } from '../case.ts';
import type { CaseFacts, CaseFees, CaseFile, CaseStep, PortalCase } from '../case.ts';
import type { ClaimedStep } from './claim.ts';
import { lentResults } from './lent-results.ts';
import { effective, IS_RESULT } from './result-pages.ts';

/** The portal's words for a procedure. */
export type ProcedureWords = CaseFacts['procedure'];

const { status, isVoided, dueAt } = feedChanges['dossier.changed'].shape;
const at = feedItemSchema.shape.at;
const opened = dossierEvents['dossier.opened'].shape;
const paperSchema = z.object({ paperId: z.string(), name: z.string(), originals: z.int(), certified: z.int().default(0), copies: z.int(), reusedFrom: z.string().default(''), reusedResult: z.boolean().default(false) });
const charged = paymentEvents['fee.charged'].shape;
const feeSchema = z.object({ lines: z.array(z.object({ name: z.string(), kind: z.enum(['phi', 'le-phi']), amount: z.int() })), manner: charged.manner });
const openedSchema = z.object({ procedureName: opened.procedureName, procedureCode: opened.procedureCode, officerName: opened.officerName, papers: z.array(paperSchema), intake: z.object({ channel: channelSchema, behalf: intakeDetailsSchema.shape.behalf.default(null) }).optional() });
const rowSchema = z.object({
  code: z.string(), authority: z.string(), procedureCode: opened.procedureCode, receiptNumber: z.string(), receivedAt: at, isErased: z.boolean(), ownerKind: z.enum(['organisation', 'household-business', 'state-body', 'other-organisation']).nullable(), applicant: z.record(z.string(), z.string()),
  /** Null once it is erased. */
  opened: openedSchema.nullable(),
  fee: feeSchema.nullable(), isLetOff: z.boolean().nullable(), paidBy: z.enum(['cash', 'transfer']).nullable(), results: z.array(z.object({ name: z.string(), number: z.string(), issuedOn: resultEvents['dossier.result-arrived'].shape.issuedOn.unwrap().nullable() })),
  /** How many pages the city knows of each paper. */
  scanned: z.record(z.string(), z.int()),
  files: z.array(z.object({ paperId: z.string(), fileId: z.string(), hash: z.string(), pageId: z.string(), mime: z.string(), isResult: z.boolean() })),
});
const stepSchema = z.object({ status, isVoided, dueAt, at, note: z.string(), supplementBy: dossierEvents['dossier.moved'].shape.supplementBy.unwrap().nullable() });

/** What was charged last, whether it was let off since, and how it was paid. What the city has not understood of it has no effect. */
const FEE = `SELECT c.raw -> 'body' AS fee, EXISTS (SELECT FROM event l WHERE l.commune = c.commune AND l.agg_id = c.agg_id AND l.type = 'fee.let-off' AND l.at >= c.at) AS is_let_off,
       (SELECT p.method FROM payment p WHERE p.commune = c.commune AND p.visit_id = (c.raw -> 'body' ->> 'visitId')::uuid AND p.confirmed_at IS NOT NULL AND p.reversed_at IS NULL ORDER BY p.confirmed_at LIMIT 1) AS paid_by
     FROM event c WHERE c.commune = d.commune AND c.agg_id = d.dossier_id::text AND c.type = 'fee.charged' AND c.raw IS NOT NULL AND position('\\u0000' IN c.raw::text) = 0 AND NOT EXISTS (SELECT FROM unsettled u WHERE u.commune = c.commune AND u.op_id = c.op_id AND u.settled IS DISTINCT FROM 'applied')
     ORDER BY c.received_at DESC, c.seq DESC LIMIT 1`;

/** A result that came again under the same name takes the place of the one before. */
const RESULTS = `SELECT coalesce(json_agg(json_build_object('name', name, 'number', number, 'issuedOn', issued_on) ORDER BY name), '[]') FROM (
       SELECT DISTINCT ON (name) name, number, issued_on FROM (
         SELECT r.raw -> 'body' ->> 'abstract' AS name, r.raw -> 'body' ->> 'number' AS number, r.raw -> 'body' ->> 'issuedOn' AS issued_on, r.received_at, r.seq FROM (${effective('dossier.result-arrived', 'd')}) AS r WHERE r.raw -> 'body' ->> 'kind' = 'paper'
       ) AS arrived ORDER BY name, received_at DESC, seq DESC
     ) AS newest`;

/** The newest last day that the request of the event `e` was given since, while no step of the station had ended it: what was overruled came when the city had moved on. */
const MOVED_DAY = `SELECT body ->> 'supplementBy' AS day FROM (
       SELECT n.incarnation, n.seq, body, bool_or(body ->> 'to' <> '5') OVER (ORDER BY n.incarnation, n.seq) AS is_over
       FROM event n CROSS JOIN LATERAL (SELECT CASE WHEN position('\\u0000' IN n.raw::text) = 0 THEN n.raw -> 'body' END AS body) AS readable
       WHERE n.commune = e.commune AND n.agg_id = e.agg_id AND n.type = 'dossier.moved' AND (n.incarnation, n.seq) > (e.incarnation, e.seq)
         AND NOT EXISTS (SELECT FROM overruled o WHERE o.commune = n.commune AND o.op_id = n.op_id) AND NOT EXISTS (SELECT FROM unsettled u WHERE u.commune = n.commune AND u.op_id = n.op_id AND u.settled IS DISTINCT FROM 'applied')
     ) AS later WHERE body ->> 'from' = '5' AND body ->> 'to' = '5' AND body ->> 'supplementBy' IS NOT NULL AND is_over IS NOT TRUE
     ORDER BY incarnation DESC, seq DESC LIMIT 1`;

/** A dossier with everything but the portal's own words for its procedure. */
export type UnnamedCase = Omit<CaseFacts, 'procedure'> & { readonly procedureCode: string; readonly steps: readonly [CaseStep, ...CaseStep[]] };

const EXTENSIONS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf' };

/** The name of a page's file: of the paper that it belongs to and of the page, never of the person. */
export function fileName(pageId: string, mime: string): string {
  return `${pageId}.${EXTENSIONS[mime] ?? 'bin'}`;
}

/** Reads the dossier of a step as it is now, with its steps up to that one. */
export async function readCase(pool: Pool, step: ClaimedStep): Promise<UnnamedCase> {
  const key = [step.commune, step.dossierId];
  const [found] = await readRows(
    pool,
    rowSchema,
    `SELECT coalesce(c.code, d.official_code) AS code, coalesce(c.authority, '') AS authority, d.procedure_code AS "procedureCode", CASE WHEN d.owns_provisional THEN d.provisional_code ELSE '' END AS "receiptNumber", d.received_at AS "receivedAt",
            d.is_erased AS "isErased", k.kind AS "ownerKind", d.applicant || d.fields AS applicant, o.raw -> 'body' AS opened,
            f.fee, f.is_let_off AS "isLetOff", f.paid_by AS "paidBy",
            (${RESULTS}) AS results,
            (SELECT coalesce(json_object_agg(s.paper_id, s.pages), '{}') FROM (SELECT paper_id, count(*) AS pages FROM dossier_page p WHERE p.commune = d.commune AND p.dossier_id = d.dossier_id AND p.removed_at IS NULL GROUP BY paper_id) AS s) AS scanned,
            (SELECT coalesce(json_agg(json_build_object('paperId', p.paper_id, 'fileId', f.file_id, 'hash', f.hash, 'pageId', p.page_id, 'mime', p.mime, 'isResult', ${IS_RESULT}) ORDER BY p.page_id), '[]')
             FROM portal_file f JOIN dossier_page p USING (commune, dossier_id, page_id) WHERE f.commune = d.commune AND f.dossier_id = d.dossier_id AND p.removed_at IS NULL) AS files
     FROM dossier d JOIN portal_case c USING (commune, dossier_id) LEFT JOIN portal_owner k USING (commune, dossier_id) LEFT JOIN event o ON o.commune = d.commune AND o.agg_id = d.dossier_id::text AND o.op_id = d.opened_op
     LEFT JOIN LATERAL (${FEE}) AS f ON true
     WHERE d.commune = $1 AND d.dossier_id = $2`,
    key,
  );
  const row = must(found, 'a step has its dossier');
  const rows = await readRows(
    pool,
    stepSchema,
    // A step has the number of its change in the feed, which names the operation that said the day; the feed forgets, and so does this.
    `SELECT s.status, s.is_voided AS "isVoided", s.due_at AS "dueAt", s.at, s.note, coalesce(m.day, e.raw -> 'body' ->> 'supplementBy') AS "supplementBy" FROM portal_step s
     LEFT JOIN feed f ON s.status = 5 AND f.commune = s.commune AND f.number = s.number AND f.change ->> 'dossierId' = s.dossier_id::text
     LEFT JOIN event e ON e.commune = s.commune AND e.agg_id = s.dossier_id::text AND e.op_id = (f.change ->> 'opId')::uuid AND e.type = 'dossier.moved'
     LEFT JOIN LATERAL (${MOVED_DAY}) AS m ON true
     WHERE s.commune = $1 AND s.dossier_id = $2 AND (s.number, s.part) <= ($3, $4) ORDER BY s.number, s.part`,
    [...key, step.number, step.part],
  );
  // The parts of one turn have one moment, and no two turns have the same.
  const [first, ...rest] = rows.filter((each, place) => each.at !== rows[place - 1]?.at).map(({ supplementBy, ...each }): CaseStep => ({ ...each, ...(supplementBy === null ? {} : { supplementBy }) }));
  const { isErased, applicant, files } = row;
  const text = (name: string): string => applicant[name] ?? '';
  const filesOf = (isOf: (file: (typeof files)[number]) => boolean): readonly CaseFile[] => files.filter(isOf).map(({ fileId, hash, pageId, mime }) => ({ fileId, hash, name: fileName(pageId, mime) }));
  const papers = row.opened?.papers ?? [];
  const lent = await lentResults(pool, step.commune, papers.flatMap(({ reusedFrom, reusedResult }) => (reusedResult ? [reusedFrom] : [])));
  const isRefiled = row.opened !== null && row.opened.procedureCode !== row.procedureCode;
  return {
    code: row.code, authority: row.authority, procedureCode: row.procedureCode, receiptNumber: row.receiptNumber, receivedAt: row.receivedAt, channel: row.opened?.intake?.channel ?? 'counter',
    subject: isRefiled ? '' : (row.opened?.procedureName ?? ''), officer: row.opened?.officerName ?? '',
    applicant: isErased ? null : { name: text('fullName'), idNumber: text('idNumber'), phone: text('phone'), address: text('address'), birthDate: text('birthDate'), issuedOn: text('issuedOn'), ...(text('email') === '' ? {} : { email: text('email') }) },
    owner: isErased ? null : ownerOf(row.opened?.intake?.behalf ?? null), ownerKind: row.ownerKind === null ? 'citizen' : row.ownerKind === 'organisation' ? 'business' : row.ownerKind,
    fees: isErased ? null : feesOf(row), results: isErased ? [] : row.results, resultFiles: isErased ? [] : filesOf(({ isResult }) => isResult),
    papers: papers.map(({ reusedFrom, reusedResult, ...paper }) => ({ ...paper, pages: row.scanned[paper.paperId] ?? 0, isReused: reusedFrom !== '', ...(reusedResult ? { lent: lent.get(reusedFrom) ?? null } : {}), files: filesOf(({ paperId }) => paperId === paper.paperId) })),
    steps: [must(first, 'a step is one of its own dossier'), ...rest],
  };
}

/** Of a visit one dossier is charged. What was let off and not paid costs nothing any more. */
function feesOf({ fee, isLetOff, paidBy }: z.infer<typeof rowSchema>): CaseFees | null {
  if (fee === null) return null;
  return { manner: fee.manner, paidBy, lines: fee.lines.map(({ name, kind, amount }) => ({ name, kind, amount: isLetOff === true && paidBy === null ? 0 : amount })) };
}

/** For whom it was filed; null where for nobody else. A business's own number has no member in either dialect, and is no ID number. */
function ownerOf(behalf: IntakeDetails['behalf']): CaseFacts['owner'] {
  if (behalf === null) return null;
  const { fullName: name, phone, address } = behalf.owner;
  return { name, idNumber: behalf.owner.kind === 'person' ? behalf.owner.idNumber : '', phone, address };
}

/** With the portal's words for its procedure it is whole. */
export function named({ procedureCode: _code, steps, ...facts }: UnnamedCase, procedure: ProcedureWords): PortalCase {
  return caseAfter({ ...facts, procedure }, steps);
}
