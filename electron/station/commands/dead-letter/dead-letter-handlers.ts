// What people do with operations that the city did not take: look, put right and send again, or give up. The operation itself stays in the log whatever they do.

import type { OperationId } from '../../../../shared/base/ids.ts';
import type { deadLetterCommands } from '../../../../shared/contract/care.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { dossierIdSchema } from '../../../../shared/contract/primitives.ts';
import { withValues } from '../../../../shared/domain/dossier/editable-fields.ts';
import { isKnownEvent, logEvents, type LogEventBody, type LogEventType } from '../../../../shared/wire/log-events.ts';
import { openLetter, openLetters, settleLetter, type LetterRow } from '../../store/dead-letters.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handler, Handlers } from '../context.ts';
import { actorOf } from '../queue/step.ts';
import { bodyOf, fieldsOf, letterView } from './letter-view.ts';

const lettersOf = (store: Readable) => ({ letters: openLetters(store).map(letterView) });

function requireLetter(store: Readable, opId: OperationId): LetterRow {
  const row = openLetter(store, opId);
  if (row === null) throw new Refusal('dead-letter.not-found');
  return row;
}

/** 'dead-letter.read': the only place where a letter shows a person's data, so the look is noted. */
const readLetter: Handler<'dead-letter.read'> = (context, { opId }, caller) =>
  context.database.write((store) => {
    const row = requireLetter(store, opId);
    const fields = fieldsOf(row);
    const ofDossier = row.aggregate === 'dossier' && fields.length > 0 ? dossierIdSchema.parse(row.aggregateId) : null;
    if (ofDossier !== null) noteAccess(store, context, caller, ofDossier, 'correction');
    return { letter: letterView(row), fields };
  });

/** 'dead-letter.resend': a new event with other words that names the old one. It is checked by the newest schema before anything is written. */
const resendLetter: Handler<'dead-letter.resend'> = (context, input, caller) =>
  answerOnce(context.database, context.clock, { command: 'dead-letter.resend', input, caller }, (store) => {
    const row = requireLetter(store, input.opId);
    const before = bodyOf(row);
    const { type } = row;
    if (before === null || !letterView(row).canResend || !isKnownEvent(type)) throw new Refusal('dead-letter.not-found');
    const edited = withValues(type, before, input.changes);
    if (edited.kind === 'wrong') throw new Refusal('dead-letter.invalid', { path: edited.path });
    if (edited.body === before) throw new Refusal('dead-letter.unchanged');
    const body = parseBody(type, edited.body);
    const { opId } = record(store, context.identity, context.clock, {
      type, aggregate: row.aggregate, aggregateId: row.aggregateId, actor: actorOf(caller), body, refersTo: row.opId, ...(row.baseRev === null ? {} : { baseRev: row.baseRev }),
    });
    return settle(context, store, row, 'resent', opId);
  });

/** 'dead-letter.withdraw': of what it would have done nothing is left here either. */
const withdrawLetter: Handler<'dead-letter.withdraw'> = (context, input, caller) =>
  answerOnce(context.database, context.clock, { command: 'dead-letter.withdraw', input, caller }, (store) => {
    const row = requireLetter(store, input.opId);
    if (!letterView(row).canWithdraw) throw new Refusal('dead-letter.not-found');
    const { opId } = record(store, context.identity, context.clock, {
      type: 'operation.withdrawn', aggregate: row.aggregate, aggregateId: row.aggregateId, actor: actorOf(caller), body: { opId: row.opId, reason: input.reason },
    });
    return settle(context, store, row, 'withdrawn', opId);
  });

function settle(context: CommandContext, store: Writable, row: LetterRow, how: 'resent' | 'withdrawn', byOp: OperationId) {
  settleLetter(store, row.opId, how, byOp, context.clock.now());
  store.afterCommit(() => {
    context.publish('dossiers.changed', {});
    context.wakeSync();
  });
  return lettersOf(store);
}

/** Refuses 'dead-letter.invalid' with the place of the first fault. */
function parseBody<Type extends LogEventType>(type: Type, body: unknown): LogEventBody<Type> {
  const parsed = logEvents[type].safeParse(body);
  if (!parsed.success) throw new Refusal('dead-letter.invalid', { path: parsed.error.issues[0]?.path.join('.') ?? '' });
  return parsed.data as LogEventBody<Type>;
}

export const deadLetterHandlers: Handlers<keyof typeof deadLetterCommands> = {
  'dead-letter.list': (context) => context.database.read(lettersOf),
  'dead-letter.read': readLetter,
  'dead-letter.resend': resendLetter,
  'dead-letter.withdraw': withdrawLetter,
};
