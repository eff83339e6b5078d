// Log files stay bounded, begin with what ran, and never hold anybody up: not when the disk is full, not when it does not answer.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LogFile, type LogFileParts, type LogFileState } from './log-file.ts';

let folder: string;
let now: number;
let said: (readonly [LogFileState, number])[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-logs-'));
  [now, said] = [0, []];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = '{"event":"log.opened"}\n';
const file = (changed: Partial<LogFileParts> = {}) =>
  new LogFile({ folder, name: 'station', fileBytes: 1000, files: 3, header: () => HEADER, monotonic: () => now, onChange: (state, lost) => void said.push([state, lost]), ...changed });
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
const SLOW = { timeout: 10_000 };
const lineOf = (number: number): string => `{"n":${String(number).padStart(4, '0')}}\n`;

it('keeps all lines in order, each file with its header and within its bytes, and no more files than told', async () => {
  const log = file();
  for (let number = 0; number < 500; number += 1) log.write(lineOf(number));
  await log[Symbol.asyncDispose]();
  expect(readdirSync(folder).toSorted()).toEqual(['station.1.log', 'station.2.log', 'station.log']);
  const texts = ['station.2.log', 'station.1.log', 'station.log'].map(read);
  for (const text of texts) {
    expect(text.startsWith(HEADER)).toBe(true);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1000);
  }
  const numbers = texts.flatMap((text) => [...text.matchAll(/"n":(\d+)/g)].map((match) => Number(match[1])));
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => 500 - numbers.length + index));
});

it('goes on in the file of the last run, and begins a new one where that is full', async () => {
  for (const run of [1, 2]) {
    await using log = file();
    log.write(lineOf(run));
  }
  expect(read('station.log')).toBe(`${HEADER}${lineOf(1)}${HEADER}${lineOf(2)}`);
  writeFileSync(path.join(folder, 'station.log'), 'x'.repeat(1000));
  {
    await using log = file();
    log.write(lineOf(3));
  }
  expect([read('station.log'), read('station.1.log')]).toEqual([`${HEADER}${lineOf(3)}`, 'x'.repeat(1000)]);
});

it('on a full disk says so once, loses lines without a word of each, and tells how many when it writes again', async () => {
  symlinkSync('/dev/full', path.join(folder, 'station.log'));
  const log = file();
  log.write(lineOf(1));
  await vi.waitFor(() => expect(said).toEqual([[{ kind: 'stopped', code: 'ENOSPC' }, 1]]), 5000);
  log.write(lineOf(2));
  now += 59_000;
  log.write(lineOf(3));
  unlinkSync(path.join(folder, 'station.log'));
  expect(existsSync(path.join(folder, 'station.log'))).toBe(false);
  now += 1000;
  log.write(lineOf(4));
  await log[Symbol.asyncDispose]();
  expect(said.slice(1)).toEqual([[{ kind: 'writing' }, 3]]);
  expect(read('station.log')).toBe(`${HEADER}${lineOf(4)}`);
});

it('whose folder was taken away makes it anew for the next line; where it cannot, a look alone finds that out', async () => {
  const log = file();
  log.write(lineOf(1));
  await vi.waitFor(() => expect(read('station.log')).toBe(`${HEADER}${lineOf(1)}`), SLOW);
  rmSync(folder, { recursive: true });
  log.write(lineOf(2));
  await vi.waitFor(() => expect(read('station.log')).toBe(`${HEADER}${lineOf(2)}`), SLOW);
  expect(said).toEqual([]);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'in its place');
  // One that comes while lines are still on their way is no look of its own; the health screen looks again and again.
  await vi.waitFor(() => {
    log.look();
    expect(log.state).toEqual({ kind: 'stopped', code: expect.stringMatching(/^(EEXIST|ENOTDIR)$/) as string });
  }, SLOW);
  expect(said).toHaveLength(1);
  rmSync(folder);
  now += 60_000;
  log.look();
  await vi.waitFor(() => expect([log.state, read('station.log')]).toEqual([{ kind: 'writing' }, HEADER]), SLOW);
  await log[Symbol.asyncDispose]();
});

it('where it may not write it says so and lives on', async () => {
  writeFileSync(path.join(folder, 'taken'), '');
  await using log = file({ folder: path.join(folder, 'taken', 'logs') });
  log.write(lineOf(1));
  await vi.waitFor(() => expect(said).toEqual([[{ kind: 'stopped', code: 'ENOTDIR' }, 1]]), 5000);
});

it('a disk that does not answer holds nobody up and fills no memory', () => {
  // Opening a pipe that nobody reads never comes to an end.
  spawnSync('mkfifo', [path.join(folder, 'station.log')]);
  expect(statSync(path.join(folder, 'station.log')).isFIFO()).toBe(true);
  const log = file();
  for (let number = 0; number < 100_000; number += 1) log.write(lineOf(number));
  expect(log.state).toEqual({ kind: 'writing' });
  // Lets the thread go that waits for a reader.
  spawnSync('timeout', ['1', 'cat', path.join(folder, 'station.log')]);
});

it('what waits is written before a process ends at once', async () => {
  const log = file();
  log.write(lineOf(1));
  await vi.waitFor(() => expect(read('station.log')).toContain(lineOf(1)), 5000);
  log.write(lineOf(2));
  log.write(lineOf(3));
  log.writeNow();
  expect(read('station.log')).toContain(lineOf(3));
  await log[Symbol.asyncDispose]();
});
