// How fast the store makes things durable, against the same bytes written and synced by hand on the same disk.

import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../electron/station/life/clock.ts';
import { StationDatabase, STORE_FILE } from '../../electron/station/store/database.ts';
import { appendEvent, type LogIdentity } from '../../electron/station/store/event-log.ts';
import { answerOnce } from '../../electron/station/store/requests.ts';
import type { RequestId } from '../../shared/base/ids.ts';
import { counterIdSchema } from '../../shared/contract/primitives.ts';
import { figuresOf, type Figures } from './figures.ts';

const ROUNDS = 5;
const COMMITS = 400;
/** A frame of the write-ahead log: 24 bytes of head and a page of 4096 (sqlite.org/fileformat2.html#walformat). */
const FRAME_BYTES = 4120;
const IDENTITY: LogIdentity = { commune: 'T149', station: 'K1', incarnation: 1, bootId: randomUUID() };

export interface CommitFigures {
  /** Frames that one commit writes: event with its seal, projection, stored answer. */
  readonly framesPerCommit: number;
  readonly commitsPerSecond: Figures;
  /** The same number of frames overwritten in place and synced, one commit's worth at a time. */
  readonly rawPerSecond: Figures;
  readonly ratio: Figures;
}

/** Interleaved rounds: raw, store, raw, store … in one folder. */
export function benchCommits(): CommitFigures {
  const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-bench-'));
  try {
    mkdirSync(path.join(folder, 'store'));
    using database = StationDatabase.open(path.join(folder, 'store'), new Uint8Array(32).fill(7));
    const framesPerCommit = measureFrames(database, path.join(folder, 'store', `${STORE_FILE}-wal`));
    const commits: number[] = [];
    const raws: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      raws.push(rate(rawWriter(path.join(folder, 'raw'), framesPerCommit)));
      commits.push(rate({ once: () => commitOnce(database), end: () => undefined }));
    }
    return {
      framesPerCommit,
      commitsPerSecond: figuresOf(commits, 0),
      rawPerSecond: figuresOf(raws, 0),
      ratio: figuresOf(commits.map((commit, round) => commit / (raws[round] ?? Number.NaN))),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One changing command as a counter makes it: answer, sealed event and projection in one durable transaction. */
function commitOnce(database: StationDatabase): void {
  const input = { requestId: randomUUID() as string as RequestId };
  answerOnce(database, systemClock, { command: 'counter.resume', input, caller: { role: 'counter', counterId: counterIdSchema.parse(1) } }, (store) => {
    appendEvent(store, IDENTITY, systemClock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: counterIdSchema.parse(1) }, actor: 'counter-1' });
    store.run(`INSERT INTO counter (counter_id, state, pause_reason) VALUES (1, 'open', NULL) ON CONFLICT (counter_id) DO UPDATE SET state = 'open', pause_reason = NULL`);
    return { counterId: 1 };
  });
}

function measureFrames(database: StationDatabase, wal: string): number {
  commitOnce(database);
  database.checkpoint();
  const before = statSync(wal).size;
  const sample = 50;
  for (let index = 0; index < sample; index += 1) commitOnce(database);
  return Math.max(1, Math.round((statSync(wal).size - before) / FRAME_BYTES / sample));
}

function rawWriter(file: string, frames: number): { once(): void; end(): void } {
  const descriptor = openSync(file, 'w+');
  const bytes = Buffer.alloc(FRAME_BYTES, 1);
  return {
    once: () => {
      for (let frame = 0; frame < frames; frame += 1) writeSync(descriptor, bytes, 0, bytes.length, frame * FRAME_BYTES);
      fsyncSync(descriptor);
    },
    end: () => closeSync(descriptor),
  };
}

function rate({ once, end }: { once(): void; end(): void }): number {
  const startedAt = performance.now();
  for (let index = 0; index < COMMITS; index += 1) once();
  const seconds = (performance.now() - startedAt) / 1000;
  end();
  return COMMITS / seconds;
}
