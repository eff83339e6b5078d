// Keeps the page files in step with the rows: what no row speaks of does not stay on the disk.

import type { BlobHash } from '../../../../shared/base/ids.ts';
import { isBlobKnown, knownBlobs } from '../../store/blobs.ts';
import { clearAbandonedDrafts } from '../../store/visits-drafts.ts';
import type { CommandContext } from '../context.ts';

type Parts = Pick<CommandContext, 'database' | 'blobs'>;

/** Removes a file, unless a row speaks of it by the time its turn comes. */
export async function removeUnusedFile({ blobs, database }: Parts, hash: BlobHash): Promise<void> {
  await blobs.removeUnless(hash, (own) => database.read((store) => isBlobKnown(store, own)));
}

/** To be called once at the start, before anything is scanned: removes half-written files and those that a crash left without a row. Returns how many. */
export async function sweepPageFiles({ blobs, database }: Parts): Promise<number> {
  return (await blobs.sweep()) + (await blobs.sweepUnknown(database.read(knownBlobs)));
}

/** To be called at the start and from time to time: takes papers and pages of people who left without a dossier out of store and disk. Returns how many files went. */
export async function clearDrafts(parts: Parts): Promise<number> {
  const unused = parts.database.write(clearAbandonedDrafts);
  for (const hash of unused) await removeUnusedFile(parts, hash);
  return unused.length;
}
