// The effect of `dossier.opened`: the dossier, its pages and its official code, and what the feed says of it.

import type { FeedItem } from '../../shared/wire/feed.ts';
import type { OpenedDossier } from '../../shared/wire/dossier-events.ts';
import { businessDayOf } from '../../shared/domain/time/business-day.ts';
import { change } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';
import type { Sender } from '../server/caller.ts';
import { takeOfficialCodes } from '../leases/official-codes.ts';

/** Opens the dossiers of one sender in their order, all or (by throwing) none, and gives a feed change for each. */
export async function openDossiers(transaction: Transaction, sender: Sender, agency: string, dossiers: readonly OpenedDossier[]): Promise<readonly FeedItem['change'][]> {
  const codes = await takeOfficialCodes(transaction, agency, dossiers.map(({ receivedAt }) => businessDayOf(receivedAt)));
  await change(
    transaction,
    `INSERT INTO dossier (commune, station, dossier_id, provisional_code, owns_provisional, official_code, procedure_code, body, received_at, due_at, status)
     SELECT $1, $2, d.id, d.provisional, true, d.official, d.procedure, d.body::jsonb, d.received_at, d.due_at, d.status
     FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::bigint[], $10::smallint[])
       AS d (id, provisional, official, procedure, body, received_at, due_at, status)`,
    [
      sender.commune, sender.station, dossiers.map((dossier) => dossier.dossierId), dossiers.map((dossier) => dossier.provisionalCode), codes,
      dossiers.map((dossier) => dossier.procedureCode), dossiers.map((dossier) => JSON.stringify(dossier)), dossiers.map((dossier) => dossier.receivedAt),
      dossiers.map((dossier) => dossier.dueAt), dossiers.map((dossier) => dossier.status),
    ],
  );
  await insertPages(transaction, sender.commune, dossiers);
  return dossiers.map(({ dossierId, provisionalCode }, index) => ({
    type: 'dossier.received', dossierId, provisionalCode, officialCode: codes[index] ?? '', station: sender.station,
  }));
}

async function insertPages(transaction: Transaction, commune: string, dossiers: readonly OpenedDossier[]): Promise<void> {
  const pages = dossiers.flatMap(({ dossierId, papers }) => papers.flatMap((paper) => paper.pages.map((page) => ({ ...page, dossierId, paperId: paper.paperId }))));
  if (pages.length === 0) return;
  await change(
    transaction,
    `INSERT INTO dossier_page (commune, dossier_id, page_id, sha256, bytes, mime, paper_id)
     SELECT $1, p.dossier_id, p.page_id, p.sha256, p.bytes, p.mime, p.paper_id
     FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::text[]) AS p (dossier_id, page_id, sha256, bytes, mime, paper_id)`,
    [
      commune, pages.map((page) => page.dossierId), pages.map((page) => page.pageId), pages.map((page) => page.sha256), pages.map((page) => page.bytes),
      pages.map((page) => page.mime), pages.map((page) => page.paperId),
    ],
  );
}
