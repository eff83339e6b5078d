// A real encrypted store with the queue's and the prints' commands on it, as they stand in the station; only time, devices and the world around are held by the test.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { CommandContext } from '../../electron/station/commands/context.ts';
import { createReaderWorks } from '../../electron/station/commands/reader/reader-works.ts';
import { printHandlers } from '../../electron/station/commands/print/print-handlers.ts';
import { queueHandlers } from '../../electron/station/commands/queue/queue-handlers.ts';
import { BlobFiles } from '../../electron/station/store/blob-files.ts';
import { StationDatabase } from '../../electron/station/store/database.ts';
import type { LogIdentity } from '../../electron/station/store/event-log.ts';
import type { CommandInput, CommandOutput } from '../../shared/contract/commands.ts';
import { commands } from '../../shared/contract/commands.ts';
import type { Caller } from '../../shared/contract/command.ts';
import { Refusal } from '../../shared/contract/errors.ts';
import type { Procedure } from '../../shared/contract/procedure.ts';
import { pointProfileSchema } from '../../shared/contract/point-profile.ts';
import { callerSchema } from '../../shared/contract/command.ts';
import { procedureCodeSchema, requestIdSchema } from '../../shared/contract/primitives.ts';
import type { RequestId } from '../../shared/base/ids.ts';
import { businessDayOf } from '../../shared/domain/time/business-day.ts';
import { noForms } from './no-forms.ts';
import { noSigning } from './no-signing.ts';
import { TestClock } from './test-clock.ts';

/** The handlers that a bench has. */
export const benchHandlers = { ...queueHandlers, ...printHandlers };
export type BenchCommand = keyof typeof benchHandlers;

/** Three counters: 1 and 2 share A, 3 has B and C; field Z takes no tickets. */
export const benchPoint = pointProfileSchema.parse({
  commune: 'T149',
  station: 'K1',
  unit: { name: 'Điểm phục vụ mẫu', shortName: 'Mẫu', parent: 'Trung tâm mẫu', address: '', phone: '' },
  fields: ['A', 'B', 'C', 'Z'].map((code) => ({ code, name: `Lĩnh vực ${code}`, nameEn: `Field ${code}`, takesTickets: code !== 'Z' })),
  counters: [['A'], ['A'], ['B', 'C'], ['A'], ['A']].map((fields, index) => ({ counterId: index + 1, fields, officerName: `Cán bộ mẫu ${index + 1}`, officerTitle: '' })),
  queue: { interleave: 3 },
  lookUpSite: '',
  example: true,
});

export const kiosk: Caller = { role: 'kiosk' };
export const admin: Caller = { role: 'admin' };
export const counter = (counterId: number): Caller => callerSchema.parse({ role: 'counter', counterId });
export const newRequestId = (): RequestId => requestIdSchema.parse(v7());

const known: Procedure = {
  code: procedureCodeSchema.parse('1.000001'), name: 'Thủ tục mẫu', field: benchPoint.fields[0]?.code ?? ('A' as Procedure['field']), sector: '', timeLimit: { unit: 'unstated', text: '' }, feeText: '', papers: [], result: '',
};

/** An event row as a test compares it. */
const eventRow = z.object({ type: z.string(), actor: z.string(), body: z.string().transform((text): unknown => JSON.parse(text)) });

export class QueueBench implements Disposable {
  readonly clock: TestClock;
  readonly folder: string;
  readonly key = Buffer.alloc(32, 7);
  readonly identity: LogIdentity = { commune: 'T149', station: 'K1', incarnation: 1, bootId: v7() };
  /** What windows were told, and who was woken, in order. */
  readonly told: unknown[][] = [];
  database: StationDatabase;

  /** Its folder lies below `root`. */
  constructor(start = '2026-11-23T07:30:00+07:00', root = tmpdir()) {
    this.folder = mkdtempSync(path.join(root, 'mot-cua-queue-'));
    this.clock = new TestClock(start);
    this.database = StationDatabase.open(this.folder, this.key);
  }

  get context(): CommandContext {
    return {
      database: this.database,
      clock: this.clock,
      identity: this.identity,
      trueDay: () => ({ day: businessDayOf(this.clock.now()), isSuspect: false }),
      point: benchPoint,
      publish: (event, payload) => void this.told.push([event, payload]),
      catalogue: { asOf: () => '2026-07', portalPages: () => [known], read: (code) => (code === known.code ? known : null), search: () => ({ procedures: [], total: 0 }) },
      readers: createReaderWorks(this.clock),
      blobs: new BlobFiles(path.join(this.folder, 'blobs'), this.key),
      scannerOf: () => null,
      note: () => undefined,
      covers: { scanned: () => undefined, settled: () => null },
      previewOf: () => Promise.resolve(null),
      forms: noForms(),
      documents: { piece: () => Promise.reject(new Error('no documents here')) },
    signing: noSigning,
    hasRoomForScans: () => true,
    wakePrinter: () => void this.told.push(['wake printer']),
      wakeSync: () => void this.told.push(['wake sync']),
      status: () => {
        throw new Error('the queue does not ask for it');
      },
      host: { kind: 'browser', electronVersion: null, nodeVersion: '' },
      programVersion: '0',
    };
  }

  /** Closes and opens the store, as a crash and a new start would find it. */
  reopen(): void {
    this.database[Symbol.dispose]();
    this.database = StationDatabase.open(this.folder, this.key);
  }

  /** Calls a command as the door would: input and output are parsed. A request id is made where none is given. */
  call<Name extends BenchCommand>(name: Name, input: Omit<CommandInput<Name>, 'requestId'> & { readonly requestId?: RequestId }, caller: Caller): CommandOutput<Name> {
    const definition = commands[name];
    const parsed: unknown = definition.input.parse(definition.changes ? { requestId: newRequestId(), ...input } : input);
    const run = benchHandlers[name] as (context: CommandContext, input: unknown, caller: Caller) => unknown;
    return definition.output.parse(run(this.context, parsed, caller)) as CommandOutput<Name>;
  }

  /** The code with which a command is refused; throws if it is not refused. */
  refusal<Name extends BenchCommand>(name: Name, input: Omit<CommandInput<Name>, 'requestId'> & { readonly requestId?: RequestId }, caller: Caller): string {
    try {
      this.call(name, input, caller);
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
    throw new Error(`${name} was not refused`);
  }

  /** Somebody takes a number, a second after whoever was there before. */
  issue(field = 'A', priority: CommandInput<'ticket.issue'>['priority'] = 'none'): CommandOutput<'ticket.issue'> {
    this.clock.advance(1000);
    return this.call('ticket.issue', { field: field as Procedure['field'], priority, procedureCode: null }, kiosk);
  }

  /** Number called by 'queue.next' at a counter, or null. */
  next(counterId: number): string | null {
    return this.call('queue.next', {}, counter(counterId)).ticket?.number ?? null;
  }

  /** Events since the `after`th, whole. */
  events(after = 0): z.output<typeof eventRow>[] {
    return this.database.read((store) => store.all(eventRow, 'SELECT type, actor, body FROM event WHERE seq > $after ORDER BY seq', { after }));
  }

  [Symbol.dispose](): void {
    this.database[Symbol.dispose]();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
