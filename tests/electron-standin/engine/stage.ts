// What the whole stand-in shares: what it was started with, and its Chromium once that runs.

import type { Chromium } from './chromium.ts';
import type { Targets } from './targets.ts';

/** How this process was started. */
export interface StageSetup {
  /** Path of the stand-in's own executable. */
  readonly executable: string;
  /** Folder of the app. */
  readonly folder: string;
  /** The app's package.json; empty when a file was given. */
  readonly about: Readonly<Record<string, unknown>>;
  /** Chromium's switches from the command line. */
  readonly switches: ReadonlyMap<string, string>;
}

interface Engine {
  readonly chromium: Chromium;
  readonly targets: Targets;
}

let setup: StageSetup | null = null;
let engine: Engine | null = null;
/** Switches of Chromium, from the command line and from the app. */
export const switches = new Map<string, string>();

export function setStage(given: StageSetup): void {
  setup = given;
  for (const [name, value] of given.switches) switches.set(name, value);
}

export function stage(): StageSetup {
  if (setup === null) throw new Error('electron-standin: the stand-in was not started by its own executable');
  return setup;
}

export function setEngine(given: Engine): void {
  engine = given;
}

/** The running Chromium. Throws before the app is ready, as Electron does of its windows. */
export function theEngine(): Engine {
  if (engine === null) throw new Error('Cannot create BrowserWindow before app is ready');
  return engine;
}
