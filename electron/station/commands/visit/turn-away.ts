// Sends somebody away without a dossier: form 02 or 03 from the draft of the visit, in one transaction with the end of the visit. The person's name stands on the paper alone, and in no event.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { turnAwayCommands, TurnAwayForm, TurnedAway } from '../../../../shared/contract/turn-away.ts';
import { maskIdNumber } from '../../../../shared/domain/card/id-number.ts';
import type { FormValues } from '../../../../shared/domain/paper/form.ts';
import { filled } from '../../../../shared/domain/paper/form-words.ts';
import { coverPrinter, formPrinter, keepFormPrinter } from '../../store/cover-printers.ts';
import type { Readable } from '../../store/handle.ts';
import { standingPayment } from '../../store/payments.ts';
import { latestPrint } from '../../store/print-jobs.ts';
import { factsOf } from '../../store/projections/facts.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { keepTurnAwayWords, turnAwayPrintName, turnAwayWords, turnedAwayOf, turnedAwayRows, type TurnedAwayRow } from '../../store/turned-away.ts';
import { endVisit } from '../../store/visit-rows.ts';
import type { VisitRow } from '../../store/visits.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { drawnNumber, openNumber } from '../form/draw-number.ts';
import { formPaper, queueForm } from '../form/queue-form.ts';
import { pointValues } from '../form/point-values.ts';
import { systemPrintersOf } from '../form/printers-of.ts';
import { templateInForce } from '../form/template-in-force.ts';
import { actorOf, momentOf, requireMove, tellQueue, ticketToday } from '../queue/step.ts';
import { officerNameAt } from '../staff/officer-name.ts';
import { chosenProcedure } from './edit-draft.ts';
import { counterOf, ownDraft } from './own-visit.ts';
import type { ScanSessions } from './scan-sessions.ts';
import { checkedPapers } from './visit-view.ts';

const PREVIEW_DPI = 120;
const MOST_LISTED = 100;

interface Asked {
  readonly form: TurnAwayForm;
  readonly reason: string;
  readonly paperIds: readonly string[];
}

/** One handler for each; `scans` runs the counters' scanners. */
export function turnAwayHandlers(scans: ScanSessions): Handlers<keyof typeof turnAwayCommands> {
  return {
    'visit.offer-turn-away': async (context, { visitId }, caller) => {
      const counterId = counterOf(caller);
      const { papers, chosen } = context.database.read((store) => {
        const visit = ownDraft(store, visitId, counterId);
        const procedure = chosenProcedure(context, visit);
        const has = new Set(checkedPapers(store, visit, procedure).filter(({ originals, certified, copies, pages }) => originals + certified + copies > 0 || pages.length > 0).map(({ paperId }) => paperId));
        return { papers: procedure.papers.filter(({ added }) => added !== 'outside').map(({ paperId, name, required }) => ({ paperId, name, isMissing: required && !has.has(paperId) })), chosen: formPrinter(store, counterId) ?? coverPrinter(store, counterId) };
      });
      return { papers, printers: { roll: context.forms.hasRoll, ...(await systemPrintersOf(context.forms)), chosen } };
    },
    'visit.preview-turn-away': async (context, { visitId, ...asked }, caller) => {
      const { paper, origin } = context.database.read((store) => {
        const visit = ownDraft(store, visitId, counterOf(caller));
        return { paper: formPaper(context, store, { form: asked.form, values: valuesOf(context, visit, asked, openNumber(context, asked.form)), label: visit.number, copyNumber: 1 }), origin: templateInForce(store, context.forms.shipped, asked.form).origin };
      });
      const made = await context.forms.pictures(paper, { dpi: PREVIEW_DPI, from: 0, most: 1 });
      const picture = must(made.pictures[0], 'a page that is there has a picture');
      return { pages: made.pages, page: 0, png: Buffer.from(picture.buffer, picture.byteOffset, picture.length).toString('base64'), template: origin, copyNumber: 1 };
    },
    'visit.turn-away': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'visit.turn-away', input, caller }, (store) => {
        const counterId = counterOf(caller);
        const { at, day } = momentOf(context);
        const { form, reason, printer } = input;
        const visit = ownDraft(store, input.visitId, counterId);
        const { visitId, ticketId } = visit;
        const drawn = drawnNumber(context, store, form);
        const values = valuesOf(context, visit, input, drawn.paperNumber?.text ?? openNumber(context, form));
        const procedure = chosenProcedure(context, visit);
        if (standingPayment(store, visitId) !== null) throw new Refusal('fee.locked');
        if (scans.isScanning(counterId)) throw new Refusal('scanner.busy');
        requireMove(ticketToday(store, day, ticketId), 'finish', counterId);
        const log = { aggregate: 'ticket', aggregateId: ticketId, actor: actorOf(caller), at } as const;
        record(store, context.identity, context.clock, {
          ...log, type: 'ticket.turned-away', body: { ticketId, visitId, counterId, form, procedureCode: procedure.code, procedureName: procedure.name, reason, papers: (values.lists['giấy tờ'] ?? []).map((line) => line['tên giấy tờ'] ?? ''), ...drawn },
        });
        keepTurnAwayWords(store, visitId, values, at);
        if (printer !== null) {
          keepFormPrinter(store, counterId, printer);
          queueForm(context, store, { form, values, label: visit.number, ofId: turnAwayPrintName(visitId), printer });
        }
        endVisit(store, visitId, at);
        record(store, context.identity, context.clock, { ...log, type: 'ticket.served', body: { ticketId, counterId, dossierOpened: false } });
        tellQueue(context, store, { counterId, visitId: null });
        return { turnedAway: viewOf(store, must(turnedAwayOf(store, visitId), 'it was written a moment ago')) };
      }),
    'turn-away.list': async (context, { number }, caller) => {
      const { rows, chosen } = context.database.read((store) => ({
        rows: turnedAwayRows(store, number.toUpperCase(), MOST_LISTED).map((row) => viewOf(store, row)), chosen: 'counterId' in caller ? (formPrinter(store, caller.counterId) ?? coverPrinter(store, caller.counterId)) : null,
      }));
      return { turnedAway: rows, printers: { roll: context.forms.hasRoll, ...(await systemPrintersOf(context.forms)), chosen } };
    },
    'turn-away.print': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'turn-away.print', input, caller }, (store) => {
        const row = turnedAwayOf(store, input.visitId);
        if (row === null) throw new Refusal('visit.not-found');
        const values = turnAwayWords(store, row.visitId);
        if (values === null) throw new Refusal('print.not-found');
        if ('counterId' in caller) keepFormPrinter(store, caller.counterId, input.printer);
        queueForm(context, store, { form: row.form, values, label: row.number, ofId: turnAwayPrintName(row.visitId), printer: input.printer });
        return { turnedAway: viewOf(store, row) };
      }),
  };
}

