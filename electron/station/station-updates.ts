// The station's part of updates: who is being served, how the checks stand, a copy of the store before a step; finding and ordering is done in update/.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Caller } from '../../shared/contract/command.ts';
import type { RequestId } from '../../shared/base/ids.ts';
import { must } from '../../shared/base/must.ts';
import type { Check } from '../../shared/contract/admin.ts';
import type { MachineSettings } from '../link/settings.ts';
import { inspectedSchema } from '../update/bundle/inspect.ts';
import { Finder } from '../update/finder.ts';
import { httpSource } from '../update/fetch/http-source.ts';
import { updatesFolder } from '../update/health-watch.ts';
import type { KeeperState } from '../update/keeper/plan.ts';
import { placesOf } from '../update/notes.ts';
import { Updater } from '../update/updater.ts';
import type { BackupKeeper } from './backup-keeper.ts';
import type { Clock } from './life/clock.ts';
import type { TrueTime } from './life/true-time.ts';
import type { Log } from './life/log.ts';
import { startLifeWatch } from './life-watch.ts';
import { createWorkerThread, THREAD_LIMITS } from './life/worker-thread.ts';
import type { ScanSessions } from './commands/visit/scan-sessions.ts';
import type { StationDatabase } from './store/database.ts';
import { isAnyJobOpen } from './store/print-jobs-line.ts';
import { visitAtCounter } from './store/visits.ts';
import { migrations } from './store/migrations/all.ts';
import { pinnedConnector } from './sync/pinned-connector.ts';

/** Reading a gigabyte from a slow stick. */
const INSPECT_MS = 900_000;
/** Somebody who was served so lately may turn round once more. */
const RECENT_MS = 600_000;

export interface StationUpdatesParts {
  readonly settings: MachineSettings;
  readonly programVersion: string;
  readonly resources: string;
  readonly workerFile: (name: string) => string;
  /** Where it is seen what is under way at the counters and the printer. */
  readonly database: StationDatabase;
  readonly scans: Pick<ScanSessions, 'isScanning'>;
  readonly trueTime: Pick<TrueTime, 'doubt' | 'atLeast'>;
  readonly checks: () => readonly Check[];
  readonly backups: Pick<BackupKeeper, 'make'>;
  readonly leave: (() => void) | undefined;
  readonly onChange: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

export interface StationUpdates extends AsyncDisposable {
  readonly updater: Pick<Updater, 'read' | 'look' | 'install' | 'postpone'>;
  /** Somebody is being served. */
  noteActivity(): void;
  /** A window's first picture is on the screen. */
  notePainted(caller: Caller): void;
}

export function startStationUpdates({ settings, programVersion, resources, workerFile, database, scans, trueTime, checks, backups, leave, onChange, clock, log }: StationUpdatesParts): StationUpdates {
  const parts = new AsyncDisposableStack();
  const isClockBelieved = (): boolean => trueTime.doubt() === null;
  const places = placesOf(updatesFolder(settings.updates.folder));
  // Shipped with the program: a bundle is the maker's only by one of these.
  const keysFile = path.join(resources, 'updates', 'maker-keys.json');
  const counters = settings.profile.counters.map(({ counterId }) => counterId);
  const storeSchema = must(migrations.at(-1), 'there is at least one migration').version;
  let activeAt: number | null = null;
  const failing = (): string[] => checks().filter(({ state }) => state === 'failed').map(({ name }) => name);

  const inspector = parts.use(
    createWorkerThread({ start: () => new Worker(workerFile('update-worker'), { resourceLimits: THREAD_LIMITS }), clock, parse: (said) => inspectedSchema.parse(said), longestMs: INSPECT_MS, restMs: 0 }),
  );
  const finderFor = ({ machine, highestSequence }: KeeperState, onFound: () => void): Finder =>
    new Finder({
      places, keysFile, clock, onChange: onFound,
      target: { ...machine, channel: settings.updates.channel },
      sources: sourcesOf(settings, clock),
      inspect: (asked) => inspector.ask(asked),
      subject: () => ({ target: { ...machine, channel: settings.updates.channel }, version: programVersion, highestSequence, storeSchema, now: isClockBelieved() ? clock.now() : null, atLeast: trueTime.atLeast() }),
    });
  const updater = parts.use(
    new Updater({
      places, version: programVersion, dataFolder: settings.dataFolder, finderFor, failing, trueTimeAtLeast: () => trueTime.atLeast(), leave: () => leave?.(), onChange, clock, log,
      settings: { ...settings.updates, healthWithinMs: settings.updates.healthWithinMinutes * 60_000 },
      busy: () => [
        ...(database.read((store) => counters.some((counter) => visitAtCounter(store, counter) !== null)) ? (['visit'] as const) : []),
        ...(database.read((store) => isAnyJobOpen(store)) ? (['print'] as const) : []),
        ...(counters.some((counter) => scans.isScanning(counter)) ? (['scan'] as const) : []),
        ...(activeAt !== null && clock.monotonic() - activeAt < RECENT_MS ? (['recent'] as const) : []),
        ...(isClockBelieved() ? [] : (['clock'] as const)),
      ],
      backUp: async () => {
        await backups.make(clock.uuid() as RequestId);
      },
    }),
  );
  const life = parts.use(startLifeWatch({ places, version: programVersion, windows: settings.host.windows, failing, clock, log }));
  return {
    updater,
    noteActivity: () => {
      activeAt = clock.monotonic();
    },
    notePainted: (caller) => life.notePainted(caller),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

function sourcesOf({ city, profile: { commune, station }, updates }: MachineSettings, clock: Clock): ConstructorParameters<typeof Finder>[0]['sources'] {
  const own = { commune, station };
  const { fromCity, mirror } = updates;
  return [
    ...(mirror === null ? [] : [{ name: 'mirror' as const, source: httpSource({ url: mirror, key: null, station: own, clock }) }]),
    ...(city === null || !fromCity ? [] : [{ name: 'city' as const, source: httpSource({ url: city.url, key: city.key, station: own, clock, ...(city.pin === null ? {} : { connect: pinnedConnector({ timeout: city.timeoutMs }, city.pin) }) }) }]),
  ];
}
