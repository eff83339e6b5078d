// One run of a station's program, put together as the composition root does it, but for windows and devices: true time, identity, prints, sync and leases over a simulated line.

import { must } from '../../../shared/base/must.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { applyBankWords } from '../../../electron/station/commands/payment/bank-words.ts';
import type { PaymentParts } from '../../../electron/station/commands/payment/payment-parts.ts';
import { createScanSessions, type ScanSessions } from '../../../electron/station/commands/visit/scan-sessions.ts';
import { TrueTime } from '../../../electron/station/life/true-time.ts';
import { startPrintRunner } from '../../../electron/station/printing/print-runner.ts';
import { newestBelievedAt } from '../../../electron/station/store/event-log.ts';
import { HighWaterKeeper, readHighWater } from '../../../electron/station/store/high-water.ts';
import { claimIdentity } from '../../../electron/station/store/identity.ts';
import { noticeRebirth, takeNewIncarnation, type Rebirth } from '../../../electron/station/store/rebirth.ts';
import { CityClient } from '../../../electron/station/sync/city-client.ts';
import { startLeaseLoop } from '../../../electron/station/sync/lease-loop.ts';
import { startSync, type Sync } from '../../../electron/station/sync/loop.ts';
import type { TestStation } from '../../fakes/test-station.ts';
import type { SimClock } from './sim-clock.ts';
import { STATIONS } from './sim-city.ts';
import type { SimLine } from './sim-line.ts';
import { drawWords, type SimPrinter } from './sim-printer.ts';

/** A build of half a year before the histories begin. */
const BUILT_AT = Date.parse('2026-01-15T00:00:00+07:00') as EpochMs;
const BACK_OFF = { baseMs: 1000, capMs: 60_000 };
/** Most pages of a history are longer: they go over the upload protocol, the others at once. */
const PIECE_BYTES = 512;

/** One run of the program: from its start to its end, clean or not. */
export interface Life {
  readonly name: string;
  readonly clock: SimClock;
  readonly line: SimLine;
  readonly station: TestStation;
  readonly scans: ScanSessions;
  readonly sync: Sync;
  readonly leases: AsyncDisposable;
  readonly runner: AsyncDisposable;
  /** Writes the mark beside the store. */
  readonly keeper: AsyncDisposable;
}

export interface LifeParts {
  readonly name: string;
  readonly clock: SimClock;
  readonly station: TestStation;
  /** Which machine and folder it stands on, by a hash. */
  readonly machine: string;
  readonly line: SimLine;
  readonly printer: SimPrinter;
  readonly money: PaymentParts;
  /** Somebody has the feed read from its beginning once more. */
  readonly readsAnew: boolean;
  readonly note: (words: string) => void;
  readonly failed: (error: unknown) => void;
}

export async function startLife({ name, clock, station, machine, line, printer, money, readsAnew, note, failed }: LifeParts): Promise<Life> {
  const { database, blobs, point } = station.context;
  const seen = readHighWater(station.folder);
  const trueTime = new TrueTime(clock, { builtAt: BUILT_AT, serverAt: seen.kind === 'seen' ? seen.mark.serverAt : null, newestEventAt: database.read(newestBelievedAt) });
  const identity = claimIdentity(database, { commune: point.commune, station: point.station, bootId: clock.uuid(), stamp: () => trueTime.stamp() });
  const rebirth = (): Rebirth => ({ clock, fields: point.fields.map(({ code }) => code), day: trueTime.trueDay().day, book: money.settings.receiptBook });
  const finding = noticeRebirth(database, identity, seen, machine, rebirth());
  if (finding.kind === 'reborn') note(`is reborn ${JSON.stringify(finding)}`);
  const keeper = new HighWaterKeeper({ folder: station.folder, database, identity, machine, clock, serverAt: () => trueTime.serverAt, onFailure: failed });
  await keeper.write();
  if (readsAnew) database.write((store) => store.run('UPDATE sync SET pulled_number = 0, pulled_item = NULL WHERE id = 1'));
  const { key } = must(STATIONS.find((own) => own.station === point.station), 'every station is enrolled');
  const client = new CityClient(
    {
      url: 'http://city', key, commune: point.commune, station: point.station, timeoutMs: 15_000,
      onCityTime: (cityTime) => trueTime.hear(cityTime),
    },
    clock,
    line,
  );
  const onNote = (event: string, values: object): void => note(`${event} ${JSON.stringify(values)}`);
  const sync = startSync({ database, blobs, client, clock, identity, takeNewIncarnation: (other) => takeNewIncarnation(database, identity, other, rebirth()), backOff: BACK_OFF, pieceBytes: PIECE_BYTES, onState: () => undefined, onDossiers: () => undefined, onBankWords: () => applyBankWords(station.context, money), onNote, onBug: failed });
  const leases = startLeaseLoop({ database, client, clock, identity, trueDay: () => trueTime.trueDay(), backOff: BACK_OFF, onNote, onSuperseded: (incarnation) => sync.superseded(incarnation), onBug: failed });
  const wakeSync = (): void => {
    sync.wake();
    leases.wake();
  };
  const runner = startPrintRunner({ database, clock, identity, printer, draw: drawWords, publish: () => undefined, wakeSync, paperUsed: () => undefined, onFailure: failed });
  station.context = { ...station.context, identity, trueDay: () => trueTime.trueDay(), previewOf: () => Promise.resolve(null), wakeSync, wakePrinter: () => runner.wake() };
  return { name, clock, line, station, sync, leases, runner, keeper, scans: createScanSessions(station.context, failed) };
}
