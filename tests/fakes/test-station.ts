// A station's commands over a real encrypted store in a folder of its own; only clock, devices and windows are fakes. Invented people only.

import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CounterId, FieldCode, RequestId, VisitId } from '../../shared/base/ids.ts';
import { must } from '../../shared/base/must.ts';
import type { Caller } from '../../shared/contract/command.ts';
import type { CommandInput, CommandName, CommandOutput, ParsedInput } from '../../shared/contract/commands.ts';
import { commands } from '../../shared/contract/commands.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import { type PointProfile, pointProfileSchema } from '../../shared/contract/point-profile.ts';
import type { Procedure } from '../../shared/contract/procedure.ts';
import type { Status } from '../../shared/contract/point.ts';
import { businessDayOf } from '../../shared/domain/time/business-day.ts';
import type { CommandContext, DossierDocuments, Forms, Handler } from '../../electron/station/commands/context.ts';
import { createReaderWorks } from '../../electron/station/commands/reader/reader-works.ts';
import { callNext } from '../../electron/station/commands/queue/call-ticket.ts';
import { issueTicket } from '../../electron/station/commands/queue/issue-ticket.ts';
import { finishTicket } from '../../electron/station/commands/queue/move-ticket.ts';
import { counterOf } from '../../electron/station/commands/visit/own-visit.ts';
import { drawPreview } from '../../electron/station/devices/paper/preview.ts';
import type { DocumentScanner } from '../../electron/station/devices/ports.ts';
import type { Clock } from '../../electron/station/life/clock.ts';
import { BlobFiles } from '../../electron/station/store/blob-files.ts';
import { StationDatabase, type StoreOptions } from '../../electron/station/store/database.ts';
import { claimIdentity } from '../../electron/station/store/identity.ts';
import { visitAtCounter } from '../../electron/station/store/visits.ts';
import { noForms } from './no-forms.ts';
import { noSigning } from './no-signing.ts';
import { TestClock } from './test-clock.ts';

const KEY = Buffer.alloc(32, 7);
const KIOSK: Caller = { role: 'kiosk' };
const STATUS: Status = {
  sync: { kind: 'unconfigured', code: null, offlineSince: null, lastExchangeAt: null, waitingEvents: 0, waitingDossiers: 0, waitingScans: 0, deadLetters: 0, heldLetters: 0, keptLetters: 0, nextAttemptAt: null },
  devices: [],
};

/** What a window would have been told. */
export type Told = { readonly [Name in EventName]: { readonly event: Name; readonly payload: EventPayload<Name> } }[EventName];

/** A command's input; the request id may be left to the fixture. */
export type GivenInput<Input> = Input extends unknown ? Omit<Input, 'requestId'> & { readonly requestId?: RequestId } : never;

export interface TestStationOptions {
  readonly procedures?: readonly Procedure[];
  readonly scanners?: ReadonlyMap<number, DocumentScanner>;
  /** Another commune and station than the example's, where a city must tell several apart. */
  readonly place?: { readonly commune: string; readonly station: string };
  /** A folder that is there already, with whatever lies in it; a new one by default. */
  readonly folder?: string;
  /** What commands and store take for the time; the clock in the test's hand by default. */
  readonly time?: Clock;
  /** How the disk behaves. */
  readonly disk?: StoreOptions;
}

/** Opens, closes and opens again like a machine that loses power: `reopen` keeps folder and clock, nothing else. */
export class TestStation implements AsyncDisposable {
  readonly folder: string;
  /** 09:00 on a Monday in Hanoi. */
  readonly clock = new TestClock('2026-07-13T09:00:00+07:00');
  readonly point: PointProfile;
  readonly told: Told[] = [];
  readonly woken: string[] = [];
  /** Whether the disk has room for scans. */
  hasRoom = true;
  /** What the log would say. */
  readonly notes: (readonly [event: string, values: Readonly<Record<string, string | number | boolean>>])[] = [];
  /** Called with what is told, after it was noted. */
  onTold: (told: Told) => void = () => undefined;
  /** Whether the day may not be believed, by whatever the station knows of the time. */
  isClockSuspect = false;
  context: CommandContext;
  /** How documents are bound; a test that wants one says so. */
  bindDocument: DossierDocuments['piece'] = () => Promise.reject(new Error('no documents here'));
  /** Forms are not drawn here; a test that wants one says so. */
  forms: Forms = noForms();
  readonly #options: TestStationOptions;

  constructor(options: TestStationOptions = {}) {
    this.#options = options;
    this.folder = options.folder ?? mkdtempSync(path.join(os.tmpdir(), 'mot-cua-test-'));
    const example = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../resources/points/example.json'), 'utf8')) as object;
    this.point = pointProfileSchema.parse({ ...example, ...options.place });
    this.context = this.#open();
  }

