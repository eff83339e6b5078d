// What a clerk of the post office does at the point: looks at what goes by post, takes it along under the post's number, and says that it was brought.

import { must } from '../../../../shared/base/must.ts';
import type { DossierId } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Delivery } from '../../../../shared/contract/intake.ts';
import type { PostItem, postCommands } from '../../../../shared/contract/post.ts';
import type { HolidayTable } from '../../../../shared/domain/due-date/office-calendar.ts';
import { businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import { dossierById, type DossierRow } from '../../store/dossiers.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { answerOnce } from '../../store/requests.ts';
import { resultNow } from '../../store/results.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { logTo, requireDossier, requireLiving } from '../dossier/dossier-life.ts';
import { postBatch, type Batch } from './batch-paper.ts';
import { previewBatch, printBatch } from './batch-print.ts';
import { printersHere } from './hand-line.ts';
import { officerOf } from './officer-of.ts';
import { deliveryOf, postItem, postLists, sentOf } from './post-view.ts';
import { byPost, giveOut, requireHere } from './return-result.ts';
import { unpaidOf } from './result-view.ts';

/** One handler for each; `holidays` are the tables of days off that came with the program. */
export function postHandlers(holidays: readonly HolidayTable[]): Handlers<keyof typeof postCommands> {
  return {
    'post.lists': async (context, _input, caller) => ({ ...context.database.read((store) => postLists(context, store)), printers: await printersHere(context, caller) }),
    'post.read': (context, { dossierId }, caller) =>
      context.database.write((store) => {
        const { row, delivery } = requireByPost(store, dossierId);
        if (sentOf(resultNow(store, row)) === null) requireHere(store, row);
        noteAccess(store, context, caller, dossierId, 'detail');
        return postItem(store, row, delivery);
      }),
    'post.send': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'post.send', input, caller }, (store) => {
        const { dossierId, tracking, papersBack } = input;
        const { row } = requireByPost(store, dossierId);
        requireHere(store, row);
        const taken = byPost(store, row, { tracking });
        // To let it go unpaid is an officer's decision, with a reason.
        if (unpaidOf(store, row) !== null) throw new Refusal('post.unpaid');
        giveOut(context, store, caller, row, { ...taken, papersBack, unpaid: null }, holidays);
        return told(context, store, dossierId);
      }),
    'post.deliver': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'post.deliver', input, caller }, (store) => {
        const { dossierId } = input;
        const { row } = requireByPost(store, dossierId);
        const sent = sentOf(resultNow(store, row));
        if (sent === null) throw new Refusal('post.not-sent');
        if (sent.deliveredAt !== null) throw new Refusal('post.delivered');
        logTo(context, store, caller, dossierId)('dossier.return-signed', { dossierId, by: officerOf(context, caller) }, row.revision);
        noteAccess(store, context, caller, dossierId, 'detail');
        return told(context, store, dossierId);
      }),
    'post.preview': (context, { page }, caller) => previewBatch(context, caller, (store) => today(context, store), page),
    'post.print': (context, input, caller) => answerOnce(context.database, context.clock, { command: 'post.print', input, caller }, (store) => printBatch(context, store, caller, today(context, store), input.printer)),
  };
}

function today(context: CommandContext, store: Readable): Batch {
  return postBatch(context, store, businessDayOf(context.clock.now()));
}

/** Refuses 'dossier.unknown', 'dossier.voided', 'result.no-delivery'. */
function requireByPost(store: Readable, dossierId: DossierId): { readonly row: DossierRow; readonly delivery: Delivery } {
  const row = requireDossier(store, dossierId);
  requireLiving(row);
  const delivery = deliveryOf(store, row);
  if (delivery === null) throw new Refusal('result.no-delivery');
  return { row, delivery };
}

function told(context: CommandContext, store: Writable, dossierId: DossierId): PostItem {
  store.afterCommit(() => {
    context.publish('dossiers.changed', {});
    context.wakeSync();
  });
  const row = must(dossierById(store, dossierId), 'a dossier is never deleted');
  return postItem(store, row, must(deliveryOf(store, row), 'it goes by post'));
}
