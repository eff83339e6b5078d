// The set-up wizard's commands at a real station: from a bare machine to tested devices, each fault told by its name, the settings file changed as if by hand, and nothing issued or stored on the way.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { practiceOptionsSchema, startPracticePoint, type PracticePoint } from '../../../electron/practice/point.ts';
import { PANEL_ADDRESS } from '../../../electron/practice/line/interface.ts';
import { PRACTICE_CARDS } from '../../../electron/practice/reader/cards.ts';
import { createPaperPress } from '../../../electron/station/devices/paper/press.ts';
import { parsePaperTexts } from '../../../electron/station/devices/paper/texts.ts';
import type { PrintJob } from '../../../electron/station/devices/ports.ts';
import { readTree, valueOf } from '../../../electron/link/settings-file/syntax.ts';
import type { CounterId, EpochMs } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import type { PlaceView, Setup, SetupChoice, SetupPlace, SetupTrial } from '../../../shared/contract/setup.ts';
import type { Window } from '../../morning/window.ts';
import { until } from '../city/city-under-test.ts';
import { Machine } from '../station/machine.ts';

let practice: PracticePoint;
let machine: Machine;
let admin: Window;
let ids = 0;
const WAIT_MS = 60_000;
/** A machine that does much else needs a minute for a station of sources. */
const RESTART_MS = 180_000;

beforeAll(async () => {
  practice = await startPracticePoint(practiceOptionsSchema.parse({ counters: [1, 2], sheets: 2, panelFields: ['A', 'B'] }));
  machine = new Machine();
  const plain = JSON.parse(readFileSync(machine.settingsFile, 'utf8')) as object;
  writeFileSync(machine.settingsFile, `// máy ở sảnh, cài ngày 3/11\n${JSON.stringify(plain, null, 4).replace('"devices"', '/* chưa có thiết bị */\n    "devices"')}\n`);
  await machine.start();
  admin = await machine.open('admin');
}, 240_000);
afterAll(async () => {
  await machine[Symbol.asyncDispose]();
  await practice[Symbol.asyncDispose]();
});

const PRINTER: SetupPlace = { role: 'ticket-printer', counterId: null };
const at = (role: SetupPlace['role'], counterId: number | null = 1): SetupPlace => ({ role, counterId: counterId as CounterId | null });
const printerChoice = (more: object = {}): SetupChoice => ({ device: { kind: 'escpos-tcp', host: '127.0.0.1', port: practice.printer.port, ...more } });
const trialId = (): string => `01920000-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`;

async function read(): Promise<Setup> {
  return await admin.call('setup.read', {});
}
async function viewOf(place: SetupPlace): Promise<PlaceView> {
  return must((await read()).places.find((own) => own.place.role === place.role && own.place.counterId === place.counterId), 'the place');
}
/** Begins a test and waits until it has got so far; while it runs, `nudge` is done again and again until it says that it has been enough. */
async function tried(place: SetupPlace, choice: SetupChoice | null, phase: SetupTrial['phase'] = 'ended', nudge: () => boolean = () => true): Promise<SetupTrial> {
  const { trialId: id } = await admin.call('setup.try', { trialId: trialId(), place, choice });
  const nudged = { isEnough: false, at: performance.now() };
  return await admin.until(`${place.role} has ${phase}`, async () => {
    const { trial } = await read();
    if (trial?.trialId !== id) return null;
    // Slower than the debounce of a button.
    if (!nudged.isEnough && trial.phase === 'running' && performance.now() - nudged.at > 700) {
      nudged.at = performance.now();
      nudged.isEnough = nudge();
    }
    return trial.phase === phase || trial.phase === 'ended' ? trial : null;
  }, { limitMs: WAIT_MS });
}
const settings = (): unknown => {
  const tree = readTree(readFileSync(machine.settingsFile, 'utf8'));
  return tree.kind === 'tree' ? valueOf(tree.root) : null;
};
async function stored(place: SetupPlace, choice: SetupChoice | null, answer: 'device' | 'none' = 'device', name = ''): Promise<string> {
  return (await admin.call('setup.store', { requestId: trialId(), place, answer, name, choice })).kind;
}
/** Starts the station anew from the wizard's own button. */
async function restarted(): Promise<void> {
  const stations = machine.stationPids.length;
  await admin.call('setup.restart', {});
  await until('the next station', () => machine.stationPids.length > stations, RESTART_MS);
  expect((await read()).mustRestart).toBe(false);
}

