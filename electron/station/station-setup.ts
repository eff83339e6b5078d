// Puts the set-up of devices together: what it finds them with, what it tries them with, and where it keeps what came of it.

import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { Refusal } from '../../shared/contract/errors.ts';
import type { SetupPlace } from '../../shared/contract/setup.ts';
import type { MachineSettings } from '../link/settings.ts';
import type { Publish } from './commands/context.ts';
import { testPage } from './commands/system-printer/test-page.ts';
import { findPlugged, findScanners } from './devices/find-devices.ts';
import type { PrintJob, SystemPrinter } from './devices/ports.ts';
import type { TrialPaper, TryableDevice } from './devices/trial-ports.ts';
import type { Devices } from './devices/registry.ts';
import { openTrialDevice } from './devices/trial-device.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';
import { DeviceSetup, type DeviceSetupParts } from './setup/device-setup.ts';
import { completed, lineNameOf } from './setup/places.ts';
import { DeviceSearch } from './setup/search.ts';
import { LONGEST_MS, tryDevice, type TrialEnd } from './setup/trial.ts';
import { TrialDesk, type TrialPlan } from './setup/trial-desk.ts';
import type { StationDatabase } from './store/database.ts';
import { keepTest, readDeviceSetup } from './store/device-setups.ts';
import type { HallVoice } from './sound/hall-voice.ts';

export interface StationSetupParts {
  readonly settingsFile: string | null;
  readonly settings: MachineSettings;
  readonly devices: Devices;
  readonly voice: Pick<HallVoice, 'read'>;
  readonly systemPrinter: SystemPrinter;
  readonly words: Parameters<typeof testPage>[0];
  readonly database: StationDatabase;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  readonly publish: Publish;
  readonly drawTrial: (paper: TrialPaper) => Promise<PrintJob>;
  readonly previewOf: (bytes: Uint8Array) => Promise<Uint8Array | null>;
  readonly startSpooler: () => Worker;
  readonly states: DeviceSetupParts['states'];
}

/** The set-up at work. */
export interface StationSetup extends AsyncDisposable {
  readonly setup: DeviceSetup;
  /** Whether a test has the device of this place to itself. */
  holds(place: SetupPlace): boolean;
  /** Whether a press or a code of this place's device belongs to a test, or came right after one. */
  ignores(place: SetupPlace): boolean;
}

/** Which number the test has spoken: the one of the sound's own trial. */
const SPOKEN_LATEST_MS = 25_000;
const LOOK_MS = 400;

export function startSetup(parts: StationSetupParts): StationSetup {
  const { settings, devices, voice, systemPrinter, database, clock, log, version, publish } = parts;
  const search = new DeviceSearch({
    clock,
    plugged: (place) => findPlugged(place, { hid: devices.hid, lines: settings.devices.lines, queues: async () => await systemPrinter.printers() }),
    scanners: (signal) => findScanners(clock, signal),
    loudspeakers: async () => (await voice.read()).loudspeakers,
  });
  const desk = new TrialDesk({
    clock, version, previewOf: parts.previewOf,
    keep: (place, device, test) => database.write((store) => keepTest(store, place, device, test)),
    onChange: () => publish('setup.changed', {}),
    onFailure: (error) => log.error('setup.trial-failed', error),
  });
  const drawPage = (name: string) => async (widthDots: number): Promise<PrintJob> =>
    await parts.drawTrial({ widthDots, name, unitName: settings.profile.unit.name, version, at: clock.now(), qr: `MC-TEST:${settings.profile.commune}-${settings.profile.station}` });
  const kept = (place: SetupPlace): ReturnType<DeviceSetupParts['kept']> => database.read((store) => readDeviceSetup(store, place));

  const planOf: DeviceSetupParts['planOf'] = (place, choice) => {
    const plan = (run: TrialPlan['run'], close: () => Promise<void> = async () => await Promise.resolve()): TrialPlan => ({ run, close });
    if (place.role === 'screens') return plan(async () => await Promise.resolve({ kind: 'ask', code: null }));
    if (place.role === 'loudspeaker') return plan(async (_told, signal) => await trySpeaking(parts, typeof named(choice, 'loudspeaker') === 'string' ? String(named(choice, 'loudspeaker')) : null, signal));
    if (place.role === 'system-printer') {
      const printer = named(choice, 'name') ?? settings.devices.systemPrinter?.name;
      return typeof printer === 'string' ? plan(async () => await tryQueue(parts, printer)) : null;
    }
    const around = { clock, drawPage: drawPage(kept(place).name) };
    if (choice === null) {
      const running = runningDevice(devices, place);
      return running === null ? null : plan(async (told, signal) => await tryDevice(running, { ...around, told }, signal));
    }
    const wanted = { device: completed(settings, place, choice), line: choice['line'] === undefined ? null : { name: lineNameOf(place), settings: choice['line'] as never } };
    let opened;
    try {
      opened = openTrialDevice(place, wanted, { clock, hid: devices.hid, lines: devices.lines, settings: settings.devices, scratch: path.join(settings.dataFolder, 'scanning', 'trial'), startSpooler: parts.startSpooler });
    } catch (error) {
      log.warn('setup.choice-refused', { role: place.role, reason: error instanceof Error ? error.name : typeof error });
      throw new Refusal('request.invalid', { field: 'choice' });
    }
    if (opened === null) return null;
    const device = opened;
    return plan(async (told, signal) => await tryDevice(device, { ...around, told }, signal), async () => await device.end[Symbol.asyncDispose]());
  };

  const setup = new DeviceSetup({ file: parts.settingsFile, running: settings, kept, states: parts.states, search, desk, planOf });
  return {
    setup,
    holds: (place) => desk.holds(place),
    ignores: (place) => desk.ignores(place),
    [Symbol.asyncDispose]: async () => {
      search[Symbol.dispose]();
      await desk[Symbol.asyncDispose]();
    },
  };
}

