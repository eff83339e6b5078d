// A station's store with a day's dossiers in its log, and the sending half of its sync: what the push is measured with.

import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { systemClock } from '../../electron/station/life/clock.ts';
import { BlobFiles } from '../../electron/station/store/blob-files.ts';
import { StationDatabase } from '../../electron/station/store/database.ts';
import { appendEvent } from '../../electron/station/store/event-log.ts';
import { CityClient } from '../../electron/station/sync/city-client.ts';
import { sendNext } from '../../electron/station/sync/outbound.ts';
import { must } from '../../shared/base/must.ts';
import type { OpenedDossier } from '../../shared/wire/dossier-events.ts';

const KEY = new Uint8Array(32).fill(7);

/** Until disposed. Nothing is sent before `pushAll`. */
export class StationToPush implements AsyncDisposable {
  readonly #database: StationDatabase;
  readonly #folder: string;
  readonly #place: { readonly commune: string; readonly station: string };
  #client: CityClient | null = null;

  private constructor(database: StationDatabase, folder: string, place: { readonly commune: string; readonly station: string }) {
    this.#database = database;
    this.#folder = folder;
    this.#place = place;
  }

  /** Writes the dossiers as events of a new store. */
  static fill(folder: string, commune: string, station: string, dossiers: readonly OpenedDossier[]): StationToPush {
    const database = StationDatabase.open(path.join(folder, 'station'), KEY);
    const identity = { commune, station, incarnation: 1, bootId: randomUUID() };
    database.write((store) => {
      for (const body of dossiers) appendEvent(store, identity, systemClock, { type: 'dossier.opened', aggregate: 'dossier', aggregateId: body.dossierId, actor: `counter-${body.counterId}`, body });
    });
    return new StationToPush(database, folder, { commune, station });
  }

  /** Everything, until the city has acknowledged it and that is durable here. */
  async pushAll({ url, key }: { readonly url: string; readonly key: string }): Promise<void> {
    const client = new CityClient({ url, key, ...this.#place, incarnation: 1, timeoutMs: 30_000 }, systemClock);
    this.#client = client;
    const blobs = new BlobFiles(path.join(this.#folder, 'blobs'), KEY);
    for (;;) {
      const step = await sendNext({ database: this.#database, blobs, client, clock: systemClock }, new AbortController().signal);
      if (step.kind === 'idle') return;
      if (step.kind !== 'moved') throw new Error(`the push stopped: ${JSON.stringify(step)}`);
    }
  }

  /** Asks for news where there are none. */
  async poll(): Promise<void> {
    const client = must(this.#client, 'something was pushed before');
    const news = await client.pull(0, 1, 0, new AbortController().signal);
    if (news.kind !== 'ok') throw new Error(JSON.stringify(news.failure));
    const none = await client.pull(news.value.last, 500, 0, new AbortController().signal);
    if (none.kind !== 'ok' || none.value.items.length > 0) throw new Error('there were news');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client?.[Symbol.asyncDispose]();
    this.#database[Symbol.dispose]();
  }
}
