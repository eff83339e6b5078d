// Brings the text of a settings file in, however an editor saved it: with or without a byte order mark, as UTF-8 or as Notepad's «Unicode». Not for what the text means.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { fileProblem, WrongSettings } from './problem.ts';

/** Largest settings file, in bytes; a unit with thirty counters has some 20 kB. */
export const MOST_BYTES = 1_000_000;

/** The whole text, without its mark. Throws `WrongSettings`. */
export function readFileText(file: string): string {
  const bytes = readBytes(file);
  const text = decode(bytes);
  if (text === null) throw WrongSettings.of(file, [fileProblem('file-encoding')]);
  if (text.trim() === '') throw WrongSettings.of(file, [fileProblem('file-empty')]);
  return text;
}

function readBytes(file: string): Uint8Array {
  let handle: number | null = null;
  try {
    handle = openSync(file, 'r');
    const about = fstatSync(handle);
    if (about.isDirectory()) throw WrongSettings.of(file, [fileProblem('file-is-folder')]);
    if (about.size > MOST_BYTES) throw WrongSettings.of(file, [fileProblem('file-too-large', { bytes: about.size, most: MOST_BYTES })]);
    // Not `size` bytes: a pipe or a file of the kernel says 0, and none may fill the memory.
    const bytes = Buffer.alloc(MOST_BYTES + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) read = readSync(handle, bytes, length, bytes.length - length, null);
    if (length > MOST_BYTES) throw WrongSettings.of(file, [fileProblem('file-too-large', { bytes: length, most: MOST_BYTES })]);
    return bytes.subarray(0, length);
  } catch (error) {
    throw error instanceof WrongSettings ? error : WrongSettings.of(file, [unreadable(error)]);
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

function unreadable(error: unknown) {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR') return fileProblem('file-missing');
  if (code === 'EACCES' || code === 'EPERM') return fileProblem('file-forbidden');
  if (code === 'EISDIR') return fileProblem('file-is-folder');
  return fileProblem('file-unreadable', { code });
}

/** Null where the bytes are no text of a kind that editors write. A zero byte is the sign of UTF-16 without its mark. */
function decode(bytes: Uint8Array): string | null {
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true }).decode(bytes);
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true }).decode(bytes);
    return bytes.includes(0) ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // A byte that is none of the encoding: the answer is the sentence about encodings.
    return null;
  }
}
