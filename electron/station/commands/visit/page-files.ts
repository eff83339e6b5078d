// Keeps the page files in step with the rows: what no row speaks of does not stay on the disk.

import type { BlobHash } from '../../../../shared/base/ids.ts';
import { isBlobKnown } from '../../store/blobs.ts';
import type { CommandContext } from '../context.ts';

/** Removes a file, unless a row speaks of it by the time its turn comes. */
export async function removeUnusedFile({ blobs, database }: CommandContext, hash: BlobHash): Promise<void> {
  await blobs.removeUnless(hash, (own) => database.read((store) => isBlobKnown(store, own)));
}
