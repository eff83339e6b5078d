// The set-up over a real settings file and a real policy: what it shows, what it writes, what it must leave alone, and a test that is asked for twice.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { must } from '../../../shared/base/must.ts';
import type { SetupPlace } from '../../../shared/contract/setup.ts';
import { readMachineSettings, type SettingsSources } from '../../link/settings.ts';
import { DeviceSetup } from './device-setup.ts';
import { TrialDesk } from './trial-desk.ts';

const PRINTER: SetupPlace = { role: 'ticket-printer', counterId: null };
const ID = '01920000-0000-7000-8000-000000000001';
const CHOICE = { device: { kind: 'escpos-tcp', host: '192.0.2.9' } };

let folder = '';
let file = '';
let sources: SettingsSources;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mot-cua-setup-'));
  file = path.join(folder, 'settings.json');
  const profile = JSON.parse(readFileSync(new URL('../../../resources/points/example.json', import.meta.url), 'utf8')) as object;
  writeFileSync(file, `// của xã\n${JSON.stringify({ profile, city: null, devices: {}, host: { windows: [{ windowId: 'admin', caller: { role: 'admin' } }] } }, null, 2)}`);
  sources = { owner: null, places: { settings: file, policy: path.join(folder, 'policy.json'), data: path.join(folder, 'data'), logs: path.join(folder, 'logs'), updates: path.join(folder, 'updates') } };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function play(devices: object | null = null) {
  if (devices !== null) writeFileSync(file, readFileSync(file, 'utf8').replace('"devices": {}', `"devices": ${JSON.stringify(devices)}`));
  const opened: string[] = [];
  const desk = new TrialDesk({ clock: new TestClock(), version: '0.1.0', previewOf: () => Promise.resolve(null), keep: () => undefined, onChange: () => undefined, onFailure: (error) => { throw error; } });
  const setup = new DeviceSetup({
    file, running: readMachineSettings(file, sources), sources, desk, states: () => [], search: { find: () => Promise.resolve({ devices: [], isSearching: false }) },
    kept: () => ({ name: '', answer: null, test: null, testedDevice: null }),
    planOf: (_place, choice, device) => {
      if (choice === null) return null;
      opened.push(device);
      return { run: (_told, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve({ kind: 'passed' }))), close: () => Promise.resolve() };
    },
  });
  const printer = () => must(setup.read().places.find(({ place }) => place.role === 'ticket-printer'), 'it has a place');
  return { setup, opened, printer };
}

it('a choice stands in the file beside its comment, and is what the wizard shows, while the station still runs on the old one', () => {
  const { setup, printer } = play();
  expect([setup.read().fileState, setup.read().mustRestart, printer().choice]).toEqual(['writable', false, null]);
  expect(setup.write(PRINTER, 'device', CHOICE)).toEqual({ kind: 'stored', text: '', words: [] });
  expect(readFileSync(file, 'utf8')).toContain('// của xã');
  expect([setup.read().mustRestart, printer().choice]).toMatchObject([true, { device: { host: '192.0.2.9', port: 9100 } }]);
  expect(setup.health().find(({ place }) => place.role === 'ticket-printer')?.choice).toBeNull();
});

it('what the policy decides is shown as locked and never written; the text is there to be handed over', () => {
  writeFileSync(sources.places.policy, JSON.stringify({ policyVersion: 1, pinned: { devices: { ticketPrinter: { kind: 'escpos-tcp', host: '192.0.2.1' } } } }));
  const { setup, printer } = play();
  const before = readFileSync(file, 'utf8');
  expect([printer().isLocked, setup.read().places.filter(({ isLocked }) => isLocked).length, printer().choice]).toMatchObject([true, 1, { device: { host: '192.0.2.1' } }]);
  const stored = setup.write(PRINTER, 'device', CHOICE);
  expect([stored.kind, JSON.parse(stored.text), readFileSync(file, 'utf8') === before]).toEqual(['locked', { devices: { ticketPrinter: CHOICE.device } }, true]);
});

it('a file that cannot be written gives its text and stays as it was', () => {
  const { setup } = play();
  mkdirSync(`${file}.new`);
  const stored = setup.write(PRINTER, 'device', CHOICE);
  expect([stored.kind, JSON.parse(stored.text)]).toEqual(['not-writable', { devices: { ticketPrinter: CHOICE.device } }]);
});

it('a file that somebody is in the middle of writing is not touched, and the line that is wrong is told', () => {
  const { setup } = play();
  writeFileSync(file, readFileSync(file, 'utf8').replace('"devices": {}', '"devices": {'));
  expect(setup.read()).toMatchObject({ fileState: 'wrong', mustRestart: false });
  const stored = setup.write(PRINTER, 'device', CHOICE);
  expect(stored.kind).toBe('wrong');
  expect(stored.words[0]?.vi).toMatch(/dòng \d+/);
});

