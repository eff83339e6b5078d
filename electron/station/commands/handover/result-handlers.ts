// Results come back, their owners are called, and they are given out: the commands by name.

import type { BusinessDay } from '../../../../shared/base/ids.ts';
import type { resultCommands } from '../../../../shared/contract/result.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { statusOfResult, stepForResult } from '../../../../shared/domain/dossier/result.ts';
import { readTypedDay } from '../../../../shared/domain/due-date/new-date.ts';
import type { HolidayTable } from '../../../../shared/domain/due-date/office-calendar.ts';
import { businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import type { Writable } from '../../store/handle.ts';
import { answerOnce } from '../../store/requests.ts';
import { resultNow, resultOf } from '../../store/results.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handler, Handlers } from '../context.ts';
import { logTo, requireDossier, requireLiving, stepDossier } from '../dossier/dossier-life.ts';
import { typedDay } from '../dossier/supplements.ts';
import { findResult } from './find-result.ts';
import { printersHere } from './hand-line.ts';
import { officerOf } from './officer-of.ts';
import { requireHere, returnResult, signReturn } from './return-result.ts';
import { liesHere, resultLists, returnView } from './result-view.ts';

/** One handler for each; `holidays` are the tables of days off that came with the program. */
export function resultHandlers(holidays: readonly HolidayTable[]): Handlers<keyof typeof resultCommands> {
  return {
    'result.lists': async (context, _input, caller) => ({ ...context.database.read((store) => resultLists(context, store)), printers: await printersHere(context, caller) }),
    'result.arrive': arrive(holidays),
    'result.call': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'result.call', input, caller }, (store) => {
        const { dossierId, manner, note } = input;
        const row = requireDossier(store, dossierId);
        requireHere(store, row);
        logTo(context, store, caller, dossierId)('dossier.owner-called', { dossierId, manner, note, by: officerOf(context, caller) }, row.revision);
        tell(context, store);
        return { calls: resultOf(store, dossierId)?.calls ?? 0 };
      }),
    'result.find': findResult,
    'result.read': (context, { dossierId }, caller) =>
      context.database.write((store) => {
        const row = requireDossier(store, dossierId);
        if (row.isErased) throw new Refusal('dossier.voided');
        noteAccess(store, context, caller, dossierId, 'detail');
        return returnView(store, row);
      }),
    'result.return': returnResult(holidays),
    'result.sign': signReturn,
  };
}

/** 'result.arrive': all of the dossiers or none, so that a stack that was ticked is noted whole. */
function arrive(holidays: readonly HolidayTable[]): Handler<'result.arrive'> {
  return (context, input, caller) =>
    answerOnce(context.database, context.clock, { command: 'result.arrive', input, caller }, (store) => {
      const { kind, place, number, abstract, reason, supplementBy, countsAsLate } = input;
      const issuedOn = dayOfResult(context, input.issuedOn);
      const dossierIds = [...new Set(input.dossierIds)];
      // A refusal and a wish for papers are told to the citizen with their reason; a number is of one paper.
      if ((kind !== 'paper' && reason === '') || (dossierIds.length > 1 && (number !== '' || abstract !== '' || issuedOn !== null))) throw new Refusal('words.missing');
      for (const dossierId of dossierIds) {
        const row = requireDossier(store, dossierId);
        requireLiving(row);
        const code = row.officialCode ?? row.provisionalCode;
        const before = resultNow(store, row);
        if ((before?.returnedAt ?? null) !== null && row.status === 10) throw new Refusal('result.returned', { code });
        // One that lay here before the city sent the dossier back to work is another paper.
        if (kind !== 'supplements' && before?.kind === kind && liesHere(row, before)) throw new Refusal('result.here-already', { code });
        const to = stepForResult(row.status, kind);
        if (to === 'illegal') throw new Refusal('dossier.illegal-move', { from: row.status, to: statusOfResult(kind) });
        // Where no step carries the reason, the paper does.
        const about = to === null && kind !== 'paper' && abstract === '' ? reason : abstract;
        logTo(context, store, caller, dossierId)('dossier.result-arrived', { dossierId, kind, place, number, abstract: about, ...(issuedOn === null ? {} : { issuedOn }), by: officerOf(context, caller) }, row.revision);
        if (to !== null) stepDossier(context, store, caller, row, { to, reason, supplementBy, countsAsLate }, holidays);
      }
      tell(context, store);
      return { count: dossierIds.length };
    });
}

/** Null where none was typed. What was issued after today is not here yet. */
function dayOfResult({ clock }: CommandContext, typed: string): BusinessDay | null {
  if (typed.trim() === '') return null;
  const today = businessDayOf(clock.now());
  const day = readTypedDay(typed);
  if (day === null || day > today) throw new Refusal('result.day', { today: typedDay(today) });
  return day;
}

function tell(context: CommandContext, store: Writable): void {
  store.afterCommit(() => {
    context.publish('dossiers.changed', {});
    context.wakeSync();
  });
}
