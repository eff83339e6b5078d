// Scans the result of a dossier at a counter's scanner: page by page, each durable in file and log before the next is asked for.

import type { DossierId } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { pageIdSchema } from '../../../../shared/contract/primitives.ts';
import { RESULT_PAPER } from '../../../../shared/domain/digitisation/parts.ts';
import type { DocumentScanner, ScannedPage } from '../../devices/ports.ts';
import { addBlob, sendBlobsOf } from '../../store/blobs.ts';
import { record } from '../../store/record.ts';
import type { CommandContext } from '../context.ts';
import { SCAN_LIMITS } from '../visit/scan-sessions.ts';
import { livingDossier } from './sign-part.ts';

/** As the circular on digitisation asks: in colour, of at least 200 dpi. */
const HOW = { dpi: 200, colour: 'colour', duplex: false } as const;

/** Returns how many pages came; throws what the scanner or the disk says, and the pages until then stay. */
export async function scanResult(context: CommandContext, scanner: DocumentScanner, { dossierId, source, actor }: { readonly dossierId: DossierId; readonly source: 'feeder' | 'glass'; readonly actor: string }): Promise<number> {
  let pages = 0;
  for await (const page of scanner.scan({ source, ...HOW }, new AbortController().signal)) {
    if (page.bytes.length > SCAN_LIMITS.pageBytes) throw new Refusal('scan.too-large');
    await keep(context, page, dossierId, actor);
    pages += 1;
  }
  if (pages === 0) throw new Refusal(source === 'feeder' ? 'scanner.feeder-empty' : 'scanner.error');
  return pages;
}

async function keep(context: CommandContext, page: ScannedPage, dossierId: DossierId, actor: string): Promise<void> {
  await context.blobs.storeThen(page.bytes, (sha256) =>
    context.database.write((store) => {
      const { revision } = livingDossier(store, dossierId);
      const at = context.clock.now();
      const stored = { pageId: pageIdSchema.parse(context.clock.uuid()), sha256, bytes: page.bytes.length, mime: page.mime, scannedAt: at };
      addBlob(store, stored, at);
      record(store, context.identity, context.clock, { type: 'dossier.page-added', aggregate: 'dossier', aggregateId: dossierId, actor, baseRev: revision, body: { dossierId, paperId: RESULT_PAPER, page: stored } });
      sendBlobsOf(store, dossierId);
      store.afterCommit(() => {
        context.publish('dossiers.changed', {});
        context.wakeSync();
      });
    }),
  );
}
