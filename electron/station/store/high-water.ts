// The mark beside the database: how far this store had got, in a file of its own, so that a store put back from a copy, or copied to another machine, is noticed when it is opened.

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { businessDaySchema, communeIdSchema, epochMsSchema, stationIdSchema } from '../../../shared/contract/primitives.ts';
import { addDays, businessDayOf } from '../../../shared/domain/time/business-day.ts';
import type { Clock } from '../life/clock.ts';
import type { StationDatabase } from './database.ts';
import { lastEvent, type LogIdentity } from './event-log.ts';
import type { Readable } from './handle.ts';
import { runningNumbers } from './numbers.ts';
import { numberMarks } from './own-blocks.ts';

const FILE = 'high-water.json';
/** A mark is some kilobytes; whatever is larger is none. */
const MOST_BYTES = 256 * 1024;
/** Commits that come in crowds are marked together, this long after the first. */
const GATHER_MS = 1000;
/** Numbers of so many days are remembered, for a clock that stands on another day. */
const DAYS = 7;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const contentSchema = z.strictObject({
  version: z.literal(1),
  commune: communeIdSchema, station: stationIdSchema, incarnation: z.int().min(1),
  /** The end of the log. */
  seq: z.int().min(0), hash,
  /** Up to where numbers may have been given: of running series, and of blocks of tickets. */
  numbers: z.record(z.string().max(60), z.int().min(0)).refine((numbers) => Object.keys(numbers).length <= 1000),
  blocks: z.array(z.strictObject({ series: z.string().max(60), day: businessDaySchema, last: z.int().min(0) })).max(1000),
  /** Which machine and folder it was, by a hash. */
  machine: hash,
  /** The last time that the city said. */
  serverAt: epochMsSchema.nullable(),
});
const fileSchema = z.strictObject({ content: contentSchema, sha256: hash });
/** What the file says. */
export type HighWater = z.infer<typeof contentSchema>;

/** 'absent' beside an empty store is the first start; beside one with events it is a copy without its mark. */
export type HighWaterReading = { readonly kind: 'seen'; readonly mark: HighWater } | { readonly kind: 'absent' } | { readonly kind: 'damaged' };

/** Reads the mark of a data folder. Never throws: what cannot be read is damaged. */
export function readHighWater(folder: string): HighWaterReading {
  const file = path.join(folder, FILE);
  try {
    if (statSync(file).size > MOST_BYTES) return { kind: 'damaged' };
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success && parsed.data.sha256 === sealOf(parsed.data.content) ? { kind: 'seen', mark: parsed.data.content } : { kind: 'damaged' };
  } catch (error) {
    return { kind: error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'absent' : 'damaged' };
  }
}

/** Over what the schema made of it, which has its members in the schema's order. */
function sealOf(content: HighWater): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** What marks are made of. */
export interface HighWaterParts {
  readonly folder: string;
  readonly database: StationDatabase;
  readonly identity: LogIdentity;
  readonly machine: string;
  readonly clock: Clock;
  readonly serverAt: () => EpochMs | null;
  /** A mark could not be written; it is tried again with the next commit. */
  readonly onFailure: (error: unknown) => void;
}

/** Writes the mark within a second after each commit, and when it is disposed of. The database outlives it. */
export class HighWaterKeeper implements AsyncDisposable {
  readonly #parts: HighWaterParts;
  readonly #stop = new AbortController();
  readonly #unwatch: () => void;
  #written = '';
  #isDue = false;
  #running: Promise<void> | null = null;

  constructor(parts: HighWaterParts) {
    this.#parts = parts;
    this.#unwatch = parts.database.onCommit(() => {
      this.#isDue = true;
      this.#running ??= this.#keep();
    });
  }

  /** Writes the mark now, durably; nothing if it says what was written last. Throws what the disk says. */
  async write(): Promise<void> {
    const { folder, database, identity, machine, clock, serverAt } = this.#parts;
    const content = database.read((store) => contentOf(store, identity, { machine, serverAt: serverAt(), from: addDays(businessDayOf(clock.now()), -DAYS) }));
    const text = JSON.stringify({ content, sha256: sealOf(content) });
    if (text === this.#written) return;
    const file = path.join(folder, FILE);
    await writeDurably(`${file}.tmp`, text);
    await rename(`${file}.tmp`, file);
    await syncFolder(folder);
    this.#written = text;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#unwatch();
    this.#stop.abort();
    await this.#running;
    await this.#write();
  }

  async #keep(): Promise<void> {
    while (this.#isDue && !this.#stop.signal.aborted) {
      await this.#parts.clock.sleep(GATHER_MS, this.#stop.signal).catch(() => undefined);
      this.#isDue = false;
      if (!this.#stop.signal.aborted) await this.#write();
    }
    this.#running = null;
  }

  async #write(): Promise<void> {
    try {
      await this.write();
    } catch (error) {
      this.#parts.onFailure(error);
    }
  }
}

function contentOf(store: Readable, { commune, station, incarnation }: LogIdentity, { machine, serverAt, from }: Pick<HighWater, 'machine' | 'serverAt'> & { readonly from: ReturnType<typeof businessDayOf> }): HighWater {
  const { seq, hash: head } = lastEvent(store);
  return contentSchema.parse({
    version: 1, commune, station, incarnation, seq, hash: head, machine, serverAt,
    numbers: Object.fromEntries(runningNumbers(store, from).map(({ name, last }) => [name, last])), blocks: numberMarks(store, from),
  });
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A new name is durable only when its folder is; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
