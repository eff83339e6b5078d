// A station's store with a day's dossiers in its log, and the sending half of its sync: what the push is measured with.

import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { systemClock } from '../../electron/station/life/clock.ts';
import { StationDatabase } from '../../electron/station/store/database.ts';
import { BlobFiles } from '../../electron/station/store/blob-files.ts';
import { appendEvent, type LogIdentity } from '../../electron/station/store/event-log.ts';
import { CityClient } from '../../electron/station/sync/city-client.ts';
import { startSync } from '../../electron/station/sync/loop.ts';
import { pushWaiting } from '../../electron/station/sync/push-lane.ts';
import { must } from '../../shared/base/must.ts';
import type { OpenedDossier } from '../../shared/wire/dossier-events.ts';

const KEY = new Uint8Array(32).fill(7);

/** Until disposed. Nothing is sent before `pushAll`. */
export class StationToPush implements AsyncDisposable {
  readonly #database: StationDatabase;
  readonly #folder: string;
  readonly #identity: LogIdentity;
  #client: CityClient | null = null;

  private constructor(database: StationDatabase, folder: string, identity: LogIdentity) {
    this.#database = database;
    this.#folder = folder;
    this.#identity = identity;
  }

  /** Writes the dossiers as events of a new store. */
  static fill(folder: string, commune: string, station: string, dossiers: readonly OpenedDossier[]): StationToPush {
    const database = StationDatabase.open(path.join(folder, 'station'), KEY);
    const identity = { commune, station, incarnation: 1, bootId: randomUUID() };
    database.write((store) => {
      for (const body of dossiers) appendEvent(store, identity, systemClock, { type: 'dossier.opened', aggregate: 'dossier', aggregateId: body.dossierId, actor: `counter-${body.counterId}`, body });
    });
    return new StationToPush(database, folder, identity);
  }

  /** Everything, until the city has acknowledged it and that is durable here. */
  async pushAll({ url, key }: { readonly url: string; readonly key: string }): Promise<void> {
    const client = this.#connect(url, key);
    const parts = { database: this.#database, client, clock: systemClock, takeNewIncarnation: () => false, onMoved: () => undefined, onRewound: () => undefined };
    const end = await pushWaiting(parts, new AbortController().signal);
    if (end.kind !== 'idle') throw new Error(`the push stopped: ${JSON.stringify(end)}`);
  }

  /** The whole of sync with a line that is down: `heal` is called once it has noticed that; seconds from there until nothing waits. */
  async drain({ url, key }: { readonly url: string; readonly key: string }, heal: () => void): Promise<number> {
    const client = this.#connect(url, key);
    const noticed = Promise.withResolvers<void>();
    const drained = Promise.withResolvers<void>();
    const failed = (error: unknown): void => drained.reject(error instanceof Error ? error : new Error(JSON.stringify(error)));
    await using sync = startSync({
      database: this.#database, blobs: new BlobFiles(path.join(this.#folder, 'blobs'), KEY), client, clock: systemClock, identity: this.#identity, backOff: { baseMs: 2000, capMs: 300_000 },
      takeNewIncarnation: () => false,
      onState: ({ kind, waitingEvents }) => {
        if (kind === 'offline') noticed.resolve();
        if (waitingEvents === 0) drained.resolve();
      },
      onDossiers: () => undefined, onBankWords: () => undefined,
      onNote: (event, values) => void (event === 'sync.line' || failed({ event, ...values })),
      onBug: failed,
    });
    await noticed.promise;
    heal();
    const startedAt = performance.now();
    // As a change of the machine's address does; without it the wait that has begun would be measured.
    sync.now();
    await drained.promise;
    return (performance.now() - startedAt) / 1000;
  }

  /** Asks for news where there are none. */
  async poll(): Promise<void> {
    const client = must(this.#client, 'something was pushed before');
    const news = await client.pull(0, 1, 0, new AbortController().signal);
    if (news.kind !== 'ok') throw new Error(JSON.stringify(news.failure));
    const none = await client.pull(news.value.last, 500, 0, new AbortController().signal);
    if (none.kind !== 'ok' || none.value.items.length > 0) throw new Error('there were news');
  }

  #connect(url: string, key: string): CityClient {
    const { commune, station } = this.#identity;
    this.#client = new CityClient({ url, key, commune, station, timeoutMs: 30_000 }, systemClock);
    return this.#client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client?.[Symbol.asyncDispose]();
    this.#database[Symbol.dispose]();
  }
}
