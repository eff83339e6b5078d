// Values of this station that do not hold at the city, each kept until an officer has seen it. Personal data: for staff only.

import { z } from 'zod';
import type { DossierId, EpochMs } from '../../../shared/base/ids.ts';
import type { Notice } from '../../../shared/contract/care.ts';
import { dossierIdSchema, epochMsSchema } from '../../../shared/contract/primitives.ts';
import type { FeedChange, SnapshotDossier } from '../../../shared/wire/feed.ts';
import type { Readable, Writable } from './handle.ts';

const noticeRow = z.object({
  noticeId: z.int(), dossierId: dossierIdSchema, label: z.string(), kind: z.enum(['field', 'status', 'due-date', 'procedure', 'code', 'other-code']), field: z.string(), kept: z.string(), lost: z.string(), at: epochMsSchema,
  actor: z.string(), isSettled: z.int().transform((value) => value === 1),
}) satisfies z.ZodType<Notice>;
/** A notice with both its values. */
type WholeNotice = z.output<typeof noticeRow>;
const valueRow = z.object({ value: z.string() });

interface NewNotice extends Pick<WholeNotice, 'dossierId' | 'kind' | 'field' | 'kept' | 'lost' | 'at'> {
  /** The operation that lost; '' for the codes of the opening. */
  readonly opId: string;
}

/** One for each value that an operation lost, however often it is told; none for dossiers of other stations. True if it is news. */
function addNotice(store: Writable, notice: NewNotice): boolean {
  return store.run(
    `INSERT INTO notice (dossier_id, kind, field, kept, lost, op_id, at) SELECT dossier_id, $kind, $field, $kept, $lost, $opId, $at FROM dossier WHERE dossier_id = $dossierId
     ON CONFLICT (dossier_id, kind, field, op_id) DO NOTHING`,
    { ...notice },
  ) === 1;
}

/** Codes on the citizen's paper that belong to another dossier by right: they still lead here, and the paper wants to be printed anew. */
export function noteTakenCodes(store: Writable, dossierId: DossierId, officialCode: string, codes: readonly string[], at: EpochMs): void {
  for (const code of codes) addNotice(store, { dossierId, kind: 'code', field: code, kept: officialCode, lost: code, opId: '', at });
}

const codeRow = z.object({ kept: z.string() });

/** An official code that the city says of a dossier of this station which has another one, or none because another dossier here has it; true if that is news. A person must find out which is right. */
export function noteOtherCode(store: Writable, dossierId: DossierId, provisionalCode: string, officialCode: string, at: EpochMs): boolean {
  const own = store.get(
    codeRow,
    `SELECT coalesce(official_code, '') AS kept FROM dossier_code WHERE dossier_id = $dossierId AND provisional_code = $provisionalCode AND official_code IS NOT $officialCode`,
    { dossierId, provisionalCode, officialCode },
  );
  return own !== null && addNotice(store, { dossierId, kind: 'other-code', field: officialCode, kept: own.kept, lost: officialCode, opId: '', at });
}

type Change = Extract<FeedChange, { type: 'dossier.changed' }>;

/** Keeps what an operation wanted and did not get, and that the city has filed a dossier under another procedure. The city's word must have been taken in before. */
export function noteOverruled(store: Writable, { dossierId, revision, opId, overruled, procedureCode, ...now }: Change, at: EpochMs): void {
  for (const [name, lost] of Object.entries(overruled)) noteLost(store, { dossierId, ...now }, { opId: opId ?? `revision-${revision}`, name, lost }, at);
  if (procedureCode !== undefined) noteFiled(store, dossierId, { procedureCode, revision }, at);
}

/** The same of a snapshot, which says all that was ever overruled: what is known already stays as it is, settled or not. */
export function noteOfSnapshot(store: Writable, standing: SnapshotDossier, at: EpochMs): void {
  const { dossierId, officialCode, takenCodes, overruled, filed } = standing;
  noteTakenCodes(store, dossierId, officialCode, takenCodes, at);
  for (const lost of overruled.toReversed()) noteLost(store, standing, lost, at);
  if (filed !== undefined) noteFiled(store, dossierId, filed, at);
}

interface Lost {
  readonly opId: string;
  readonly name: string;
  readonly lost: string;
}

function noteLost(store: Writable, { dossierId, status, dueAt }: Pick<Change, 'dossierId' | 'status' | 'dueAt'>, { opId, name, lost }: Lost, at: EpochMs): void {
  const note = (kind: Notice['kind'], kept: string) => addNotice(store, { dossierId, kind, field: name, kept, lost, at, opId });
  if (name === 'status') note('status', String(status));
  else if (name === 'dueAt') note('due-date', String(dueAt ?? ''));
  else note('field', cityValueOf(store, dossierId, name));
}

function noteFiled(store: Writable, dossierId: DossierId, { procedureCode, revision }: NonNullable<SnapshotDossier['filed']>, at: EpochMs): void {
  const own = store.get(valueRow, 'SELECT procedure_code AS value FROM dossier WHERE dossier_id = $dossierId', { dossierId });
  if (own !== null && own.value !== procedureCode) addNotice(store, { dossierId, kind: 'procedure', field: 'procedureCode', kept: procedureCode, lost: own.value, opId: `revision-${revision}`, at });
}

/** What the city has in a field of the applicant: its own word, else what the opening said. */
export function cityValueOf(store: Readable, dossierId: DossierId, field: string): string {
  return (
    store.get(
      valueRow,
      `SELECT coalesce((SELECT fields ->> $field FROM city_dossier WHERE dossier_id = $dossierId),
         (SELECT event.body -> 'applicant' ->> $field FROM dossier JOIN event ON op_id = opened_op WHERE dossier_id = $dossierId LIMIT 1), '') AS value`,
      { dossierId, field },
    )?.value ?? ''
  );
}

const SELECT = `SELECT notice_id AS noticeId, dossier_id AS dossierId, coalesce((SELECT coalesce(official_code, provisional_code) FROM dossier_code WHERE dossier_code.dossier_id = notice.dossier_id), '') AS label,
  kind, field, kept, lost, at, coalesce((SELECT actor FROM event WHERE event.op_id = notice.op_id LIMIT 1), 'station') AS actor, settled_at IS NOT NULL AS isSettled FROM notice`;

/** Those that nobody has settled, oldest first. */
export function openNotices(store: Readable): WholeNotice[] {
  return store.all(noticeRow, `${SELECT} WHERE settled_at IS NULL ORDER BY at, notice_id LIMIT 500`);
}

/** Null unless it is open. */
export function openNotice(store: Readable, noticeId: number): WholeNotice | null {
  return store.get(noticeRow, `${SELECT} WHERE notice_id = $noticeId AND settled_at IS NULL`, { noticeId });
}

/** True where the operation that lost only gave a request for papers another last day. */
export function isLostDay(store: Readable, noticeId: number): boolean {
  return (
    store.get(
      valueRow,
      `SELECT body ->> '$.supplementBy' AS value FROM notice JOIN event USING (op_id) WHERE notice_id = $noticeId AND type = 'dossier.moved' AND body ->> '$.from' = 5 AND body ->> '$.to' = 5 AND body ->> '$.supplementBy' IS NOT NULL`,
      { noticeId },
    ) !== null
  );
}

export function settleNotice(store: Writable, noticeId: number, decision: 'keep-city' | 'propose-mine', at: EpochMs): void {
  store.runOne('UPDATE notice SET settled_at = $at, decision = $decision WHERE notice_id = $noticeId AND settled_at IS NULL', { noticeId, decision, at });
}
