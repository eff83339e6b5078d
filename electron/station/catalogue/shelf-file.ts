// What the station remembers of its catalogues, beside the store: which one holds, which one held before it, and what was refused.

import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { communeIdSchema, epochMsSchema } from '../../../shared/contract/primitives.ts';
import { errorCodeSchema } from '../../../shared/contract/errors.ts';

const heldSchema = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), origin: z.enum(['city', 'file']), edition: z.int().min(0), commune: communeIdSchema.nullable(), takenAt: epochMsSchema });
/** A catalogue that lies here. `edition` is 0 for one that came as a file. */
export type Held = z.infer<typeof heldSchema>;

const noteSchema = z.strictObject({
  format: z.literal(1),
  /** Null: the shipped one. */
  current: heldSchema.nullable(), before: heldSchema.nullable(),
  /** When the one that holds now began to. */
  since: epochMsSchema.nullable(),
  /** Highest edition of the city that was ever taken: nothing below it is, also after going back. */
  highest: z.int().min(0),
  refused: z.strictObject({ edition: z.int().min(0), code: errorCodeSchema, where: z.string().max(400), at: epochMsSchema }).nullable(),
  /** Counters where somebody has looked at what changed. */
  seenBy: z.array(z.int()).max(100),
});
export type ShelfNote = z.infer<typeof noteSchema>;

export const EMPTY_NOTE: ShelfNote = { format: 1, current: null, before: null, since: null, highest: 0, refused: null, seenBy: [] };
const NOTE = 'shelf.json';

/** The note of a folder; null where there is one that cannot be read, the empty one where there is none. */
export function readNote(folder: string): ShelfNote | null {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(path.join(folder, NOTE), 'utf8')));
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? EMPTY_NOTE : null;
  }
}

/** Keeps the note; after a power cut there is the old one or the new one. */
export function keepNote(folder: string, note: ShelfNote): void {
  replace(folder, NOTE, JSON.stringify(note));
  const wanted = new Set([NOTE, ...[note.current, note.before].flatMap((held) => (held === null ? [] : [nameOf(held.sha256)]))]);
  for (const name of readdirSync(folder)) if (!wanted.has(name)) rmSync(path.join(folder, name), { force: true });
}

/** Keeps the packed bytes of a catalogue: before the note names them. */
export function keepPacked(folder: string, sha256: string, packed: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  replace(folder, nameOf(sha256), packed);
}

export function readPacked(folder: string, sha256: string): Buffer {
  return readFileSync(path.join(folder, nameOf(sha256)));
}

function nameOf(sha256: string): string {
  return `${sha256}.json.gz`;
}

function replace(folder: string, name: string, bytes: string | Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  writeFileSync(`${file}.tmp`, bytes, { mode: 0o600, flush: true });
  renameSync(`${file}.tmp`, file);
  // Windows keeps no handle on a folder.
  if (process.platform === 'win32') return;
  const place = openSync(folder, 'r');
  try {
    fsyncSync(place);
  } finally {
    closeSync(place);
  }
}
