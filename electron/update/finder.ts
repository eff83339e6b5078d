// Finds the next version and brings it whole into the inbox: asks the city and a neighbour by itself, a stick when a person says so.

import type { UpdateSourceName } from '../../shared/contract/update.ts';
import type { SignedManifest, UpdateManifest, UpdateTarget } from '../../shared/wire/updates.ts';
import { signedManifestSchema } from '../../shared/wire/updates.ts';
import type { EpochMs } from '../../shared/base/ids.ts';
import type { Clock } from '../station/life/clock.ts';
import type { Inspected, Inspection } from './bundle/inspect.ts';
import { faultFor, type BundleFault, type BundleSubject } from './bundle/verify.ts';
import { download, folderPart, forgetBundle, tidyInbox } from './fetch/download.ts';
import type { UpdateSource } from './fetch/http-source.ts';
import { troubleOf, type FetchTrouble } from './fetch/trouble.ts';
import { driveRoots, findOnDrives } from './fetch/usb.ts';
import type { UpdatePlaces } from './notes.ts';

/** A version on its way or there. */
export interface Found {
  readonly bundleId: string;
  readonly manifest: UpdateManifest;
  readonly source: UpdateSourceName;
  readonly received: number;
  readonly state: 'loading' | 'checking' | 'ready' | 'stopped' | 'refused';
  readonly fault: BundleFault | FetchTrouble | null;
}

export interface FinderParts {
  readonly places: UpdatePlaces;
  readonly keysFile: string;
  readonly target: UpdateTarget;
  readonly sources: readonly { readonly name: 'city' | 'mirror'; readonly source: UpdateSource }[];
  /** Looks at bytes that nobody vouches for yet, apart from everything else. */
  readonly inspect: (asked: Inspection) => Promise<Inspected>;
  readonly subject: () => BundleSubject;
  readonly clock: Clock;
  readonly onChange: () => void;
  /** Drives to look at; those of the machine by default. */
  readonly drives?: () => Promise<readonly string[]>;
}

/** When a source was asked last, and what stood in the way. */
export interface Looked {
  readonly at: EpochMs;
  readonly trouble: FetchTrouble | BundleFault | null;
}

interface Candidate {
  readonly source: UpdateSourceName;
  readonly bundleId: string;
  readonly signed: SignedManifest;
  readonly read: Parameters<typeof download>[0]['read'];
}

