// The life of a visit row: opened by a call, held while its person fetches something, taken up again, ended. What stands in it is visits.ts's business.

import { z } from 'zod';
import type { BusinessDay, CounterId, EpochMs, TicketId, VisitId } from '../../../shared/base/ids.ts';
import { visitIdSchema } from '../../../shared/contract/primitives.ts';
import type { Writable } from './handle.ts';
import { forgetWordsAbout } from './kept-words.ts';
import { forgetPayer, forgetPayersOfEarlierDays } from './payer-names.ts';
import { dropFeeDraft } from './visit-fees.ts';

/** Forget the answers about a visit, which repeat what stood in it. */
const ANSWERS_OF_VISIT = ['visit.*', 'fee.*'].map((commands) => `DELETE FROM request WHERE command GLOB '${commands}' AND json_extract(output, '$.visitId') = $visitId`);

const countRow = z.object({ count: z.int() });
const visitRow = z.object({ visitId: visitIdSchema });

/** Opens the visit of a person who was called, for the procedure that was named at the kiosk, if one was. A bug if the counter still has an open visit. */
export function openVisit(store: Writable, visit: { readonly visitId: VisitId; readonly ticketId: TicketId; readonly counterId: CounterId; readonly startedAt: EpochMs }): void {
  store.runOne(
    `INSERT INTO visit (visit_id, ticket_id, counter_id, state, started_at, procedure_code)
     VALUES ($visitId, $ticketId, $counterId, 'open', $startedAt, (SELECT procedure_code FROM ticket WHERE ticket_id = $ticketId))`,
    visit,
  );
}

/** Puts a visit aside with everything in it; the counter is free. One that has ended stays ended. */
export function holdVisit(store: Writable, visitId: VisitId): void {
  store.run(`UPDATE visit SET state = 'held' WHERE visit_id = $visitId AND state IN ('open', 'dossier-opened')`, { visitId });
}

/** Takes a held visit up again, at any counter, as it was. */
export function resumeVisit(store: Writable, visitId: VisitId, counterId: CounterId): void {
  store.runOne(`UPDATE visit SET state = iif(dossier_id IS NULL, 'open', 'dossier-opened'), counter_id = $counterId WHERE visit_id = $visitId AND state = 'held'`, { visitId, counterId });
}

/** Ends a visit, unless it has ended. Without a dossier its person is forgotten: nobody needs that data any more; and so are the answers given about it, which repeat what stood in it, and the name on its receipts. */
export function endVisit(store: Writable, visitId: VisitId, at: EpochMs): void {
  store.run(
    `UPDATE visit SET state = 'ended', ended_at = $at, person = iif(dossier_id IS NULL, NULL, person), person_source = iif(dossier_id IS NULL, NULL, person_source), warnings = iif(dossier_id IS NULL, '[]', warnings),
       intake = iif(dossier_id IS NULL, '{}', intake), typing = '{}'
     WHERE visit_id = $visitId AND state <> 'ended'`,
    { visitId, at },
  );
  dropFeeDraft(store, visitId);
  forgetWordsAbout(store, [visitId]);
  const isWithout = store.get(countRow, 'SELECT count(*) AS count FROM visit WHERE visit_id = $visitId AND dossier_id IS NULL', { visitId })?.count === 1;
  if (isWithout) forgetPayer(store, visitId);
  // One for each index: an OR of both would look at every answer of the week.
  for (const forget of ANSWERS_OF_VISIT) store.run(forget, { visitId });
}

/** Ends what days before this one left open or held; returns how many. A ticket is good for one day, and so is its draft. What seems to be of a later day is left: some clock was wrong. */
export function endVisitsOfEarlierDays(store: Writable, today: BusinessDay, at: EpochMs): number {
  const left = store.all(visitRow, `SELECT visit.visit_id AS visitId FROM visit JOIN ticket USING (ticket_id) WHERE visit.state <> 'ended' AND day < $today`, { today });
  for (const { visitId } of left) endVisit(store, visitId, at);
  forgetPayersOfEarlierDays(store, today, at);
  return left.length;
}
