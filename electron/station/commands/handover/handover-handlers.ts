// Hand-over lists: dossiers go to those who work on them in one numbered list, each with its own step, and the other side says what it took.

import { Refusal } from '../../../../shared/contract/errors.ts';
import type { handoverCommands, HandoverList, Handovers } from '../../../../shared/contract/handover.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { CoverPrinter } from '../../../../shared/contract/cover.ts';
import { must } from '../../../../shared/base/must.ts';
import type { HolidayTable } from '../../../../shared/domain/due-date/office-calendar.ts';
import { dossiersOfIds, type DossierRow } from '../../store/dossiers.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { cameBack, dossiersToHandOver, handoverById, handoversToShow, isListNumberTaken, itemsOf, lastHandoverOf, listName, MOST_OFFERED, olderOpenHandovers, unitsBefore, type HandoverRow } from '../../store/handovers.ts';
import { nextNumber } from '../../store/numbers.ts';
import { latestPrint } from '../../store/print-jobs.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { whenBack } from '../dossier/authority.ts';
import { requireDossier, requireLiving, stepDossier } from '../dossier/dossier-life.ts';
import { dossierValues } from '../form/dossier-values.ts';
import { queueForm } from '../form/queue-form.ts';
import { actorOf } from '../queue/step.ts';
import { listBatch, listPrintOf } from './batch-paper.ts';
import { previewBatch, printBatch, queueBatch } from './batch-print.ts';
import { handLine, printersHere } from './hand-line.ts';
import { officerOf } from './officer-of.ts';

/** One handler for each; `holidays` are the tables of days off that came with the program. */
export function handoverHandlers(holidays: readonly HolidayTable[]): Handlers<keyof typeof handoverCommands> {
  return {
    'handover.read': async (context, _input, caller): Promise<Handovers> => {
      const read = context.database.read((store) => {
        const offered = dossiersToHandOver(store);
        return {
          groups: grouped(context, store, dossiersOfIds(store, offered).filter(({ isVoided, isErased, status }) => !isVoided && !isErased && (status === 2 || status === 4))), isCut: offered.length >= MOST_OFFERED,
          lists: handoversToShow(store).map((list) => listView(context, store, list)), olderOpen: olderOpenHandovers(store), units: [...unitsBefore(store)],
        };
      });
      return { ...read, printers: await printersHere(context, caller) };
    },
    'handover.make': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'handover.make', input, caller }, (store) => {
        const dossierIds = [...new Set(input.dossierIds)];
        const rows = dossierIds.map((dossierId) => requireFree(store, requireDossier(store, dossierId)));
        const at = context.clock.now();
        // Not the machine's own year, which a battery loses: two lists would bear one number.
        const year = Number(context.trueDay().day.slice(0, 4));
        const listId = context.clock.uuid();
        const body = { listId, year, number: freeNumber(store, year), unit: input.unit, toName: input.toName, dossierIds, by: officerOf(context, caller) };
        record(store, context.identity, context.clock, { type: 'handover.made', aggregate: 'station', aggregateId: listId, actor: actorOf(caller), at, body });
        // Each dossier's step is its own event: the city and the portal hear of it by that. One that stands there already takes none.
        for (const row of rows) if (row.status !== 4) stepDossier(context, store, caller, row, { to: 4, reason: '' }, holidays);
        const list = must(handoverById(store, listId), 'it was just made');
        if (input.printer !== null) {
          queueBatch(context, store, caller, listBatch(context, store, listId), input.printer);
          if (input.slips) for (const { dossierId } of rows) queueSlip(context, store, caller, requireDossier(store, dossierId), input.printer);
        }
        tell(context, store);
        return listView(context, store, list);
      }),
    'handover.receive': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'handover.receive', input, caller }, (store) => {
        const { listId, receivedBy, refused } = input;
        const list = handoverById(store, listId);
        if (list === null) throw new Refusal('handover.unknown');
        if (list.receivedAt !== null) throw new Refusal('handover.received', { list: listName(list) });
        const known = new Set<string>(itemsOf(store, listId).map(({ dossierId }) => dossierId));
        if (refused.some(({ dossierId }) => !known.has(dossierId))) throw new Refusal('handover.not-on-list');
        record(store, context.identity, context.clock, { type: 'handover.received', aggregate: 'station', aggregateId: listId, actor: actorOf(caller), body: { listId, receivedBy, refused, by: officerOf(context, caller) } });
        tell(context, store);
        return listView(context, store, must(handoverById(store, listId), 'it was there'));
      }),
    'handover.preview': (context, { listId, page }, caller) => previewBatch(context, caller, (store) => listBatch(context, store, listId), page),
    'handover.print': (context, input, caller) => answerOnce(context.database, context.clock, { command: 'handover.print', input, caller }, (store) => printBatch(context, store, caller, listBatch(context, store, input.listId), input.printer)),
  };
}

