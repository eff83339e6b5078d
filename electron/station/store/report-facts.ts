// What this station knows of its dossiers for periodic reports: received, promised, asked for papers, and how they ended. No personal data leaves this file.

import { z } from 'zod';
import type { DossierId, EpochMs } from '../../../shared/base/ids.ts';
import { dossierStatusSchema } from '../../../shared/contract/dossier.ts';
import { channelSchema } from '../../../shared/contract/intake.ts';
import { dossierIdSchema, epochMsSchema, procedureCodeSchema } from '../../../shared/contract/primitives.ts';
import { RESULT_PAPER } from '../../../shared/domain/digitisation/parts.ts';
import { endsTime, type DossierStatus } from '../../../shared/domain/dossier/status.ts';
import type { SupplementWait } from '../../../shared/domain/due-date/supplements.ts';
import type { DossierFact } from '../../../shared/domain/index766/facts.ts';
import type { Readable } from './handle.ts';
import { IS_VOIDED } from './voided.ts';

/** Where a reading in pages has got to. */
export interface ReportPlace {
  readonly receivedAt: EpochMs;
  readonly dossierId: string;
}

/** A dossier as reports count it; `isEndUnknown` where the city says that it is over, or that its papers came, and nothing here says since when. */
export interface ReportedDossier {
  readonly dossierId: DossierId;
  readonly fact: DossierFact;
  readonly isEndUnknown: boolean;
  /** It was given back or stopped, and nobody here knows when; a result that only lies ready is none of these. */
  readonly isCloseUnknown: boolean;
}

const movesSchema = z.array(z.tuple([dossierStatusSchema, epochMsSchema]));
const cityMovesSchema = z.array(z.tuple([dossierStatusSchema, epochMsSchema.nullable()]));
const json = <Schema extends z.ZodType>(schema: Schema) => z.string().transform((text): unknown => JSON.parse(text)).pipe(schema);
const reportRow = z.object({
  dossierId: dossierIdSchema, code: z.string(), procedureCode: procedureCodeSchema, receivedAt: epochMsSchema, ownDueAt: epochMsSchema.nullable(), firstDueAt: epochMsSchema.nullable(), openedDueAt: epochMsSchema.nullable(), cityDueAt: epochMsSchema.nullable(), status: dossierStatusSchema, isAtPortal: z.int(),
  channel: channelSchema, reusesPapers: z.int(), isDisliked: z.int(), lacksPages: z.int(), hasResult: z.int(), charged: z.int().nullable(), isPaidInCash: z.int(),
  moves: json(movesSchema), cityMoves: json(cityMovesSchema), isCityNewer: z.int(),
});
type ReportRow = z.output<typeof reportRow>;

/** The city's word is newer than our own last step; the view `dossier_now` says the same. */
const CITY_IS_NEWER = 'city_dossier.status IS NOT NULL AND city_dossier.revision > coalesce(dossier.moved_base, 0)';
/** Events of one type of the dossier of a row, each once, as `factsOf` has them. */
const factsOfType = (columns: string, condition: string): string => `SELECT ${columns}, incarnation, seq FROM event WHERE agg_type = 'dossier' AND agg_id = dossier.dossier_id AND ${condition}
  AND NOT EXISTS (SELECT 1 FROM event AS earlier WHERE earlier.op_id = event.op_id AND earlier.seq < event.seq)
  UNION ALL SELECT ${columns}, incarnation, seq FROM returned_event WHERE agg_type = 'dossier' AND agg_id = dossier.dossier_id AND ${condition}
  AND NOT EXISTS (SELECT 1 FROM event WHERE event.op_id = returned_event.op_id)`;
/** A word on the date alone is no step. */
const MOVES = factsOfType("body ->> 'to' AS status, at", "type = 'dossier.moved' AND body ->> 'from' <> body ->> 'to'");

/** What the receipt promised: by the newest opening, as `openingOf` has it. */
const DUE_AT_OPENING = `SELECT CAST(dueAt AS INTEGER) FROM (${factsOfType("body ->> 'dueAt' AS dueAt", "type = 'dossier.opened'")} ORDER BY incarnation DESC, seq DESC LIMIT 1)`;

