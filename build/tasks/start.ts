// `npm start`: the example service point with invented people, until Ctrl-C. `--shell=electron|browser`, `--data=FOLDER`, `--check` (start, look at every address, stop).

import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser, hasDisplay } from '../../electron/host/browser.ts';
import { bundleMain, bundlePreload, bundleStation } from '../bundle/bundles.ts';
import { ensureRenderer } from '../bundle/fresh.ts';
import { root } from '../checks/spawn.ts';
import { print } from '../checks/step.ts';
import { checkAddresses } from '../demo/check-addresses.ts';
import { haveElectron } from '../demo/electron-binary.ts';
import { startSurroundings, type ExampleSurroundings } from '../demo/example-machine.ts';
import { startBrowserHost, startElectron } from '../demo/hosts.ts';

const { values } = parseArgs({ options: { shell: { type: 'string' }, data: { type: 'string' }, check: { type: 'boolean', default: false } } });
const folder = path.resolve(values.data ?? path.join(root, '.demo'));
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
const stopped = new Promise<string>((resolve) => {
  stop.signal.addEventListener('abort', () => resolve('Stopping …'), { once: true });
});

process.exitCode = await main();

async function main(): Promise<number> {
  if (values.shell !== undefined && values.shell !== 'electron' && values.shell !== 'browser') {
    print(`--shell is 'electron' or 'browser', not '${values.shell}'.`);
    return 2;
  }
  const isNew = !existsSync(path.join(folder, 'station', 'station.db'));
  print(isNew ? `A new example point in ${folder}` : `The example point of ${folder} goes on with its data.`);
  const electron = values.shell === 'browser' || values.check ? { kind: 'absent' as const, why: 'not asked for' } : await lookForElectron();
  if (electron.kind === 'absent' && values.shell === 'electron') {
    print(`Electron is not installed and cannot be had here: ${electron.why}`);
    print('--shell=electron never falls back to another host. Without it, npm start uses the browser host.');
    return 1;
  }
  const { built } = await ensureRenderer();
  if (built) print('The pages were built.');
  mkdirSync(folder, { recursive: true });
  const logFile = path.join(folder, 'log.ndjson');
  const onLog = (source: string, line: string) => appendFileSync(logFile, `${line.startsWith('{') ? line : JSON.stringify({ source, line })}\n`);
  try {
    await using surroundings = await startSurroundings(folder, onLog);
    print(`City gateway on ${surroundings.cityUrl}, practice devices on ${surroundings.practiceUrl}`);
    return electron.kind === 'there' ? await runElectron(electron.file, surroundings) : await runBrowserHost(electron.why, surroundings, onLog);
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    print(`More in ${logFile}`);
    return 1;
  } finally {
    print('Everything has ended; the data stays.');
  }
}

async function lookForElectron() {
  const found = await haveElectron(stop.signal);
  print(found.kind === 'there' ? `Electron: ${found.how}.` : `Electron: tried once to fetch it, without success (${found.why}).`);
  return found;
}

async function runElectron(binary: string, surroundings: ExampleSurroundings): Promise<number> {
  await Promise.all([bundleMain(), bundlePreload(), bundleStation()]);
  await using host = startElectron(binary, surroundings.settingsFile);
  print('HOST: Electron. Ctrl-C ends everything.');
  print(await Promise.race([stopped, surroundings.broken, host.ended.then((how) => `Electron has ended (${how}).`)]));
  return 0;
}

async function runBrowserHost(why: string, surroundings: ExampleSurroundings, onLog: (source: string, line: string) => void): Promise<number> {
  const browser = findBrowser(process.env, process.platform);
  const canShow = browser !== null && hasDisplay(process.env, process.platform) && !values.check;
  await using host = await startBrowserHost(surroundings.settingsFile, canShow ? ['kiosk', 'counter-1', 'display-1', 'board', 'admin'] : [], (line) => onLog('host', line));
  print('');
  print(`HOST: browser host, a stand-by and not for use on a site (Electron: ${why}).`);
  print(canShow ? `Windows open in ${browser}. Addresses:` : 'No display or no browser here: open these addresses on this machine.');
  for (const [windowId, address] of host.addresses) print(`  ${windowId.padEnd(12)} ${address}`);
  print(`  ${'practice'.padEnd(12)} ${surroundings.practiceUrl}`);
  print('');
  if (values.check) return (await checkAddresses(host.addresses, [surroundings.practiceUrl])) ? 0 : 1;
  print('Ctrl-C ends everything.');
  const reason = await Promise.race([stopped, surroundings.broken, host.ended.then((how) => `The host has ended (${how}).`)]);
  print(reason);
  return stop.signal.aborted ? 0 : 1;
}
