// How fast the store makes numbers durable, against the same bytes written over and synced by hand on the same disk.

import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../electron/station/life/clock.ts';
import { StationDatabase } from '../../electron/station/store/database.ts';
import { STORE_FILE } from '../../electron/station/store/store-lock.ts';
import type { LogIdentity } from '../../electron/station/store/event-log.ts';
import { nextNumber } from '../../electron/station/store/numbers.ts';
import { record } from '../../electron/station/store/record.ts';
import { answerOnce } from '../../electron/station/store/requests.ts';
import type { RequestId } from '../../shared/base/ids.ts';
import { businessDaySchema, fieldCodeSchema, ticketIdSchema } from '../../shared/contract/primitives.ts';
import { figuresOf, type Figures } from './figures.ts';

const ROUNDS = 5;
const COMMITS = 500;
/** A frame of the write-ahead log: 24 bytes of head and a page of 4096 (sqlite.org/fileformat2.html#walformat). */
const FRAME_BYTES = 4120;
const IDENTITY: LogIdentity = { commune: 'T149', station: 'K1', incarnation: 1, bootId: randomUUID() };
const DAY = businessDaySchema.parse('2026-11-23');
const FIELD = fieldCodeSchema.parse('A');

export interface CommitBench {
  /** Frames that one commit writes: running number, ticket, sealed event, stored answer, and their indexes. */
  readonly framesPerCommit: number;
  readonly commitsPerSecond: Figures;
  /** The same number of frames overwritten in place and synced, one commit's worth at a time. */
  readonly rawPerSecond: Figures;
  readonly ratio: Figures;
}

/** Interleaved rounds: raw, store, raw, store … in one folder, after a first one that only warms up. */
export function benchCommits(): CommitBench {
  const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-bench-'));
  try {
    mkdirSync(path.join(folder, 'store'));
    using database = StationDatabase.open(path.join(folder, 'store'), new Uint8Array(32).fill(7));
    rate(() => commitOnce(database));
    const framesPerCommit = measureFrames(database, path.join(folder, 'store', `${STORE_FILE}-wal`));
    using raw = new RawFile(path.join(folder, 'raw'), framesPerCommit);
    const rounds = Array.from({ length: ROUNDS }, () => ({ raw: rate(() => raw.writeOnce()), store: rate(() => commitOnce(database)) }));
    return {
      framesPerCommit,
      commitsPerSecond: figuresOf(rounds.map(({ store }) => store), 0),
      rawPerSecond: figuresOf(rounds.map((round) => round.raw), 0),
      ratio: figuresOf(rounds.map((round) => round.store / round.raw)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A number as the kiosk takes it: running number, ticket, sealed event and answer in one durable transaction. */
function commitOnce(database: StationDatabase): void {
  const input = { requestId: randomUUID() as string as RequestId };
  answerOnce(database, systemClock, { command: 'ticket.issue', input, caller: { role: 'kiosk' } }, (store) => {
    const [ticketId, at] = [ticketIdSchema.parse(systemClock.uuid()), systemClock.now()];
    const sequence = nextNumber(store, `tickets/${DAY}`);
    const number = `A${sequence}`;
    record(store, IDENTITY, systemClock, {
      type: 'ticket.issued', aggregate: 'ticket', aggregateId: ticketId, actor: 'kiosk', at,
      body: { ticketId, day: DAY, number, field: FIELD, sequence, priority: 'none', procedureCode: null, via: 'kiosk' },
    });
    return { ticketId, number, sequence, issuedAt: at };
  });
}

function measureFrames(database: StationDatabase, wal: string): number {
  database.checkpoint();
  const before = statSync(wal).size;
  const sample = 50;
  for (let index = 0; index < sample; index += 1) commitOnce(database);
  return Math.max(1, Math.round((statSync(wal).size - before) / FRAME_BYTES / sample));
}

/** A file in which one commit's worth of frames is written over and over, each time to the disk. */
class RawFile implements Disposable {
  readonly #file: number;
  readonly #frames: number;
  readonly #bytes = Buffer.alloc(FRAME_BYTES, 1);

  constructor(file: string, frames: number) {
    this.#file = openSync(file, 'w+');
    this.#frames = frames;
    this.writeOnce();
  }

  writeOnce(): void {
    for (let frame = 0; frame < this.#frames; frame += 1) writeSync(this.#file, this.#bytes, 0, FRAME_BYTES, frame * FRAME_BYTES);
    fsyncSync(this.#file);
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
  }
}

function rate(once: () => void): number {
  const startedAt = performance.now();
  for (let index = 0; index < COMMITS; index += 1) once();
  return COMMITS / ((performance.now() - startedAt) / 1000);
}
