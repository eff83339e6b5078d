// Starts the system's Chromium for the stand-in and speaks with it over a pipe; ends it with the process.

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Connection } from './cdp.ts';

const places = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/google-chrome'];

/** A running Chromium. */
export interface Chromium {
  readonly connection: Connection;
  /** Whether its windows are on no screen. */
  readonly isHeadless: boolean;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
  /** Passes on where its debugger listens; told late, so that nobody hears of one that is not kept. */
  announce(): void;
  kill(): void;
}

/** The Chromium to use: ELECTRON_STANDIN_CHROMIUM, CHROMIUM_PATH, or where systems put it. */
function findProgram(): string {
  const { ELECTRON_STANDIN_CHROMIUM: own, CHROMIUM_PATH: common } = process.env;
  const found = own ?? common ?? places.find((place) => existsSync(place));
  if (found === undefined) throw new Error('electron-standin: no Chromium was found; set CHROMIUM_PATH');
  return found;
}

/** A whole browser keeps the room of its tabs even where it shows nothing: its pages are 87 px lower than the displays that the app asked to be filled. */
function wholeBrowser(program: string): string {
  return `electron-standin: ${program} is a whole browser, whose windows are lower than their displays where nothing is shown. Install chromium-headless-shell (Debian: apt-get install chromium-headless-shell) and name it in CHROMIUM_PATH, or give the stand-in a display (DISPLAY).`;
}

/** Starts it with its profile in `profile` and the given switches. */
export function startChromium(profile: string, switches: ReadonlyMap<string, string>): Chromium {
  const program = findProgram();
  const isShell = path.basename(program).includes('headless');
  const isHeadless = isShell || process.env['ELECTRON_STANDIN_HEADLESS'] === '1' || (process.env['DISPLAY'] ?? '') === '';
  if (isHeadless && !isShell) throw new Error(wholeBrowser(program));
  mkdirSync(profile, { recursive: true });
  const all = new Map([
    ...switches,
    ['remote-debugging-pipe', ''],
    ['user-data-dir', profile],
    ['no-first-run', ''],
    ['no-default-browser-check', ''],
    ['disable-gpu', ''],
    ['password-store', 'basic'],
    ...(isHeadless ? [['headless', '']] as const : []),
    ...(process.getuid?.() === 0 ? [['no-sandbox', ''], ['test-type', '']] as const : []),
  ]);
  const args = [...all].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  // What systems call Chromium may be a script that starts it: both are one group, so that both end.
  const child = spawn(program, [...args, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: true });
  const announce = passOn(child);
  const [, , , out, input] = child.stdio as [unknown, unknown, unknown, Writable, Readable];
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      process.stderr.write(`electron-standin: ${program} cannot be started: ${error.message}\n`);
      resolve();
    });
  });
  return { connection: new Connection(input, out), isHeadless, ended, announce, kill: () => killGroup(child) };
}

/** Nothing happens where it has ended. */
function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  process.kill(-pid, 'SIGKILL');
}

/** Its address for a debugger is what Playwright waits for; the rest of its words are for ELECTRON_STANDIN_LOG=1. */
function passOn(child: ChildProcess): () => void {
  const isLogging = process.env['ELECTRON_STANDIN_LOG'] === '1';
  const held: string[] = [];
  let isHeld = true;
  let rest = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const isAddress = line.startsWith('DevTools listening on');
      if (isAddress && isHeld) held.push(line);
      else if (isLogging || isAddress) process.stderr.write(`${line}\n`);
    }
  });
  return () => {
    isHeld = false;
    for (const line of held.splice(0)) process.stderr.write(`${line}\n`);
  };
}
