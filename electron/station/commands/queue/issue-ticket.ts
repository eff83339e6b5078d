// Gives out a number: durable with its event and its print before it answers; the paper follows.

import { Refusal } from '../../../../shared/contract/errors.ts';
import { printJobIdSchema, ticketIdSchema } from '../../../../shared/contract/primitives.ts';
import type { Field } from '../../../../shared/contract/point.ts';
import type { IssuedTicket } from '../../../../shared/contract/queue.ts';
import { formatTicketNumber } from '../../../../shared/domain/codes/ticket-number.ts';
import type { TicketPaper } from '../../devices/ports.ts';
import { mintTicket } from '../../store/own-blocks.ts';
import { insertPrintJob } from '../../store/print-jobs.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { nextInLine } from '../../store/tickets.ts';
import type { CommandContext, Handler } from '../context.ts';
import { requireServed } from './line.ts';
import { actorOf, momentOf, tellQueue, ticketToday } from './step.ts';
import { issuedView } from './views.ts';

/** 'ticket.issue': the series begin at 001 with the business day, whoever comes first. Refuses 'field.unknown', 'field.no-tickets', 'field.no-counter', 'procedure.unknown', 'series.full'. */
export const issueTicket: Handler<'ticket.issue'> = (context, input, caller) =>
  answerOnce(context.database, context.clock, { command: 'ticket.issue', input, caller }, (store) => {
    const { at, day } = momentOf(context);
    const field = context.point.fields.find((known) => known.code === input.field);
    if (field === undefined) throw new Refusal('field.unknown', { field: input.field });
    if (!field.takesTickets) throw new Refusal('field.no-tickets', { field: input.field });
    requireServed(context, field.code);
    if (input.procedureCode !== null && context.catalogue.read(input.procedureCode) === null) throw new Refusal('procedure.unknown');
    const minted = mintTicket(store, field.code, day, { incarnation: context.identity.incarnation, at, newId: () => context.clock.uuid() });
    const number = minted === null ? null : formatTicketNumber(field.code, minted);
    if (number === null) throw new Refusal('series.full', { field: input.field });
    const sequence = nextInLine(store, day);
    const ticketId = ticketIdSchema.parse(context.clock.uuid());
    const { priority, procedureCode } = input;
    const via = caller.role === 'kiosk' ? 'kiosk' : 'counter';
    record(store, context.identity, context.clock, {
      type: 'ticket.issued', aggregate: 'ticket', aggregateId: ticketId, actor: actorOf(caller), at, body: { ticketId, day, number, field: field.code, sequence, priority, procedureCode, via },
    });
    const view = issuedView(context, store, day, ticketToday(store, day, ticketId));
    const printJobId = printJobIdSchema.parse(context.clock.uuid());
    insertPrintJob(store, { printJobId, what: 'ticket', ofId: ticketId, label: number, paper: paperOf(context, view, field), at });
    tellQueue(context, store, null);
    store.afterCommit(() => context.wakePrinter());
    return { ...view, print: { printJobId, state: 'queued', code: null, attempts: 0 } };
  });

function paperOf({ point }: CommandContext, ticket: IssuedTicket, field: Field): TicketPaper {
  return {
    unitParent: point.unit.parent,
    unitName: point.unit.name,
    fieldName: field.name,
    number: ticket.number,
    issuedAt: ticket.issuedAt,
    waitingAhead: ticket.waitingAhead,
    counters: ticket.counters,
    isPriority: ticket.priority !== 'none',
    qr: point.lookUpSite === '' ? null : point.lookUpSite,
    isExample: point.example,
  };
}
