// Unpacks the .tar.gz and the AppImage: that they run, that they hold the same program, and that the station in them finds all it reads.

import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startBuiltStation } from '../../checks/built-station.ts';
import { run } from '../../checks/spawn.ts';
import { readVersions } from '../versions.ts';
import { Ledger } from './ledger.ts';

const PLACEHOLDER_EXIT = 97;

async function inFolder(about: string, look: (ledger: Ledger, folder: string) => Promise<void>): Promise<Ledger> {
  const ledger = new Ledger(about);
  const folder = await mkdtemp(path.join(tmpdir(), 'archive-check-'));
  try {
    await look(ledger, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return ledger;
}

async function sameArchive(ledger: Ledger, app: string, unpacked: string): Promise<void> {
  const [one, other] = await Promise.all([app, unpacked].map((folder) => readFile(path.join(folder, 'resources', 'app.asar'))));
  ledger.see(one !== undefined && other !== undefined && one.equals(other), 'app.asar differs from that of the packed folder');
  for (const paper of ['LICENSE.txt', 'THIRD-PARTY.txt', 'sbom.cdx.json']) ledger.see((await stat(path.join(app, 'licences', paper))).size > 0, `${paper} is empty`);
}

/** The .tar.gz, unpacked anywhere; its station is started with this Node from the plain files in it, takes a number and prints it. */
export function checkTarball(tarball: string, unpacked: string): Promise<Ledger> {
  return inFolder('tar.gz', async (ledger, folder) => {
    const unpack = await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
    ledger.same(unpack.code, 0, 'the exit code of tar');
    ledger.same((await run(path.join(folder, 'mot-cua'), [])).code, PLACEHOLDER_EXIT, 'the exit code of mot-cua');
    await sameArchive(ledger, folder, unpacked);
    const keeper = await run(process.execPath, [path.join(folder, 'keeper', 'keeper.mjs')]);
    ledger.see(keeper.code === 1 && keeper.err.includes('usage: keeper --config FILE'), `the keeper does not say how it is called: ${keeper.err}`);
    const tool = await run(process.execPath, [path.join(folder, 'resources', 'app.asar.unpacked', 'out', 'tools', 'tool.js'), '--version']);
    ledger.same([tool.code, tool.out.trim()], [0, (await readVersions()).own], 'what the command line says of its version');
    ledger.none(await startBuiltStation(path.join(folder, 'resources', 'app.asar.unpacked')));
  });
}

/** The AppImage, run as it is and unpacked. */
export function checkAppImage(image: string, unpacked: string): Promise<Ledger> {
  return inFolder('AppImage', async (ledger, folder) => {
    ledger.same((await run(image, [], { cwd: folder })).code, PLACEHOLDER_EXIT, 'the exit code of the AppImage');
    ledger.same((await run(image, ['--appimage-extract'], { cwd: folder })).code, 0, 'the exit code of --appimage-extract');
    const root = path.join(folder, 'squashfs-root');
    const desktop = await readFile(path.join(root, 'mot-cua.desktop'), 'utf8');
    ledger.see(desktop.includes('Name=Một Cửa') && desktop.includes('Exec=AppRun'), 'its menu entry has not our name');
    ledger.same((await run('desktop-file-validate', [path.join(root, 'mot-cua.desktop')])).code, 0, 'the exit code of desktop-file-validate');
    ledger.see((await stat(path.join(root, '.DirIcon'))).size > 0, 'it has no icon');
    await sameArchive(ledger, root, unpacked);
  });
}
