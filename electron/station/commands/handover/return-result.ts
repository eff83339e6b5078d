// Gives a result out: to whom it may be given, by hand or by post; durable before the slip is printed, and once.

import { must } from '../../../../shared/base/must.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { ParsedInput } from '../../../../shared/contract/commands.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { parseIdCard } from '../../../../shared/domain/card/id-card.ts';
import { parseIdNumber } from '../../../../shared/domain/card/id-number.ts';
import { classifyPayload } from '../../../../shared/domain/card/payload.ts';
import { isTheirNumber } from '../../../../shared/domain/dossier/result.ts';
import type { HolidayTable } from '../../../../shared/domain/due-date/office-calendar.ts';
import type { LogEventBody } from '../../../../shared/wire/log-events.ts';
import { keepFormPrinter } from '../../store/cover-printers.ts';
import { dossierById, openingOf, type DossierRow } from '../../store/dossiers.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { answerOnce } from '../../store/requests.ts';
import { resultNow, resultOf } from '../../store/results.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handler } from '../context.ts';
import { applicantOf } from '../dossier/dossier-detail.ts';
import { logTo, requireDossier, requireLiving, stepDossier } from '../dossier/dossier-life.ts';
import { dossierValues } from '../form/dossier-values.ts';
import { queueForm } from '../form/queue-form.ts';
import { officerOf } from './officer-of.ts';
import { liesHere, returnView, slipPrintOf, unpaidOf } from './result-view.ts';

type Give = ParsedInput<'result.return'>['give'];
type Taken = Pick<LogEventBody<'dossier.result-returned'>, 'manner' | 'to' | 'toName' | 'toNumber' | 'proof' | 'tracking' | 'receipt'>;

/** As the post prints them under its bars: letters and digits. */
const TRACKING = /^[A-Z0-9]{6,30}$/;

/** 'result.return' */
export function returnResult(holidays: readonly HolidayTable[]): Handler<'result.return'> {
  return (context, input, caller) =>
    answerOnce(context.database, context.clock, { command: 'result.return', input, caller }, (store) => {
      const { dossierId, give, papersBack, unpaidReason, printer } = input;
      const row = requireDossier(store, dossierId);
      requireHere(store, row);
      const taken = give.manner === 'by-post' ? byPost(store, row, give) : byHand(store, row, give);
      const amount = unpaidOf(store, row);
      if (amount !== null && unpaidReason === '') throw new Refusal('result.unpaid', { amount });
      giveOut(context, store, caller, row, { ...taken, papersBack, unpaid: amount === null ? null : { amount, reason: unpaidReason } }, holidays);
      if (printer !== null && give.manner === 'by-hand') {
        if ('counterId' in caller) keepFormPrinter(store, caller.counterId, printer);
        const now = requireDossier(store, dossierId);
        queueForm(context, store, { form: 'result', values: dossierValues(context, store, now, 'result', ''), label: now.officialCode ?? now.provisionalCode, ofId: slipPrintOf(now), printer });
      }
      return told(context, store, row);
    });
}

/** Writes that it went out, the step that follows, and the look that it was. */
export function giveOut(context: CommandContext, store: Writable, caller: Caller, row: DossierRow, given: Omit<LogEventBody<'dossier.result-returned'>, 'dossierId' | 'by'>, holidays: readonly HolidayTable[]): void {
  const { dossierId } = row;
  logTo(context, store, caller, dossierId)('dossier.result-returned', { dossierId, ...given, by: officerOf(context, caller) }, row.revision);
  // A refusal is given out as well, and its dossier has ended before.
  if (row.status === 9) stepDossier(context, store, caller, row, { to: 10, reason: '' }, holidays);
  noteAccess(store, context, caller, dossierId, 'detail');
}

