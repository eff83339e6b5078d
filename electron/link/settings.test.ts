// Settings of a machine: what is taken, what is filled in, and that a wrong file names every wrong place by line and column.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMachineSettings } from './settings.ts';
import { WrongSettings } from './settings-file/problem.ts';

const profile = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../resources/points/example.json'), 'utf8')) as { readonly fields: object[]; readonly counters: object[] };
const good = {
  dataFolder: '/data', profile, city: { url: 'https://city.example/wire', key: 'k'.repeat(24) }, devices: {},
  host: { windows: [{ windowId: 'kiosk', caller: { role: 'kiosk' } }, { windowId: 'counter-1', caller: { role: 'counter', counterId: 1 } }] },
};
let file: string;
beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), 'mot-cua-settings-')), 'settings.json');
});
afterEach(() => rmSync(path.dirname(file), { recursive: true, force: true }));
const read = (value: unknown) => {
  writeFileSync(file, typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value, null, 2));
  return readMachineSettings(file);
};
const wrong = (value: unknown): WrongSettings => {
  try {
    read(value);
  } catch (error) {
    if (error instanceof WrongSettings) return error;
    throw error;
  }
  throw new Error('the settings were taken');
};
/** 'line:column code where' of each problem. */
const told = (value: unknown): string[] => wrong(value).problems.map(({ line, column, code, where }) => `${line}:${column} ${code} ${where}`.trimEnd());

it('fills in what may be left out', () => {
  expect(read(good)).toMatchObject({
    settingsVersion: 1, city: { timeoutMs: 10_000, retry: { baseMs: 2000, capMs: 300_000 }, pin: null }, hub: null, host: { port: 0 },
    devices: { ticketPrinter: null, counters: {} }, logs: { folder: path.join('/data', 'logs'), fileBytes: 5_000_000, files: 8 },
  });
  expect(read({ ...good, city: null }).city).toBeNull();
});

it('takes alike encoders that differ in a number or of which one says more', () => {
  const counters = { 1: { keypad: joystick({}) }, 2: { keypad: joystick({ serialNumber: 'A' }) }, 3: { keypad: joystick({ serialNumber: 'B' }) } };
  expect(read({ ...good, devices: { counters } }).devices.counters).toHaveProperty('3');
});

it('without a data folder takes the machine’s own places', () => {
  const { dataFolder: _left, ...rest } = good;
  expect(read(rest)).toMatchObject({ dataFolder: '/var/lib/mot-cua/data', logs: { folder: '/var/lib/mot-cua/logs' } });
});

const lines = { rs485: { kind: 'serial', path: '/dev/ttyUSB0' } };
const joystick = (numbers: Readonly<Record<string, number | string>>) => ({ input: { kind: 'hid-joystick', ...numbers } });
const single = { input: { kind: 'line', line: 'rs485', table: 'single-byte' } };

