// Which pages of dossiers have their page of the derived document, and which are due. What is due stands in no list of its own: it follows from the pages, so nothing can be forgotten.

import { z } from 'zod';
import type { BlobHash, DossierId } from '../../../shared/base/ids.ts';
import { blobHashSchema, pageIdSchema } from '../../../shared/contract/primitives.ts';
import type { Readable, Writable } from './handle.ts';

/** So often is a page tried with its text, and once more without. */
const TRIES_WITH_TEXT = 2;

const dueRow = z.object({ sha256: blobHashSchema, mime: z.string(), tries: z.int() });
const hashRow = z.object({ sha256: blobHashSchema });
const leafRow = z.object({
  pageId: pageIdSchema, sha256: blobHashSchema, mime: z.string(), blobState: z.enum(['draft', 'waiting', 'verified', 'purged', 'damaged']).nullable(),
  state: z.enum(['due', 'read', 'unread', 'as-is']), leaf: blobHashSchema.nullable(), isOverBudget: z.int().transform((value) => value === 1),
});
/** A page of a dossier with what there is of it in the derived document. */
export type LeafRow = z.output<typeof leafRow>;

export interface DueLeaf {
  readonly sha256: BlobHash;
  readonly mime: string;
  /** False for a page over which two tries ended. */
  readonly withText: boolean;
}

/** Of the newest dossier's pages first: somebody may wait for these. Null if nothing is due. */
export function nextDueLeaf(store: Readable): DueLeaf | null {
  const row = store.get(
    dueRow,
    `SELECT blob.sha256 AS sha256, mime, coalesce(tries, 0) AS tries FROM blob LEFT JOIN page_leaf ON page_leaf.sha256 = blob.sha256
     WHERE blob.state IN ('waiting', 'verified') AND coalesce(page_leaf.state, 'due') = 'due' AND coalesce(tries, 0) <= $tries ORDER BY created_at DESC, blob.sha256 LIMIT 1`,
    { tries: TRIES_WITH_TEXT },
  );
  return row === null ? null : { sha256: row.sha256, mime: row.mime, withText: row.tries < TRIES_WITH_TEXT };
}

/** To be written before a try. False if the page has gone meanwhile. */
export function noteLeafBegun(store: Writable, sha256: BlobHash): boolean {
  return store.run(`INSERT INTO page_leaf (sha256, tries, state) SELECT sha256, 1, 'due' FROM blob WHERE sha256 = $sha256 ON CONFLICT (sha256) DO UPDATE SET tries = tries + 1`, { sha256 }) === 1;
}

/** After a try that told nothing of the page: the station was ended, or no page could have been made. */
export function takeLeafTryBack(store: Writable, sha256: BlobHash): void {
  store.run(`UPDATE page_leaf SET tries = tries - 1 WHERE sha256 = $sha256 AND state = 'due'`, { sha256 });
}

/** Pages that were tried often enough are due no longer; the document takes the scan itself, without text. */
export function giveUpSpentLeaves(store: Writable): void {
  store.run(`UPDATE page_leaf SET state = 'unread' WHERE state = 'due' AND tries > $tries`, { tries: TRIES_WITH_TEXT });
}

/** Notes what became of a try. False if the page has gone meanwhile: then nobody wants the file. */
export function noteLeaf(store: Writable, sha256: BlobHash, leaf: { readonly state: 'read' | 'unread'; readonly file: BlobHash; readonly isOverBudget: boolean } | 'as-is'): boolean {
  const made = leaf === 'as-is' ? { state: leaf, file: null, isOverBudget: false } : leaf;
  return store.run('UPDATE page_leaf SET state = $state, leaf_sha256 = $file, is_over_budget = $over WHERE sha256 = $sha256', { sha256, state: made.state, file: made.file, over: Number(made.isOverBudget) }) === 1;
}

/** The file of a leaf is gone or damaged: it is made again. */
export function forgetLeaf(store: Writable, sha256: BlobHash): void {
  store.run('DELETE FROM page_leaf WHERE sha256 = $sha256', { sha256 });
}

/** The pages of a dossier, each as often as it occurs, in the order in which they were scanned. */
export function leavesOf(store: Readable, dossierId: DossierId): readonly LeafRow[] {
  return store.all(
    leafRow,
    `SELECT dossier_page.page_id AS pageId, dossier_page.sha256 AS sha256, coalesce(blob.mime, '') AS mime, blob.state AS blobState, coalesce(page_leaf.state, 'due') AS state, leaf_sha256 AS leaf, coalesce(is_over_budget, 0) AS isOverBudget
     FROM dossier_page LEFT JOIN blob ON blob.sha256 = dossier_page.sha256 LEFT JOIN page_leaf ON page_leaf.sha256 = dossier_page.sha256 WHERE dossier_id = $dossierId ORDER BY dossier_page.page_id`,
    { dossierId },
  );
}

/** Every file that a row speaks of. */
export function knownLeaves(store: Readable): readonly BlobHash[] {
  return store.all(hashRow, 'SELECT leaf_sha256 AS sha256 FROM page_leaf WHERE leaf_sha256 IS NOT NULL UNION SELECT sha256 FROM leaf_to_remove').map((row) => row.sha256);
}

export function isLeafKnown(store: Readable, file: BlobHash): boolean {
  return store.get(hashRow, 'SELECT leaf_sha256 AS sha256 FROM page_leaf WHERE leaf_sha256 = $file LIMIT 1', { file }) !== null;
}

/** Files that are to be removed. */
export function leavesToRemove(store: Readable): readonly BlobHash[] {
  return store.all(hashRow, 'SELECT sha256 FROM leaf_to_remove').map((row) => row.sha256);
}

export function noteLeafRemoved(store: Writable, file: BlobHash): void {
  store.run('DELETE FROM leaf_to_remove WHERE sha256 = $file', { file });
}
