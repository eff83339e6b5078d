// Shows scanned pages at the counter that serves their visit: small at once, and as they were scanned piece by piece, so that no answer is too large for its window.

import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { PageId } from '../../../../shared/base/ids.ts';
import { isBlobKnown } from '../../store/blobs.ts';
import { DamagedBlob } from '../../store/blob-files.ts';
import { pageById, type PageRow } from '../../store/pages.ts';
import { visitById } from '../../store/visits.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handler } from '../context.ts';
import { counterOf } from './own-visit.ts';

/** A page up to this size is its own preview. */
const SMALL_BYTES = 200 * 1024;
/** Bytes of one piece; a third more as base64, well below what a window may be behind. */
const PIECE_BYTES = 1024 * 1024;

interface OpenPage {
  readonly mime: string;
  readonly bytes: Buffer;
}

/** 'page.image'. A page whose file is gone or changed is refused as 'page.damaged', one that was given up because the city holds it as 'page.purged', one that cannot be drawn as 'page.undrawable'. */
export const readPreview: Handler<'page.image'> = async (context, input, caller) => {
  return await drawn(context, await openPage(context, input.pageId, caller));
};

/** A page of which it is known that the caller may see it, small. Refuses like 'page.image'. */
export async function pagePreview(context: CommandContext, page: Pick<PageRow, 'mime' | 'sha256'>): Promise<{ mime: string; base64: string }> {
  return await drawn(context, await bytesOf(context, page));
}

async function drawn(context: CommandContext, { mime, bytes }: OpenPage): Promise<{ mime: string; base64: string }> {
  if (!mime.startsWith('image/')) return { mime, base64: '' };
  if (bytes.length <= SMALL_BYTES) return { mime, base64: bytes.toString('base64') };
  const jpeg = await context.previewOf(bytes);
  if (jpeg === null) throw new Refusal('page.undrawable');
  return { mime: 'image/jpeg', base64: Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.length).toString('base64') };
}

/** 'page.piece' */
export const readPiece: Handler<'page.piece'> = async (context, input, caller) => {
  const { mime, bytes } = await openPage(context, input.pageId, caller);
  return { mime, bytes: bytes.length, base64: bytes.toString('base64', input.from, input.from + PIECE_BYTES) };
};

/** Only at the counter that serves the page's visit now; a look at a dossier's page is on record before the page is shown. */
async function openPage(context: CommandContext, pageId: PageId, caller: Caller): Promise<OpenPage> {
  const page = context.database.write((store) => {
    const own = pageById(store, pageId);
    const visit = own === null ? null : visitById(store, own.visitId);
    if (visit === null || visit.counterId !== counterOf(caller) || (visit.state !== 'open' && visit.state !== 'dossier-opened')) return null;
    // Before there is a dossier the person sits here with the paper itself.
    if (visit.dossierId !== null) noteAccess(store, context, caller, visit.dossierId, 'page');
    return own;
  });
  if (page === null) throw new Refusal('page.not-found');
  return await bytesOf(context, page);
}

async function bytesOf(context: CommandContext, page: Pick<PageRow, 'mime' | 'sha256'>): Promise<OpenPage> {
  try {
    return { mime: page.mime, bytes: await context.blobs.read(page.sha256) };
  } catch (error) {
    if (error instanceof DamagedBlob) throw new Refusal(context.database.read((store) => isBlobKnown(store, page.sha256)) ? 'page.damaged' : 'page.purged');
    throw error;
  }
}