export class Finder implements AsyncDisposable {
  readonly #parts: FinderParts;
  readonly #stop = new AbortController();
  readonly looked = new Map<UpdateSourceName, Looked>();
  #found: Found | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: FinderParts) {
    this.#parts = parts;
  }

  /** Sources that may be looked at, in the order in which they are shown. */
  get sourceNames(): readonly UpdateSourceName[] {
    return [...this.#parts.sources.map(({ name }) => name), 'usb'];
  }

  get found(): Found | null {
    return this.#found;
  }

  /** Asks city and neighbour, and fetches what is new; one look at a time. */
  lookOnLine(): Promise<void> {
    return this.#inTurn(async () => {
      const candidates: Candidate[] = [];
      for (const { name, source } of this.#parts.sources) {
        const candidate = await this.#ask(name, source);
        if (candidate !== null) candidates.push(candidate);
      }
      // The newest; of the same one the neighbour's, which costs the city's line nothing.
      const [best] = candidates.toSorted((one, other) => other.signed.manifest.sequence - one.signed.manifest.sequence || (one.source === 'mirror' ? -1 : 1));
      if (best !== undefined) await this.#fetch(best);
    });
  }

  /** Looks at the sticks; true where one has a bundle for this machine, whatever came of it. */
  async lookOnDrives(): Promise<boolean> {
    let isThere = false;
    await this.#inTurn(async () => {
      const found = await findOnDrives(await (this.#parts.drives ?? (() => driveRoots(process.platform)))());
      let trouble: BundleFault | null = null;
      let best: Candidate | null = null;
      for (const { folder, manifest } of found) {
        const checked = await this.#weigh(manifest);
        if (typeof checked === 'string') trouble ??= checked;
        else if (best === null || checked.signed.manifest.sequence > best.signed.manifest.sequence) best = { ...checked, source: 'usb', read: folderPart(folder) };
      }
      isThere = found.length > 0;
      this.#note('usb', best === null ? trouble : null);
      if (best !== null) await this.#fetch(best);
    });
    return isThere;
  }

  /** What lies in the inbox from before: looked at as if it had just come. */
  resume(bundleId: string, source: UpdateSourceName): Promise<void> {
    return this.#inTurn(async () => {
      const folder = `${this.#parts.places.inbox}/${bundleId}`;
      const checked = await this.#parts.inspect({ what: 'folder', folder, keysFile: this.#parts.keysFile });
      if (checked.kind === 'good' && checked.id === bundleId && faultFor(checked.manifest, this.#parts.subject()) === null) {
        this.#set({ bundleId, manifest: checked.manifest, source, received: checked.manifest.payload.bytes, state: 'ready', fault: null });
      }
    });
  }

  /** Looks at what is ready once more, just before it is used. */
  async check(): Promise<boolean> {
    const found = this.#found;
    if (found?.state !== 'ready') return false;
    await this.#inTurn(() => this.#check(found));
    return this.#found?.state === 'ready';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#turn;
    for (const { source } of this.#parts.sources) await source[Symbol.asyncDispose]();
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(() => (this.#stop.signal.aborted ? undefined : work()));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #ask(name: 'city' | 'mirror', source: UpdateSource): Promise<Candidate | null> {
    const { target, subject } = this.#parts;
    try {
      const { version, highestSequence } = subject();
      const offer = await source.offer(target, { version, sequence: highestSequence }, this.#stop.signal);
      const checked = offer === null ? null : await this.#weigh(Buffer.from(JSON.stringify(offer)));
      this.#note(name, typeof checked === 'string' ? checked : null);
      if (checked === null || typeof checked === 'string') return null;
      return { ...checked, source: name, read: (from, signal) => source.payload(checked.signed.manifest.payload.sha256, from, signal) };
    } catch (error) {
      this.#note(name, troubleOf(error));
      return null;
    }
  }

  async #weigh(manifest: Uint8Array): Promise<Pick<Candidate, 'bundleId' | 'signed'> | BundleFault> {
    const checked = await this.#parts.inspect({ what: 'manifest', bytes: manifest, keysFile: this.#parts.keysFile });
    if (checked.kind === 'refused') return checked.fault;
    const fault = faultFor(checked.manifest, this.#parts.subject());
    return fault ?? { bundleId: checked.id, signed: signedManifestSchema.parse(JSON.parse(Buffer.from(manifest).toString('utf8'))) };
  }

  async #fetch({ source, bundleId, signed, read }: Candidate): Promise<void> {
    const { places } = this.#parts;
    const before = this.#found;
    if (before?.state === 'ready' && (before.bundleId === bundleId || before.manifest.sequence > signed.manifest.sequence)) return;
    const { manifest } = signed;
    this.#set({ bundleId, manifest, source, received: 0, state: 'loading', fault: null });
    try {
      await tidyInbox(places.inbox, [bundleId]);
      await download({ inbox: places.inbox, bundleId, signed, read, signal: this.#stop.signal, onBytes: (received) => this.#set({ bundleId, manifest, source, received, state: 'loading', fault: null }) });
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#set({ bundleId, manifest, source, received: this.#found?.received ?? 0, state: 'stopped', fault: troubleOf(error) });
      return;
    }
    await this.#check({ bundleId, manifest, source, received: manifest.payload.bytes, state: 'checking', fault: null });
  }

  async #check(found: Found): Promise<void> {
    const { places, keysFile, inspect, subject } = this.#parts;
    this.#set({ ...found, state: 'checking' });
    const checked = await inspect({ what: 'folder', folder: `${places.inbox}/${found.bundleId}`, keysFile });
    const fault = checked.kind === 'refused' ? checked.fault : checked.id === found.bundleId ? faultFor(checked.manifest, subject()) : 'malformed';
    if (fault === null) return this.#set({ ...found, state: 'ready', fault: null });
    // Damaged on its way: it can be fetched anew, and only from the beginning.
    if (fault === 'cut' || fault === 'wrong-hash' || fault === 'malformed') await forgetBundle(places.inbox, found.bundleId);
    this.#set({ ...found, state: 'refused', fault });
  }

  #note(name: UpdateSourceName, trouble: Looked['trouble']): void {
    this.looked.set(name, { at: this.#parts.clock.now(), trouble });
    this.#parts.onChange();
  }

  #set(found: Found): void {
    this.#found = found;
    this.#parts.onChange();
  }
}
