// Processes of this machine, found by the file that they run and by their words; and a list of Windows read as it is written.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isListed, presenceOf } from './presence.ts';

let folder: string;
let program: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'presence-'));
  program = path.join(folder, 'Mot Cua', 'mot-cua');
});
afterEach(async () => {
  for (const child of started.splice(0)) await end(child);
  rmSync(folder, { recursive: true, force: true });
});

async function start(command: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(command, args, { stdio: 'ignore' });
  started.push(child);
  await once(child, 'spawn');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

it('finds the program by the file that it runs, also when that file is gone, and no longer when it has ended', async () => {
  const copy = path.join(folder, 'mot-cua');
  copyFileSync('/bin/sleep', copy);
  const isThere = presenceOf([copy], 'linux');
  expect(await isThere()).toBe(false);
  const child = await start(copy, ['1000']);
  expect(await isThere()).toBe(true);
  rmSync(copy);
  expect(await isThere()).toBe(true);
  await end(child);
  expect(await isThere()).toBe(false);
});

it('finds what is there to start it, by its whole path only', async () => {
  await start('/bin/sh', ['-c', 'sleep 1000; :', 'cage', '--', `${program}-other`, path.dirname(program)]);
  expect(await presenceOf([program], 'linux')()).toBe(false);
  await start('/bin/sh', ['-c', 'sleep 1000; :', 'cage', '--', program]);
  expect(await presenceOf([program], 'linux')()).toBe(true);
});

it('fails where the machine gives no list', async () => {
  await expect(presenceOf([program], 'linux', path.join(folder, 'nothing'))()).rejects.toThrow('ENOENT');
});

it.each([
  ['"mot-cua.exe","4711","Console","1","93,412 K"\r\n', true],
  ['"MOT-CUA.EXE","4711","Console","1","93,412 K"\r\n', true],
  ['INFO: No tasks are running which match the specified criteria.\r\n', false],
  ['THÔNG TIN: Không có tác vụ nào.\r\n', false],
  ['"not-mot-cua.exe","4711","Console","1","93,412 K"\r\n', false],
  ['', false],
])('a list of Windows %j', (csv, isThere) => {
  expect(isListed(csv, 'mot-cua.exe')).toBe(isThere);
});
