// A store put back from a copy of the day before, and two machines from one disk: nothing that was acknowledged is lost, and no number is given twice (F7, F8).

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { must } from '../../../shared/base/must.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { StationDatabase } from '../../../electron/station/store/database.ts';
import { openLetters } from '../../../electron/station/store/dead-letters.ts';
import { lastEvent } from '../../../electron/station/store/event-log.ts';
import { BlobFiles } from '../../../electron/station/store/blob-files.ts';
import { HighWaterKeeper, readHighWater } from '../../../electron/station/store/high-water.ts';
import { claimIdentity, type LiveIdentity } from '../../../electron/station/store/identity.ts';
import { nextNumber } from '../../../electron/station/store/numbers.ts';
import { mintTicket } from '../../../electron/station/store/own-blocks.ts';
import { noticeRebirth, takeNewIncarnation, type StoreFinding } from '../../../electron/station/store/rebirth.ts';
import { record } from '../../../electron/station/store/record.ts';
import { isHistoryOpen, readHistory } from '../../../electron/station/store/returned-events.ts';
import { readSyncMarks } from '../../../electron/station/store/sync-state.ts';
import { CityClient } from '../../../electron/station/sync/city-client.ts';
import { startSync, type Sync } from '../../../electron/station/sync/loop.ts';
import { businessDayOf } from '../../../shared/domain/time/business-day.ts';
import type { DossierId, FieldCode, OperationId, TicketId } from '../../../shared/base/ids.ts';
import { startCity, type CityUnderTest } from '../city/city-under-test.ts';
import { COMMUNES } from './syncing-station.ts';

const KEY = Buffer.alloc(32, 7);
const clock = systemClock;
const numberRow = z.object({ number: z.string() });
let city: CityUnderTest;
let folders: string;
beforeAll(async () => {
  folders = mkdtempSync(path.join(os.tmpdir(), 'mot-cua-lives-'));
  city = await startCity(COMMUNES);
});
afterAll(async () => {
  await city[Symbol.asyncDispose]();
  rmSync(folders, { recursive: true, force: true });
});

/** One machine with the store of a folder, as the station puts its parts together. */
class Machine implements AsyncDisposable {
  readonly database: StationDatabase;
  readonly identity: LiveIdentity;
  readonly finding: StoreFinding;
  readonly tickets: string[] = [];
  readonly codes: number[] = [];
  readonly bugs: unknown[] = [];
  readonly #keeper: HighWaterKeeper;
  readonly #folder: string;
  readonly #enrolled: (typeof COMMUNES)[number];
  #sync: Sync | null = null;

  private constructor(folder: string, index: number, machine: string) {
    this.#folder = folder;
    this.#enrolled = must(COMMUNES[index], 'there are forty communes');
    const { commune, station } = this.#enrolled;
    this.database = StationDatabase.open(folder, KEY);
    this.identity = claimIdentity(this.database, { commune, station, bootId: clock.uuid() });
    this.finding = noticeRebirth(this.database, this.identity, readHighWater(folder), machine.repeat(64), rebirth());
    this.#keeper = new HighWaterKeeper({ folder, database: this.database, identity: this.identity, machine: machine.repeat(64), clock, serverAt: () => null, onFailure: (error) => void this.bugs.push(error) });
  }

  static async start(folder: string, index: number, machine: string): Promise<Machine> {
    const started = new Machine(folder, index, machine);
    await started.#keeper.write();
    return started;
  }

  get commune(): string {
    return this.#enrolled.commune;
  }

  /** People take numbers; each also uses a provisional number, as a dossier does. */
  work(count: number): void {
    for (let index = 0; index < count; index += 1) {
      this.database.write((store) => {
        const day = businessDayOf(clock.now());
        const sequence = must(mintTicket(store, 'A' as FieldCode, day, { incarnation: this.identity.incarnation, at: clock.now(), newId: () => clock.uuid() }), 'the day has numbers left');
        const number = `A${String(sequence).padStart(3, '0')}`;
        const ticketId = clock.uuid() as TicketId;
        const body = { ticketId, day, number, field: 'A', sequence, priority: 'none', procedureCode: null, via: 'kiosk' } as never;
        record(store, this.identity, clock, { type: 'ticket.issued', aggregate: 'ticket', aggregateId: ticketId, body, actor: 'kiosk' });
        this.tickets.push(number);
        this.codes.push(nextNumber(store, 'provisional-code'));
      });
    }
  }

