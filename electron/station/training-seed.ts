// What a new place of training begins with: people who wait, and dossiers in the states that an officer meets, all of them invented.

import type { EpochMs, ProcedureCode } from '../../shared/base/ids.ts';
import { must } from '../../shared/base/must.ts';
import { communeIdSchema, dossierIdSchema, procedureCodeSchema, stationIdSchema, ticketIdSchema, visitIdSchema } from '../../shared/contract/primitives.ts';
import type { Procedure } from '../../shared/contract/procedure.ts';
import { formatProvisionalCode } from '../../shared/domain/codes/dossier-code.ts';
import { formatTicketNumber } from '../../shared/domain/codes/ticket-number.ts';
import type { DossierStatus } from '../../shared/domain/dossier/status.ts';
import { businessDayOf, startOfDay } from '../../shared/domain/time/business-day.ts';
import type { CommandContext } from './commands/context.ts';
import { lastEvent } from './store/event-log.ts';
import type { Writable } from './store/handle.ts';
import { nextNumber } from './store/numbers.ts';
import { mintTicket } from './store/own-blocks.ts';
import { record } from './store/record.ts';
import { nextInLine } from './store/tickets.ts';
import { TRAINING_PEOPLE } from './training-people.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CLOSING_MS = 17 * HOUR_MS;

interface SeededDossier {
  readonly procedure: string;
  /** Days before today. */
  readonly receivedDaysAgo: number;
  /** At closing time, so many days from today on. */
  readonly dueInDays: number;
  /** One step after the other, each an hour after the one before. */
  readonly steps: readonly DossierStatus[];
}

/** Overdue, due today, with a result that waits, with papers asked for, and just received. */
const DOSSIERS: readonly SeededDossier[] = [
  { procedure: '1.001612', receivedDaysAgo: 9, dueInDays: -2, steps: [4] },
  { procedure: '1.004873', receivedDaysAgo: 5, dueInDays: 0, steps: [4] },
  { procedure: '1.001193', receivedDaysAgo: 4, dueInDays: 0, steps: [4, 9] },
  { procedure: '1.001612', receivedDaysAgo: 3, dueInDays: 2, steps: [4, 5] },
  { procedure: '2.000815', receivedDaysAgo: 1, dueInDays: 1, steps: [] },
];

/** Where this is one who waits; the second one has priority. */
const WAITING = 4;

/** Fills a store that has no event yet, in one step; one that has any stays as it is. */
export function seedTraining(context: CommandContext): void {
  context.database.write((store) => {
    if (lastEvent(store).seq > 0) return;
    const now = context.clock.now();
    const today = startOfDay(businessDayOf(now));
    for (const [index, seeded] of DOSSIERS.entries()) seedDossier(context, store, seeded, index, today);
    for (let place = 0; place < WAITING; place += 1) seedTicket(context, store, place, Math.max(today, now - (WAITING - place) * 240_000) as EpochMs);
  });
}

function seedDossier(context: CommandContext, store: Writable, { procedure: code, receivedDaysAgo, dueInDays, steps }: SeededDossier, index: number, today: number): void {
  const procedure = procedureOf(context, code);
  const person = TRAINING_PEOPLE[index % TRAINING_PEOPLE.length];
  if (procedure === null || person === undefined) return;
  const { point, identity, clock } = context;
  const counter = must(point.counters[index % point.counters.length], 'a point has counters');
  const actor = `counter-${counter.counterId}`;
  const receivedAt = (today - receivedDaysAgo * DAY_MS + 9 * HOUR_MS) as EpochMs;
  const dueAt = (today + dueInDays * DAY_MS + CLOSING_MS) as EpochMs;
  const dossierId = dossierIdSchema.parse(clock.uuid());
  const number = nextNumber(store, 'provisional-code');
  const provisionalCode = must(formatProvisionalCode({ commune: communeIdSchema.parse(identity.commune), station: stationIdSchema.parse(identity.station), number }), 'the first numbers have room');
  const of = { aggregate: 'dossier' as const, aggregateId: dossierId, actor };
  record(store, identity, clock, {
    ...of, type: 'dossier.opened', at: receivedAt,
    body: {
      dossierId, visitId: visitIdSchema.parse(clock.uuid()), ticketNumber: must(formatTicketNumber(must(counter.fields[0], 'a counter serves a field'), index + 1), 'the first numbers have room'),
      provisionalCode, officialCode: null, procedureCode: procedure.code, procedureName: procedure.name, applicant: { ...person, source: 'card' },
      papers: procedure.papers.slice(0, 2).map(({ paperId, name }) => ({ paperId, name, originals: 1, copies: 0, pages: [] })),
      counterId: counter.counterId, officerName: counter.officerName, receivedAt, dueAt, status: 2,
    },
  });
  let from: DossierStatus = 2;
  for (const [step, to] of steps.entries()) {
    const reason = to === 5 ? 'Thiếu bản sao giấy tờ về địa điểm kinh doanh (ví dụ tập dùng)' : '';
    record(store, identity, clock, { ...of, type: 'dossier.moved', at: (receivedAt + (step + 1) * HOUR_MS) as EpochMs, body: { dossierId, from, to, reason, dueAt } });
    from = to;
  }
}

function seedTicket({ point, identity, clock }: CommandContext, store: Writable, place: number, at: EpochMs): void {
  const offered = point.fields.filter((field) => field.takesTickets && point.counters.some(({ fields }) => fields.includes(field.code)));
  const field = offered[place % 2 === 0 ? 0 : place % offered.length];
  if (field === undefined) return;
  const day = businessDayOf(at);
  const minted = must(mintTicket(store, field.code, day, { incarnation: identity.incarnation, at, newId: () => clock.uuid() }), 'the first numbers have room');
  const ticketId = ticketIdSchema.parse(clock.uuid());
  record(store, identity, clock, {
    type: 'ticket.issued', aggregate: 'ticket', aggregateId: ticketId, actor: 'kiosk', at,
    body: { ticketId, day, number: must(formatTicketNumber(field.code, minted), 'the first numbers have room'), field: field.code, sequence: nextInLine(store, day), priority: place === 1 ? 'elderly' : 'none', procedureCode: null, via: 'kiosk' },
  });
}

/** A city's own catalogue may not have it: then the training has one dossier less. */
function procedureOf({ catalogue }: CommandContext, code: string): Procedure | null {
  const parsed = procedureCodeSchema.safeParse(code);
  return parsed.success ? catalogue.read(parsed.data satisfies ProcedureCode) : null;
}
