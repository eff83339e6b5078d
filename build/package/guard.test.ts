// Each thing for which the release guard refuses a package, on files made to look like one.

import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { executableFaults, nameFaults, overrideFaults, releaseFaults, SMALLEST_EXECUTABLE } from './guard.ts';

/** As @electron/fuses looks for it: sentinel, version 1, nine fuses as the table wants them. */
const wire = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009010011001', 'latin1');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'guard-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** An executable as large as Electron's, mostly holes, with `pieces` at their places. */
async function executable(pieces: readonly (readonly [number, Buffer])[], size = SMALLEST_EXECUTABLE + 1): Promise<string> {
  const file = path.join(folder, 'mot-cua');
  await using handle = await open(file, 'w');
  await handle.truncate(size);
  for (const [at, piece] of pieces) await handle.write(piece, 0, piece.length, at);
  return file;
}

test('an executable of Electron’s size with the fuses of the table is let through', async () => {
  expect(await executableFaults(await executable([[5000, wire]]))).toEqual([]);
});

test('the words of the placeholder are found wherever they stand, over the edge of two reads too', async () => {
  for (const at of [0, (1 << 22) - 5, 2 * (1 << 22) - 11, SMALLEST_EXECUTABLE - 12])
    expect(await executableFaults(await executable([[5000, wire], [at, Buffer.from('PLACEHOLDER:')]]))).toEqual(['the executable holds the words of the placeholder']);
});

test('an executable under 100 MiB is refused', async () => {
  expect(await executableFaults(await executable([[5000, wire]], 30_000))).toEqual(["the executable has 29 KiB; Electron's has more than 100 MiB"]);
});

test('one fuse the other way round is refused by its name, and so is an executable without fuses', async () => {
  const inspectable = Buffer.from(wire);
  inspectable[wire.length - 6] = '1'.charCodeAt(0);
  expect(await executableFaults(await executable([[5000, inspectable]]))).toEqual(['fuse EnableNodeCliInspectArguments is true and must be false']);
  expect(await executableFaults(await executable([]))).toEqual([expect.stringContaining('the fuses cannot be read')]);
});

test('a tenth fuse is refused until somebody has decided on it', async () => {
  const tenth = Buffer.concat([wire, Buffer.from('1')]);
  tenth[33] = 10;
  expect(await executableFaults(await executable([[5000, tenth]]))).toEqual(['fuse 9 is in the executable and not in the table']);
});

test('each variable that puts something in the place of the real thing is refused, an empty one is not', () => {
  for (const name of ['OFFLINE_APP_DIR', 'OFFLINE_PLACEHOLDER_DIST', 'ELECTRON_OVERRIDE_DIST_PATH', 'ELECTRON_BUILDER_NSIS_DIR', 'ELECTRON_BUILDER_7ZIP_PATH', 'ELECTRON_BUILDER_BINARIES_MIRROR', 'CUSTOM_FPM_PATH', 'APPIMAGE_TOOLS_PATH'])
    expect(overrideFaults({ [name]: '/somewhere' })).toEqual([`the variable ${name} is set: it puts something else in the place of what is given away`]);
  expect(overrideFaults({ OFFLINE_APP_DIR: '', ELECTRON_MIRROR: 'https://mirror.invalid/', PATH: '/usr/bin' })).toEqual([]);
});

test('a package named as one that was only to be checked is refused, and so is none at all', () => {
  expect(nameFaults(['PLACEHOLDER-mot-cua-1.0.0-win-x64.exe', 'mot-cua-1.0.0-linux-amd64.deb'])).toEqual(['PLACEHOLDER-mot-cua-1.0.0-win-x64.exe is named as one that was only to be checked']);
  expect(nameFaults([])).toEqual(['no package was made']);
});

test('a stand-in that got into the folder is refused by its path', async () => {
  await executable([[5000, wire]]);
  await mkdir(path.join(folder, 'resources', 'electron-standin'), { recursive: true });
  await writeFile(path.join(folder, 'resources', 'electron-standin', 'electron'), '');
  const faults = await releaseFaults({ platform: 'linux', folder, artifacts: ['mot-cua.deb'], variables: {} });
  expect(faults).toContain('resources/electron-standin is in the package');
  // There is no archive to look into here, which is told as well.
  expect(faults).toContainEqual(expect.stringContaining('the archive cannot be read'));
});
