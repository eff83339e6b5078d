// `npm start`: the example service point with invented people, until Ctrl-C. `--shell=electron|browser`, `--data=FOLDER`, `--check` (start, look at every address, stop).

import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser, hasDisplay, openWindow } from '../../electron/host/browser.ts';
import { bundleMain, bundlePreload, bundleStation } from '../bundle/bundles.ts';
import { ensureRenderer } from '../bundle/fresh.ts';
import { root } from '../checks/spawn.ts';
import { print } from '../checks/step.ts';
import { checkAddresses } from '../demo/check-addresses.ts';
import { FETCH_S, fetchElectron, findElectron, type FoundElectron } from '../demo/electron-binary.ts';
import { startSurroundings, type ExampleSurroundings } from '../demo/example-machine.ts';
import { portIfFree } from '../demo/free-port.ts';
import { startBrowserHost, startElectron } from '../demo/hosts.ts';
import { takeFolderSoon, waitForDatabase } from '../demo/one-run.ts';
import { addressLines, dataWords, fact, FAREWELL, FIRST_WINDOWS, GREETING, hostWords, ONCE, printerWords } from '../demo/words.ts';

/** Where ticket printers listen. */
const PRINTER_PORT = 9100;

interface Wishes {
  readonly shell: 'electron' | 'browser' | null;
  readonly folder: string;
  readonly isCheck: boolean;
}

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
const stopped = new Promise<string>((resolve) => {
  stop.signal.addEventListener('abort', () => resolve('Stopping …'), { once: true });
});

const wishes = readWishes();
process.exitCode = wishes === null ? 2 : await start(wishes);

function readWishes(): Wishes | null {
  try {
    const { values } = parseArgs({ options: { shell: { type: 'string' }, data: { type: 'string' }, check: { type: 'boolean', default: false } } });
    const { shell = null } = values;
    if (shell !== null && shell !== 'electron' && shell !== 'browser') throw new Error(`--shell is 'electron' or 'browser', not '${shell}'`);
    return { shell, folder: path.resolve(values.data ?? path.join(root, '.demo')), isCheck: values.check };
  } catch (error) {
    print(wordsOf(error));
    print('usage: npm start -- [--shell=electron|browser] [--data=FOLDER] [--check]');
    return null;
  }
}

async function start(wanted: Wishes): Promise<number> {
  const { folder } = wanted;
  for (const line of ['', ...GREETING, '']) print(line);
  const logFile = path.join(folder, 'log.ndjson');
  try {
    mkdirSync(folder, { recursive: true });
    await using turn = await takeFolderSoon(folder);
    if (turn === null) {
      print(`The example point of ${folder} is running already: its addresses stand in that terminal.`);
      print('For a second one beside it: npm start -- --data=ANOTHER_FOLDER');
      return 1;
    }
    return await runPoint(wanted, (source, line) => appendFileSync(logFile, `${line.startsWith('{') ? line : JSON.stringify({ source, line })}\n`));
  } catch (error) {
    if (stop.signal.aborted) return 0;
    print(wordsOf(error));
    if (existsSync(logFile)) print(`More in ${logFile}`);
    return 1;
  }
}

async function runPoint(wanted: Wishes, onLog: (source: string, line: string) => void): Promise<number> {
  const { folder, shell } = wanted;
  const [electron, { built }] = await Promise.all([wanted.isCheck ? { kind: 'absent' as const, why: 'a check looks at the browser host' } : lookForElectron(shell), ensureRenderer()]);
  if (electron.kind === 'absent' && shell === 'electron') {
    print(`Electron cannot run here: ${electron.why}.`);
    print('--shell=electron never falls back to another host; without it, npm start uses the browser host.');
    return 1;
  }
  print(fact('Electron', electron.kind === 'there' ? electron.how : electron.why));
  if (built) print(fact('Pages', 'built just now'));
  const isNew = !existsSync(path.join(folder, 'station', 'station.db'));
  if (!(await waitForDatabase(path.join(folder, 'city', 'postgres')))) throw new Error(`Another program runs the database of ${folder}.`);
  try {
    await using surroundings = await startSurroundings(folder, onLog, { printerPort: await portIfFree(PRINTER_PORT), refills: true });
    print(fact('Data', dataWords(folder, isNew, surroundings.cityDossiers)));
    print(fact('City', `${surroundings.cityUrl}, with a PostgreSQL of its own`));
    print(fact('Printer', printerWords(surroundings.printerPort, PRINTER_PORT)));
    print('');
    return electron.kind === 'there' ? await runElectron(electron.file, surroundings, onLog) : await runBrowserHost(wanted, surroundings, onLog);
  } finally {
    print('Everything has ended; the data stays.');
  }
}

/** The binary, if it may be used; where it is missing it is fetched once, if nobody asked for the other host. */
async function lookForElectron(shell: Wishes['shell']): Promise<FoundElectron> {
  if (shell === 'browser') return { kind: 'absent', why: 'not asked for' };
  const there = findElectron();
  if (there === null) print(fact('Electron', `not here yet: one try to fetch it, at most ${FETCH_S} s …`));
  const found = there === null ? await fetchElectron(stop.signal) : ({ kind: 'there', file: there, how: 'installed' } as const);
  return found.kind === 'there' && !hasDisplay(process.env, process.platform) ? { kind: 'absent', why: 'it is here, but this session has no display' } : found;
}

async function runElectron(binary: string, surroundings: ExampleSurroundings, onLog: (source: string, line: string) => void): Promise<number> {
  await Promise.all([bundleMain(), bundlePreload(), bundleStation()]);
  await using host = startElectron(binary, surroundings.settingsFile, (line) => onLog('shell', line));
  for (const line of [hostWords('electron'), fact('practice', surroundings.practiceUrl), '', ...FAREWELL]) print(line);
  return await waitForEnd(surroundings, host.ended);
}

async function runBrowserHost({ isCheck, folder }: Wishes, surroundings: ExampleSurroundings, onLog: (source: string, line: string) => void): Promise<number> {
  const browser = hasDisplay(process.env, process.platform) && !isCheck ? findBrowser(process.env, process.platform) : null;
  await using host = await startBrowserHost(surroundings.settingsFile, browser === null ? [] : FIRST_WINDOWS, (line) => onLog('host', line));
  await using windows = new AsyncDisposableStack();
  if (browser !== null) windows.use(openWindow(browser, surroundings.practiceUrl, { profileFolder: path.join(folder, 'station', 'browser'), kiosk: false, asRoot: process.getuid?.() === 0 }));
  print(hostWords('browser'));
  print(browser === null ? 'No display, or no browser that can show a window: open these addresses on this machine.' : `Windows open in ${browser}. All addresses:`);
  for (const line of ['', ...addressLines(host.addresses, surroundings.practiceUrl), '']) print(line);
  if (host.wrong !== null) print(host.wrong);
  if (isCheck) return (await checkAddresses(host.addresses, [surroundings.practiceUrl])) && host.wrong === null ? 0 : 1;
  for (const line of [...ONCE, ...FAREWELL]) print(line);
  host.onRenewed((windowId, address) => print(fact(windowId, address)));
  return await waitForEnd(surroundings, host.ended);
}

/** Until Ctrl-C, or until a part ends by itself, which is said. */
async function waitForEnd({ broken }: ExampleSurroundings, hostEnded: Promise<string>): Promise<number> {
  print(await Promise.race([stopped, broken, hostEnded.then((how) => `The host has ended (${how}).`)]));
  return stop.signal.aborted ? 0 : 1;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
