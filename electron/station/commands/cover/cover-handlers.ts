// Prints cover sheets: the words of each are fixed with its job, durable before a printer gets it.

import { must } from '../../../../shared/base/must.ts';
import type { coverCommands, CoverPrinter } from '../../../../shared/contract/cover.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { printJobIdSchema } from '../../../../shared/contract/primitives.ts';
import { formatCoverSheet } from '../../../../shared/domain/card/cover-sheet.ts';
import type { CoverPaper, SystemPrinter } from '../../devices/ports.ts';
import { coverPrinter, keepCoverPrinter } from '../../store/cover-printers.ts';
import type { Writable } from '../../store/handle.ts';
import { coverPrintOf, insertPrintJob, latestPrint, markEnded } from '../../store/print-jobs.ts';
import { answerOnce } from '../../store/requests.ts';
import { type VisitRow, visitById } from '../../store/visits.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { chosenProcedure, requirePaper } from '../visit/edit-draft.ts';
import { counterOf, ownDraft } from '../visit/own-visit.ts';
import { systemPrintersOf } from '../form/printers-of.ts';
import { type RunningScans, visitView } from '../visit/visit-view.ts';

/** The printers of this machine. */
export interface CoverPlaces {
  /** False where no printer of tickets is configured. */
  readonly hasRoll: boolean;
  readonly system: Pick<SystemPrinter, 'printers'>;
}

/** Handlers over the machine's printers. */
export function coverHandlers(scans: RunningScans, places: CoverPlaces): Handlers<keyof typeof coverCommands> {
  return {
    'cover.printers': async (context, _input, caller) => ({ roll: places.hasRoll, ...(await systemPrintersOf(places.system)), chosen: context.database.read((store) => coverPrinter(store, counterOf(caller))) }),
    'cover.print': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'cover.print', input, caller }, (store) => {
        const counterId = counterOf(caller);
        const visit = ownDraft(store, input.visitId, counterId);
        if (input.printer.kind === 'roll' && !places.hasRoll) throw new Refusal('printer.absent');
        keepCoverPrinter(store, counterId, input.printer);
        for (const paperId of new Set(input.paperIds)) queueSheet(context, store, visit, paperId, input.printer);
        store.afterCommit(() => {
          context.publish('visit.changed', { counterId, visitId: visit.visitId });
          context.wakePrinter();
        });
        return visitView(context, scans, store, must(visitById(store, visit.visitId), 'it was there when the transaction began'));
      }),
  };
}

/** A sheet that is on its way already is not queued a second time; an older one that failed, or is in doubt, is settled by asking again. */
function queueSheet(context: CommandContext, store: Writable, visit: VisitRow, paperId: string, printer: CoverPrinter): void {
  const procedure = chosenProcedure(context, visit);
  requirePaper(procedure, paperId);
  const ofId = coverPrintOf(visit.visitId, paperId);
  const latest = latestPrint(store, 'cover', ofId);
  if (latest?.state === 'queued' || latest?.state === 'printing') return;
  if (latest?.state === 'failed' || latest?.state === 'unknown') markEnded(store, latest.printJobId, { state: 'marked', code: latest.code, mayExist: false, triedAgain: false }, context.clock.now());
  const place = procedure.papers.findIndex((paper) => paper.paperId === paperId);
  const paper: CoverPaper = {
    unitName: context.point.unit.name,
    number: visit.number,
    paperName: must(procedure.papers[place], 'it was just found').name,
    procedureName: procedure.name,
    place: place + 1,
    places: procedure.papers.length,
    qr: must(formatCoverSheet({ of: 'visit', visitId: visit.visitId, paperId }), 'the catalogue calls papers by small letters, digits and dashes'),
    isExample: context.point.example,
  };
  const printJobId = printJobIdSchema.parse(context.clock.uuid());
  insertPrintJob(store, { printJobId, what: 'cover', ofId, label: `${visit.number} · ${place + 1}/${procedure.papers.length}`, paper, at: context.clock.now(), printer: printer.kind === 'roll' ? null : printer.name });
  store.afterCommit(() => context.publish('print.changed', { printJobId, ticketId: null, state: 'queued', code: null }));
}