/** A page that was added later to the paper of a row, and stands. */
const ADDED = (paperId: string): string => `EXISTS (SELECT 1 FROM (${factsOfType("body ->> '$.page.pageId' AS pageId, body ->> 'paperId' AS paperId", "type = 'dossier.page-added'")}) AS added JOIN dossier_page ON dossier_page.dossier_id = dossier.dossier_id AND page_id = added.pageId WHERE added.paperId = ${paperId})`;
/** A paper of the newest opening without a page that stands. Of a dossier whose person was erased nothing is left to look at, and nothing is held against it. */
const LACKS_PAGES = `(dossier.is_erased = 0 AND EXISTS (
  SELECT 1 FROM json_each((SELECT papers FROM (${factsOfType("body -> 'papers' AS papers", "type = 'dossier.opened'")} ORDER BY incarnation DESC, seq DESC LIMIT 1))) AS paper
  WHERE NOT EXISTS (SELECT 1 FROM json_each(paper.value, '$.pages') AS page JOIN dossier_page ON dossier_page.dossier_id = dossier.dossier_id AND page_id = page.value ->> 'pageId')
    AND NOT ${ADDED("paper.value ->> 'paperId'")}))`;
/** Its result was scanned, or signed as a file. */
const HAS_RESULT = `(EXISTS (SELECT 1 FROM signed_document WHERE signed_document.dossier_id = dossier.dossier_id AND part = 'result') OR ${ADDED(`'${RESULT_PAPER}'`)})`;

/** What is to be paid for it, nothing where it was let off; null where no fee was entered. */
const CHARGED = '(SELECT iif(let_off_at IS NULL, total, 0) FROM dossier_fee WHERE dossier_fee.dossier_id = dossier.dossier_id)';
/** Cash was taken for it and not given back. */
const PAID_IN_CASH = `EXISTS (SELECT 1 FROM dossier_fee JOIN payment USING (visit_id) WHERE dossier_fee.dossier_id = dossier.dossier_id AND method = 'cash' AND confirmed_day IS NOT NULL AND reversed_day IS NULL)`;

/** The next dossiers after a place that were received before `until`, but for those that were given up, in the order of receipt; `next` is null at the end. `sectorOf` names the field of a procedure. */
export function reportedDossiers(store: Readable, after: ReportPlace, until: EpochMs, limit: number, sectorOf: (procedureCode: ReportRow['procedureCode']) => string): { readonly dossiers: readonly ReportedDossier[]; readonly next: ReportPlace | null } {
  const rows = store.all(
    reportRow,
    `SELECT dossier.dossier_id AS dossierId, coalesce(city_dossier.official_code, dossier.official_code, provisional_code) AS code, procedure_code AS procedureCode, received_at AS receivedAt, dossier.due_at AS ownDueAt, (SELECT promised_at FROM dossier_now WHERE dossier_now.dossier_id = dossier.dossier_id) AS firstDueAt, coalesce((${DUE_AT_OPENING}), dossier.due_at) AS openedDueAt, city_dossier.due_at AS cityDueAt,
       iif(${CITY_IS_NEWER}, city_dossier.status, dossier.status) AS status, ${CITY_IS_NEWER} AS isCityNewer, city_dossier.dossier_id IS NOT NULL AS isAtPortal, channel, reuses_papers AS reusesPapers, ${LACKS_PAGES} AS lacksPages, ${HAS_RESULT} AS hasResult, ${CHARGED} AS charged, ${PAID_IN_CASH} AS isPaidInCash,
       EXISTS (SELECT 1 FROM visit JOIN rating USING (ticket_id) WHERE visit.visit_id = dossier.visit_id AND level = 'dissatisfied')
         OR EXISTS (SELECT 1 FROM visit JOIN opinion USING (ticket_id) WHERE visit.visit_id = dossier.visit_id AND level = 'dissatisfied' AND struck_at IS NULL) AS isDisliked, coalesce(city_dossier.moves, '[]') AS cityMoves,
       (SELECT json_group_array(json_array(cast(status AS INTEGER), at)) FROM (${MOVES} ORDER BY incarnation, seq)) AS moves
     FROM dossier LEFT JOIN city_dossier USING (dossier_id)
     WHERE (received_at, dossier.dossier_id) > ($receivedAt, $dossierId) AND received_at < $until AND NOT ${IS_VOIDED} ORDER BY received_at, dossier.dossier_id LIMIT $limit`,
    { ...after, until, limit },
  );
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return { dossiers: rows.map((row) => reported(row, sectorOf(row.procedureCode))), next: last === undefined ? null : { receivedAt: last.receivedAt, dossierId: last.dossierId } };
}

