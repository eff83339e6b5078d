// One machine of a point as it runs on a site: the browser host and its station as processes of their own, over a folder that outlives them; practice devices stand beside it.

import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { exampleWindows, readExampleProfile } from '../../../build/demo/example-point.ts';
import type { machineSettingsSchema } from '../../../electron/link/settings.ts';
import { practiceOptionsSchema, startPracticePoint, type PracticePoint } from '../../../electron/practice/point.ts';
import { must } from '../../../shared/base/must.ts';
import { Window } from '../../morning/window.ts';
import { until } from '../city/city-under-test.ts';

const root = path.resolve(import.meta.dirname, '../../..');
export const HOST_ENTRY = path.join(root, 'electron/browser-host.ts');

const hostSays = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listening'), port: z.int(), stationPid: z.int().nullable(), wrong: z.string().nullable(), windows: z.array(z.object({ windowId: z.string(), address: z.string() })) }),
  z.object({ kind: z.literal('failed'), code: z.string(), detail: z.string() }),
]);
type HostSays = z.output<typeof hostSays>;
const addressSays = z.object({ kind: z.literal('address'), ask: z.int(), address: z.string() });
const renewedSays = z.object({ kind: z.literal('renewed'), windowId: z.string(), address: z.string() });
const readyLine = z.object({ event: z.literal('station.ready'), pid: z.int() });

export type MachineSettingsInput = z.input<typeof machineSettingsSchema>;

/** A folder with settings and built pages (a single empty one), and the host processes that are started over it. */
export class Machine implements AsyncDisposable {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-machine-'));
  readonly dataFolder = path.join(this.folder, 'data');
  readonly settingsFile = path.join(this.folder, 'settings.json');
  /** All that host and station have written to their standard streams. */
  output = '';
  readonly #windows: Window[] = [];
  #host: ChildProcess | null = null;
  #ended: Promise<number | string> = Promise.resolve(0);
  #says: HostSays | null = null;
  #asks = 0;
  #shown = new Map<string, string>();

  constructor(changed: Partial<MachineSettingsInput> = {}) {
    const profile = readExampleProfile();
    this.write({ dataFolder: this.dataFolder, profile, city: null, devices: {}, host: { windows: exampleWindows(profile) }, ...changed });
    mkdirSync(path.join(this.folder, 'pages'));
    writeFileSync(path.join(this.folder, 'pages', 'index.html'), '<title>Một Cửa</title>');
  }

  write(settings: unknown): void {
    writeFileSync(this.settingsFile, JSON.stringify(settings));
  }

  /** Starts the host and waits for its first word. */
  async start(args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Promise<HostSays> {
    const host = fork(HOST_ENTRY, ['--settings', this.settingsFile, '--files', path.join(this.folder, 'pages'), ...args], {
      execPath: process.execPath, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, ...environment },
    });
    this.#host = host;
    const said: { first: HostSays | null } = { first: null };
    for (const stream of [host.stdout, host.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.#ended = new Promise((resolve) => {
      host.once('exit', (code, signal) => resolve(code ?? signal ?? 'gone'));
    });
    host.on('message', (message) => {
      const parsed = hostSays.safeParse(message);
      if (parsed.success) said.first ??= parsed.data;
      if (parsed.success && parsed.data.kind === 'listening') this.#shown = new Map(parsed.data.windows.map((window) => [window.windowId, window.address]));
      const renewed = renewedSays.safeParse(message);
      if (renewed.success) this.#shown.set(renewed.data.windowId, renewed.data.address);
    });
    await until('a word of the host', () => said.first !== null || host.exitCode !== null, 120_000);
    this.#says = must(said.first, `the host says how it is: ${this.output}`);
    return this.#says;
  }

  get hostPid(): number {
    return must(this.#host?.pid, 'the host runs');
  }

  /** Process ids of all stations so far, the last one last. */
  get stationPids(): number[] {
    return this.lines().flatMap((line) => {
      const ready = readyLine.safeParse(line);
      return ready.success ? [ready.data.pid] : [];
    });
  }

  get stationPid(): number {
    return must(this.stationPids.at(-1), 'the station has said that it is ready');
  }

  /** The objects in the log. */
  lines(): unknown[] {
    return this.output.split('\n').filter((line) => line.startsWith('{')).map((line): unknown => JSON.parse(line));
  }

  get port(): number {
    return must(this.#says?.kind === 'listening' ? this.#says.port : undefined, 'the host listens');
  }

  /** The address of a window that the host has shown last; good once. */
  shownAddress(windowId: string): string {
    return must(this.#shown.get(windowId), `${windowId} is among the windows`);
  }

  /** A new address of a window, good once. */
  async newAddress(windowId: string): Promise<string> {
    const ask = (this.#asks += 1);
    const host = must(this.#host, 'the host runs');
    return await new Promise((resolve) => {
      const hear = (message: unknown): void => {
        const told = addressSays.safeParse(message);
        if (!told.success || told.data.ask !== ask) return;
        host.off('message', hear);
        resolve(told.data.address);
      };
      host.on('message', hear);
      host.send({ kind: 'address', ask, windowId });
    });
  }

  /** Opens a window without a screen; it comes back by itself when the station was away. */
  async open(windowId: string): Promise<Window> {
    const window = await Window.open(await this.newAddress(windowId));
    this.#windows.push(window);
    return window;
  }

  /** Power for the station only: gone between two instructions, and started again by its host. */
  async killStation(): Promise<void> {
    const stations = this.stationPids.length;
    process.kill(this.stationPid, 'SIGKILL');
    await until('the next station', () => this.stationPids.length > stations, 240_000);
  }

  /** Lets go of the host without ending it, as a parent that dies does. */
  disconnect(): void {
    this.#host?.disconnect();
  }

  /** Asks the host to end, or ends it; its exit code, or the signal. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string> {
    this.#host?.kill(signal);
    return this.ended;
  }

  get ended(): Promise<number | string> {
    return this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const window of this.#windows) await window[Symbol.asyncDispose]();
    if (this.#host?.exitCode === null && this.#host.signalCode === null) await this.end();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** True while a process is there. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Devices for the first counters: a printer, and a reader and a scanner each. */
export function startDevices(counters: readonly number[] = [1]): Promise<PracticePoint> {
  return startPracticePoint(practiceOptionsSchema.parse({ counters, sheets: 0 }));
}