it('a choice that makes no sense is refused by the settings’ own rules', () => {
  const { setup } = play();
  expect(setup.write({ role: 'counter-display', counterId: must(setup.read().places.find(({ place }) => place.counterId !== null), 'a counter').place.counterId }, 'device', { device: { table: 'none-such' }, line: { kind: 'serial', path: 'COM3' } }).kind).toBe('wrong');
});

it('a test that is asked for twice opens its device once, and a place that the point has not is refused', async () => {
  const { setup, opened } = play();
  await setup.begin(ID, PRINTER, CHOICE);
  await setup.begin(ID, PRINTER, CHOICE);
  expect(opened).toHaveLength(1);
  await expect(setup.begin('01920000-0000-7000-8000-000000000002', { role: 'reader', counterId: 77 as never }, CHOICE)).rejects.toThrow('request.invalid');
  await expect(setup.begin('01920000-0000-7000-8000-000000000003', PRINTER, null)).rejects.toThrow('setup.nothing-to-test');
  setup.end(ID, 'left');
});

it('what was stored and does not run yet is tried as it was stored', async () => {
  const { setup, opened } = play({ ticketPrinter: { kind: 'escpos-tcp', host: '192.0.2.8' } });
  expect(setup.write(PRINTER, 'device', CHOICE).kind).toBe('stored');
  await setup.begin(ID, PRINTER, must(setup.read().places.find(({ place }) => place.role === 'ticket-printer'), 'it has a place').choice);
  expect(opened).toHaveLength(1);
  setup.end(ID, 'left');
});

const SERIAL = { kind: 'serial', path: 'COM3' };
const RUNNING = {
  ticketPrinter: { kind: 'escpos-usb', vendorId: 0x04b8 },
  lines: { 'reader-1': SERIAL, bus: { kind: 'serial', path: 'COM5' } },
  counters: { 1: { reader: { kind: 'serial', line: 'reader-1' }, display: { line: 'bus', address: 1 } } },
};
const at = (role: SetupPlace['role'], counterId: number): SetupPlace => ({ role, counterId: counterId as never });

it.each([
  ['the line of its own at another speed', at('reader', 1), { device: { kind: 'serial' }, line: { ...SERIAL, baudRate: 19_200 } }],
  ['the port of another place, written otherwise', at('reader', 2), { device: { kind: 'serial' }, line: { kind: 'serial', path: 'com3' } }],
  ['the printer that runs, on other paper', PRINTER, { device: { kind: 'escpos-usb', vendorId: 0x04b8, productId: 1, widthMm: 58 } }],
  ['a printer on the port of a reader', PRINTER, { device: { kind: 'escpos-serial', path: 'COM3' } }],
] as const)('what the station itself holds is not said to be held by others, but to need a restart: %s', async (_what, place, choice) => {
  const { setup, opened } = play(RUNNING);
  await expect(setup.begin(ID, place, choice)).rejects.toThrow('setup.restart-first');
  expect(opened).toEqual([]);
});

it('another address on a line that runs is tried at once, and one on a line that was moved in the file after a restart', async () => {
  const { setup, opened } = play(RUNNING);
  const display = { device: { line: 'bus', address: 2 } };
  await setup.begin(ID, at('counter-display', 2), display);
  expect(opened).toHaveLength(1);
  setup.end(ID, 'left');
  writeFileSync(file, readFileSync(file, 'utf8').replace('COM5', 'COM6'));
  for (const address of [1, 2]) await expect(setup.begin(ID.replace(/1$/, '2'), at('counter-display', address), { device: { line: 'bus', address } })).rejects.toThrow('setup.restart-first');
});

it('a line that another counter shares is not changed under it: the other is named, and the same line may be stored again', () => {
  const bus = { kind: 'serial', path: 'COM5' };
  const { setup } = play({ lines: { 'counter-display-1': bus }, counters: { 1: { display: { line: 'counter-display-1', address: 1 } }, 2: { display: { line: 'counter-display-1', address: 2 } } } });
  const before = readFileSync(file, 'utf8');
  const store = (line: object) => setup.write(at('counter-display', 1), 'device', { device: { address: 3 }, line } as never);
  const stored = store({ ...bus, path: 'COM6' });
  expect([stored.kind, stored.words[0]?.vi, readFileSync(file, 'utf8') === before]).toEqual(['wrong', expect.stringContaining('devices.counters.2.display'), true]);
  expect(store(bus).kind).toBe('stored');
  expect(setup.write(at('counter-display', 2), 'none', null).kind).toBe('stored');
  expect(store({ ...bus, path: 'COM6' }).kind).toBe('stored');
});
