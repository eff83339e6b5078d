// Results as officers see them: in lists with as little of a person as a list may show, and one whole when it is given out.

import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import type { AskedDossier, ReturnedResult, ReturnView, WaitingResult } from '../../../../shared/contract/result.ts';
import { maskIdNumber } from '../../../../shared/domain/card/id-number.ts';
import { mayHoldResult } from '../../../../shared/domain/dossier/result.ts';
import { businessDayOf, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import { dossiersOfIds, openingOf, type DossierRow } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { lastHandoverOf, listName } from '../../store/handovers.ts';
import { owedFee } from '../../store/owed-fees.ts';
import { latestPrint } from '../../store/print-jobs.ts';
import { factsOf } from '../../store/projections/facts.ts';
import { dossiersInWork, dossiersWithResults, MOST_IN_WORK, MOST_WAITING, resultNow, returnedSince, type ResultRow } from '../../store/results.ts';
import { dossiersWaitingForPapers, MOST_ASKED, type AskedRow } from '../../store/waiting-papers.ts';
import { stepsOf } from '../dossier/act-papers.ts';
import { broughtPapers } from '../dossier/brought-papers.ts';
import { applicantOf } from '../dossier/dossier-detail.ts';
import type { CommandContext } from '../context.ts';
import { handLine } from './hand-line.ts';

type Lists = Omit<CommandOutput<'result.lists'>, 'printers'>;

/** Whether something lies here for its owner. One that is done and of which nobody said that it came counts as here: the city or a step by hand said so. */
export function liesHere(row: DossierRow, result: ResultRow | null): boolean {
  if (row.isVoided || row.isErased || (result?.returnedAt ?? null) !== null || !mayHoldResult(row.status)) return false;
  return row.status === 9 || (result !== null && result.arrivedAt !== null && result.kind !== 'supplements');
}

/** Everything that an officer of results looks at. */
export function resultLists(context: CommandContext, store: Readable): Lists {
  const living = (ids: Parameters<typeof dossiersOfIds>[1]): readonly DossierRow[] => dossiersOfIds(store, ids).filter(({ isVoided, isErased }) => !isVoided && !isErased);
  const inWork = dossiersInWork(store);
  const withResults = dossiersWithResults(store);
  const working = living(inWork).filter(({ status }) => status === 4 || status === 6);
  const waiting = living(withResults).flatMap((row): WaitingResult[] => {
    const result = resultNow(store, row);
    return liesHere(row, result) ? [waitingView(store, row, result)] : [];
  });
  const asked = dossiersWaitingForPapers(store);
  const askedRows = new Map(living(asked.map(({ dossierId }) => dossierId)).filter(({ status }) => status === 5).map((row) => [row.dossierId, row]));
  const returned = returnedSince(store, startOfDay(businessDayOf(context.clock.now())));
  const rows = new Map(dossiersOfIds(store, returned.map(({ dossierId }) => dossierId)).map((row) => [row.dossierId, row]));
  return {
    isCut: { working: inWork.length >= MOST_IN_WORK, asked: asked.length >= MOST_ASKED, waiting: withResults.length >= MOST_WAITING },
    working: working.map((row) => {
      const list = lastHandoverOf(store, row.dossierId);
      return { ...handLine(row), unit: list?.unit ?? '', listName: list === null ? '' : listName(list) };
    }),
    asked: asked.flatMap((wait): AskedDossier[] => {
      const row = askedRows.get(wait.dossierId);
      return row === undefined ? [] : [askedView(store, row, wait)];
    }).toSorted((one, other) => (one.askedAt ?? 0) - (other.askedAt ?? 0)),
    waiting: waiting.toSorted((one, other) => (one.arrivedAt ?? 0) - (other.arrivedAt ?? 0)),
    returned: returned.flatMap((result): ReturnedResult[] => {
      const row = rows.get(result.dossierId);
      return row === undefined || result.returnedAt === null ? [] : [{ ...handLine(row), returnedAt: result.returnedAt, manner: result.returnedManner ?? 'by-hand', isSigned: result.signedAt !== null, tracking: result.tracking }];
    }),
  };
}

/** Of a wait that the city began nobody here knows what was asked for, nor until when. */
function askedView(store: Readable, row: DossierRow, { ownAt, cityAt }: AskedRow): AskedDossier {
  const { isOwnWait, supplementBy } = row;
  const reason = stepsOf(store, row).findLast(({ body }) => body.to === 5)?.body.reason ?? '';
  return { ...handLine(row), askedAt: isOwnWait ? ownAt : cityAt, supplementBy, reason: isOwnWait ? reason : '', phoneMasked: maskPhone(applicantOf(store, row).phone ?? '') };
}

function waitingView(store: Readable, row: DossierRow, result: ResultRow | null): WaitingResult {
  return {
    ...handLine(row), kind: result?.kind === 'refusal' ? 'refusal' : 'paper', place: result?.place ?? '', arrivedAt: result?.arrivedAt ?? null, phoneMasked: maskPhone(applicantOf(store, row).phone ?? ''), calls: result?.calls ?? 0,
    lastCall: result === null || result.calledAt === null || result.calledManner === null ? null : { at: result.calledAt, manner: result.calledManner }, byPost: (openingOf(store, row.dossierId)?.intake?.delivery ?? null) !== null,
  };
}

/** Enough to know which of two numbers it is. */
function maskPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/gu, '');
  return digits.length < 6 ? '' : `…${digits.slice(-3)}`;
}

