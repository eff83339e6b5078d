// Looks for the Electron binary without ever loading the package: loading it from plain Node would start a download.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../checks/spawn.ts';

/** Longest time for one try to download the binary, in seconds. */
export const FETCH_S = 45;

/** What was found, in words for the person at the terminal. */
export type FoundElectron = { readonly kind: 'there'; readonly file: string; readonly how: string } | { readonly kind: 'absent'; readonly why: string };

/** The binary that the package has put in its place; null before its first run. */
export function findElectron(): string | null {
  const folder = path.join(root, 'node_modules', 'electron');
  const pathFile = path.join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const file = path.join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(file) ? file : null;
}

/** Lets the package fetch the binary once within the time limit. */
export async function fetchElectron(signal: AbortSignal): Promise<FoundElectron> {
  const installer = path.join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) return { kind: 'absent', why: 'the electron package is not installed' };
  const why = await tryFetch(installer, signal);
  const fetched = findElectron();
  return fetched === null ? { kind: 'absent', why } : { kind: 'there', file: fetched, how: 'fetched just now' };
}

/** Why the binary is not there afterwards, in words. */
async function tryFetch(installer: string, signal: AbortSignal): Promise<string> {
  const limit = AbortSignal.timeout(FETCH_S * 1000);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { stdio: ['ignore', 'ignore', 'pipe'], signal: AbortSignal.any([limit, signal]) });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint ||= text.split('\n').find((line) => /error|fail/i.test(line))?.trim() ?? '';
    });
    child.once('error', () => resolve(limit.aborted ? `its download did not come within ${FETCH_S} s` : 'its installer could not be started'));
    child.once('close', (code) => resolve(`its download failed (${complaint === '' ? `exit code ${String(code)}` : complaint.slice(0, 120)})`));
  });
}
