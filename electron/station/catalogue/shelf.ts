// The catalogues of this station: the shipped one, the one that holds in its place, and the one that held before it.

import { finished, unhurried } from '../../../shared/base/steps.ts';
import type { CommuneId, EpochMs, ProcedureCode } from '../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { CatalogueFile } from '../../../shared/contract/catalogue-file.ts';
import type { Procedure } from '../../../shared/contract/procedure.ts';
import { catalogueChanges } from '../../../shared/domain/catalogue/changes.ts';
import type { ProcedureChange } from '../../../shared/domain/catalogue/changes.ts';
import { loading, readerOf, shippedSpeech } from './load-catalogue.ts';
import type { LoadedCatalogue } from './load-catalogue.ts';
import { LyingCatalogues } from './lying-catalogues.ts';
import type { Read } from './lying-catalogues.ts';
import { EMPTY_NOTE, keepNote, keepPacked, MOST_PAST, readNote, sweep, withSeen } from './shelf-file.ts';
import type { Held, ShelfNote } from './shelf-file.ts';
import { unpackCatalogue, UnfitCatalogue } from './unpack.ts';

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
  /** A file that nobody needs any more and that could not be removed. */
  readonly onLeft: (name: string) => void;
}

/** Answers from the catalogue that holds, and takes another in its place. */
export class CatalogueShelf {
  readonly #parts: CatalogueShelfParts;
  /** Why a catalogue that held cannot be read since the start; null where all can. */
  #lost: ErrorCode | null = null;
  readonly #speech: ReturnType<typeof shippedSpeech>;
  #note: ShelfNote;
  #now: Read;
  #live: LoadedCatalogue;
  /** Null where the shipped one always held. */
  #before: Read | null;
  readonly #lying: LyingCatalogues;
  #changes: readonly ProcedureChange[] | null = null;
  /** One after the other: two that are taken at once would each keep the other's note. */
  #busy: Promise<unknown> = Promise.resolve();

