// Results that go by post as a clerk of the post office sees them: lists without an address, and one item for its envelope.

import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import { POST_UNDER_WAY_DAYS, type PostItem, type PostLine, type PostLists } from '../../../../shared/contract/post.ts';
import type { Delivery } from '../../../../shared/contract/intake.ts';
import { addDays, businessDayOf, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import { maskName } from '../../../../shared/domain/text/mask-name.ts';
import { dossiersOfIds, openingOf, type DossierRow } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { latestPrint } from '../../store/print-jobs.ts';
import { dossiersInWork, dossiersWithResults, MOST_POSTED, MOST_WAITING, postedBetween, postedOrUnderWay, resultNow, type ResultRow } from '../../store/results.ts';
import type { CommandContext } from '../context.ts';
import { postPrintOf } from './batch-paper.ts';
import { liesHere, originalsOf, unpaidOf } from './result-view.ts';

/** Where it is to be brought; null for one that does not go by post. */
export function deliveryOf(store: Readable, { dossierId }: Pick<DossierRow, 'dossierId'>): Delivery | null {
  return openingOf(store, dossierId)?.intake?.delivery ?? null;
}

function lineOf({ dossierId, officialCode, provisionalCode, procedureName }: DossierRow, { recipient }: Pick<Delivery, 'recipient'>): PostLine {
  return { dossierId, code: officialCode ?? provisionalCode, isProvisional: officialCode === null, procedureName, recipient: maskName(recipient) };
}

/** As it stands with the post; null where it did not go that way. */
export function sentOf(result: ResultRow | null): PostItem['posted'] {
  return result === null || result.returnedAt === null || result.returnedManner !== 'by-post' ? null : { at: result.returnedAt, tracking: result.tracking, deliveredAt: result.signedAt };
}

/** All but the printers. */
export function postLists(context: CommandContext, store: Readable): Omit<CommandOutput<'post.lists'>, 'printers'> {
  const today = businessDayOf(context.clock.now());
  const tomorrow = startOfDay(addDays(today, 1));
  const byPost = <Line>(ids: Parameters<typeof dossiersOfIds>[1], view: (row: DossierRow, line: () => PostLine | null) => Line | null): Line[] =>
    dossiersOfIds(store, ids).flatMap((row) => {
      if (row.isVoided || row.isErased) return [];
      const shown = view(row, () => {
        const delivery = deliveryOf(store, row);
        return delivery === null ? null : lineOf(row, delivery);
      });
      return shown === null ? [] : [shown];
    });
  const withResults = dossiersWithResults(store, 'by-post');
  const posted = postedOrUnderWay(store, startOfDay(today), startOfDay(addDays(today, -POST_UNDER_WAY_DAYS)));
  const ofToday = postedBetween(store, startOfDay(today), tomorrow).map(({ dossierId }) => dossierId);
  return {
    isCut: { waiting: withResults.length >= MOST_WAITING, posted: posted.length >= MOST_POSTED },
    expected: byPost(dossiersInWork(store, 'by-post'), (row, line): PostLists['expected'][number] | null => {
      // Asked first what the row itself knows: the delivery is read out of the opening.
      if ((row.status !== 4 && row.status !== 6) || row.dueAt === null || row.dueAt >= tomorrow) return null;
      const own = line();
      return own === null ? null : { ...own, dueAt: row.dueAt };
    }).toSorted((one, other) => one.dueAt - other.dueAt),
    waiting: byPost(withResults, (row, line): PostLists['waiting'][number] | null => {
      const result = resultNow(store, row);
      const own = liesHere(row, result) ? line() : null;
      return own === null ? null : { ...own, place: result?.place ?? '', arrivedAt: result?.arrivedAt ?? null, isOwed: unpaidOf(store, row) !== null };
    }).toSorted((one, other) => (one.arrivedAt ?? 0) - (other.arrivedAt ?? 0)),
    posted: byPost(posted.map(({ dossierId }) => dossierId), (row, line): PostLists['posted'][number] | null => {
      const sent = sentOf(resultNow(store, row));
      const own = sent === null ? null : line();
      return own === null || sent === null ? null : { ...own, sent };
    }).toSorted((one, other) => other.sent.at - one.sent.at),
    print: ofToday.length === 0 ? null : latestPrint(store, 'form', postPrintOf(today, ofToday)),
  };
}

/** Personal data: whoever shows it notes the look. */
export function postItem(store: Readable, row: DossierRow, delivery: Delivery): PostItem {
  const { recipient, phone, address, payer } = delivery;
  const result = resultNow(store, row);
  return {
    line: lineOf(row, delivery), isHere: liesHere(row, result), place: result?.place ?? '', recipient, phone, address, payer, isOwed: unpaidOf(store, row) !== null, originals: originalsOf(store, row), posted: sentOf(result),
  };
}
