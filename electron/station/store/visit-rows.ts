// The life of a visit row: opened by a call, held while its person fetches something, taken up again, ended. What stands in it is visits.ts's business.

import type { BusinessDay, CounterId, EpochMs, TicketId, VisitId } from '../../../shared/base/ids.ts';
import type { Writable } from './handle.ts';

/** Opens the visit of a person who was called, for the procedure that was named at the kiosk, if one was. A bug if the counter still has an open visit. */
export function openVisit(store: Writable, visit: { readonly visitId: VisitId; readonly ticketId: TicketId; readonly counterId: CounterId; readonly startedAt: EpochMs }): void {
  store.runOne(
    `INSERT INTO visit (visit_id, ticket_id, counter_id, state, started_at, procedure_code)
     VALUES ($visitId, $ticketId, $counterId, 'open', $startedAt, (SELECT procedure_code FROM ticket WHERE ticket_id = $ticketId))`,
    visit,
  );
}

/** Puts a visit aside with everything in it; the counter is free. */
export function holdVisit(store: Writable, visitId: VisitId): void {
  store.runOne(`UPDATE visit SET state = 'held' WHERE visit_id = $visitId AND state IN ('open', 'dossier-opened')`, { visitId });
}

/** Takes a held visit up again, at any counter, as it was. */
export function resumeVisit(store: Writable, visitId: VisitId, counterId: CounterId): void {
  store.runOne(`UPDATE visit SET state = iif(dossier_id IS NULL, 'open', 'dossier-opened'), counter_id = $counterId WHERE visit_id = $visitId AND state = 'held'`, { visitId, counterId });
}

/** Ends a visit. Without a dossier its person is forgotten: nobody needs that data any more. */
export function endVisit(store: Writable, visitId: VisitId, at: EpochMs): void {
  store.runOne(
    `UPDATE visit SET state = 'ended', ended_at = $at, person = iif(dossier_id IS NULL, NULL, person), person_source = iif(dossier_id IS NULL, NULL, person_source), warnings = iif(dossier_id IS NULL, '[]', warnings)
     WHERE visit_id = $visitId AND state <> 'ended'`,
    { visitId, at },
  );
}

/** Ends what other days left open or held, forgetting the persons likewise; returns how many. A ticket is good for one day, and so is its draft. */
export function endVisitsOfOtherDays(store: Writable, today: BusinessDay, at: EpochMs): number {
  return store.run(
    `UPDATE visit SET state = 'ended', ended_at = $at, person = iif(dossier_id IS NULL, NULL, person), person_source = iif(dossier_id IS NULL, NULL, person_source), warnings = iif(dossier_id IS NULL, '[]', warnings)
     WHERE state <> 'ended' AND (SELECT day FROM ticket WHERE ticket.ticket_id = visit.ticket_id) <> $today`,
    { today, at },
  );
}
