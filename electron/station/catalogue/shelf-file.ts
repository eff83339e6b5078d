// What the station remembers of its catalogues, beside the store: which one holds, which one held before it, and what was refused.

import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { catalogueFaultSchema } from '../../../shared/contract/catalogue-fault.ts';
import { communeIdSchema, epochMsSchema } from '../../../shared/contract/primitives.ts';
import { errorCodeSchema } from '../../../shared/contract/errors.ts';

const heldSchema = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), origin: z.enum(['city', 'file']), edition: z.int().min(0), commune: communeIdSchema.nullable(), takenAt: epochMsSchema });
/** A catalogue that lies here. `edition` is 0 for one that came as a file. */
export type Held = z.infer<typeof heldSchema>;

/** Most catalogues that are kept beside the one that holds: a dossier waits for months, and a catalogue changes a few times a year. */
export const MOST_PAST = 4;
/** More people than work at one point; the oldest are forgotten first. */
const MOST_SEEN = 500;

/** An older note has no kind, and a sentence in English for its place. */
const refusedSchema = z.strictObject({ edition: z.int().min(0), code: errorCodeSchema, where: z.string().max(400), fault: catalogueFaultSchema.nullable().optional(), at: epochMsSchema }).transform(({ fault, where, ...refused }) => (fault === undefined ? { ...refused, where: '', fault: null } : { ...refused, where, fault })).nullable();
const noteSchema = z.strictObject({
  format: z.literal(2),
  /** Null: the shipped one. */
  current: heldSchema.nullable(),
  /** What held before, oldest first, each until the next began; the last one ended when the one that holds now began. */
  past: z.array(z.strictObject({ held: heldSchema.nullable(), until: epochMsSchema })).max(MOST_PAST),
  /** Highest edition of the city that was ever taken: nothing below it is, also after going back. */
  highest: z.int().min(0),
  refused: refusedSchema,
  /** Who has looked at what changed, last: officers, or counters where nobody signs in. `since` is when what they saw began to hold. */
  seenBy: z.array(z.strictObject({ who: z.string().max(60), since: epochMsSchema })).max(MOST_SEEN),
  /** Why somebody went back to the one that holds now, and by which request; null where it came by itself. */
  back: z.strictObject({ requestId: z.string().max(64), reason: z.string().max(300) }).nullable(),
});
export type ShelfNote = z.infer<typeof noteSchema>;

/** The first format knew one catalogue back and one moment, and counters. */
const firstNoteSchema = z
  .strictObject({ format: z.literal(1), current: heldSchema.nullable(), before: heldSchema.nullable(), since: epochMsSchema.nullable(), highest: z.int().min(0), refused: refusedSchema, seenBy: z.array(z.int()) })
  .transform(({ current, before, since, highest, refused, seenBy }): ShelfNote => ({ format: 2, current, past: since === null ? [] : [{ held: before, until: since }], highest, refused, seenBy: since === null ? [] : seenBy.slice(-MOST_SEEN).map((counter) => ({ who: `counter-${counter}`, since })), back: null }));

export const EMPTY_NOTE: ShelfNote = { format: 2, current: null, past: [], highest: 0, refused: null, seenBy: [], back: null };
const NOTE = 'shelf.json';

/** The note of a folder; null where there is one that cannot be read, the empty one where there is none. */
export function readNote(folder: string): ShelfNote | null {
  try {
    return z.union([noteSchema, firstNoteSchema]).parse(JSON.parse(readFileSync(path.join(folder, NOTE), 'utf8')));
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? EMPTY_NOTE : null;
  }
}

/** A note with one more person who has looked. */
export function withSeen(note: ShelfNote, who: string, since: EpochMs): ShelfNote {
  return { ...note, seenBy: [...note.seenBy.filter((each) => each.who !== who), { who, since }].slice(-MOST_SEEN) };
}

/** Keeps the note; after a power cut there is the old one or the new one. */
export function keepNote(folder: string, note: ShelfNote): void {
  replace(folder, NOTE, JSON.stringify(note));
}

/** Removes what the note does not name; gives what could not be removed, which is tried again at the next change. */
export function sweep(folder: string, { current, past }: ShelfNote): readonly string[] {
  const wanted = new Set([NOTE, ...[current, ...past.map(({ held }) => held)].flatMap((held) => (held === null ? [] : [nameOf(held.sha256)]))]);
  return readdirSync(folder).filter((name) => !wanted.has(name) && !isRemoved(path.join(folder, name)));
}

function isRemoved(file: string): boolean {
  try {
    rmSync(file, { force: true });
    return true;
  } catch {
    return false;
  }
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
  try {
    writeFileSync(`${file}.tmp`, bytes, { mode: 0o600, flush: true });
    renameSync(`${file}.tmp`, file);
  } catch (error) {
    // Half a file would take room that a full disk does not have.
    isRemoved(`${file}.tmp`);
    throw error;
  }
  // Windows keeps no handle on a folder.
  if (process.platform === 'win32') return;
  const place = openSync(folder, 'r');
  try {
    fsyncSync(place);
  } finally {
    closeSync(place);
  }
}
