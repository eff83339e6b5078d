// The last lines of the program's logs, each parsed and scrubbed; what is no line of ours stays where it is.

import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { scrubbed } from './scrub.ts';

const OURS = /^(?:station|shell|browser-host)(?:\.1)?\.log$/;
const TAIL_BYTES = 256 * 1024;
const MOST_ERRORS = 60;

const lineSchema = z.looseObject({ at: z.string(), level: z.enum(['info', 'warn', 'error']), source: z.string(), event: z.string() });
type Line = z.infer<typeof lineSchema>;

/** `files` by name; `errors` are the last warnings and errors of all, the oldest first; `leftOut` counts what was no line of a log. */
export interface LogTails {
  readonly files: Readonly<Record<string, string>>;
  readonly errors: readonly unknown[];
  readonly leftOut: number;
}

/** Reads the current and the last file of each log below `folder`; none of a folder that is not there. */
export function readLogTails(folder: string): LogTails {
  const names = namesIn(folder).filter((name) => OURS.test(name));
  const read = names.map((name) => ({ name, ...linesOf(tailOf(path.join(folder, name))) }));
  const troubles = read.flatMap(({ lines }) => lines.filter(({ level }) => level !== 'info')).toSorted((one, other) => one.at.localeCompare(other.at));
  return {
    files: Object.fromEntries(read.map(({ name, lines }) => [name, lines.map((line) => `${JSON.stringify(scrubbed(line))}\n`).join('')])),
    errors: troubles.slice(-MOST_ERRORS).map(scrubbed),
    leftOut: read.reduce((sum, { leftOut }) => sum + leftOut, 0),
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    // No folder, or none that may be read: the bundle says that it has no logs.
    return [];
  }
}

function tailOf(file: string): string {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(handle, bytes, 0, bytes.length, size - bytes.length);
    const text = bytes.toString('utf8');
    return bytes.length < size ? text.slice(text.indexOf('\n') + 1) : text;
  } finally {
    closeSync(handle);
  }
}

function linesOf(text: string): { readonly lines: readonly Line[]; readonly leftOut: number } {
  const all = text.split('\n').filter((line) => line !== '');
  const lines = all.flatMap((line) => {
    const parsed = lineSchema.safeParse(valueOf(line));
    return parsed.success ? [parsed.data] : [];
  });
  return { lines, leftOut: all.length - lines.length };
}

function valueOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // A line that was cut by the end of a process.
    return null;
  }
}