test('a bare machine has every place, nothing is set up, and it says so', async () => {
  const setup = await read();
  expect([setup.fileState, setup.mustRestart, setup.trial, setup.file]).toEqual(['writable', false, null, machine.settingsFile]);
  expect(new Set(setup.places.map(({ answer, choice, test: tested }) => JSON.stringify([answer, choice === null, tested])))).toContain(JSON.stringify([null, true, null]));
  expect(setup.places.filter(({ place }) => place.role === 'reader')).toHaveLength(5);
  await expect(admin.call('setup.try', { trialId: trialId(), place: PRINTER, choice: null })).rejects.toMatchObject({ failure: { code: 'setup.nothing-to-test' } });
});

test('the test page comes out of the printer dot for dot with all its letters, and only a person’s word makes the test a good one', async () => {
  const trial = await tried(PRINTER, printerChoice(), 'asking');
  expect([trial.phase, trial.code]).toEqual(['asking', null]);
  const page = must(practice.printer.pages().at(-1), 'a page');
  const press = createPaperPress(576, parsePaperTexts(readFileSync(path.join(import.meta.dirname, '../../../resources/texts/paper.vi.json'), 'utf8')));
  const point = await admin.call('point.describe', {});
  const drawn = (ms: number): PrintJob => press.drawTrial({ widthDots: 576, name: '', unitName: point.unit.name, version: point.programVersion, at: ms as EpochMs, qr: 'MC-TEST:T149-K1' });
  // The page says minutes, and one may have passed.
  const expected = [trial.beganAt, trial.beganAt + 60_000].map(drawn).find(({ bits }) => Buffer.from(bits).equals(Buffer.from(page.bits).subarray(0, bits.length)));
  expect(expected).toBeDefined();
  expect(practice.printer.notUnderstood()).toEqual([]);
  expect(await admin.call('setup.end-trial', { trialId: trial.trialId, said: 'yes' })).toMatchObject({ phase: 'ended', outcome: 'passed' });
  expect((await viewOf(PRINTER)).test).toMatchObject({ outcome: 'passed', by: 'admin', code: null, version: point.programVersion });
});

test('what is chosen stands in the file beside the words of whoever wrote it, and a restart takes it up with its test', async () => {
  expect(await stored(PRINTER, printerChoice(), 'device', 'Máy in số – sảnh')).toBe('stored');
  const text = readFileSync(machine.settingsFile, 'utf8');
  for (const words of ['// máy ở sảnh, cài ngày 3/11', '/* chưa có thiết bị */']) expect(text).toContain(words);
  expect(settings()).toMatchObject({ devices: { ticketPrinter: { kind: 'escpos-tcp', port: practice.printer.port } } });
  expect((await read()).mustRestart).toBe(true);
  expect(await viewOf(PRINTER)).toMatchObject({ name: 'Máy in số – sảnh', answer: 'device', isOutdated: false });
  await restarted();
  await admin.until('the printer', async () => ((await viewOf(PRINTER)).state?.kind === 'ready' ? true : null), { limitMs: WAIT_MS });
  expect(await viewOf(PRINTER)).toMatchObject({ name: 'Máy in số – sảnh', isOutdated: false, test: { outcome: 'passed' } });
}, 300_000);

test.each([
  ['paper-out', 'printer.paper-out'], ['cover-open', 'printer.cover-open'], ['cutter', 'printer.cutter'], ['unplugged', 'printer.absent'],
] as const)('a printer that is «%s» fails its test with the very reason', async (fault, code) => {
  practice.printer.setState(fault);
  try {
    const pages = practice.printer.pageCount();
    const trial = await tried(PRINTER, null);
    expect([trial.outcome, trial.code, practice.printer.pageCount()]).toEqual(['failed', code, pages]);
    expect((await viewOf(PRINTER)).test).toMatchObject({ outcome: 'failed', code, by: 'program' });
  } finally {
    practice.printer.setState('ok');
  }
}, 90_000);

