// What the second screen of a counter shows to the citizen in front of it, derived afresh from the visit at each question.

import type { CounterId, DossierId, EpochMs } from '../../../../shared/base/ids.ts';
import type { Display, displayCommands } from '../../../../shared/contract/display.ts';
import { maskIdNumber } from '../../../../shared/domain/card/id-number.ts';
import { vietQrCode } from '../../../../shared/domain/payment/vietqr.ts';
import { pausedCounters } from '../../store/counters.ts';
import { dossierById } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { askedAfterVisit, type PaymentRow, seenByCity, standingPayment } from '../../store/payments.ts';
import { latestPrint, printJobById } from '../../store/print-jobs.ts';
import { lastServedAt } from '../../store/ratings.ts';
import { sentBackFrom } from '../../store/tickets.ts';
import { visitAtCounter, type VisitRow } from '../../store/visits.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { receiptQrOf } from '../dossier/receipt-paper.ts';
import { counterOf } from '../visit/own-visit.ts';

/** How long the display asks for a rating after a visit, in ms. */
const ASK_RATING_MS = 60_000;

/** How long the code of a dossier that owes money stays there: whoever pays has it in hand, and nobody's ticket ends it. */
const OWED_SHOWN_MS = 10 * 60_000;

/** How long it says that the money has come, in ms. */
const CAME_SHOWN_MS = 20_000;

/** How long it tells whoever was sent back to their place, in ms. */
const SENT_BACK_MS = 20_000;

/** One handler: the display of a counter. */
export const displayHandlers: Handlers<keyof typeof displayCommands> = {
  'display.read': (context, _input, caller) => {
    const counterId = counterOf(caller);
    const counter = context.point.counters.find((own) => own.counterId === counterId);
    const officer = context.officerAt?.(counterId) ?? null;
    return {
      counterId,
      officerName: officer?.name ?? counter?.officerName ?? '',
      // The title is of whom the settings seat here.
      officerTitle: officer === null ? (counter?.officerTitle ?? '') : '',
      fieldNames: context.point.fields.filter((field) => counter?.fields.includes(field.code)).map((field) => field.name),
      view: context.database.read((store) => viewOf(context, store, counterId)),
    };
  },
};

/** A payment that is asked for before everything else; the receipt once there is a dossier, until the person goes; before it the data to confirm, before that the number; a person being served is never told that the counter pauses. */
function viewOf(context: CommandContext, store: Readable, counterId: CounterId): Display['view'] {
  const visit = visitAtCounter(store, counterId);
  const sentBack = visit === null ? sentBackFrom(store, counterId, context.clock.now() - SENT_BACK_MS) : null;
  // Asked before this person came, it is somebody else's.
  const owed = askedAfterVisit(store, counterId, Math.max(visit?.startedAt ?? 0, context.clock.now() - OWED_SHOWN_MS) as EpochMs);
  const owedCode = owed === null ? null : codeView(owed, owed.dossierCode ?? '');
  if (owedCode !== null) return owedCode;
  const came = cameView(context, store, counterId, visit);
  if (came !== null) return came;
  if (sentBack !== null) return { kind: 'back-in-line', number: sentBack };
  if (visit === null) return rateView(context, store, counterId) ?? { kind: pausedCounters(store).has(counterId) ? 'paused' : 'open' };
  return payView(store, visit) ?? receiptView(store, visit) ?? confirmView(context, visit) ?? { kind: 'serving', number: visit.number, since: visit.startedAt };
}

/** For a moment, where its code stood: money of the visit that is here, or what was owed and asked for since this person came. */
function cameView({ clock }: CommandContext, store: Readable, counterId: CounterId, visit: VisitRow | null): Display['view'] | null {
  const came = seenByCity(store, counterId, (clock.now() - CAME_SHOWN_MS) as EpochMs, visit?.visitId ?? null);
  if (came === null || came.code === null) return null;
  const isOfVisit = came.visitId === visit?.visitId;
  const wasShown = came.at >= Math.max(visit?.startedAt ?? 0, clock.now() - OWED_SHOWN_MS);
  return isOfVisit || wasShown ? { kind: 'paid', number: isOfVisit && visit !== null ? visit.number : (came.dossierCode ?? ''), amount: came.amount } : null;
}

/** Until somebody has said that the money is there, or that it is not wanted any more. */
function payView(store: Readable, visit: VisitRow): Display['view'] | null {
  const asked = standingPayment(store, visit.visitId);
  return asked === null || asked.confirmedDay !== null ? null : codeView(asked, visit.number);
}

function codeView(asked: PaymentRow, number: string): Display['view'] | null {
  if (asked.code === null) return null;
  const { bankNumber, bankName, account, holder, purpose, billNumber } = asked.code;
  const code = vietQrCode({ bankNumber, account, kind: 'account', amount: asked.amount, purpose, billNumber });
  // What the settings took is taken here too.
  if (code.kind === 'refused') return null;
  return { kind: 'pay', number, amount: asked.amount, qrText: code.text, bankName, account, holder, purpose };
}

/** Whoever has just left is asked for a while, and only until they have answered. */
function rateView({ clock }: CommandContext, store: Readable, counterId: CounterId): Display['view'] | null {
  const served = lastServedAt(store, counterId, (clock.now() - ASK_RATING_MS) as EpochMs);
  if (served === null || served.isRated || served.servedAt === null) return null;
  return { kind: 'rate', ticketId: served.ticketId, number: served.number, until: (served.servedAt + ASK_RATING_MS) as EpochMs };
}

function receiptView(store: Readable, visit: VisitRow): Display['view'] | null {
  const dossier = visit.dossierId === null ? null : dossierById(store, visit.dossierId);
  if (dossier === null) return null;
  return {
    kind: 'receipt',
    number: visit.number,
    code: dossier.officialCode ?? dossier.provisionalCode,
    official: dossier.officialCode !== null,
    procedureName: dossier.procedureName,
    dueAt: dossier.dueAt,
    printedCode: printedCodeOf(store, dossier.dossierId),
    qrText: receiptQrOf(dossier),
  };
}

/** A print is labelled with the code that stands on it, which may be older than the one that the city gave. */
function printedCodeOf(store: Readable, dossierId: DossierId): string | null {
  const latest = latestPrint(store, 'receipt', dossierId);
  if (latest === null || (latest.state !== 'printed' && latest.state !== 'marked')) return null;
  return printJobById(store, latest.printJobId)?.label ?? null;
}

function confirmView(context: CommandContext, { number, person, procedureCode }: VisitRow): Display['view'] | null {
  if (person === null) return null;
  return {
    kind: 'confirm',
    number,
    fullName: person.fullName,
    idMasked: maskIdNumber(person.idNumber),
    birthYear: person.birthDate.slice(0, 4),
    procedureName: procedureCode === null ? null : (context.catalogue.read(procedureCode)?.name ?? null),
  };
}
