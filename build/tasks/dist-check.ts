// `npm run dist:check`: makes every package offline around a placeholder for Electron, and installs, updates and removes them. Needs Debian and root. Nothing of it may be given away.

import path from 'node:path';
import { bundleAll } from '../bundle/bundles.ts';
import { root } from '../checks/spawn.ts';
import { print } from '../checks/step.ts';
import { checkAppImage, checkTarball } from '../package/check/archives.ts';
import { checkDeb } from '../package/check/deb.ts';
import { compareInspectable } from '../package/check/inspect-fuse.ts';
import { Ledger } from '../package/check/ledger.ts';
import { checkNsis } from '../package/check/nsis.ts';
import { checkPacked } from '../package/check/packed.ts';
import { WineFolder } from '../package/check/wine.ts';
import { layOutKeeper } from '../package/keeper.ts';
import { makePackages } from '../package/make.ts';
import type { Made } from '../package/make.ts';
import { writePapers } from '../package/papers.ts';
import { makePlaceholderRuntime } from '../package/placeholder/runtime.ts';
import { makeOfflineTools } from '../package/placeholder/tools.ts';
import { bringCallPackages, bringPlatformPackage } from '../package/platform-packages.ts';
import type { Platform } from '../package/platform-packages.ts';
import { readVersions } from '../package/versions.ts';
import { ensurePackageTools } from '../setup/package-tools.ts';

const cache = path.join(root, '.cache', 'package');
const output = (name: string): string => path.join('.cache', 'package', 'dist', name);
const startedAt = performance.now();
const faults: string[] = [];
let passed = 0;

/** One step with its seconds; those that do not wait for each other run side by side. */
async function step<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
  const from = performance.now();
  const result = await run();
  const of = (at: number): string => ((at - startedAt) / 1000).toFixed(1);
  if (result instanceof Ledger) {
    passed += result.passed;
    faults.push(...result.faults);
    for (const fault of result.faults) print(`  ✘ ${fault}`);
  }
  print(`${result instanceof Ledger && result.faults.length > 0 ? '✘' : '✔'} ${name}${result instanceof Ledger ? `: ${result.passed} looked at` : ''} (${((performance.now() - from) / 1000).toFixed(1)} s, from ${of(from)} to ${of(performance.now())})`);
  return result;
}

async function play(): Promise<void> {
  const missing = await step('tools of the system', ensurePackageTools);
  if (missing.length > 0) throw new Error(`These Debian packages are needed and could not be installed: ${missing.join(', ')}`);
  if (process.getuid?.() !== 0) throw new Error('The .deb is installed into an image of this machine, which only root can make.');
  const { own, electron } = await readVersions();
  const next = `${own}-next`;
  const tools = step('placeholder and offline tools', async () => {
    const variables = await makeOfflineTools(path.join(cache, 'tools'));
    for (const platform of ['linux', 'win32'] as const) await makePlaceholderRuntime(path.join(cache, 'runtime'), platform, electron);
    return variables;
  });
  const windows = tools.then(() => step('a Windows folder under Wine', () => WineFolder.make(path.join(cache, 'wine'), path.join(cache, 'tools', 'recorder.exe'))));
  const bundled = step('bundles', bundleAll);
  const foreign = step('the canvas of each platform', async () => {
    for (const platform of ['linux', 'win32'] as const) {
      await bringPlatformPackage(platform, 'canvas');
      await bringCallPackages(platform);
    }
  });
  const [used, variables] = await Promise.all([bundled, tools, foreign]);
  await step('licences and lists of parts', async () => {
    for (const platform of ['linux', 'win32'] as const) await writePapers(platform, used);
  });
  // Node itself is 120 MB that say nothing here; the keeper's bundle is run by the Node of this command.
  for (const platform of ['linux', 'win32'] as const) await layOutKeeper(platform, own, path.join(cache, 'runtime', `${platform}-x64`, platform === 'win32' ? 'electron.exe' : 'electron'));
  const differing = (platform: Platform): string[] => [`electronDist=.cache/package/runtime/${platform}-x64`, 'artifactName=PLACEHOLDER-${name}-${version}-${os}-${arch}.${ext}', 'compression=store'];
  await Promise.all([checkLinux(variables, differing('linux'), own), windows.then((wine) => checkWindows(wine, variables, differing('win32'), { old: own, next }))]);
}

function artifact(made: Made, ending: string): string {
  const file = made.artifacts.find((name) => name.endsWith(ending));
  if (file === undefined) throw new Error(`no ${ending} was made`);
  return file;
}

async function checkLinux(variables: Readonly<Record<string, string>>, differences: readonly string[], version: string): Promise<void> {
  const made = await step('packages for Linux', () => makePackages({ platform: 'linux', output: output('linux'), differences, variables }));
  await step('what is in them', () => checkPacked('linux', made, version, variables));
  await step('tar.gz', () => checkTarball(artifact(made, '.tar.gz'), made.folder));
  await step('AppImage', () => checkAppImage(artifact(made, '.AppImage'), made.folder));
  await step('deb', () => checkDeb(artifact(made, '.deb')));
  await step('package for Playwright', async () => {
    const inspectable = await makePackages({ platform: 'linux', output: output('linux-inspect'), targets: ['dir'], differences: [...differences, 'electronFuses.enableNodeCliInspectArguments=true'], variables });
    return compareInspectable(made.folder, inspectable.folder, 'mot-cua');
  });
}

async function checkWindows(wine: WineFolder, offline: Readonly<Record<string, string>>, differences: readonly string[], versions: { readonly old: string; readonly next: string }): Promise<void> {
  const variables = { ...offline, ...wine.variables, OFFLINE_APP_DIR: path.join(root, output('win'), 'win-unpacked') };
  const made = await step('packages for Windows', () => makePackages({ platform: 'win32', output: output('win'), differences, variables }));
  await step('what is in them', () => checkPacked('win32', made, versions.old, variables));
  const later = await step('the next version for Windows', () =>
    makePackages({ platform: 'win32', output: output('win-next'), differences: [...differences, `extraMetadata.version=${versions.next}`], prepackaged: made.folder, variables }),
  );
  await step('NSIS under Wine', () => checkNsis(wine, { old: artifact(made, '.exe'), next: artifact(later, '.exe'), unpacked: made.folder, versions }));
}

await play().catch((cause: unknown) => {
  faults.push(String(cause instanceof Error ? cause.message : cause));
});
print('');
for (const fault of faults) print(`✘ ${fault}`);
print(`dist:check: ${passed} passed, ${faults.length} failed (${((performance.now() - startedAt) / 1000).toFixed(1)} s). Placeholders only: not one of these packages may be given away.`);
process.exitCode = faults.length === 0 && passed > 0 ? 0 : 1;
