// `npm run dist [-- linux|win]`: the packages that are given away, for this machine's platform where none is named. Fetches Electron and the packagers' tools, and lets the release guard look at the result.

import { createHash } from 'node:crypto';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleAll } from '../bundle/bundles.ts';
import { startBuiltStation } from '../checks/built-station.ts';
import { print } from '../checks/step.ts';
import { fetchElectron, findElectron } from '../demo/electron-binary.ts';
import { attackFaults } from '../package/attack-executable.ts';
import { overrideFaults, releaseFaults } from '../package/guard.ts';
import { layOutKeeper } from '../package/keeper.ts';
import { makePackages } from '../package/make.ts';
import { writePapers } from '../package/papers.ts';
import { bringCallPackages, bringPlatformPackage } from '../package/platform-packages.ts';
import type { Platform } from '../package/platform-packages.ts';
import { readVersions } from '../package/versions.ts';

/** A reason to stop that the person at the terminal can do something about. */
class NotToday extends Error {
  override readonly name = 'NotToday';
}

function wishedPlatform(): Platform {
  const [wish = process.platform === 'win32' ? 'win' : 'linux'] = process.argv.slice(2);
  if (wish === 'linux') return 'linux';
  if (wish === 'win') return 'win32';
  throw new NotToday(`"${wish}" is no platform that packages are made for: linux or win`);
}

async function fileHash(file: string): Promise<string> {
  return createHash('sha256').update(await readFile(file)).digest('hex');
}

async function make(platform: Platform): Promise<void> {
  const set = overrideFaults(process.env);
  if (set.length > 0) throw new NotToday(set.join('\n'));
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  if (findElectron() === null) {
    print('Fetching Electron …');
    const found = await fetchElectron(stop.signal);
    if (found.kind === 'absent') throw new NotToday(`Electron’s binary cannot be had here (${found.why}). Packages for use are made where it can; \`npm run dist:check\` tries everything else.`);
  }
  print('Building …');
  const used = await bundleAll();
  const broken = await startBuiltStation();
  if (broken.length > 0) throw new NotToday(broken.join('\n'));
  await bringPlatformPackage(platform, 'canvas');
  await bringCallPackages(platform);
  await layOutKeeper(platform, (await readVersions()).own);
  const papers = await writePapers(platform, used);
  print('Packaging …');
  const output = path.join('dist', platform === 'win32' ? 'win' : 'linux');
  const made = await makePackages({ platform, output });
  const looked = await releaseFaults({ platform, folder: made.folder, artifacts: made.artifacts.map((file) => path.basename(file)), variables: process.env });
  // Only this machine's own can be started, and nothing that was refused already is.
  const faults = looked.length > 0 || platform !== process.platform ? looked : await attackFaults(path.join(made.folder, platform === 'win32' ? 'mot-cua.exe' : 'mot-cua'));
  if (faults.length > 0) {
    for (const file of made.artifacts) await rm(file, { force: true });
    throw new NotToday(`The release guard took the packages away again:\n${faults.join('\n')}`);
  }
  const folder = path.dirname(made.folder);
  const beside = ['THIRD-PARTY.txt', 'sbom.cdx.json'];
  for (const name of beside) await copyFile(path.join(papers.folder, name), path.join(folder, name));
  const files = [...made.artifacts, ...beside.map((name) => path.join(folder, name))];
  const sums = await Promise.all(files.map(async (file) => `${await fileHash(file)}  ${path.basename(file)}\n`));
  await writeFile(path.join(folder, 'SHA256SUMS'), sums.join(''));
  for (const file of files) print(path.relative(process.cwd(), file));
}

try {
  await make(wishedPlatform());
} catch (cause) {
  print(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 1;
}
