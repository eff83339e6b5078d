// The catalogues of this station: the shipped one, the one that holds in its place, and the one that held before it.

import { must } from '../../../shared/base/must.ts';
import { finished, unhurried } from '../../../shared/base/steps.ts';
import type { EpochMs, ProcedureCode } from '../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { CatalogueFile } from '../../../shared/contract/catalogue-file.ts';
import type { Procedure } from '../../../shared/contract/procedure.ts';
import { catalogueChanges } from '../../../shared/domain/catalogue/changes.ts';
import type { ProcedureChange } from '../../../shared/domain/catalogue/changes.ts';
import { loading, loadingNames, readerOf, shippedSpeech } from './load-catalogue.ts';
import type { LoadedCatalogue } from './load-catalogue.ts';
import { LyingCatalogues } from './lying-catalogues.ts';
import type { ReadCatalogue } from './lying-catalogues.ts';
import { EMPTY_NOTE, keepNote, keepPacked, MOST_PAST, readNote, sweep, withSeen } from './shelf-file.ts';
import type { Held, ShelfNote } from './shelf-file.ts';
import type { CatalogueShelfParts, GoBack, OfferedCatalogue } from './shelf-parts.ts';
import { unpackCatalogue, UnfitCatalogue } from './unpack.ts';

/** Answers from the catalogue that holds, and takes another in its place. */
export class CatalogueShelf {
  readonly #parts: CatalogueShelfParts;
  /** Why a catalogue that held cannot be read since the start; null where all can. */
  #lost: ErrorCode | null = null;
  readonly #speech: ReturnType<typeof shippedSpeech>;
  #note: ShelfNote;
  #now: ReadCatalogue;
  #live: LoadedCatalogue;
  /** Null where the shipped one always held. */
  #before: ReadCatalogue | null;
  readonly #lying: LyingCatalogues;
  /** What the one that holds has otherwise than others, by their hash. */
  readonly #changes = new Map<string, readonly ProcedureChange[]>();
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
    const live = (this.#live = finished(loadingNames(this.#now.file, this.#speech)));
    void this.#inTurn(() => unhurried(live.learn(), parts.breathe));
    this.#lying.remember(this.#now.held, this.#live.read);
    if (this.#before !== null) this.#lying.remember(this.#before.held, readerOf(this.#before.file));
  }

  get note(): ShelfNote {
    return this.#note;
  }

  get file(): CatalogueFile {
    return this.#now.file;
  }

  /** What holds, and where it lies. */
  get now(): ReadCatalogue {
    return this.#now;
  }

  /** Since when what holds does; null where the shipped one always held. */
  get since(): EpochMs | null {
    return this.#note.past.at(-1)?.until ?? null;
  }

  /** The one that held before; null where the shipped one always held. */
  get before(): ReadCatalogue | null {
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
    return this.#before === null ? [] : this.#changesFrom(this.#before.held, () => must(this.#before, 'there is one'));
  }

  /** The same against the one that they saw last; against the oldest that is kept for who has never looked, and none for who has seen the one that holds. */
  unseenBy(who: string): readonly ProcedureChange[] {
    const seen = this.#note.seenBy.find((each) => each.who === who)?.since;
    const then = this.#note.past.find(({ until }) => seen === undefined || seen < until);
    return then === undefined ? [] : this.#changesFrom(then.held, () => (then.held?.sha256 === this.#before?.held?.sha256 && this.#before !== null ? this.#before : this.#lying.orShipped(then.held)));
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
        const held: Held = { sha256, origin: offered.origin, edition: offered.edition, commune: offered.commune, takenAt: this.#parts.now() };
        if (sha256 === this.#now.held?.sha256) return this.#rename(held);
        const live = await unhurried(loading(file, this.#speech), this.#parts.breathe);
        written(() => keepPacked(this.#parts.folder, sha256, offered.packed));
        this.#hold({ held, file }, live, { highest: Math.max(this.#note.highest, offered.edition), refused: null, back: null });
      } catch (error) {
        if (error instanceof UnfitCatalogue) this.#refuse(offered.edition, error);
        throw error;
      }
    });
  }

  /** Back to the one before; what the city had sent is not taken again. The same order a second time does nothing. Throws `UnfitCatalogue` where another holds than the one that was looked at, or none held before. */
  goBack({ requestId, since, reason }: GoBack): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#note.back?.requestId === requestId) return;
      if (since !== this.since) throw new UnfitCatalogue('catalogue.moved-on');
      const before = this.#before;
      if (before === null) throw new UnfitCatalogue('catalogue.nothing-before');
      this.#hold(before, await unhurried(loading(before.file, this.#speech), this.#parts.breathe), { back: { requestId, reason } });
    });
  }

  /** Somebody has looked at the changes of the catalogue that holds since then. Throws `UnfitCatalogue` where another holds by now, or that cannot be kept. */
  seen(who: string, since: EpochMs): void {
    if (since !== this.since) throw new UnfitCatalogue('catalogue.moved-on');
    this.#keep(withSeen(this.#note, who, since));
  }

  /** The same content under another number, or a file that is taken twice: nothing changes for anybody. */
  #rename(held: Held): void {
    this.#keep({ ...this.#note, current: held, highest: Math.max(this.#note.highest, held.edition), refused: null });
    this.#now = { ...this.#now, held };
    this.#parts.onChange();
  }

  #hold(next: ReadCatalogue, live: LoadedCatalogue, also: Partial<ShelfNote>): void {
    const past = [...this.#note.past, { held: this.#now.held, until: this.#parts.now() }].slice(-MOST_PAST);
    this.#keep({ ...this.#note, ...also, current: next.held, past });
    this.#before = this.#now;
    this.#now = next;
    this.#live = live;
    this.#lying.remember(this.#now.held, live.read);
    this.#changes.clear();
    this.#lost = null;
    for (const name of sweep(this.#parts.folder, this.#note)) this.#parts.onLeft(name);
    this.#parts.onChange();
  }

  async #fit(offered: OfferedCatalogue): Promise<{ readonly file: CatalogueFile; readonly sha256: string }> {
    if (offered.commune !== null && offered.commune !== this.#parts.commune) throw new UnfitCatalogue('catalogue.other-commune', offered.commune);
    if (offered.origin === 'city' && offered.edition <= this.#note.highest) throw new UnfitCatalogue('catalogue.older', `${offered.edition} <= ${this.#note.highest}`);
    const fit = await unpackCatalogue(offered.packed, offered.sha256);
    if (fit.file.asOf < this.file.asOf) throw new UnfitCatalogue('catalogue.older', `${fit.file.asOf} < ${this.file.asOf}`);
    return fit;
  }

  /** Remembers it, if only until the next start: where the disk is full, the note cannot be kept either. */
  #refuse(edition: number, { code, where, fault }: UnfitCatalogue): void {
    const note: ShelfNote = { ...this.#note, refused: { edition, code, where, fault, at: this.#parts.now() } };
    try {
      this.#keep(note);
    } catch (error) {
      if (!(error instanceof UnfitCatalogue)) throw error;
      this.#note = note;
    }
    this.#parts.onChange();
  }

  #changesFrom(held: Held | null, read: () => ReadCatalogue): readonly ProcedureChange[] {
    const known = this.#changes.get(held?.sha256 ?? '') ?? catalogueChanges(read().file.procedures, this.#now.file.procedures);
    this.#changes.set(held?.sha256 ?? '', known);
    return known;
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
