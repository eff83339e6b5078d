// Which events make which rows: the only writers of the projected tables, fed by the log and nothing else.

import type { AggregateType, LogEventType } from '../../../../shared/wire/log-events.ts';
import type { Writable } from '../handle.ts';
import { projectCounter } from './counter.ts';
import { projectDossier, projectWithdrawal } from './dossier.ts';
import type { Fact } from './fact.ts';
import { projectHandover } from './handover.ts';
import { projectHelped, projectOpinion, projectPetition, projectRating } from './feedback.ts';
import { projectHolidays } from './holidays.ts';
import { projectReading } from './index-reading.ts';
import { projectPayment } from './payment.ts';
import { projectTicket } from './ticket.ts';
import { projectTurnedAway } from './turned-away.ts';

/** Raised when a projector changes what it makes out of the same log: the next start makes the rows anew. */
export const PROJECTION_VERSION = 8;

/** A projected table, the column that names its aggregate, and what makes a row of it. */
export interface ProjectedTable {
  readonly name: string;
  readonly aggregate: AggregateType;
  readonly ofAggregate: string;
  /** What names one row. */
  readonly rowKey: string;
  /** The event without which there is no row; null where any event makes one. */
  readonly beginsWith: LogEventType | null;
}

/** Rows of one aggregate depend on the events of that aggregate alone, so that each can be made anew by itself. */
export const PROJECTED_TABLES: readonly ProjectedTable[] = [
  { name: 'ticket', aggregate: 'ticket', ofAggregate: 'ticket_id', rowKey: 'ticket_id', beginsWith: 'ticket.issued' },
  { name: 'counter', aggregate: 'counter', ofAggregate: 'counter_id', rowKey: 'counter_id', beginsWith: null },
  { name: 'dossier', aggregate: 'dossier', ofAggregate: 'dossier_id', rowKey: 'dossier_id', beginsWith: 'dossier.opened' },
  { name: 'dossier_page', aggregate: 'dossier', ofAggregate: 'dossier_id', rowKey: 'dossier_id, page_id', beginsWith: 'dossier.opened' },
  { name: 'outside_paper', aggregate: 'dossier', ofAggregate: 'dossier_id', rowKey: 'dossier_id, paper_id', beginsWith: 'dossier.opened' },
  { name: 'signed_document', aggregate: 'dossier', ofAggregate: 'dossier_id', rowKey: 'dossier_id, page_id', beginsWith: 'dossier.opened' },
  { name: 'rating', aggregate: 'ticket', ofAggregate: 'ticket_id', rowKey: 'ticket_id', beginsWith: 'ticket.rated' },
  { name: 'turned_away', aggregate: 'ticket', ofAggregate: 'ticket_id', rowKey: 'visit_id', beginsWith: 'ticket.turned-away' },
  { name: 'petition', aggregate: 'station', ofAggregate: 'aggregate_id', rowKey: 'petition_id', beginsWith: 'petition.received' },
  { name: 'opinion', aggregate: 'station', ofAggregate: 'aggregate_id', rowKey: 'opinion_id', beginsWith: 'opinion.entered' },
  { name: 'helped', aggregate: 'station', ofAggregate: 'aggregate_id', rowKey: 'aggregate_id, team, kind', beginsWith: 'people.helped' },
  { name: 'holiday_year', aggregate: 'station', ofAggregate: 'aggregate_id', rowKey: 'year', beginsWith: 'holidays.set' },
  { name: 'index_reading', aggregate: 'station', ofAggregate: 'aggregate_id', rowKey: 'reading_id', beginsWith: 'reading.entered' },
  // A dossier's fees are told by an event of the dossier: without its opening they are left alone with it.
  { name: 'dossier_fee', aggregate: 'dossier', ofAggregate: 'dossier_id', rowKey: 'dossier_id', beginsWith: 'dossier.opened' },
  { name: 'payment', aggregate: 'station', ofAggregate: 'payment_id', rowKey: 'payment_id', beginsWith: 'payment.asked' },
  { name: 'bank_word', aggregate: 'station', ofAggregate: 'payment_id', rowKey: 'payment_id, reference', beginsWith: 'payment.asked' },
  { name: 'receipt_gap', aggregate: 'station', ofAggregate: 'aggregate_id', rowKey: 'aggregate_id', beginsWith: 'receipts.skipped' },
  { name: 'drawer_count', aggregate: 'station', ofAggregate: 'aggregate_id', rowKey: 'aggregate_id', beginsWith: 'drawer.counted' },
  { name: 'pay_day', aggregate: 'station', ofAggregate: 'aggregate_id', rowKey: 'day', beginsWith: 'payday.closed' },
  { name: 'handover_list', aggregate: 'station', ofAggregate: 'list_id', rowKey: 'list_id', beginsWith: 'handover.made' },
  { name: 'handover_item', aggregate: 'station', ofAggregate: 'list_id', rowKey: 'list_id, dossier_id', beginsWith: 'handover.made' },
  { name: 'dossier_result', aggregate: 'dossier', ofAggregate: 'dossier_id', rowKey: 'dossier_id', beginsWith: 'dossier.opened' },
];

/** Changes the rows that one fact is about. Never to be called twice for the same `opId`. */
export function project(store: Writable, fact: Fact): void {
  switch (fact.type) {
    case 'ticket.issued':
    case 'ticket.called':
    case 'ticket.recalled':
    case 'ticket.skipped':
    case 'ticket.restored':
    case 'ticket.held':
    case 'ticket.transferred':
    case 'ticket.served':
    case 'ticket.priority-checked':
      projectTicket(store, fact);
      return;
    case 'counter.paused':
    case 'counter.resumed':
      projectCounter(store, fact);
      return;
    case 'dossier.opened':
    case 'dossier.moved':
    case 'dossier.corrected':
    case 'dossier.voided':
    case 'dossier.apologised':
    case 'dossier.page-added':
    case 'dossier.page-removed':
    case 'dossier.signed':
    case 'dossier.noted':
    case 'dossier.erased':
    case 'dossier.result-arrived':
    case 'dossier.owner-called':
    case 'dossier.result-returned':
    case 'dossier.return-signed':
      projectDossier(store, fact);
      return;
    case 'ticket.turned-away':
      projectTurnedAway(store, fact);
      return;
    case 'ticket.rated':
      projectRating(store, fact);
      return;
    case 'petition.received':
    case 'petition.moved':
      projectPetition(store, fact);
      return;
    case 'opinion.entered':
    case 'opinion.struck':
      projectOpinion(store, fact);
      return;
    case 'people.helped':
      projectHelped(store, fact);
      return;
    case 'holidays.set':
      projectHolidays(store, fact);
      return;
    case 'reading.entered':
    case 'reading.struck':
      projectReading(store, fact);
      return;
    case 'fee.charged':
    case 'fee.let-off':
    case 'payment.asked':
    case 'payment.confirmed':
    case 'payment.bank-said':
    case 'payment.bank-settled':
    case 'payment.reversed':
    case 'receipts.skipped':
    case 'drawer.counted':
    case 'payday.closed':
      projectPayment(store, fact);
      return;
    case 'handover.made':
    case 'handover.received':
      projectHandover(store, fact);
      return;
    case 'operation.withdrawn':
      if (fact.aggregate === 'dossier') projectWithdrawal(store, fact);
      return;
    default:
      // Prints, accesses and the log's own affairs are read from the log or from primary data.
  }
}
