// How fast the store makes numbers durable, against the same bytes written over and synced by hand on the same disk.

import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RequestId } from '../../shared/base/ids.ts';
import { must } from '../../shared/base/must.ts';
import { issueTicket } from '../../electron/station/commands/queue/issue-ticket.ts';
import { STORE_FILE } from '../../electron/station/store/store-lock.ts';
import { TestStation } from '../fakes/test-station.ts';
import { figuresOf, type Figures } from './figures.ts';

const ROUNDS = 5;
const COMMITS = 500;
/** A frame of the write-ahead log: 24 bytes of head and a page of 4096 (sqlite.org/fileformat2.html#walformat). */
const FRAME_BYTES = 4120;
/** People who wait at once, before the day is over and the lines are empty again. */
const QUEUE = 60;
const DAY_MS = 86_400_000;

export interface CommitBench {
  /** Frames that one commit of 'ticket.issue' writes: number, place in the line, sealed event, ticket, print, stored answer, and their indexes. */
  readonly framesPerCommit: number;
  readonly commitsPerSecond: Figures;
  /** The same number of frames overwritten in place and synced, one commit's worth at a time. */
  readonly rawPerSecond: Figures;
  readonly ratio: Figures;
}

/** Interleaved rounds: raw, store, raw, store … in one folder, after a first one that only warms up. The command is the real one, over the real store; only clock, windows and printer are not there. */
export async function benchCommits(): Promise<CommitBench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-bench-'));
  try {
    mkdirSync(path.join(folder, 'store'));
    await using station = new TestStation({ folder: path.join(folder, 'store') });
    const issue = issuing(station);
    rate(issue);
    const framesPerCommit = measureFrames(station, issue, path.join(folder, 'store', `${STORE_FILE}-wal`));
    using raw = new RawFile(path.join(folder, 'raw'), framesPerCommit);
    const rounds = Array.from({ length: ROUNDS }, () => ({ raw: rate(() => raw.writeOnce()), store: rate(issue) }));
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

/** A number as the kiosk takes it, of each field in turn. */
function issuing(station: TestStation): () => void {
  const fields = station.point.fields.filter(({ takesTickets }) => takesTickets).map(({ code }) => code);
  let taken = 0;
  return () => {
    if (taken % QUEUE === 0) station.clock.advance(DAY_MS);
    station.clock.advance(1000);
    void issueTicket(station.context, { requestId: station.clock.uuid() as RequestId, field: must(fields[taken % fields.length], 'the point has fields'), priority: 'none', procedureCode: null }, { role: 'kiosk' });
    taken += 1;
  };
}

function measureFrames(station: TestStation, issue: () => void, wal: string): number {
  station.context.database.checkpoint();
  const before = statSync(wal).size;
  const sample = QUEUE;
  for (let index = 0; index < sample; index += 1) issue();
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
