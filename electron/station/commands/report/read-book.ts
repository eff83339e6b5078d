// The book of dossiers (form 06) of some days: who filed what, when it was promised and returned. It names people, and who takes it is on record first.

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BusinessDay, EpochMs } from '../../../../shared/base/ids.ts';
import type { Book } from '../../../../shared/contract/report.ts';
import { bookFaults, dossierBook, type BookEntry } from '../../../../shared/domain/report/dossier-book.ts';
import { addDays, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import { ALL_DOSSIERS } from '../../store/accesses.ts';
import { dossierById, openingOf } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import type { ReportedDossier } from '../../store/report-facts.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handler } from '../context.ts';
import { authorityOf } from '../dossier/authority.ts';
import { gatherDossiers } from './gather-dossiers.ts';

/** Each takes its opening out of the log: so many a turn. */
const PAGE = 25;
/** How a result is fetched where nothing else was agreed. */
const AT_COUNTER = 'Trực tiếp';
const BY_POST = 'Bưu chính công ích';
/** Of a dossier that is over by the city's word alone. */
const END_UNKNOWN = 'Đã kết thúc, không rõ ngày';

export const readBook: Handler<'report.book'> = async (context, { from, to }, caller) => {
  context.database.write((store) => noteAccess(store, context, caller, ALL_DOSSIERS, 'export'));
  return await makeBook(context, from, to);
};

/** The book itself; whoever asks notes the access. */
export async function makeBook(context: CommandContext, from: BusinessDay, to: BusinessDay): Promise<Book> {
  const { database, clock, identity } = context;
  const asOf = clock.now();
  const first = startOfDay(from);
  const received = await gatherDossiers(context, from, Math.min(startOfDay(addDays(to, 1)), asOf + 1) as EpochMs, ({ fact }) => fact.receivedAt >= first);
  const entries: BookEntry[] = [];
  for (let index = 0; index < received.length; index += PAGE) {
    entries.push(...database.read((store) => received.slice(index, index + PAGE).flatMap((dossier) => entryOf(store, context, dossier) ?? [])));
    await nextTurn();
  }
  const book = dossierBook(entries);
  return { station: `${identity.commune}-${identity.station}`, from, to, asOf, lines: [...book.lines], foot: book.foot, faults: [...bookFaults(book)] };
}

/** Null for one that went meanwhile. After an erasure the line stands without its person. */
function entryOf(store: Readable, context: CommandContext, { dossierId, fact, isCloseUnknown: isEndUnknown }: ReportedDossier): BookEntry | null {
  const row = dossierById(store, dossierId);
  if (row === null) return null;
  const opening = row.isErased ? null : openingOf(store, dossierId);
  const opened = opening?.applicant;
  const { behalf = null, delivery = null } = opening?.intake ?? {};
  const address = row.fields.address ?? opened?.address ?? '';
  const phone = row.fields.phone ?? opened?.phone ?? '';
  return {
    code: fact.code, procedureName: row.procedureName, sets: 1, applicant: row.applicantName, addressAndPhone: [address, phone].filter((text) => text !== '').join('; '), authority: authorityOf(context, opening), receivedAt: fact.receivedAt, dueAt: row.dueAt,
    returnedAt: fact.returnedAt, manner: delivery === null ? AT_COUNTER : BY_POST, isEndUnknown,
    note: [...(behalf === null ? [] : [`Nộp cho ${behalf.owner.fullName}`]), ...(isEndUnknown ? [END_UNKNOWN] : [])].join('; '),
  };
}
