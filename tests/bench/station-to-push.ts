// A station's store with a day's dossiers in its log, and the sending half of its sync: what the push is measured with.

import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { systemClock } from '../../electron/station/life/clock.ts';
import { StationDatabase } from '../../electron/station/store/database.ts';
import { appendEvent } from '../../electron/station/store/event-log.ts';
import { CityClient } from '../../electron/station/sync/city-client.ts';
import { pushWaiting } from '../../electron/station/sync/push-lane.ts';
import { must } from '../../shared/base/must.ts';
import type { OpenedDossier } from '../../shared/wire/dossier-events.ts';

const KEY = new Uint8Array(32).fill(7);

/** Until disposed. Nothing is sent before `pushAll`. */
export class StationToPush implements AsyncDisposable {
  readonly #database: StationDatabase;
  readonly #place: { readonly commune: string; readonly station: string };
  #client: CityClient | null = null;

  private constructor(database: StationDatabase, place: { readonly commune: string; readonly station: string }) {
    this.#database = database;
    this.#place = place;
  }

  /** Writes the dossiers as events of a new store. */
  static fill(folder: string, commune: string, station: string, dossiers: readonly OpenedDossier[]): StationToPush {
    const database = StationDatabase.open(path.join(folder, 'station'), KEY);
    const identity = { commune, station, incarnation: 1, bootId: randomUUID() };
    database.write((store) => {
      for (const body of dossiers) appendEvent(store, identity, systemClock, { type: 'dossier.opened', aggregate: 'dossier', aggregateId: body.dossierId, actor: `counter-${body.counterId}`, body });
    });
    return new StationToPush(database, { commune, station });
  }

  /** Everything, until the city has acknowledged it and that is durable here. */
  async pushAll({ url, key }: { readonly url: string; readonly key: string }): Promise<void> {
    const client = new CityClient({ url, key, ...this.#place, timeoutMs: 30_000 }, systemClock);
    this.#client = client;
    const parts = { database: this.#database, client, clock: systemClock, takeNewIncarnation: () => false, onMoved: () => undefined, onRewound: () => undefined };
    const end = await pushWaiting(parts, new AbortController().signal);
    if (end.kind !== 'idle') throw new Error(`the push stopped: ${JSON.stringify(end)}`);
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