/** Personal data: whoever shows it notes the look. */
export function returnView(store: Readable, row: DossierRow): ReturnView {
  const result = resultNow(store, row);
  const opened = openingOf(store, row.dossierId);
  const person = applicantOf(store, row);
  const owner = opened?.intake?.behalf?.owner ?? null;
  const delivery = opened?.intake?.delivery ?? null;
  const facts = factsOf(store, 'dossier', row.dossierId);
  const given = result === null || result.returnedAt === null ? undefined : facts.findLast((fact) => fact.type === 'dossier.result-returned');
  return {
    line: handLine(row),
    kind: !liesHere(row, result) ? null : result?.kind === 'refusal' ? 'refusal' : 'paper',
    place: result?.place ?? '', number: result?.number ?? '', abstract: result?.abstract ?? '', issuedOn: result?.issuedOn ?? null,
    applicant: { fullName: person.fullName ?? '', numberMasked: maskIdNumber(person.idNumber ?? ''), phone: person.phone ?? '', address: person.address ?? '' },
    owner: owner === null ? null : { fullName: owner.fullName, numberMasked: maskIdNumber(owner.kind === 'person' ? owner.idNumber : owner.number), phone: owner.phone, address: owner.address, isPerson: owner.kind === 'person' },
    delivery: delivery === null ? null : { recipient: delivery.recipient, phone: delivery.phone, address: delivery.address },
    unpaid: unpaidOf(store, row),
    originals: originalsOf(store, row),
    calls: facts.flatMap((fact) => (fact.type === 'dossier.owner-called' ? [{ at: fact.at, manner: fact.body.manner, note: fact.body.note, by: fact.body.by.officerName }] : [])),
    returned: given?.type !== 'dossier.result-returned' ? null : { at: given.at, manner: given.body.manner, toName: given.body.toName, tracking: given.body.tracking, isSigned: result?.signedAt !== null },
    slip: latestPrint(store, 'form', slipPrintOf(row)),
  };
}

/** Names of papers of which originals were handed in. */
export function originalsOf(store: Readable, { dossierId }: Pick<DossierRow, 'dossierId'>): string[] {
  return broughtPapers({ papers: openingOf(store, dossierId)?.papers ?? [] }).filter(({ originals }) => originals > 0).map(({ name }) => name);
}

/** By what a print of the slip is known: the same as where it is printed from the dossier's papers. */
export function slipPrintOf({ dossierId }: Pick<DossierRow, 'dossierId'>): string {
  return `${dossierId}/result`;
}

/** What was charged and nobody has seen paid; null where nothing is owed. */
export function unpaidOf(store: Readable, { dossierId }: Pick<DossierRow, 'dossierId'>): number | null {
  return owedFee(store, dossierId)?.amount ?? null;
}
