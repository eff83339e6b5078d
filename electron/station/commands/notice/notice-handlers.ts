// What officers do with values that the city did not take: see them, and let the city's hold or send their own again over the city's present one.

import type { noticeCommands } from '../../../../shared/contract/care.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { correctableSchema, statusSchema } from '../../../../shared/wire/dossier-events.ts';
import { epochMsSchema } from '../../../../shared/contract/primitives.ts';
import { dossierById } from '../../store/dossiers.ts';
import type { Writable } from '../../store/handle.ts';
import { cityValueOf, isLostDay, openNotice, openNotices, settleNotice } from '../../store/notices.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handler, Handlers } from '../context.ts';
import { actorOf } from '../queue/step.ts';

/** Stands in the log beside what is proposed. */
const REASON = 'Cán bộ đề nghị giữ nội dung đã ghi tại Điểm';

/** 'notice.list': what shows people's data is a look, and is noted. */
const listNotices: Handler<'notice.list'> = (context, { values }, caller) => {
  if (!values) return { notices: context.database.read(openNotices).map((notice) => (notice.kind === 'field' ? { ...notice, kept: null, lost: null } : notice)) };
  return context.database.write((store) => {
    const notices = openNotices(store);
    for (const dossierId of new Set(notices.filter(({ kind }) => kind === 'field').map((notice) => notice.dossierId))) noteAccess(store, context, caller, dossierId, 'list');
    return { notices };
  });
};

/** 'notice.settle': what is proposed goes the way of every event, and may be overruled again. */
const settle: Handler<'notice.settle'> = (context, input, caller) =>
  answerOnce(context.database, context.clock, { command: 'notice.settle', input, caller }, (store) => {
    const notice = openNotice(store, input.noticeId);
    if (notice === null) throw new Refusal('notice.not-found');
    if (input.decision === 'propose-mine') propose(store, context, caller, notice);
    settleNotice(store, notice.noticeId, input.decision, context.clock.now());
    store.afterCommit(() => {
      context.publish('dossiers.changed', {});
      context.wakeSync();
    });
    return { notices: openNotices(store) };
  });

/** Refuses 'notice.not-found' for what cannot be proposed, a code and a procedure being the city's alone, and 'supplement.day-not-running' for another day of a request that the city has ended. */
function propose(store: Writable, context: CommandContext, caller: Caller, { noticeId, dossierId, kind, field, lost }: NonNullable<ReturnType<typeof openNotice>>): void {
  const row = dossierById(store, dossierId);
  if (row === null || row.isErased) throw new Refusal('notice.not-found');
  const event = { aggregate: 'dossier', aggregateId: dossierId, actor: actorOf(caller), baseRev: row.revision } as const;
  const { identity, clock } = context;
  if (kind === 'field') {
    const name = correctableSchema.parse(field);
    record(store, identity, clock, { ...event, type: 'dossier.corrected', body: { dossierId, fields: { [name]: { from: cityValueOf(store, dossierId, name), to: lost } }, reason: REASON } });
  } else if (kind === 'status' && lost === 'voided') {
    record(store, identity, clock, { ...event, type: 'dossier.voided', body: { dossierId, reason: REASON } });
  } else if (kind === 'status' && isLostDay(store, noticeId)) {
    // The wait that it was for is over at the city: sent again it would be a second request.
    throw new Refusal('supplement.day-not-running');
  } else if (kind === 'status') {
    record(store, identity, clock, { ...event, type: 'dossier.moved', body: { dossierId, from: row.status, to: statusSchema.parse(Number(lost)), reason: REASON, dueAt: row.dueAt } });
  } else if (kind === 'due-date') {
    record(store, identity, clock, { ...event, type: 'dossier.moved', body: { dossierId, from: row.status, to: row.status, reason: REASON, dueAt: lost === '' ? null : epochMsSchema.parse(Number(lost)) } });
  } else {
    throw new Refusal('notice.not-found');
  }
}

/** One handler for each. */
export const noticeHandlers: Handlers<keyof typeof noticeCommands> = { 'notice.list': listNotices, 'notice.settle': settle };
