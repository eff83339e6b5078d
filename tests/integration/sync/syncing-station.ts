// A station's store, pages and sync, as they stand in the station, joined to a real city by a line that the test holds. Devices and windows are fakes; people are invented.

import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { CounterId, VisitId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { outboxSchema, type Outbox } from '../../../shared/contract/admin.ts';
import type { Notice } from '../../../shared/contract/care.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import { syncStateSchema, type SyncState } from '../../../shared/contract/point.ts';
import { enrolmentSchema, type EnrolledStation } from '../../../city/enrolment.ts';
import { dossierHandlers } from '../../../electron/station/commands/dossier/dossier-handlers.ts';
import { applyBankWords } from '../../../electron/station/commands/payment/bank-words.ts';
import { issueTicket } from '../../../electron/station/commands/queue/issue-ticket.ts';
import { createScanSessions, type ScanSessions } from '../../../electron/station/commands/visit/scan-sessions.ts';
import { visitHandlers } from '../../../electron/station/commands/visit/visit-handlers.ts';
import { systemClock, type Clock } from '../../../electron/station/life/clock.ts';
import type { LogValues } from '../../../electron/station/life/log.ts';
import { openNotices } from '../../../electron/station/store/notices.ts';
import { readOutbox } from '../../../electron/station/store/outbox.ts';
import { takeNewIncarnation } from '../../../electron/station/store/rebirth.ts';
import { readSyncMarks, type SyncMarks } from '../../../electron/station/store/sync-state.ts';
import { CityClient } from '../../../electron/station/sync/city-client.ts';
import { startSync, type Sync } from '../../../electron/station/sync/loop.ts';
import { FakeScanner, scannedPage } from '../../fakes/fake-scanner.ts';
import { COPIES, MONEY } from '../../fakes/paying-visit.ts';
import { BIRTH, LAN } from '../../fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../fakes/test-station.ts';
import { Line } from './line.ts';

/** A commune for each test: nobody's feed is another's. Keys are made up. */
export const COMMUNES: readonly EnrolledStation[] = enrolmentSchema.parse(
  Array.from({ length: 40 }, (_, index) => ({ commune: `S${index + 100}`, station: 'K1', agency: `H26.${index + 100}`, key: `key-of-commune-${index + 100}`.padEnd(32, '.') })),
);
const HOLIDAYS = [{ year: 2026, closed: [], working: [] }, { year: 2101, closed: [], working: [] }];
const COUNTER = atCounter(1);
export const MONEY_PARTS = { settings: MONEY, holidays: HOLIDAYS };

export interface SyncOptions {
  readonly key?: string;
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  readonly backOff?: { readonly baseMs: number; readonly capMs: number };
  /** Where the city is looked for, if not at the line. */
  readonly url?: string;
}

/** A page by its number, or as it is. */
type TestPage = number | Uint8Array;

export class SyncingStation implements AsyncDisposable {
  readonly enrolled: EnrolledStation;
  readonly line: Line;
  readonly station: TestStation;
  /** What windows were told, oldest first; each is what the contract says. */
  readonly states: SyncState[] = [];
  readonly notes: { readonly event: string; readonly values: LogValues }[] = [];
  readonly bugs: unknown[] = [];
  /** What comes of the city's words about money; nothing where a test says so. */
  onBankWords = (): void => applyBankWords(this.station.context, MONEY_PARTS);
  readonly #scanner = new FakeScanner();
  #sync: Sync | null = null;

  private constructor(enrolled: EnrolledStation, line: Line) {
    this.enrolled = enrolled;
    this.line = line;
    this.station = new TestStation({ procedures: [BIRTH, COPIES], scanners: new Map([[1, this.#scanner]]), place: { commune: enrolled.commune, station: enrolled.station } });
  }

  /** The `index`th commune's station, not yet syncing. */
  static async create(index: number, cityUrl: () => string): Promise<SyncingStation> {
    return new SyncingStation(must(COMMUNES[index], 'there are forty communes'), await Line.start(cityUrl));
  }

  get commune(): string {
    return this.enrolled.commune;
  }

  get sync(): Sync {
    return must(this.#sync, 'sync was started');
  }

  get marks(): SyncMarks {
    return this.station.context.database.read(readSyncMarks);
  }

  state(): SyncState {
    return syncStateSchema.parse(this.sync.read());
  }

  start({ key = this.enrolled.key, timeoutMs = 5000, clock = systemClock, backOff = { baseMs: 20, capMs: 200 }, url = this.line.url }: SyncOptions = {}): void {
    const { database, blobs, identity } = this.station.context;
    this.#sync = startSync({
      database, blobs, clock, backOff,
      identity,
      takeNewIncarnation: (other) => takeNewIncarnation(database, identity, other, { clock, fields: this.station.point.fields.map(({ code }) => code), day: this.station.context.trueDay().day }),
      client: new CityClient({ url, key, commune: identity.commune, station: identity.station, timeoutMs }, clock),
      onState: (state) => void this.states.push(syncStateSchema.parse(state)),
      onDossiers: () => undefined,
      onBankWords: () => this.onBankWords(),
      onNote: (event, values) => void this.notes.push({ event, values }),
      onBug: (error) => void this.bugs.push(error),
    });
  }

  async stop(): Promise<void> {
    await this.#sync?.[Symbol.asyncDispose]();
    this.#sync = null;
  }

  /** Takes numbers, each committed and told to sync as the station does. */
  async issue(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      await this.station.call('ticket.issue', issueTicket, { role: 'kiosk' }, { field: must(this.station.point.fields[0], 'there are fields').code, priority: 'none', procedureCode: null });
      this.#sync?.wake();
    }
  }

  /** A whole visit with these pages, up to the open dossier. */
  async openDossier(...pages: readonly TestPage[]): Promise<Dossier> {
    const { station } = this;
    await using scans = this.#scans();
    const visitId = await this.#visit(scans, pages);
    const dossier = await station.call('dossier.open', dossierHandlers(scans, HOLIDAYS)['dossier.open'], COUNTER, { visitId });
    await station.finish(1);
    this.#sync?.wake();
    return dossier;
  }

  /** A visit with these pages that is still without its dossier. */
  async beginVisit(...pages: readonly TestPage[]): Promise<void> {
    await using scans = this.#scans();
    await this.#visit(scans, pages);
  }

  #scans(): ScanSessions {
    return createScanSessions(this.station.context, (error) => expect.fail(String(error)));
  }

  async #visit(scans: ScanSessions, pages: readonly TestPage[]): Promise<VisitId> {
    const { station } = this;
    const visits = visitHandlers(scans);
    const visitId = await station.serve(1);
    await station.call('visit.set-person', visits['visit.set-person'], COUNTER, { visitId, person: LAN });
    await station.call('visit.choose-procedure', visits['visit.choose-procedure'], COUNTER, { visitId, procedureCode: BIRTH.code });
    for (const paperId of ['to-khai', 'giay-chung-sinh']) await station.call('visit.check-paper', visits['visit.check-paper'], COUNTER, { visitId, paperId, originals: 1, copies: 0 });
    if (pages.length > 0) {
      this.#scanner.load({ pages: pages.map((page) => (typeof page === 'number' ? scannedPage(page) : { bytes: page, mime: 'image/jpeg' as const })) });
      await station.call('visit.scan', visits['visit.scan'], COUNTER, { visitId, paperId: 'to-khai', source: 'feeder' });
      await expect.poll(() => scans.isScanning(1 as CounterId), { interval: 2, timeout: 30_000 }).toBe(false);
    }
    return visitId;
  }

  /** The outbox as the admin screen gets it. */
  outbox(): Outbox {
    return outboxSchema.parse({ sync: this.sync.read(), ...this.station.context.database.read(readOutbox) });
  }

  /** Where the city decided otherwise and nobody has looked yet. */
  notices(): Notice[] {
    return this.station.context.database.read(openNotices);
  }

  /** Waits until a state comes that a test describes; fails with what was told instead. */
  async until(what: string, isTrue: (state: SyncState) => boolean | Promise<boolean>, ms = 15_000): Promise<SyncState> {
    const deadline = performance.now() + ms;
    for (;;) {
      const state = this.state();
      if (await isTrue(state)) return state;
      if (performance.now() > deadline) throw new Error(`not within ${ms} ms: ${what}; it is ${JSON.stringify(state)}, ${JSON.stringify(this.notes)}, ${this.bugs.map(String).join()}`);
      await delay(5);
    }
  }

  /** Everything has arrived and the city has said so. */
  quiet(): Promise<SyncState> {
    return this.until('quiet', ({ kind, waitingEvents, waitingScans }) => kind === 'idle' && waitingEvents === 0 && waitingScans === 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.station[Symbol.asyncDispose]();
    await this.line[Symbol.asyncDispose]();
  }
}
