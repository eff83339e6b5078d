// What officers do with a dossier after it was opened: read it, move it on, correct it, give it up, write something beside it. Each change is one event with its rows.

import type { DossierId, RequestId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { dossierLifeCommands, DossierDetail } from '../../../../shared/contract/dossier-life.ts';
import { correctableFieldSchema } from '../../../../shared/contract/dossier-life.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { personSchema } from '../../../../shared/contract/visit.ts';
import { idNumberFault } from '../../../../shared/domain/card/id-number.ts';
import type { HolidayTable } from '../../../../shared/domain/due-date/office-calendar.ts';
import { wouldCountAsLate } from '../../../../shared/domain/due-date/supplements.ts';
import { type DossierStatus, isLegalMove } from '../../../../shared/domain/dossier/status.ts';
import type { LogEventBody, LogEventType } from '../../../../shared/wire/log-events.ts';
import type { ApplicantFields } from '../../store/dossier-standing.ts';
import { dossierById, type DossierRow } from '../../store/dossiers.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { calendarInForce } from '../../store/holidays.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handler, Handlers } from '../context.ts';
import { drawnNumber } from '../form/draw-number.ts';
import { actorOf } from '../queue/step.ts';
import { FORM_OF_STATUS } from './act-papers.ts';
import { applicantOf, dossierDetail } from './dossier-detail.ts';
import { readDocument } from './dossier-document.ts';
import { moveDossierPage, readPageImage, readPages } from './dossier-pages.ts';
import { datesWhenComplete, lastDayOf, waitsOf } from './supplements.ts';

/** 'dossier.read': the access is durable before the data is shown. */
const readDossier: Handler<'dossier.read'> = (context, { dossierId }, caller) =>
  context.database.write((store) => {
    const row = requireDossier(store, dossierId);
    noteAccess(store, context, caller, dossierId, 'detail');
    return dossierDetail(store, row);
  });

/** 'dossier.move': the due date goes along, so that the city sees what the officer saw: as it stands, or shifted by the wait that ends with this step. `holidays` are the tables of days off that came with the program. */
export function moveDossierHandler(holidays: readonly HolidayTable[]): Handler<'dossier.move'> {
  return (context, input, caller) =>
    changeDossier(context, caller, { command: 'dossier.move', input }, (store, row) => stepDossier(context, store, caller, row, input, holidays));
}

/** One step of a dossier, in the transaction of whoever calls: the only writer of 'dossier.moved'. Refuses what 'dossier.move' refuses. */
export function stepDossier(
  context: CommandContext, store: Writable, caller: Caller, row: DossierRow, { to, reason, supplementBy = '', countsAsLate = false }: { readonly to: DossierStatus; readonly reason: string; readonly supplementBy?: string; readonly countsAsLate?: boolean }, holidays: readonly HolidayTable[],
): void {
  requireLiving(row);
  const { dossierId } = row;
  if (!isLegalMove(row.status, to)) throw new Refusal('dossier.illegal-move', { from: row.status, to });
  const requests = waitsOf(store, row).length;
  if (to === 5 && wouldCountAsLate(requests) && !(countsAsLate && reason !== '')) throw new Refusal('supplement.again', { count: requests + 1 });
  const calendar = calendarInForce(store, holidays);
  const until = to === 5 ? { supplementBy: lastDayOf(context, supplementBy, calendar) } : {};
  const { dueAt, promisedAt } = row.status === 5 ? datesWhenComplete(context, store, row, context.clock.now(), calendar) : { dueAt: row.dueAt, promisedAt: null };
  const form = row.status === to ? undefined : FORM_OF_STATUS[to];
  logTo(context, store, caller, dossierId)(
    'dossier.moved', { dossierId, from: row.status, to, reason, dueAt, ...(promisedAt === null ? {} : { promisedAt }), ...until, ...(form === undefined ? {} : drawnNumber(context, store, form)) }, row.revision,
  );
}