  /** Reads what holds; where that is lost, the one before it or the shipped one holds, and it is told. Throws where the shipped one is broken. */
  constructor(parts: CatalogueShelfParts) {
    this.#parts = parts;
    this.#speech = shippedSpeech(parts.resources);
    this.#lying = new LyingCatalogues(parts.resources, parts.folder, (code, where) => this.#lose(code, where));
    const note = readNote(parts.folder);
    if (note === null) this.#lose('catalogue.broken', 'shelf.json');
    this.#note = note ?? EMPTY_NOTE;
    const { current, past } = this.#note;
    const last = past.at(-1);
    this.#before = last === undefined ? null : this.#lying.orShipped(last.held);
    this.#now = current === null ? this.#lying.shipped() : (this.#lying.held(current) ?? this.#before ?? this.#lying.shipped());
    this.#live = finished(loading(this.#now.file, this.#speech));
    this.#lying.remember(this.#now.held, this.#live.read);
    if (this.#before !== null) this.#lying.remember(this.#before.held, readerOf(this.#before.file));
  }

  get note(): ShelfNote {
    return this.#note;
  }

  get file(): CatalogueFile {
    return this.#now.file;
  }

  /** Since when what holds does; null where the shipped one always held. */
  get since(): EpochMs | null {
    return this.#note.past.at(-1)?.until ?? null;
  }

  /** The one that held before; null where the shipped one always held. */
  get before(): Read | null {
    return this.#before;
  }

  get lost(): ErrorCode | null {
    return this.#lost;
  }

  get size(): number {
    return this.#live.size;
  }

  /** A procedure as it held at a time, which whoever began then goes on with; as it holds now where none is given. One that has ended is read as it was. */
  read(code: ProcedureCode, at?: EpochMs): Procedure | null {
    const then = at === undefined ? undefined : this.#note.past.find(({ until }) => at < until);
    const asItWas = then === undefined ? null : this.#lying.readerOf(then.held)(code);
    return asItWas ?? this.#live.read(code) ?? (this.#before === null ? null : this.#lying.readerOf(this.#before.held)(code));
  }

  search(...asked: Parameters<LoadedCatalogue['search']>): ReturnType<LoadedCatalogue['search']> {
    return this.#live.search(...asked);
  }

  /** What the one that holds has otherwise than the one before it; none where the shipped one always held. */
  changes(): readonly ProcedureChange[] {
    return (this.#changes ??= this.#before === null ? [] : catalogueChanges(this.#before.file.procedures, this.#now.file.procedures));
  }

  /** What an offered catalogue would change. Throws `UnfitCatalogue`; nothing is kept. */
  async preview(offered: OfferedCatalogue): Promise<{ readonly file: CatalogueFile; readonly changes: readonly ProcedureChange[] }> {
    const { file } = await this.#fit(offered);
    return { file, changes: catalogueChanges(this.#now.file.procedures, file.procedures) };
  }

  /** Takes a catalogue: it is kept, then holds from one moment to the next. Throws `UnfitCatalogue`, which is remembered; what held before goes on. */
  take(offered: OfferedCatalogue): Promise<void> {
    return this.#inTurn(async () => {
      try {
        const { file, sha256 } = await this.#fit(offered);
        const live = await unhurried(loading(file, this.#speech), this.#parts.breathe);
        written(() => keepPacked(this.#parts.folder, sha256, offered.packed));
        const held: Held = { sha256, origin: offered.origin, edition: offered.edition, commune: offered.commune, takenAt: this.#parts.now() };
        this.#hold({ held, file }, live, { highest: Math.max(this.#note.highest, offered.edition), refused: null, reason: '' });
      } catch (error) {
        if (error instanceof UnfitCatalogue) this.#refuse(offered.edition, error);
        throw error;
      }
    });
  }

  /** Back to the one before, for a reason that is kept; what the city had sent is not taken again. Throws `UnfitCatalogue` where none was. */
  goBack(reason: string): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#before;
      if (before === null) throw new UnfitCatalogue('catalogue.nothing-before');
      this.#hold(before, await unhurried(loading(before.file, this.#speech), this.#parts.breathe), { reason });
    });
  }

  hasSeen(who: string): boolean {
    return this.#note.seenBy.includes(who);
  }

  /** Somebody has looked at what changed. Throws `UnfitCatalogue` where that cannot be kept. */
  seen(who: string): void {
    if (!this.hasSeen(who)) this.#keep(withSeen(this.#note, who));
  }

  #hold(next: Read, live: LoadedCatalogue, also: Partial<ShelfNote>): void {
    const past = [...this.#note.past, { held: this.#now.held, until: this.#parts.now() }].slice(-MOST_PAST);
    this.#keep({ ...this.#note, ...also, current: next.held, past, seenBy: [] });
    this.#before = this.#now;
    this.#now = next;
    this.#live = live;
    this.#lying.remember(this.#now.held, live.read);
    this.#changes = null;
    this.#lost = null;
    for (const name of sweep(this.#parts.folder, this.#note)) this.#parts.onLeft(name);
  }

  async #fit(offered: OfferedCatalogue): Promise<{ readonly file: CatalogueFile; readonly sha256: string }> {
    if (offered.commune !== null && offered.commune !== this.#parts.commune) throw new UnfitCatalogue('catalogue.other-commune', offered.commune);
    if (offered.origin === 'city' && offered.edition <= this.#note.highest) throw new UnfitCatalogue('catalogue.older', `${offered.edition} <= ${this.#note.highest}`);
    const fit = await unpackCatalogue(offered.packed, offered.sha256);
    if (fit.file.asOf < this.file.asOf) throw new UnfitCatalogue('catalogue.older', `${fit.file.asOf} < ${this.file.asOf}`);
    return fit;
  }

  /** Remembers it, if only until the next start: where the disk is full, the note cannot be kept either. */
  #refuse(edition: number, { code, where }: UnfitCatalogue): void {
    const note: ShelfNote = { ...this.#note, refused: { edition, code, where, at: this.#parts.now() } };
    try {
      this.#keep(note);
    } catch (error) {
      if (!(error instanceof UnfitCatalogue)) throw error;
      this.#note = note;
    }
  }

  #keep(note: ShelfNote): void {
    written(() => keepNote(this.#parts.folder, note));
    this.#note = note;
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

/** Does what writes to the disk; a disk that is full or broken is a refusal like any other. */
function written(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new UnfitCatalogue('catalogue.not-kept', error instanceof Error && 'code' in error ? String(error.code) : '');
  }
}