/** 'result.sign' */
export const signReturn: Handler<'result.sign'> = (context, input, caller) =>
  answerOnce(context.database, context.clock, { command: 'result.sign', input, caller }, (store) => {
    const row = requireDossier(store, input.dossierId);
    const result = resultOf(store, row.dossierId);
    if (result === null || result.returnedAt === null || result.returnedManner === 'by-post') throw new Refusal('result.not-returned');
    if (result.signedAt !== null) throw new Refusal('result.signed');
    logTo(context, store, caller, row.dossierId)('dossier.return-signed', { dossierId: row.dossierId, by: officerOf(context, caller) }, row.revision);
    noteAccess(store, context, caller, row.dossierId, 'detail');
    return told(context, store, row);
  });

/** Refuses 'result.returned' where somebody was faster, 'result.none' where nothing lies here. */
export function requireHere(store: Readable, row: DossierRow): void {
  requireLiving(row);
  const result = resultNow(store, row);
  if ((result?.returnedAt ?? null) !== null || row.status === 10) throw new Refusal('result.returned', { code: row.officialCode ?? row.provisionalCode });
  if (!liesHere(row, result)) throw new Refusal('result.none');
}

function told(context: CommandContext, store: Writable, { dossierId }: DossierRow) {
  store.afterCommit(() => {
    context.publish('dossiers.changed', {});
    context.wakeSync();
  });
  return returnView(store, must(dossierById(store, dossierId), 'a dossier is never deleted'));
}

/** The number of a card as it was read, or as it was typed. */
function numberShown(shown: string): string {
  const read = classifyPayload(shown);
  if (read.kind === 'id-number') return read.idNumber;
  const card = read.kind === 'id-card' ? parseIdCard(read.text) : null;
  return card?.kind === 'card' ? card.person.idNumber : (parseIdNumber(shown) ?? shown.trim().toUpperCase());
}

/** Refuses 'result.wrong-person' for a number that is not theirs, 'words.missing' where a name or a proof is wanted. */
function byHand(store: Readable, row: DossierRow, give: Extract<Give, { readonly manner: 'by-hand' }>): Taken {
  const number = numberShown(give.shown);
  const taken = { manner: 'by-hand', toNumber: number.slice(0, 40), proof: give.proof, tracking: '', receipt: give.receipt } as const;
  if (give.to === 'other') {
    if (give.toName === '' || number === '' || give.proof === '') throw new Refusal('words.missing');
    return { ...taken, to: 'other', toName: give.toName };
  }
  const { fullName, numbers } = give.to === 'applicant' ? whoFiled(store, row) : ownerOf(store, row);
  if (!isTheirNumber({ numbers }, number)) {
    // Somebody whose number is not known is known by another paper, which is written down.
    if (numbers.some((known) => known !== '')) throw new Refusal('result.wrong-person');
    if (give.proof === '') throw new Refusal('words.missing');
  }
  return { ...taken, to: give.to, toName: fullName };
}

function whoFiled(store: Readable, row: DossierRow): { readonly fullName: string; readonly numbers: readonly string[] } {
  const { fullName = '', idNumber = '', oldIdNumber = '' } = applicantOf(store, row);
  return { fullName, numbers: [idNumber, oldIdNumber] };
}

/** Refuses 'result.wrong-person' where whoever filed is the owner, or the owner is no person: then somebody else shows a paper. */
function ownerOf(store: Readable, row: DossierRow): { readonly fullName: string; readonly numbers: readonly string[] } {
  const owner = openingOf(store, row.dossierId)?.intake?.behalf?.owner;
  if (owner?.kind !== 'person') throw new Refusal('result.wrong-person');
  return { fullName: owner.fullName, numbers: [owner.idNumber] };
}

/** Only where it was wished at intake. Refuses 'result.no-delivery', 'result.tracking'. */
export function byPost(store: Readable, row: DossierRow, { tracking }: { readonly tracking: string }): Taken {
  const delivery = openingOf(store, row.dossierId)?.intake?.delivery ?? null;
  if (delivery === null) throw new Refusal('result.no-delivery');
  const number = tracking.replaceAll(/[\s.-]/gu, '').toUpperCase();
  if (!TRACKING.test(number)) throw new Refusal('result.tracking');
  return { manner: 'by-post', to: 'post', toName: delivery.recipient, toNumber: '', proof: '', tracking: number, receipt: 'none' };
}