/** What stands on the paper. Refuses what is missing, in the order in which an officer would fill it in. */
function valuesOf(context: CommandContext, visit: VisitRow, { form, reason, paperIds }: Asked, number: string): FormValues {
  const { person } = visit;
  if (person === null) throw new Refusal('visit.no-person');
  const procedure = chosenProcedure(context, visit);
  if (paperIds.some((paperId) => !procedure.papers.some((paper) => paper.paperId === paperId))) throw new Refusal('paper.unknown');
  if (reason === '') throw new Refusal('dossier.reason-missing');
  const { words } = context.forms;
  const { caseName } = visit.intake;
  const officerName = officerNameAt(context, visit.counterId);
  const texts = {
    ...pointValues(context, context.clock.now() satisfies EpochMs, { officerName, counter: filled(words['paper.receipt.counter-value'], { counter: String(visit.counterId) }) }),
    'người nộp': person.fullName, 'số định danh': maskIdNumber(person.idNumber), 'địa chỉ': person.address, 'điện thoại': person.phone, 'email': person.email ?? '',
    'chủ hồ sơ': visit.intake.behalf?.owner.fullName ?? person.fullName, 'địa chỉ chủ hồ sơ': visit.intake.behalf?.owner.address ?? person.address,
    'mã thủ tục': procedure.code, 'tên thủ tục': procedure.name, 'nội dung': caseName === '' ? procedure.name : filled(words['paper.form.case'], { procedure: procedure.name, case: caseName }), 'số phiếu': number, 'lý do': reason,
  };
  if (form === 'refusal') return { texts, lists: {} };
  const wanted = procedure.papers.filter(({ paperId }) => paperIds.includes(paperId));
  const pieces = (count: number): string => (count === 0 ? '' : String(count));
  return { texts, lists: { 'giấy tờ': wanted.map(({ name, originals, copies }, index) => ({ tt: String(index + 1), 'tên giấy tờ': name, 'bản chính': pieces(originals), 'bản chứng thực': '', 'bản photo': pieces(copies) })) } };
}

function viewOf(store: Readable, { ticketId, ...row }: TurnedAwayRow): TurnedAway {
  const fact = factsOf(store, 'ticket', ticketId).findLast((each) => each.type === 'ticket.turned-away' && each.body.visitId === row.visitId);
  const said = fact?.type === 'ticket.turned-away' ? fact.body : null;
  return { ...row, procedureName: said?.procedureName ?? '', reason: said?.reason ?? '', papers: said === null ? [] : [...said.papers], print: latestPrint(store, 'form', turnAwayPrintName(row.visitId)) };
}
