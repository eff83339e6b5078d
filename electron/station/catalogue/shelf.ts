// The catalogues of this station: the shipped one, the one that holds in its place, and the one that held before it.

import { finished, unhurried } from '../../../shared/base/steps.ts';
import type { CommuneId, EpochMs, ProcedureCode } from '../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { CatalogueFile } from '../../../shared/contract/catalogue-file.ts';
import type { Procedure } from '../../../shared/contract/procedure.ts';
import { catalogueChanges } from '../../../shared/domain/catalogue/changes.ts';
import type { ProcedureChange } from '../../../shared/domain/catalogue/changes.ts';
import { loading, readerOf, shippedFile, shippedSpeech } from './load-catalogue.ts';
import type { LoadedCatalogue } from './load-catalogue.ts';
import { EMPTY_NOTE, keepNote, keepPacked, readNote, readPacked } from './shelf-file.ts';
import type { Held, ShelfNote } from './shelf-file.ts';
import { unpackAtOnce, unpackCatalogue, UnfitCatalogue } from './unpack.ts';

/** A catalogue that is offered: by the city with its edition, or as a file, whose edition is 0 and whose hash nobody has said. */
export interface OfferedCatalogue {
  readonly origin: 'city' | 'file';
  readonly edition: number;
  readonly commune: CommuneId | null;
  readonly sha256: string | null;
  readonly packed: Uint8Array;
}

export interface CatalogueShelfParts {
  /** Of the shipped one. */
  readonly resources: string;
  readonly folder: string;
  readonly commune: CommuneId;
  readonly now: () => EpochMs;
  /** Lets others be served between two steps of work. */
  readonly breathe: () => Promise<void>;
  /** A catalogue that held and cannot be read any more. */
  readonly onLost: (code: ErrorCode, where: string) => void;
}

/** Answers from the catalogue that holds, and takes another in its place. */
export class CatalogueShelf {
  readonly #parts: CatalogueShelfParts;
  /** Why a catalogue that held cannot be read since the start; null where all can. */
  #lost: ErrorCode | null = null;
  readonly #speech: ReturnType<typeof shippedSpeech>;
  #note: ShelfNote;
  #file: CatalogueFile;
  #live: LoadedCatalogue;
  #before: CatalogueFile | null;
  #readBefore: LoadedCatalogue['read'];
  #changes: readonly ProcedureChange[] | null = null;
  /** One after the other: two that are taken at once would each keep the other's note. */
  #busy: Promise<unknown> = Promise.resolve();

  /** Reads what holds; where that is lost, the one before it or the shipped one holds, and it is told. Throws where the shipped one is broken. */
  constructor(parts: CatalogueShelfParts) {
    this.#parts = parts;
    this.#speech = shippedSpeech(parts.resources);
    const note = readNote(parts.folder);
    if (note === null) this.#lose('catalogue.broken', 'shelf.json');
    this.#note = note ?? EMPTY_NOTE;
    const before = this.#read(this.#note.before);
    const current = this.#read(this.#note.current) ?? (this.#note.current === null ? null : before);
    this.#file = current ?? shippedFile(parts.resources);
    this.#before = this.#note.since === null ? null : (before ?? shippedFile(parts.resources));
    this.#readBefore = this.#before === null ? () => null : readerOf(this.#before);
    this.#live = finished(loading(this.#file, this.#speech));
  }

  get note(): ShelfNote {
    return this.#note;
  }

  get file(): CatalogueFile {
    return this.#file;
  }

  get lost(): ErrorCode | null {
    return this.#lost;
  }

  get size(): number {
    return this.#live.size;
  }