  /** Goes online until nothing waits and the city has said all that it holds, and `isEnough`. */
  async sync(isEnough = () => true): Promise<void> {
    const { commune, station, key } = this.#enrolled;
    const { database, identity } = this;
    this.#sync = startSync({
      database, clock, identity, blobs: new BlobFiles(path.join(this.#folder, 'blobs'), KEY), backOff: { baseMs: 20, capMs: 200 },
      client: new CityClient({ url: `http://127.0.0.1:${city.gateway.port}`, key, commune, station, timeoutMs: 5000 }, clock),
      takeNewIncarnation: (other) => takeNewIncarnation(database, identity, other, rebirth()),
      onState: () => undefined, onDossiers: () => undefined, onBankWords: () => undefined, onNote: () => undefined, onBug: (error) => void this.bugs.push(error),
    });
    await expect.poll(() => database.read((store) => [readSyncMarks(store).ackedSeq === lastEvent(store).seq, isHistoryOpen(store), isEnough()]), { timeout: 20_000 }).toEqual([true, false, true]);
    await this.#sync[Symbol.asyncDispose]();
    this.#sync = null;
  }

  /** Says something of a dossier that nobody ever opened: the city has to refuse it. */
  noteOnNothing(): OperationId {
    const dossierId = clock.uuid() as DossierId;
    return this.database.write((store) => record(store, this.identity, clock, { type: 'dossier.noted', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', body: { dossierId, text: 'Đã gọi điện' } })).opId;
  }

  /** What stands on the list of what the city has not taken. */
  letters(): readonly OperationId[] {
    return this.database.read(openLetters).map(({ opId }) => opId);
  }

  shown(): readonly string[] {
    return this.database.read((store) => store.all(numberRow, 'SELECT number FROM ticket ORDER BY number')).map(({ number }) => number);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#keeper[Symbol.asyncDispose]();
    this.database[Symbol.dispose]();
  }
}

const rebirth = () => ({ clock, fields: ['A'], day: businessDayOf(clock.now()) });
const copy = (from: string, name: string): string => {
  const to = path.join(folders, name);
  cpSync(from, to, { recursive: true, filter: (file) => !file.includes('station.lock') });
  return to;
};
/** Numbers of the tickets that the city holds, each as often as it holds it. */
async function atCity(commune: string): Promise<readonly string[]> {
  const { rows } = await city.pool.query<{ number: string }>(`SELECT raw -> 'body' ->> 'number' AS number FROM event WHERE commune = $1 AND type = 'ticket.issued' GROUP BY op_id, number ORDER BY number`, [commune]);
  return rows.map(({ number }) => number);
}

it('F7: a copy of the day before is put back: what was acknowledged comes back, and no number is given again', async () => {
  const folder = path.join(folders, 'f7');
  const first = await Machine.start(folder, 30, 'a');
  first.work(5);
  await first.sync();
  await first[Symbol.asyncDispose]();
  const yesterday = copy(path.join(folder, 'station.db'), 'f7-yesterday.db');
  const second = await Machine.start(folder, 30, 'a');
  second.work(7);
  await second.sync();
  second.work(2);
  await second[Symbol.asyncDispose]();

  cpSync(yesterday, path.join(folder, 'station.db'));
  await using restored = await Machine.start(folder, 30, 'a');
  expect(restored.finding).toMatchObject({ kind: 'reborn', reason: 'restored', incarnation: 2, base: 5, lastSeen: 14 });
  restored.work(3);
  await restored.sync();
  const given = [...first.tickets, ...second.tickets, ...restored.tickets];
  const codes = [...first.codes, ...second.codes, ...restored.codes];
  expect([new Set(given).size, new Set(codes).size, restored.bugs]).toEqual([given.length, codes.length, []]);
  // The two that nobody had acknowledged are named; everything else is in the city and shown here.
  const held = [...first.tickets, ...second.tickets.slice(0, 7), ...restored.tickets].toSorted();
  expect([await atCity(restored.commune), restored.shown()]).toEqual([held, held]);
  expect(restored.database.read((store) => readHistory(store, 2)).births.at(-1)).toMatchObject({ returned: 7, missing: [{ from: 13, to: 14 }] });
});

it('F7: a whole folder that was put back, mark and all, hears what it has lost before anybody says a word, and goes on with other numbers', async () => {
  const folder = path.join(folders, 'f7-whole');
  const first = await Machine.start(folder, 38, 'a');
  first.work(3);
  await first.sync();
  await first[Symbol.asyncDispose]();
  const image = copy(folder, 'f7-whole-image');
  const second = await Machine.start(folder, 38, 'a');
  second.work(4);
  await second.sync();
  await second[Symbol.asyncDispose]();

  rmSync(folder, { recursive: true });
  cpSync(image, folder, { recursive: true });
  await using restored = await Machine.start(folder, 38, 'a');
  expect(restored.finding.kind).toBe('same');
  await restored.sync(() => restored.identity.incarnation === 2);
  expect(restored.shown()).toEqual([...first.tickets, ...second.tickets]);
  restored.work(2);
  await restored.sync();
  const given = [...first.tickets, ...second.tickets, ...restored.tickets];
  const codes = [...first.codes, ...second.codes, ...restored.codes];
  expect([new Set(given).size, new Set(codes).size, restored.bugs]).toEqual([given.length, codes.length, []]);
  expect(await atCity(restored.commune)).toEqual(given.toSorted());
});

it('F7: what the city refused of the lost part stands on the list of the store that was put back', async () => {
  const folder = path.join(folders, 'f7-refused');
  const first = await Machine.start(folder, 34, 'a');
  first.work(2);
  await first.sync();
  await first[Symbol.asyncDispose]();
  const yesterday = copy(path.join(folder, 'station.db'), 'f7-refused-yesterday.db');
  const second = await Machine.start(folder, 34, 'a');
  const refused = second.noteOnNothing();
  await second.sync();
  expect(second.letters()).toEqual([refused]);
  await second[Symbol.asyncDispose]();

  cpSync(yesterday, path.join(folder, 'station.db'));
  await using restored = await Machine.start(folder, 34, 'a');
  expect(restored.letters()).toEqual([]);
  await restored.sync();
  expect([restored.letters(), restored.bugs]).toEqual([[refused], []]);
});

it.each([
  ['the same identity, as two snapshots of one machine', 31, 'a', 'a'],
  ['identities of their own, as a disk that was copied', 32, 'a', 'b'],
])('F8: two machines from one disk with %s: what either wrote is in the city once', async (_, index, one, other) => {
  const folder = path.join(folders, `f8-${index}`);
  const origin = await Machine.start(folder, index, one);
  origin.work(4);
  await origin.sync();
  origin.work(2);
  await origin[Symbol.asyncDispose]();
  const twinFolder = copy(folder, `f8-${index}-twin`);

  await using first = await Machine.start(folder, index, one);
  await using second = await Machine.start(twinFolder, index, other);
  first.work(3);
  second.work(3);
  await first.sync();
  await second.sync();
  first.work(2);
  second.work(2);
  await second.sync();
  await first.sync();
  await second.sync();
  // Two that are the same to the last byte give the same numbers until they are online: both tickets are kept, and who looks into the city is told of each.
  const given = [...first.tickets.slice(0, 3), ...second.tickets.slice(0, 3)];
  const twice = given.filter((number, place) => given.indexOf(number) !== place);
  const named = (await city.inspection.duplicates(first.commune)).map(({ key, times }) => `${key.slice(-4)} ${times}`);
  const held = [...origin.tickets, ...first.tickets, ...second.tickets].toSorted();
  expect([await atCity(first.commune), named, twice.length, first.bugs, second.bugs]).toEqual([held, twice.map((number) => `${number} 2`), one === other ? 3 : 0, [], []]);
  expect(first.identity.incarnation === second.identity.incarnation).toBe(false);
  const after = [...first.tickets.slice(3), ...second.tickets.slice(3)];
  expect(new Set([...origin.tickets, ...after]).size).toBe(origin.tickets.length + after.length);
});
