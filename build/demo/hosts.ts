// Starts the example machine in one of its two hosts, and says plainly which it is.

import { fork, spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { Listeners } from '../../shared/base/listeners.ts';
import { must } from '../../shared/base/must.ts';
import { root } from '../checks/spawn.ts';

const hostSays = z.union([
  z.looseObject({ kind: z.literal('listening'), port: z.int(), stationPid: z.int().nullable(), wrong: z.string().nullable(), windows: z.array(z.looseObject({ windowId: z.string(), address: z.string() })) }),
  z.looseObject({ kind: z.literal('failed'), code: z.string(), detail: z.string() }),
]);
const hostTells = z.union([
  z.object({ kind: z.literal('address'), ask: z.int(), address: z.string().nullable() }),
  z.object({ kind: z.literal('renewed'), windowId: z.string(), address: z.string() }),
]);

/** The browser host when it is up. */
export interface RunningHost extends AsyncDisposable {
  /** The first address of each window; good once. */
  readonly addresses: ReadonlyMap<string, string>;
  /** A new address of a window, good once. Throws for a window that is not in the settings. */
  newAddress(windowId: string): Promise<string>;
  /** The next address to show when one of `addresses`, or one that was told here, has been used. */
  onRenewed(listener: (windowId: string, address: string) => void): void;
  readonly stationPid: number | null;
  /** What is wrong with the settings, which the windows say as well; null where the station runs. */
  readonly wrong: string | null;
  readonly ended: Promise<string>;
}

const STOP_MS = 20_000;

/**
 * Starts the browser host. `open` names the windows that a browser shows at once, where there is one with a display, none of them over the whole screen;
 * `files` holds the pages, by default the built ones; `station` is its entry, by default the source. Throws with the station's own words when it cannot start.
 */
export async function startBrowserHost(settingsFile: string, open: readonly string[], onLog: (line: string) => void, files?: string, station?: string): Promise<RunningHost> {
  const argv = ['--settings', settingsFile, '--windowed', ...open.flatMap((windowId) => ['--open', windowId]), ...(files === undefined ? [] : ['--files', files]), ...(station === undefined ? [] : ['--station', station])];
  const child = fork(path.join(root, 'electron', 'browser-host.ts'), argv, {
    execPath: process.execPath, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], detached: process.platform !== 'win32',
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => text.split('\n').filter((line) => line !== '').forEach(onLog));
  const ended = endOf(child);
  const up = await Promise.race([
    new Promise<z.output<typeof hostSays>>((resolve) => {
      child.on('message', (message: unknown) => {
        const parsed = hostSays.safeParse(message);
        if (parsed.success) resolve(parsed.data);
      });
    }),
    ended.then((how) => ({ kind: 'failed' as const, code: 'internal', detail: how })),
  ]);
  if (up.kind === 'failed') {
    await stop(child, ended);
    throw new Error(`The station could not start (${up.code}): ${up.detail}`);
  }
  const asked = new Map<number, (address: string | null) => void>();
  const renewed = new Listeners<[string, string]>();
  child.on('message', (message: unknown) => {
    const told = hostTells.safeParse(message);
    if (!told.success) return;
    if (told.data.kind === 'renewed') return renewed.emit(told.data.windowId, told.data.address);
    asked.get(told.data.ask)?.(told.data.address);
    asked.delete(told.data.ask);
  });
  let asks = 0;
  return {
    addresses: new Map(up.windows.map(({ windowId, address }) => [windowId, address])),
    newAddress: async (windowId) => {
      const ask = (asks += 1);
      const address = await Promise.race([
        new Promise<string | null>((resolve) => {
          asked.set(ask, resolve);
          child.send({ kind: 'address', ask, windowId });
        }),
        ended.then(() => null),
      ]);
      return must(address, `the host runs and its point has a window ${windowId}`);
    },
    onRenewed: (listener) => void renewed.add(listener),
    stationPid: up.stationPid,
    wrong: up.wrong,
    ended,
    [Symbol.asyncDispose]: () => stop(child, ended),
  };
}

/** Starts Electron on the built shell. Chromium's sandbox does not work for root. */
export function startElectron(binary: string, settingsFile: string, onLog: (line: string) => void): { readonly ended: Promise<string> } & AsyncDisposable {
  const child = spawn(binary, [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, `--settings=${settingsFile}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.setEncoding('utf8').on('data', (text: string) => text.split('\n').filter((line) => line !== '').forEach(onLog));
  const ended = endOf(child);
  return { ended, [Symbol.asyncDispose]: () => stop(child, ended) };
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${String(code)}`));
    child.once('error', (error) => resolve(error.message));
  });
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(killer);
}