/** Our own steps with those that the city made by itself. What the city says of ours is theirs once more: of each status as many as we made are taken for that. */
function allMoves({ moves, cityMoves, isCityNewer }: ReportRow): ReportRow['moves'] {
  if (isCityNewer === 0) return moves;
  const echoes = new Map<DossierStatus, number>();
  for (const [to] of moves) echoes.set(to, (echoes.get(to) ?? 0) + 1);
  const theirs = cityMoves.flatMap(([to, at]): ReportRow['moves'] => {
    const left = echoes.get(to) ?? 0;
    echoes.set(to, left - 1);
    return left > 0 || at === null ? [] : [[to, at]];
  });
  return [...moves, ...theirs].sort(([, one], [, other]) => one - other);
}

function reported(row: ReportRow, sector: string): ReportedDossier {
  const { dossierId, code, procedureCode, channel, receivedAt, ownDueAt, firstDueAt, openedDueAt, cityDueAt, status, isAtPortal } = row;
  const moves = allMoves(row);
  // A step to an end that the city has overruled since did not happen.
  const firstOf = (...ends: readonly DossierStatus[]): EpochMs | null => (endsTime(status) ? (moves.find(([to]) => ends.includes(to))?.[1] ?? null) : null);
  const ends = { doneAt: firstOf(9), returnedAt: firstOf(10), stoppedAt: firstOf(3, 7, 8) };
  const waits = waitsOf(moves);
  // The city's status tells that the papers came, and not when: this wait would be open for ever.
  const isWaitUnknown = status !== 5 && waits.at(-1)?.completedAt === null;
  const known = isWaitUnknown ? waits.slice(0, -1) : waits;
  // The city's date has the waits in it already, so they are taken off the date alone that was promised at opening.
  // Nor is a date that was promised with an apology: in time is what kept the first.
  const isOwnDate = firstDueAt !== null || cityDueAt === null || cityDueAt === ownDueAt || (ownDueAt !== null && known.length > 0 && !isWaitUnknown);
  // Our own date has them in it as well once it was moved by them.
  const hasNoWaitsYet = isOwnDate && (firstDueAt ?? ownDueAt) === openedDueAt;
  const isEndUnknown = isWaitUnknown || (endsTime(status) && Object.values(ends).every((at) => at === null));
  return {
    dossierId,
    fact: {
      code, procedureCode, sector, channel, receivedAt, dueAt: firstDueAt ?? (isOwnDate ? ownDueAt : cityDueAt), statutoryMs: null, ...ends, supplements: hasNoWaitsYet ? known : known.filter(({ completedAt }) => completedAt === null), waits: known, isAtPortal: isAtPortal === 1, fees: row.charged === null ? [] : [row.charged],
      // Whether a gateway of the portal took it nobody here sees; cash went through none, and nothing to pay through none either; where no fee was entered nothing was seen to be paid.
      payment: row.isPaidInCash === 1 || (row.charged ?? 0) === 0 ? 'none' : 'unseen',
      hasPapersScanned: row.lacksPages === 0, hasResultFile: row.hasResult === 1,
      reusesPapers: row.reusesPapers === 1, usesPersonalStore: false, hasVerifiedAccount: false, isComplainedOf: row.isDisliked === 1,
    },
    isEndUnknown, isCloseUnknown: status === 10 ? ends.returnedAt === null : endsTime(status) && status !== 9 && ends.stoppedAt === null,
  };
}

/** Status 5 asks for papers; the next step, whatever it is, ends the wait. */
function waitsOf(moves: ReportRow['moves']): readonly SupplementWait[] {
  return moves.flatMap(([to, requestedAt], index): SupplementWait[] => (to === 5 ? [{ requestedAt, completedAt: moves[index + 1]?.[1] ?? null }] : []));
}
