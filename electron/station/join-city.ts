// Joins the station to its city: who speaks, the lanes of sync, and who looks after the numbers.

import type { BlobHash } from '../../shared/base/ids.ts';
import type { MachineSettings } from '../link/settings.ts';
import { followCatalogue } from './catalogue-care.ts';
import type { CatalogueShelf } from './catalogue/shelf.ts';
import type { ClaimedStore } from './claim-store.ts';
import type { CommandContext } from './commands/context.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';
import { networkAddresses } from './life/network-addresses.ts';
import type { TrueTime } from './life/true-time.ts';
import type { BlobFiles } from './store/blob-files.ts';
import type { StationDatabase } from './store/database.ts';
import type { LogIdentity } from './store/event-log.ts';
import { startNumberCare, type NumberCare } from './number-care.ts';
import { CityClient } from './sync/city-client.ts';
import { startLeaseLoop } from './sync/lease-loop.ts';
import { startSync, type Sync } from './sync/loop.ts';

/** For a machine that works alone, where it has no other meaning. */
const NO_CITY = { baseMs: 2000, capMs: 300_000 } as const;

export interface CityJoint {
  /** Null for a machine that works alone. */
  readonly city: MachineSettings['city'];
  readonly database: StationDatabase;
  readonly blobs: BlobFiles;
  readonly clock: Clock;
  readonly identity: LogIdentity;
  readonly trueTime: TrueTime;
  /** After the city has found another history of this station; false where a person must look. */
  readonly takeNewIncarnation: ClaimedStore['takeNewIncarnation'];
  readonly log: Log;
  readonly publish: CommandContext['publish'];
  /** Words of the city about money wait to have their effect. */
  readonly onBankWords: () => void;
  /** Takes the city's catalogue of procedures; left out, none is asked for. */
  readonly shelf?: CatalogueShelf;
}

/** Running; disposing ends the loops. */
export interface JoinedCity extends AsyncDisposable {
  readonly sync: Pick<Sync, 'now' | 'read'>;
  readonly numbers: NumberCare;
  /** An event was committed. */
  wake(): void;
  /** Whether the city holds a page, by its own word of now; null when it does not answer. */
  holds(sha256: BlobHash, bytes: number): Promise<boolean | null>;
}

/** Starts what talks with the city. */
export function joinCity({ city, database, blobs, clock, identity, trueTime, takeNewIncarnation, log, publish, onBankWords, shelf }: CityJoint): JoinedCity {
  const { commune, station } = identity;
  const backOff = city?.retry ?? NO_CITY;
  const client =
    city === null ? null : new CityClient({ ...city, commune, station, onCityTime: (cityTime) => trueTime.hear(cityTime), isClockDoubted: () => trueTime.doubt() !== null }, clock);
  const sync = startSync({
    database, blobs, client, clock, identity, backOff,
    addresses: networkAddresses,
    takeNewIncarnation: (other) => {
      const isBorn = takeNewIncarnation(other);
      if (isBorn) numbers.reborn();
      return isBorn;
    },
    onState: (state) => publish('sync.changed', state),
    onDossiers: () => publish('dossiers.changed', {}),
    onBankWords,
    onNote: (event, values) => log.warn(event, values),
    onBug: (error) => log.error('sync.bug', error),
  });
  const trueDay = () => trueTime.trueDay();
  const loop =
    client === null
      ? null
      : startLeaseLoop({
          database, client, clock, identity, trueDay, backOff,
          onNote: (event, values) => log.warn(event, values),
          onSuperseded: (incarnation) => sync.superseded(incarnation),
          onBug: (error) => log.error('leases.bug', error),
        });
  const numbers = startNumberCare({ database, clock, identity, log, trueDay, loop, wakeSync: () => sync.now() });
  const stop = new AbortController();
  const following = client === null || shelf === undefined ? null : followCatalogue({ client, shelf, clock, log, signal: stop.signal });
  return {
    sync, numbers,
    holds: async (sha256, bytes) => {
      const answer = client === null ? null : await client.blobState(sha256, stop.signal);
      return answer?.kind === 'ok' ? answer.value.sha256 === sha256 && answer.value.state === 'verified' && answer.value.bytes === bytes : null;
    },
    wake: () => {
      sync.wake();
      numbers.wake();
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await following;
      await numbers[Symbol.asyncDispose]();
      await sync[Symbol.asyncDispose]();
    },
  };
}