/** 'dossier.correct': only fields that become another; each with the value that it replaces. */
const correctDossier: Handler<'dossier.correct'> = (context, input, caller) =>
  changeDossier(context, caller, { command: 'dossier.correct', input }, (store, row, log) => {
    requireLiving(row);
    const { dossierId, reason } = input;
    // Whoever looked before the city's last word has not seen it: what he replaces is what stood here before.
    const seen = applicantOf(store, input.revision < row.revision ? { ...row, fields: row.corrected } : row);
    const fields = changedFields(applicantOf(store, row), seen, input.fields);
    if (Object.keys(fields).length === 0) throw new Refusal('dossier.nothing-changed');
    // The city finds by it what has changed since the officer looked; nobody can have seen more than is known here.
    log('dossier.corrected', { dossierId, fields, reason }, Math.max(0, Math.min(input.revision, row.revision)));
    noteAccess(store, context, caller, dossierId, 'correction');
  });

/** 'dossier.void': nothing is deleted. */
const voidDossier: Handler<'dossier.void'> = (context, input, caller) =>
  changeDossier(context, caller, { command: 'dossier.void', input }, (_store, row, log) => {
    if (row.isVoided) throw new Refusal('dossier.voided');
    const { dossierId, reason } = input;
    log('dossier.voided', { dossierId, reason }, row.revision);
  });

/** 'dossier.note': also beside one that has ended or was given up. */
const noteBeside: Handler<'dossier.note'> = (context, input, caller) =>
  changeDossier(context, caller, { command: 'dossier.note', input }, (_store, row, log) => {
    const { dossierId, text } = input;
    log('dossier.noted', { dossierId, text }, row.revision);
  });

/** One handler for each; a station that counts due dates has `moveDossierHandler` with its tables of days off in place of the one here, which knows only those that the point has set itself. */
export const dossierLifeHandlers: Handlers<keyof typeof dossierLifeCommands> = {
  'dossier.read': readDossier, 'dossier.document': readDocument, 'dossier.move': moveDossierHandler([]), 'dossier.correct': correctDossier, 'dossier.void': voidDossier, 'dossier.note': noteBeside,
  'dossier.pages': readPages, 'dossier.page-image': readPageImage, 'dossier.move-page': moveDossierPage,
};

/** Writes an event of a dossier. */
type LogDossier = <Type extends Extract<LogEventType, `dossier.${string}`>>(type: Type, body: LogEventBody<Type>, baseRev: number) => void;

/** For every area that changes a dossier. One transaction: is it known and may it be done? → the event and its rows → the dossier as it then is. */
export function changeDossier(
  context: CommandContext,
  caller: Caller,
  { command, input }: { readonly command: string; readonly input: { readonly requestId: RequestId; readonly dossierId: DossierId } },
  work: (store: Writable, row: DossierRow, log: LogDossier) => void,
): DossierDetail {
  return answerOnce(context.database, context.clock, { command, input, caller }, (store) => {
    const { dossierId } = input;
    work(store, requireDossier(store, dossierId), logTo(context, store, caller, dossierId));
    store.afterCommit(() => {
      context.publish('dossiers.changed', {});
      context.wakeSync();
    });
    return dossierDetail(store, must(dossierById(store, dossierId), 'a dossier is never deleted'));
  });
}

/** Writes events of one dossier in the name of whoever calls. */
export function logTo(context: CommandContext, store: Writable, caller: Caller, dossierId: DossierId): LogDossier {
  return (type, body, baseRev) => void record(store, context.identity, context.clock, { type, aggregate: 'dossier', aggregateId: dossierId, actor: actorOf(caller), body, baseRev });
}

/** Refuses 'dossier.unknown'. */
export function requireDossier(store: Readable, dossierId: DossierId): DossierRow {
  const row = dossierById(store, dossierId);
  if (row === null) throw new Refusal('dossier.unknown');
  return row;
}

/** Given up, or without its person: neither moves on, and no person's data may come back into the second. */
export function requireLiving(row: DossierRow): void {
  if (row.isVoided || row.isErased) throw new Refusal('dossier.voided');
}

type Changes = LogEventBody<'dossier.corrected'>['fields'];

/** Refuses 'request.invalid' for a value that no person could have: the city would refuse the event for it. */
function changedFields(now: ApplicantFields, seen: ApplicantFields, wanted: ApplicantFields): Changes {
  const changes: Changes = {};
  for (const field of correctableFieldSchema.options) {
    const to = wanted[field];
    if (to === undefined || to === (now[field] ?? '')) continue;
    if (!personSchema.shape[field].safeParse(to).success || (field === 'idNumber' && idNumberFault(to.replaceAll(/[\s.]/gu, '')) !== null)) throw new Refusal('request.invalid', { field });
    changes[field] = { from: seen[field] ?? '', to };
  }
  return changes;
}
