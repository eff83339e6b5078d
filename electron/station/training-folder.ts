// Begins a place of training afresh: asked for while the store is open, done before it is opened the next time, so that a kill at any moment leaves either the old one or none.

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Lies in the folder while somebody wants it begun afresh. */
const WANTED = 'begin-afresh';
const OLD = /^training-old-(\d{1,9})$/;

/** The next start begins with nothing. */
export function wantAfresh(folder: string): void {
  writeFileSync(path.join(folder, WANTED), '');
}

/** Makes the folder, or puts aside in one step what somebody wants no more, and removes it. `folder` is the place of training alone. */
export function startAfresh(folder: string): void {
  const beside = path.dirname(folder);
  if (existsSync(path.join(folder, WANTED))) {
    // What is left of an earlier one keeps its name.
    const taken = readdirSync(beside).map((name) => Number(OLD.exec(name)?.[1] ?? 0));
    renameSync(folder, path.join(beside, `training-old-${Math.max(0, ...taken) + 1}`));
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Also what a start before this one was killed over.
  for (const name of readdirSync(beside)) if (OLD.test(name)) rmSync(path.join(beside, name), { recursive: true, force: true, maxRetries: 3 });
}