  /** A procedure as it held at a time, which whoever began then goes on with; as it holds now where none is given. One that has ended is read as it was. */
  read(code: ProcedureCode, at?: EpochMs): Procedure | null {
    const isOld = at !== undefined && this.#note.since !== null && at < this.#note.since;
    return isOld ? (this.#readBefore(code) ?? this.#live.read(code)) : (this.#live.read(code) ?? this.#readBefore(code));
  }

  search(...asked: Parameters<LoadedCatalogue['search']>): ReturnType<LoadedCatalogue['search']> {
    return this.#live.search(...asked);
  }

  /** What the one that holds has otherwise than the one before it; none where the shipped one always held. */
  changes(): readonly ProcedureChange[] {
    return (this.#changes ??= this.#before === null ? [] : catalogueChanges(this.#before.procedures, this.#file.procedures));
  }

  /** What an offered catalogue would change. Throws `UnfitCatalogue`; nothing is kept. */
  async preview(offered: OfferedCatalogue): Promise<{ readonly file: CatalogueFile; readonly changes: readonly ProcedureChange[] }> {
    const { file } = await this.#fit(offered);
    return { file, changes: catalogueChanges(this.#file.procedures, file.procedures) };
  }

  /** Takes a catalogue: it is kept, then holds from one moment to the next. Throws `UnfitCatalogue`, which is remembered; what held before goes on. */
  take(offered: OfferedCatalogue): Promise<void> {
    return this.#inTurn(async () => {
      try {
        const { file, sha256 } = await this.#fit(offered);
        const live = await unhurried(loading(file, this.#speech), this.#parts.breathe);
        keepPacked(this.#parts.folder, sha256, offered.packed);
        const held: Held = { sha256, origin: offered.origin, edition: offered.edition, commune: offered.commune, takenAt: this.#parts.now() };
        this.#hold({ ...this.#note, current: held, before: this.#note.current, highest: Math.max(this.#note.highest, offered.edition), refused: null }, file, live);
      } catch (error) {
        if (error instanceof UnfitCatalogue) this.#refuse(offered.edition, error);
        throw error;
      }
    });
  }

  /** Back to the one before; what the city had sent is not taken again. Throws `UnfitCatalogue` where none was. */
  goBack(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#before === null) throw new UnfitCatalogue('catalogue.nothing-before');
      const live = await unhurried(loading(this.#before, this.#speech), this.#parts.breathe);
      this.#hold({ ...this.#note, current: this.#note.before, before: this.#note.current }, this.#before, live);
    });
  }

  /** Somebody at a counter has looked at what changed. */
  seen(counterId: number): void {
    if (this.#note.seenBy.includes(counterId)) return;
    this.#keep({ ...this.#note, seenBy: [...this.#note.seenBy, counterId] });
  }

  #hold(note: ShelfNote, file: CatalogueFile, live: LoadedCatalogue): void {
    this.#keep({ ...note, since: this.#parts.now(), seenBy: [] });
    this.#before = this.#file;
    this.#readBefore = readerOf(this.#before);
    this.#file = file;
    this.#live = live;
    this.#changes = null;
    this.#lost = null;
  }

  async #fit(offered: OfferedCatalogue): Promise<{ readonly file: CatalogueFile; readonly sha256: string }> {
    if (offered.commune !== null && offered.commune !== this.#parts.commune) throw new UnfitCatalogue('catalogue.other-commune', offered.commune);
    if (offered.origin === 'city' && offered.edition <= this.#note.highest) throw new UnfitCatalogue('catalogue.older', `${offered.edition} <= ${this.#note.highest}`);
    const fit = await unpackCatalogue(offered.packed, offered.sha256);
    if (fit.file.asOf < this.#file.asOf) throw new UnfitCatalogue('catalogue.older', `${fit.file.asOf} < ${this.#file.asOf}`);
    return fit;
  }

  #refuse(edition: number, { code, where }: UnfitCatalogue): void {
    this.#keep({ ...this.#note, refused: { edition, code, where, at: this.#parts.now() } });
  }

  #keep(note: ShelfNote): void {
    try {
      keepNote(this.#parts.folder, note);
    } catch (error) {
      throw new UnfitCatalogue('catalogue.not-kept', error instanceof Error && 'code' in error ? String(error.code) : '');
    }
    this.#note = note;
  }

  #read(held: Held | null): CatalogueFile | null {
    if (held === null) return null;
    try {
      return unpackAtOnce(readPacked(this.#parts.folder, held.sha256), held.sha256);
    } catch (error) {
      this.#lose(error instanceof UnfitCatalogue ? error.code : 'catalogue.broken', held.sha256.slice(0, 12));
      return null;
    }
  }

  #lose(code: ErrorCode, where: string): void {
    this.#lost = code;
    this.#parts.onLost(code, where);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const next = this.#busy.then(work);
    this.#busy = next.catch(() => undefined);
    return next;
  }
}
