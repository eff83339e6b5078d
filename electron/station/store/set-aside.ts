// Puts a store's files aside before anything is done about damage: copied or moved, never deleted, the write-ahead log with them.

import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import { syncFile, syncNames } from './durable.ts';

const FOLDER = 'set-aside';
const NOTE = 'why.json';
/** In this order: a main file without its write-ahead log would look like an older store. */
const PARTS = ['-shm', '-wal', ''] as const;

/** Why files lie there, beside them. `stamp` tells one state of the files from another. */
const noteSchema = z.strictObject({ why: z.enum(['corrupt', 'cut', 'restore', 'salvage']), code: z.string(), at: epochMsSchema, stamp: z.string() });
export type SetAside = z.infer<typeof noteSchema> & { readonly folder: string };

/** Everything that was put aside, the newest first. A folder without a readable note is one that a crash left unfinished. */
export function listSetAside(dataFolder: string): readonly SetAside[] {
  return numbersIn(dataFolder)
    .sort((one, other) => other - one)
    .flatMap((number) => {
      const folder = path.join(dataFolder, FOLDER, String(number));
      const file = path.join(folder, NOTE);
      const note = existsSync(file) ? noteSchema.safeParse(parseJson(readFileSync(file, 'utf8'))) : null;
      return note?.success === true ? [{ ...note.data, folder }] : [];
    });
}

/** Copies the store's files; once for each state of them, so that a station which is started again and again does not fill the disk. Returns the folder. */
export function copyAside(dataFolder: string, storeFile: string, reason: { readonly why: SetAside['why']; readonly code: string; readonly at: EpochMs }): string {
  const file = path.join(dataFolder, storeFile);
  const stamp = stampOf(file);
  const known = listSetAside(dataFolder).find((aside) => aside.stamp === stamp);
  if (known !== undefined) return known.folder;
  const folder = nextFolder(dataFolder);
  for (const part of PARTS) {
    if (!existsSync(`${file}${part}`)) continue;
    const copy = path.join(folder, `${storeFile}${part}`);
    copyFileSync(`${file}${part}`, copy, constants.COPYFILE_FICLONE);
    syncFile(copy);
  }
  writeNote(folder, { ...reason, stamp });
  return folder;
}

/** A new folder to move files into, with its note. */
export function prepareAside(dataFolder: string, storeFile: string, reason: { readonly why: SetAside['why']; readonly code: string; readonly at: EpochMs }): string {
  const folder = nextFolder(dataFolder);
  writeNote(folder, { ...reason, stamp: stampOf(path.join(dataFolder, storeFile)) });
  return folder;
}

/** Moves what is still there of a store's files; to be repeated after a crash until it returns. */
export function moveAside(dataFolder: string, storeFile: string, folder: string): void {
  const file = path.join(dataFolder, storeFile);
  for (const part of PARTS) if (existsSync(`${file}${part}`)) renameSync(`${file}${part}`, path.join(folder, `${storeFile}${part}`));
  syncNames(folder);
  syncNames(dataFolder);
}

function nextFolder(dataFolder: string): string {
  const parent = path.join(dataFolder, FOLDER);
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const folder = path.join(parent, String(Math.max(0, ...numbersIn(dataFolder)) + 1));
  mkdirSync(folder, { mode: 0o700 });
  syncNames(parent);
  return folder;
}

function numbersIn(dataFolder: string): number[] {
  const parent = path.join(dataFolder, FOLDER);
  if (!existsSync(parent)) return [];
  return readdirSync(parent).filter((name) => /^[1-9]\d{0,8}$/.test(name)).map(Number);
}

function stampOf(file: string): string {
  return PARTS.filter((part) => part !== '-shm' && existsSync(`${file}${part}`))
    .map((part) => statSync(`${file}${part}`))
    .map(({ size, mtimeMs }) => `${size}@${Math.round(mtimeMs)}`)
    .join(' ');
}

function writeNote(folder: string, note: z.infer<typeof noteSchema>): void {
  const file = path.join(folder, NOTE);
  writeFileSync(file, JSON.stringify(note), { mode: 0o600 });
  syncFile(file);
  syncNames(folder);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