  reopen(): void {
    this.context.database[Symbol.dispose]();
    this.context = this.#open();
  }

  /** What a power cut at this moment would leave: the files as they are on the disk, opened by another process' eyes. */
  async afterPowerCut<Result>(look: (left: { readonly database: StationDatabase; readonly blobs: BlobFiles }) => Promise<Result>): Promise<Result> {
    const copy = mkdtempSync(path.join(os.tmpdir(), 'mot-cua-cut-'));
    try {
      cpSync(this.folder, copy, { recursive: true, filter: (file) => !file.includes('station.lock') && !file.endsWith('-shm') });
      using database = StationDatabase.open(copy, KEY);
      return await look({ database, blobs: new BlobFiles(path.join(copy, 'pages'), KEY) });
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  }

  /** Calls a handler with an input parsed as the door parses it; changing commands get a request id of their own unless the input has one. */
  async call<Name extends CommandName>(name: Name, handler: Handler<Name>, caller: Caller, input: GivenInput<CommandInput<Name>>): Promise<CommandOutput<Name>> {
    const definition = commands[name];
    const full = definition.changes ? { requestId: this.requestId(), ...input } : input;
    const answer: unknown = await handler(this.context, definition.input.parse(full) as ParsedInput<Name>, caller);
    return definition.output.parse(answer) as CommandOutput<Name>;
  }

  requestId(): RequestId {
    return (this.#options.time ?? this.clock).uuid() as RequestId;
  }

  /** Somebody takes a number of the counter's first field and is called there. */
  async serve(counterId: number): Promise<VisitId> {
    const counter = must(this.point.counters.find((own) => own.counterId === counterId), 'the example point has it');
    const field: FieldCode = must(counter.fields[0], 'it serves a field');
    await this.call('ticket.issue', issueTicket, KIOSK, { field, priority: 'none', procedureCode: null });
    const { visitId } = await this.call('queue.next', callNext, atCounter(counterId), {});
    return must(visitId, 'somebody was waiting');
  }

  /** The person at the counter goes. */
  async finish(counterId: number): Promise<void> {
    const caller = atCounter(counterId);
    const visit = must(this.context.database.read((store) => visitAtCounter(store, counterOf(caller))), 'somebody is at the counter');
    await this.call('ticket.finish', finishTicket, caller, { ticketId: visit.ticketId });
  }

  events(name: EventName): readonly Told[] {
    return this.told.filter((told) => told.event === name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.context.database[Symbol.dispose]();
    rmSync(this.folder, { recursive: true, force: true });
    await Promise.resolve();
  }

  #open(): CommandContext {
    const database = StationDatabase.open(this.folder, KEY, this.#options.disk);
    const procedures = this.#options.procedures ?? [];
    const clock = this.#options.time ?? this.clock;
    return {
      database,
      clock,
      identity: claimIdentity(database, { commune: this.point.commune, station: this.point.station, bootId: clock.uuid() }),
      trueDay: () => ({ day: businessDayOf(this.clock.now()), isSuspect: this.isClockSuspect }),
      point: this.point,
      publish: (event, payload) => {
        const told = { event, payload } as Told;
        this.told.push(told);
        this.onTold(told);
      },
      readers: createReaderWorks(clock),
      catalogue: {
        asOf: () => '2026-07',
        portalPages: () => procedures,
        read: (code) => procedures.find((procedure) => procedure.code === code) ?? null,
        search: (_text, field, limit) => {
          const found = procedures.filter((procedure) => field === null || procedure.field === field);
          return { procedures: found.slice(0, limit), total: found.length };
        },
      },
      blobs: new BlobFiles(path.join(this.folder, 'pages'), KEY),
      scannerOf: (counterId) => this.#options.scanners?.get(counterId) ?? null,
      note: (event, values) => void this.notes.push([event, values]),
      covers: { scanned: () => undefined, settled: () => null },
      previewOf: (bytes) => drawPreview(bytes).catch(() => null),
      forms: this.forms,
      documents: { piece: (order, binding, from, most) => this.bindDocument(order, binding, from, most) },
      signing: noSigning,
      hasRoomForScans: () => this.hasRoom,
      wakePrinter: () => void this.woken.push('printer'),
      wakeSync: () => void this.woken.push('sync'),
      status: () => STATUS,
      host: { kind: 'browser', electronVersion: null, nodeVersion: process.versions.node },
      programVersion: '0.0.0-test',
    };
  }
}

/** A counter's window. */
export function atCounter(counterId: number): Caller {
  return { role: 'counter', counterId: counterId as CounterId };
}

/** The second screen of a counter. */
export function displayOf(counterId: number): Caller {
  return { role: 'citizen-display', counterId: counterId as CounterId };
}