/** May be handed over: received, or with nobody of those who work on it. Refuses 'dossier.voided', 'dossier.illegal-move', 'handover.on-list'. */
function requireFree(store: Readable, row: DossierRow): DossierRow {
  requireLiving(row);
  const open = lastHandoverOf(store, row.dossierId);
  // A wait for papers or an end brought it back to the counter, whoever wrote that down.
  if (open !== null && !cameBack(store, row.dossierId, open)) throw new Refusal('handover.on-list', { code: row.officialCode ?? row.provisionalCode, list: listName(open) });
  if (row.status !== 2 && row.status !== 4) throw new Refusal('dossier.illegal-move', { from: row.status, to: 4 });
  return row;
}

/** Behind a store that was put back, numbers may stand on lists that came back from the city. */
function freeNumber(store: Writable, year: number): number {
  for (;;) {
    const number = nextNumber(store, `handovers-${year}`);
    if (!isListNumberTaken(store, year, number)) return number;
  }
}

/** The control slip that goes with each (form 05). One that is on its way to paper already is not asked for twice. */
function queueSlip(context: CommandContext, store: Writable, caller: Caller, row: DossierRow, printer: CoverPrinter): void {
  const ofId = `${row.dossierId}/control`;
  const latest = latestPrint(store, 'form', ofId);
  if (latest?.state === 'queued' || latest?.state === 'printing') return;
  noteAccess(store, context, caller, row.dossierId, 'receipt');
  queueForm(context, store, { form: 'control', values: dossierValues(context, store, row, 'control', ''), label: row.officialCode ?? row.provisionalCode, ofId, printer });
}

function grouped(context: CommandContext, store: Readable, rows: readonly DossierRow[]): Handovers['groups'] {
  const { catalogue, point } = context;
  const back = whenBack(context, store);
  const fieldOf = (row: DossierRow): Handovers['groups'][number]['field'] => {
    const field = catalogue.read(row.procedureCode)?.field;
    return point.fields.find(({ code }) => code === field)?.code ?? null;
  };
  const groups = new Map<Handovers['groups'][number]['field'], DossierRow[]>();
  for (const row of rows) groups.set(fieldOf(row), [...(groups.get(fieldOf(row)) ?? []), row]);
  return [...groups].map(([field, own]) => ({ field, dossiers: own.map((row) => ({ ...handLine(row), backAt: back(row) })) })).sort((one, other) => (one.field ?? '~').localeCompare(other.field ?? '~'));
}

function listView(context: CommandContext, store: Readable, list: HandoverRow): HandoverList {
  const back = whenBack(context, store);
  const items = itemsOf(store, list.listId);
  const refusals = new Map(items.map(({ dossierId, why, note }) => [dossierId, why === null ? null : { why, note: note ?? '' }]));
  const ids = items.map(({ dossierId }) => dossierId);
  return {
    listId: list.listId, name: listName(list), unit: list.unit, toName: list.toName, madeAt: list.madeAt, madeBy: list.madeBy, received: list.receivedAt === null ? null : { at: list.receivedAt, by: list.receivedBy ?? '' },
    items: dossiersOfIds(store, ids).map((row) => ({ ...handLine(row), backAt: back(row), refused: refusals.get(row.dossierId) ?? null })), print: latestPrint(store, 'form', listPrintOf(list.listId, ids)),
  };
}

function tell(context: CommandContext, store: Writable): void {
  store.afterCommit(() => {
    context.publish('dossiers.changed', {});
    context.wakeSync();
  });
}
