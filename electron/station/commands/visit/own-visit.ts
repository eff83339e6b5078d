// Which visit a counter may touch: its own, while it is being served.

import type { CounterId, VisitId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Readable } from '../../store/handle.ts';
import { visitById, type VisitRow } from '../../store/visits.ts';

/** The counter behind a caller; only for commands whose callers all have one. */
export function counterOf(caller: Caller): CounterId {
  return must('counterId' in caller ? caller.counterId : null, 'the door lets only counters and their displays call this');
}

/** The visit, if this counter serves it now. Refuses 'visit.not-found', 'visit.closed' (held or ended), 'ticket.other-counter'. */
export function ownVisit(store: Readable, visitId: VisitId, counterId: CounterId): VisitRow {
  const visit = visitById(store, visitId);
  if (visit === null) throw new Refusal('visit.not-found');
  if (visit.state === 'held' || visit.state === 'ended') throw new Refusal('visit.closed');
  if (visit.counterId !== counterId) throw new Refusal('ticket.other-counter', { counter: visit.counterId });
  return visit;
}

/** Like `ownVisit`, for what changes the draft: refuses 'dossier.already-open' once the draft has become a dossier. */
export function ownDraft(store: Readable, visitId: VisitId, counterId: CounterId): VisitRow {
  const visit = ownVisit(store, visitId, counterId);
  if (visit.dossierId !== null) throw new Refusal('dossier.already-open');
  return visit;
}