it.each([
  ['no window', { host: { windows: [] } }, 'list-too-short host.windows'],
  ['a counter without its number', { host: { windows: [{ windowId: 'c', caller: { role: 'counter' } }] } }, 'key-missing host.windows.0.caller.counterId'],
  ['a kiosk with a counter’s number', { host: { windows: [{ windowId: 'k', caller: { role: 'kiosk', counterId: 1 } }] } }, 'key-unknown host.windows.0.caller.counterId'],
  ['a role that is none', { host: { windows: [{ windowId: 'k', caller: { role: 'root' } }] } }, 'not-listed host.windows.0.caller.role'],
  ['a role with a slip', { host: { windows: [{ windowId: 'k', caller: { role: 'kisok' } }] } }, 'not-listed-near host.windows.0.caller.role'],
  ['a window name that could be a path', { host: { windows: [{ windowId: '../k', caller: { role: 'kiosk' } }] } }, 'form-wrong host.windows.0.windowId'],
  ['a window name twice', { host: { windows: [{ windowId: 'k', caller: { role: 'kiosk' } }, { windowId: 'k', caller: { role: 'board' } }] } }, 'window-twice host.windows.1.windowId'],
  ['a window of a counter that is not there', { host: { windows: [{ windowId: 'k', caller: { role: 'counter', counterId: 77 } }] } }, 'counter-unknown host.windows.0.caller.counterId'],
  ['a voice for a window that is no board', { sound: { window: 'kiosk' } }, 'no-such-board sound.window'],
  ['devices of a counter that is not there', { devices: { counters: { 77: {} } } }, 'counter-unknown devices.counters.77'],
  ['a line that is not there', { devices: { panel: { input: { kind: 'line', line: 'lost' }, buttons: [{ button: 1, field: 'A' }] } } }, 'line-unknown devices.panel.input.line'],
  ['a model that nobody knows', { devices: { lines, counters: { 1: { display: { line: 'rs485', table: 'neon' } } } } }, 'table-unknown devices.counters.1.display.table'],
  ['two displays of one address', { devices: { lines, counters: { 1: { display: { line: 'rs485' } }, 2: { display: { line: 'rs485' } } } } }, 'address-twice devices.counters.2.display.line'],
  ['a reader on a line that is not there', { devices: { lines, counters: { 1: { reader: { kind: 'serial', line: 'com9' } } } } }, 'line-unknown devices.counters.1.reader.line'],
  ['a reader on the line of a display', { devices: { lines, counters: { 1: { reader: { kind: 'serial', line: 'rs485' }, display: { line: 'rs485' } } } } }, 'line-taken devices.counters.1.display.line'],
  ['two readers on one line', { devices: { lines, counters: { 1: { reader: { kind: 'serial', line: 'rs485' } }, 2: { reader: { kind: 'serial', line: 'rs485' } } } } }, 'line-taken devices.counters.2.reader.line'],
  ['two keypads on a line without addresses', { devices: { lines, counters: { 1: { keypad: single }, 2: { keypad: single } } } }, 'address-twice devices.counters.2.keypad.input.line'],
  ['two keypads that could be one device', { devices: { counters: { 1: { keypad: joystick({ vendorId: 121 }) }, 2: { keypad: joystick({ productId: 6 }) } } } }, 'device-twice devices.counters.2.keypad.input.kind'],
  ['two readers that could be one device', { devices: { counters: { 1: { reader: { kind: 'hid-pos' } }, 2: { reader: { kind: 'hid-pos' } } } } }, 'device-twice devices.counters.2.reader.kind'],
  ['two readers of one maker', { devices: { counters: { 1: { reader: { kind: 'hid-pos', vendorId: 3118 } }, 4: { reader: { kind: 'hid-pos', productId: 2817 } } } } }, 'device-twice devices.counters.4.reader.kind'],
  ['a panel and a keypad that are alike', { devices: { panel: { ...joystick({}), buttons: [{ button: 1, field: 'A' }] }, counters: { 1: { keypad: joystick({}) } } } }, 'device-twice devices.counters.1.keypad.input.kind'],
  ['a panel of any maker', { devices: { panel: { input: { kind: 'hid-panel', productId: 1 }, buttons: [{ button: 1, field: 'A' }] } } }, 'key-missing devices.panel.input.vendorId'],
  ['two lines on one port', { devices: { lines: { one: { kind: 'serial', path: '/dev/serial/by-id/usb-A' }, two: { kind: 'serial', path: 'usb-A' } } } }, 'port-twice devices.lines.one.path'],
  ['a line on the printer’s port', { devices: { ticketPrinter: { kind: 'escpos-serial', path: 'COM3' }, lines: { one: { kind: 'serial', path: 'com3' } } } }, 'port-twice devices.lines.one.path'],
  ['two lines to one box', { devices: { lines: { one: { kind: 'serial-tcp', host: 'box', port: 4001 }, two: { kind: 'serial-tcp', host: 'box', port: 4001 } } } }, 'port-twice devices.lines.one.port'],
  ['one button for two keys', { devices: { counters: { 1: { keypad: { input: { kind: 'hid-joystick' }, buttons: { done: 1 } } } } } }, 'button-twice devices.counters.1.keypad.buttons.done'],
  ['a button of a field that is not there', { devices: { panel: { input: { kind: 'hid-joystick' }, buttons: [{ button: 1, field: 'Z' }] } } }, 'button-field-unknown devices.panel.buttons.0.field'],
  ['one button twice', { devices: { panel: { input: { kind: 'hid-joystick' }, buttons: [{ button: 1, field: 'A' }, { button: 1, field: 'A' }] } } }, 'button-twice devices.panel.buttons.1.button'],
  ['codes of several lengths', { devices: { buttonTables: { own: { codes: ['31', '3131'] } } } }, 'codes-differ devices.buttonTables.own.codes.1'],
  ['bytes that are none', { devices: { displayTables: { own: { start: 'STX' } } } }, 'form-wrong devices.displayTables.own.start'],
  ['a device of no kind', { devices: { ticketPrinter: { kind: 'fax', host: 'p' } } }, 'not-listed devices.ticketPrinter.kind'],
  ['paper of another width', { devices: { ticketPrinter: { kind: 'escpos-tcp', host: 'p', widthMm: 76 } } }, 'not-listed devices.ticketPrinter.widthMm'],
  ['a counter with an unknown field', { profile: { ...profile, counters: [{ counterId: 1, fields: ['Z'], officerName: '', officerTitle: '' }] } }, 'field-unknown profile.counters.0.fields.0'],
  ['a row of index 766 twice', { profile: { ...profile, index766: { rows: [{ row: '3.6', points: 6, fullAt: 30 }, { row: '3.6', points: 6, fullAt: 50 }] } } }, 'index-row-twice profile.index766.rows.1.row'],
  ['points of index 766 that are not 100 together', { profile: { ...profile, index766: { rows: [{ row: '3.6', points: 8, fullAt: 30 }] } } }, 'index-sum profile.index766.rows'],
  ['a counter number twice', { profile: { ...profile, counters: [...profile.counters, profile.counters[0]] } }, 'counter-twice profile.counters.5.counterId'],
  ['a port that is none', { host: { ...good.host, port: 70_000 } }, 'too-large host.port'],
  ['a port that is half', { host: { ...good.host, port: 1.5 } }, 'kind-wrong host.port'],
  ['a city that is no web address', { city: { ...good.city, url: 'file:///etc/passwd' } }, 'form-wrong city.url'],
  ['a key that is too short', { city: { ...good.city, key: 'short' } }, 'form-wrong city.key'],
  // No header can carry it: every request would fail as if the network were away.
  ['a key with letters that no header carries', { city: { ...good.city, key: 'khóa của máy này, thật dài' } }, 'form-wrong city.key'],
  ['a waiting time of years', { city: { ...good.city, retry: { capMs: 2 ** 31 } } }, 'too-large city.retry.capMs'],
  ['no city and no null', { city: undefined }, 'key-missing city'],
  ['something that nobody knows', { colour: 'red' }, 'key-unknown colour'],
  ['a data folder that depends on where one stands', { dataFolder: 'data' }, 'path-relative dataFolder'],
  ['a Windows path with single strokes', { dataFolder: 'C:\temp' }, 'control-character dataFolder'],
  ['a file for a later program', { settingsVersion: 2, colour: 'red' }, 'version-newer settingsVersion'],
])('refuses %s and names the place', (_name, changed, place) => {
  expect(told({ ...good, ...changed })).toContainEqual(expect.stringMatching(new RegExp(`^\\d+:\\d+ ${place.replaceAll('.', '\\.')}$`)));
});

