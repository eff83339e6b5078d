// Signs a part of a dossier: its file is bound or taken, goes to the token, and what comes back is durable before anybody is told.

import type { DossierId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { pageIdSchema } from '../../../../shared/contract/primitives.ts';
import type { SigningState } from '../../../../shared/contract/signing.ts';
import { RESULT_PAPER, type DossierPart } from '../../../../shared/domain/digitisation/parts.ts';
import { addBlob, sendBlobsOf } from '../../store/blobs.ts';
import { pagesOfDossier } from '../../store/dossier-pages.ts';
import { dossierById, type DossierRow } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { leavesOf, type LeafRow } from '../../store/page-leaves.ts';
import { record } from '../../store/record.ts';
import type { CommandContext } from '../context.ts';
import { documentPages, isGone, PAGES_OF_PART } from '../dossier/dossier-document.ts';

const PIECE_BYTES = 1024 * 1024;
/** Larger files the city does not take. */
const MOST_BYTES = 32 * 1024 * 1024;

export interface SignOrder {
  readonly dossierId: DossierId;
  readonly part: DossierPart;
  readonly format: 'pades' | 'cades';
  readonly tokenSerial: string;
  readonly fingerprint: string;
  readonly pin: string;
  readonly dareLastTry: boolean;
}

/** Refuses 'dossier.unknown', 'dossier.voided' for one that was given up or whose person was erased. */
export function livingDossier(store: Readable, dossierId: DossierId): DossierRow {
  const row = dossierById(store, dossierId);
  if (row === null) throw new Refusal('dossier.unknown');
  if (row.isVoided || row.isErased) throw new Refusal('dossier.voided');
  return row;
}

/** Pages of a part that are here. Refuses 'page.not-found' where there are none, 'signing.incomplete' where some are missing, 'signing.too-long'. */
export function pagesToSign(store: Readable, row: DossierRow, part: DossierPart): readonly LeafRow[] {
  const pages = part === 'papers' ? documentPages(store, row) : resultPages(store, row.dossierId);
  if (pages.length === 0) throw new Refusal('page.not-found');
  if (pages.some(isGone)) throw new Refusal('signing.incomplete');
  if (pages.length > PAGES_OF_PART) throw new Refusal('signing.too-long');
  return pages;
}

function resultPages(store: Readable, dossierId: DossierId): readonly LeafRow[] {
  const ids = new Set(pagesOfDossier(store, dossierId).flatMap(({ pageId, paperId }) => (paperId === RESULT_PAPER ? [pageId] : [])));
  return leavesOf(store, dossierId).filter(({ pageId }) => ids.has(pageId));
}

/** Throws what went wrong; `tell` hears how far it is. */
export async function signPart(context: CommandContext, order: SignOrder, actor: string, tell: (state: SigningState) => void): Promise<SigningState> {
  const { dossierId, part, format } = order;
  const { row, pages } = context.database.read((store) => {
    const found = livingDossier(store, dossierId);
    return { row: found, pages: pagesToSign(store, found, part) };
  });
  const file = await fileOf(context, row, part, pages);
  tell({ kind: 'working', step: 'token' });
  const signed = await context.signing.sign({ ...order, file });
  tell({ kind: 'working', step: 'keeping' });
  if (signed.file.length > MOST_BYTES) throw new Refusal('scan.too-large');
  const documentId = pageIdSchema.parse(context.clock.uuid());
  await context.blobs.storeThen(signed.file, (sha256) =>
    context.database.write((store) => {
      // Given up or erased while the officer typed the PIN: then nobody wants it any more.
      const living = livingDossier(store, dossierId);
      const stored = { pageId: documentId, sha256, bytes: signed.file.length, mime: 'application/pdf' as const, scannedAt: signed.signedAt };
      addBlob(store, stored, signed.signedAt);
      record(store, context.identity, context.clock, {
        type: 'dossier.signed', aggregate: 'dossier', aggregateId: dossierId, actor, baseRev: living.revision,
        body: { dossierId, part, format, file: stored, signature: signed.apart === null ? null : Buffer.from(signed.apart).toString('base64'), signer: { ...signed.signer }, signedAt: signed.signedAt },
      });
      sendBlobsOf(store, dossierId);
      store.afterCommit(() => {
        context.publish('dossiers.changed', {});
        context.wakeSync();
      });
    }),
  );
  return { kind: 'done', documentId };
}

/** One PDF that is there already is signed as it is; what was scanned in pages is bound first. */
async function fileOf(context: CommandContext, row: DossierRow, part: DossierPart, pages: readonly LeafRow[]): Promise<Uint8Array> {
  const [only, ...others] = pages;
  if (part === 'result' && only?.mime === 'application/pdf' && others.length === 0) return await context.blobs.read(only.sha256);
  // The result is no part that is fetched by itself.
  const order = { dossierId: row.dossierId, part: part === 'result' ? 0 : 1, title: row.officialCode ?? row.provisionalCode, at: row.receivedAt, pages };
  const pieces: Uint8Array[] = [];
  let binding: string | null = null;
  for (let from = 0; ; ) {
    const given = await context.documents.piece(order, binding, from, PIECE_BYTES);
    if (given === null) {
      if (binding !== null) throw new Refusal('signing.incomplete');
      continue;
    }
    if (given.missing > 0) throw new Refusal('signing.incomplete');
    if (given.bytes > MOST_BYTES) throw new Refusal('scan.too-large');
    binding = given.binding;
    pieces.push(given.piece);
    from += given.piece.length;
    if (from >= given.bytes) return must(pieces.length > 0 ? Buffer.concat(pieces) : null, 'a document has bytes');
  }
}