function named(choice: Parameters<DeviceSetupParts['planOf']>[1], key: string): unknown {
  const device: unknown = choice?.['device'];
  return typeof device === 'object' && device !== null && key in device ? (device as Record<string, unknown>)[key] : undefined;
}

/** The driver that runs for a place; null where none is configured. */
function runningDevice(devices: Devices, { role, counterId }: SetupPlace): TryableDevice | null {
  if (role === 'ticket-printer') return devices.ticketPrinter === null ? null : { role, device: devices.ticketPrinter };
  if (role === 'panel') return devices.panel === null ? null : { role, device: devices.panel };
  if (counterId === null) return null;
  const found = { reader: devices.readerOf(counterId), scanner: devices.scannerOf(counterId), keypad: devices.keypads.get(counterId) ?? null, 'counter-display': devices.displays.get(counterId) ?? null };
  if (!(role in found)) return null;
  const device = found[role as keyof typeof found];
  return device === null ? null : ({ role, device } as TryableDevice);
}

/** Whether paper came, only a person can say. */
async function tryQueue({ systemPrinter, words, clock }: StationSetupParts, printer: string): Promise<TrialEnd> {
  const end = await systemPrinter.print(testPage(words, printer, clock.now()), printer, 1);
  if (end.kind === 'printed') return { kind: 'ask', code: null };
  return end.kind === 'failed' ? { kind: 'failed', code: end.code } : { kind: 'ask', code: end.code };
}

/** Has the board speak, and waits until it says that it has. */
async function trySpeaking({ voice, publish, settings, clock }: StationSetupParts, loudspeaker: string | null, signal: AbortSignal): Promise<TrialEnd> {
  const [counter] = settings.profile.counters;
  const began = clock.now();
  const { isOn, heard } = await voice.read();
  if (!isOn || heard === null || counter === undefined) return { kind: 'failed', code: 'loudspeaker.absent' };
  publish('sound.asked', { number: 'A025', counterId: counter.counterId, loudspeaker });
  const until = clock.monotonic() + Math.min(SPOKEN_LATEST_MS, LONGEST_MS);
  while (clock.monotonic() < until && !signal.aborted) {
    await clock.sleep(LOOK_MS, signal).catch(() => undefined);
    const { spokeAt, heard: now } = await voice.read();
    if (now === 'blocked') return { kind: 'failed', code: 'loudspeaker.blocked' };
    if (spokeAt !== null && spokeAt >= began) return { kind: 'ask', code: now === 'instead' ? 'loudspeaker.instead' : null };
  }
  return { kind: 'failed', code: 'sound.failed' };
}