test('a card at the reader is told by its kind alone, and nobody’s visit hears of it', async () => {
  const reader = must(practice.counters[0], 'a counter').reader;
  const [card] = PRACTICE_CARDS;
  const trial = await tried(at('reader'), { device: { kind: 'hid-stream', host: '127.0.0.1', port: reader.port } }, 'ended', () => reader.scan(must(card, 'a card').text, null));
  expect(trial).toMatchObject({ outcome: 'passed', seen: [expect.stringMatching('id-card'), expect.stringMatching(/^]/)] });
  const said = JSON.stringify(await read());
  expect(must(card, 'a card').text.split('|').filter((part) => part.length > 5 && said.includes(part))).toEqual([]);
  const torn = await tried(at('reader'), { device: { kind: 'hid-stream', host: '127.0.0.1', port: reader.port } }, 'ended', () => reader.scan(must(card, 'a card').text, 'torn'));
  expect([torn.outcome, torn.code]).toEqual(['failed', 'card.torn']);
}, 120_000);

test('a page from the scanner is seen and kept nowhere; a jam and an empty feeder say what they are', async () => {
  const { scanner } = must(practice.counters[0], 'a counter');
  const choice: SetupChoice = { device: { kind: 'escl', url: scanner.url } };
  const trial = await tried(at('scanner'), choice, 'asking');
  expect([trial.phase, Buffer.from(must(trial.picture, 'a picture'), 'base64').subarray(0, 2).toString('hex')]).toEqual(['asking', 'ffd8']);
  expect(await admin.call('setup.end-trial', { trialId: trial.trialId, said: 'no' })).toMatchObject({ outcome: 'failed', code: 'setup.not-as-wished' });
  const blobs = path.join(machine.dataFolder, 'blobs');
  expect(existsSync(blobs) ? readdirSync(blobs, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()) : []).toEqual([]);
  scanner.setFault('jam');
  try {
    expect(await tried(at('scanner'), choice)).toMatchObject({ outcome: 'failed', code: 'scanner.jam', picture: null });
  } finally {
    scanner.setFault('none');
  }
}, 120_000);

test('panel, keypad and display answer on a line of their own: lamps, a press, 8888; no number is issued', async () => {
  const hall = must(practice.hall, 'it was asked for');
  const line = (port: number): object => ({ kind: 'serial-tcp', host: '127.0.0.1', port });
  const buttons = { device: { input: { kind: 'line', address: PANEL_ADDRESS } }, line: line(hall.buttons.port) } as SetupChoice;
  const press = (address: number) => (): boolean => {
    hall.buttons.press(address, 2);
    return false;
  };
  const lamps = new Set<string>();
  const panel = await tried(at('panel', null), buttons, 'asking', () => {
    lamps.add(hall.buttons.lamps().join());
    return press(PANEL_ADDRESS)();
  });
  expect([panel.phase, panel.seen, lamps.has('1,2,3,4,5,6,7,8')]).toEqual(['asking', ['button-2'], true]);
  expect(await admin.call('setup.end-trial', { trialId: panel.trialId, said: 'yes' })).toMatchObject({ outcome: 'passed' });
  await until('dark lamps', () => hall.buttons.lamps().length === 0, WAIT_MS);
  const keypad = await tried(at('keypad'), { device: { input: { kind: 'line', address: 1 } }, line: line(hall.buttons.port) } as SetupChoice, 'asking', press(1));
  expect([keypad.phase, keypad.seen]).toEqual(['asking', ['key-repeat']]);
  const display = { device: { table: 'stx-etx-ack', address: 1 }, line: line(hall.displays.port) } as SetupChoice;
  const shown = await tried(at('counter-display'), display, 'asking');
  expect([shown.phase, hall.displays.textOf(1)]).toEqual(['asking', '8888']);
  await admin.call('setup.end-trial', { trialId: shown.trialId, said: 'yes' });
  hall.displays.setFault(1, 'mute');
  expect(await tried(at('counter-display'), display)).toMatchObject({ outcome: 'failed', code: 'counter-display.absent' });
  hall.displays.setFault(1, null);
  const overview = await admin.call('status.read', {});
  expect(overview.devices.find(({ device }) => device === 'panel')).toBeUndefined();
  expect([await stored(at('panel', null), buttons), await stored(at('counter-display'), display)]).toEqual(['stored', 'stored']);
  expect(settings()).toMatchObject({ devices: { lines: { panel: { kind: 'serial-tcp' }, 'counter-display-1': { kind: 'serial-tcp' } }, panel: { input: { line: 'panel' }, buttons: expect.arrayContaining([{ button: 1, field: 'A' }]) as unknown } } });
}, 180_000);

