// Writes a fact and what follows from it: the event at the end of the log and the rows that it changes, in the transaction of whoever calls.

import { z } from 'zod';
import { must } from '../../../shared/base/must.ts';
import type { LogEventType } from '../../../shared/wire/log-events.ts';
import type { Clock } from '../life/clock.ts';
import { appendEvent, type Appended, type LogIdentity, type NewEvent } from './event-log.ts';
import type { Readable, Writable } from './handle.ts';
import type { Fact } from './projections/fact.ts';
import { project } from './projections/project.ts';

/** The one way in which commands change tickets, counters and dossiers. A number or code that is there already is a bug, and nothing happens. */
export function record<Type extends LogEventType>(store: Writable, identity: LogIdentity, clock: Clock, event: NewEvent<Type>): Appended {
  const { type, aggregate, aggregateId, actor, body, baseRev = null } = event;
  const { opId, seq, incarnation, at } = appendEvent(store, identity, clock, event);
  const fact = { kind: 'known', type, body, opId, seq, incarnation, aggregate, aggregateId, at, actor, baseRev } as unknown as Fact;
  requireUnused(store, fact);
  project(store, fact);
  return { opId, seq, incarnation, at };
}

const usedRow = z.object({ used: z.string() });

/** What was printed must lead to one thing: the second net behind whoever gave the number. */
function requireUnused(store: Readable, fact: Fact): void {
  const unused = (sql: string, values: Readonly<Record<string, string | number | null>>): unknown => must(store.get(usedRow, sql, values) === null ? true : null, 'a number or code is given once');
  if (fact.type === 'ticket.issued') {
    unused('SELECT number AS used FROM ticket WHERE day = $day AND number = $number', { day: fact.body.day, number: fact.body.number });
  } else if (fact.type === 'payment.confirmed') {
    const { paymentId, receipt } = fact.body;
    unused('SELECT payment_id AS used FROM payment WHERE book_symbol = $symbol AND book_volume = $volume AND receipt_number = $number AND payment_id <> $paymentId', { symbol: receipt.symbol, volume: receipt.volume, number: receipt.number, paymentId });
  } else if (fact.type === 'petition.received') {
    unused('SELECT petition_id AS used FROM petition WHERE code = $code', { code: fact.body.code });
  } else if (fact.type === 'dossier.opened') {
    const { dossierId, provisionalCode, officialCode } = fact.body;
    unused('SELECT dossier_id AS used FROM dossier WHERE provisional_code = $provisionalCode AND dossier_id <> $dossierId', { provisionalCode, dossierId });
    if (officialCode !== null) unused('SELECT dossier_id AS used FROM (SELECT dossier_id, official_code FROM dossier UNION ALL SELECT dossier_id, official_code FROM city_dossier) WHERE official_code = $officialCode AND dossier_id <> $dossierId', { officialCode, dossierId });
  }
}