it('takes readers that can be told apart, by their numbers or since one says more', () => {
  const reader = (numbers: object) => ({ reader: { kind: 'hid-pos', ...numbers } });
  const counters = { 1: reader({ serialNumber: 'A1' }), 2: reader({ serialNumber: 'A2' }), 3: reader({}), 4: reader({ vendorId: 3118, productId: 2817 }) };
  expect(Object.keys(read({ ...good, devices: { counters } }).devices.counters)).toEqual(['1', '2', '3', '4']);
});

it.each(['http://127.0.0.1:8080', 'http://localhost:8080/wire', 'http://[::1]:8080', 'https://city.example'])('takes a city at %s as it is', (url) => {
  expect(read({ ...good, city: { ...good.city, url } }).city?.url).toBe(url);
});

it.each(['http://city.example/wire', 'http://192.0.2.7:8080', 'http://127.0.0.1.example', 'http://localhost.example', 'HTTP://city.example'])('takes %s only when somebody says that the line is private', (url) => {
  expect(told({ ...good, city: { ...good.city, url } })).toEqual([expect.stringMatching(/ https-needed city\.url$/)]);
  expect(read({ ...good, city: { ...good.city, url, privateLine: true } }).city?.url).toBe(url);
});

it('names every wrong place at once, each with its line, in both languages and with what was meant', () => {
  const text = `{
  // the example point
  "dataFolder": "",
  "profile": ${JSON.stringify(profile)},
  "ctiy": null,
  "devices": [],
  "host": { "windows": [ { "windowId": "k", "caller": { "role": "kiosk" } }, ] },
}`;
  const error = wrong(text);
  expect(error.problems.map(({ line, column, code, where, words, text: shown, mark }) => [line, column, code, where, words.en, shown.slice(mark.from, mark.from + mark.length)])).toEqual([
    [3, 17, 'text-too-short', 'dataFolder', 'At least 1 characters are needed.', '""'],
    [5, 3, 'key-misspelt', 'ctiy', 'The program has no setting “ctiy”. Did you mean “city”?', '"ctiy"'],
    [6, 14, 'kind-wrong', 'devices', 'This must be a group { … }, not a list [ … ].', '['],
  ]);
  expect(error.message.split('\n')[1]).toBe(`${file}:5:3: ctiy: The program has no setting “ctiy”. Did you mean “city”?`);
  expect(error.problems[1]?.words.vi).toBe('Chương trình không có mục “ctiy”. Có phải là “city”?');
});