test('another device at the same place makes its test an old one, and a place without a device is an answer too', async () => {
  expect(await stored(PRINTER, printerChoice({ port: practice.printer.port + 1 }))).toBe('stored');
  expect(await viewOf(PRINTER)).toMatchObject({ isOutdated: true });
  expect(await stored(PRINTER, null, 'none')).toBe('stored');
  expect([await viewOf(PRINTER), (settings() as { devices: { ticketPrinter: unknown } }).devices.ticketPrinter]).toMatchObject([{ answer: 'none', choice: null }, null]);
  expect(await stored(PRINTER, { device: { kind: 'escpos-tcp', host: '' } })).toBe('wrong');
  expect(await stored(at('reader'), { device: { kind: 'hid-pos' } })).toBe('stored');
});

test('a press while the panel is being tried is no number', async () => {
  const hall = must(practice.hall, 'it was asked for');
  await restarted();
  await admin.until('the panel', async () => ((await viewOf(at('panel', null))).state?.kind === 'ready' ? true : null), { limitMs: WAIT_MS });
  const kiosk = await machine.open('kiosk');
  const waiting = async (): Promise<number> => (await kiosk.call('queue.overview', {})).fields.reduce((sum, field) => sum + field.waiting, 0);
  const trial = await tried(at('panel', null), null, 'asking', () => {
    hall.buttons.press(PANEL_ADDRESS, 1);
    return false;
  });
  const quiet = async (ms: number): Promise<void> => {
    const since = performance.now();
    await until('a quiet moment', () => performance.now() - since > ms, 2 * ms);
  };
  // Whoever tries one button tries the others too, and the last of them as the test ends.
  hall.buttons.press(PANEL_ADDRESS, 2);
  await admin.until('the other button', async () => ((await read()).trial?.seen.includes('button-2') === true ? true : null), { limitMs: WAIT_MS });
  await admin.call('setup.end-trial', { trialId: trial.trialId, said: 'yes' });
  hall.buttons.press(PANEL_ADDRESS, 3);
  await until('its lamps are the point’s own again', () => hall.buttons.lamps().length > 0, WAIT_MS);
  await quiet(4_000);
  expect(await waiting()).toBe(0);
  hall.buttons.press(PANEL_ADDRESS, 1);
  await until('a number', async () => (await waiting()) === 1, WAIT_MS);
}, 300_000);

test('a keypad is tried on the line that the panel has: its keys are seen, a press of the panel is a number as ever, and both stay on the one line', async () => {
  const hall = must(practice.hall, 'it was asked for');
  const kiosk = await machine.open('kiosk');
  const waiting = async (): Promise<number> => (await kiosk.call('queue.overview', {})).fields.reduce((sum, field) => sum + field.waiting, 0);
  const before = await waiting();
  const shared = { device: { input: { kind: 'line', line: 'panel', address: 1 } } } as SetupChoice;
  const trial = await tried(at('keypad'), shared, 'asking', () => {
    hall.buttons.press(1, 2);
    return false;
  });
  expect([trial.phase, trial.code, trial.seen]).toEqual(['asking', null, ['key-repeat']]);
  hall.buttons.press(PANEL_ADDRESS, 1);
  await until('a number while the keypad is tried', async () => (await waiting()) === before + 1, WAIT_MS);
  expect((await read()).trial?.seen).toEqual(['key-repeat']);
  expect(await admin.call('setup.end-trial', { trialId: trial.trialId, said: 'yes' })).toMatchObject({ outcome: 'passed' });
  expect(await stored(at('keypad'), shared)).toBe('stored');
  const { devices } = settings() as { devices: { lines: Record<string, unknown>; counters: Record<string, { keypad: unknown }> } };
  expect([Object.keys(devices.lines).toSorted(), devices.counters['1']?.keypad]).toMatchObject([['counter-display-1', 'panel'], { input: { line: 'panel', address: 1 } }]);
  await restarted();
  for (const place of [at('panel', null), at('keypad')]) await admin.until(place.role, async () => ((await viewOf(place)).state?.kind === 'ready' ? true : null), { limitMs: WAIT_MS });
  expect(await viewOf(at('keypad'))).toMatchObject({ isOutdated: false, test: { outcome: 'passed' } });
}, 300_000);
