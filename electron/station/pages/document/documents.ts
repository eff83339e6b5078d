// Documents of dossiers: bound when somebody asks, out of what was made of the pages and of the pages themselves where nothing was made yet.

import type { DossierId, EpochMs } from '../../../../shared/base/ids.ts';
import type { Clock } from '../../life/clock.ts';
import { type BlobFiles, DamagedBlob } from '../../store/blob-files.ts';
import type { StationDatabase } from '../../store/database.ts';
import { forgetLeaf, type LeafRow } from '../../store/page-leaves.ts';
import type { LeafAnswer, LeafThread } from '../leaf/leaf-thread.ts';
import type { BinderThread } from './binder-thread.ts';

export interface DocumentsParts {
  readonly database: StationDatabase;
  /** The pages as they were scanned. */
  readonly blobs: BlobFiles;
  /** The leaves' own folder. */
  readonly files: BlobFiles;
  readonly binder: BinderThread;
  /** Makes pages without their text, for whoever does not want to wait. */
  readonly quick: LeafThread;
  readonly budgetBytes: number;
  readonly clock: Pick<Clock, 'sleep' | 'uuid'>;
}

/** What is to be bound. `pages` in their order; those that are gone are left out. */
export interface DocumentOrder {
  readonly dossierId: DossierId;
  readonly part: number;
  readonly title: string;
  /** For the document's properties. */
  readonly at: EpochMs;
  readonly pages: readonly LeafRow[];
}

export interface DocumentPiece {
  /** Which binding it is of: pieces of two of them do not fit together. */
  readonly binding: string;
  /** Pages that could not be read and are not in it. */
  readonly missing: number;
  /** Of the whole document. */
  readonly bytes: number;
  readonly piece: Uint8Array;
}

export interface Documents extends AsyncDisposable {
  /**
   * From a byte on; `binding` as the first piece named it, null for the first. Null while it is still being bound, and then it is to be asked for again; of a binding that was named, null once it is not held any more.
   * Once it was fetched from its beginning, the next that begins gets it anew.
   */
  piece(order: DocumentOrder, binding: string | null, from: number, most: number): Promise<DocumentPiece | null>;
}

interface Bound {
  readonly binding: string;
  work: Promise<void>;
  isOver: boolean;
  isTaken: boolean;
}

/** A window waits so long for an answer, and then asks again. */
const PATIENCE_MS = 4_000;

export function createDocuments({ database, blobs, files, binder, quick, budgetBytes, clock }: DocumentsParts): Documents {
  const documents = new Map<string, Bound>();
  /** One is bound at a time. */
  let turn: Promise<unknown> = Promise.resolve();

  const isBoundSoon = async (bound: Bound): Promise<boolean> => {
    const waited = new AbortController();
    try {
      return await Promise.race([bound.work.then(() => true), clock.sleep(PATIENCE_MS, waited.signal).then(() => false, () => false)]);
    } catch (error) {
      bound.isTaken = true;
      throw error;
    } finally {
      waited.abort();
    }
  };

  /** Null where the file is gone; it will be made again. */
  const storedLeaf = async ({ leaf, sha256 }: LeafRow): Promise<Uint8Array | null> => {
    if (leaf === null) return null;
    try {
      return await files.read(leaf);
    } catch (error) {
      if (!(error instanceof DamagedBlob)) throw error;
      database.write((store) => forgetLeaf(store, sha256));
      return null;
    }
  };

  /** False where the page cannot be read: the officer is told how many are missing. */
  const addPage = async (document: string, page: LeafRow): Promise<boolean> => {
    const stored = await storedLeaf(page);
    if (stored !== null) return (await binder.ask({ kind: 'leaf', document, bytes: stored })).kind === 'done';
    let bytes: Uint8Array;
    try {
      bytes = await blobs.read(page.sha256);
    } catch (error) {
      if (error instanceof DamagedBlob) return false;
      throw error;
    }
    if (page.mime === 'application/pdf') return (await binder.ask({ kind: 'pdf', document, bytes })).kind === 'done';
    const made = await quick.make({ bytes, budgetBytes, withText: false }).catch((error: unknown): LeafAnswer => {
      // One over which the thread was given up before; of any other it is not known that it is the page.
      if (page.state !== 'unread') throw error;
      return { kind: 'no-picture' };
    });
    return made.kind === 'made' && (await binder.ask({ kind: 'leaf', document, bytes: made.leaf })).kind === 'done';
  };

  const bind = async (document: string, { title, at, pages }: DocumentOrder): Promise<void> => {
    await binder.ask({ kind: 'begin', document, title, at });
    let missing = 0;
    for (const page of pages) if (!(await addPage(document, page))) missing += 1;
    await binder.ask({ kind: 'finish', document, missing });
  };

  const begin = (document: string, order: DocumentOrder): Bound => {
    const binding = clock.uuid();
    const work = turn.then(() => bind(binding, order));
    turn = work.catch(() => undefined);
    const bound: Bound = { binding, work, isOver: false, isTaken: false };
    bound.work = work.finally(() => void (bound.isOver = true));
    // Whoever asks for a piece hears of it.
    bound.work.catch(() => undefined);
    documents.set(document, bound);
    return bound;
  };

  const pieceOf = async (binding: string, from: number, most: number): Promise<DocumentPiece | null> => {
    const answer = await binder.ask({ kind: 'piece', document: binding, from, most });
    return answer.kind === 'piece' ? { binding, missing: answer.missing, bytes: answer.bytes, piece: answer.piece } : null;
  };

  return {
    piece: async (order, binding, from, most) => {
      if (binding !== null) return await pieceOf(binding, from, most);
      const document = `${order.dossierId}/${order.part}`;
      const known = documents.get(document);
      const bound = known === undefined || (known.isOver && known.isTaken) ? begin(document, order) : known;
      if (!(await isBoundSoon(bound))) return null;
      bound.isTaken = true;
      const first = await pieceOf(bound.binding, from, most);
      // Whoever waited too long before the first piece: the thread has ended meanwhile.
      if (first === null && documents.get(document) === bound) begin(document, order);
      return first;
    },
    [Symbol.asyncDispose]: async () => {
      await binder[Symbol.asyncDispose]();
      await quick[Symbol.asyncDispose]();
    },
  };
}
