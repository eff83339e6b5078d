// Settings of a machine: what is taken, what is filled in, and that a wrong file says every wrong place.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMachineSettings, WrongSettings } from './settings.ts';

const profile = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../resources/points/example.json'), 'utf8')) as object;
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
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return readMachineSettings(file);
};

it('fills in what may be left out', () => {
  expect(read(good)).toMatchObject({ city: { timeoutMs: 10_000, retry: { baseMs: 2000, capMs: 300_000 }, pin: null }, host: { port: 0 } });
  expect(read({ ...good, city: null }).city).toBeNull();
});

it.each([
  ['no window', { host: { windows: [] } }, 'host.windows'],
  ['a counter without its number', { host: { windows: [{ windowId: 'c', caller: { role: 'counter' } }] } }, 'host.windows.0.caller'],
  ['a kiosk with a counter’s number', { host: { windows: [{ windowId: 'k', caller: { role: 'kiosk', counterId: 1 } }] } }, 'host.windows.0.caller'],
  ['a role that is none', { host: { windows: [{ windowId: 'k', caller: { role: 'root' } }] } }, 'host.windows.0.caller'],
  ['a window name that could be a path', { host: { windows: [{ windowId: '../k', caller: { role: 'kiosk' } }] } }, 'host.windows.0.windowId'],
  ['a port that is none', { host: { ...good.host, port: 70_000 } }, 'host.port'],
  ['a city that is no web address', { city: { ...good.city, url: 'file:///etc/passwd' } }, 'city.url'],
  ['a key that is too short', { city: { ...good.city, key: 'short' } }, 'city.key'],
  // No header can carry it: every request would fail as if the network were away.
  ['a key with letters that no header carries', { city: { ...good.city, key: 'khóa của máy này, thật dài' } }, 'city.key'],
  ['a waiting time of years', { city: { ...good.city, retry: { capMs: 2 ** 31 } } }, 'city.retry.capMs'],
  ['no city and no null', { city: undefined }, 'city'],
  ['something that nobody knows', { colour: 'red' }, ''],
])('refuses %s and names the place', (_name, changed, place) => {
  expect(() => read({ ...good, ...changed })).toThrow(WrongSettings);
  expect(() => read({ ...good, ...changed })).toThrow(`${file}: ${place}`);
});

it.each(['http://127.0.0.1:8080', 'http://localhost:8080/wire', 'http://[::1]:8080', 'https://city.example'])('takes a city at %s as it is', (url) => {
  expect(read({ ...good, city: { ...good.city, url } }).city?.url).toBe(url);
});

it.each(['http://city.example/wire', 'http://192.0.2.7:8080', 'http://127.0.0.1.example', 'http://localhost.example', 'HTTP://city.example'])('takes %s only when somebody says that the line is private', (url) => {
  expect(() => read({ ...good, city: { ...good.city, url } })).toThrow(`${file}: city.url: `);
  expect(read({ ...good, city: { ...good.city, url, privateLine: true } }).city?.url).toBe(url);
});

it('names every wrong place at once', () => {
  const lines = (): string[] => {
    try {
      read({ ...good, dataFolder: '', devices: [] });
      return [];
    } catch (error) {
      return error instanceof WrongSettings ? error.message.split('\n') : [];
    }
  };
  expect(lines().map((line) => line.replace(`${file}: `, '').split(':')[0])).toEqual(['dataFolder', 'devices']);
});

it.each(['', '{', 'null', '[]', '"x"'])('refuses a file that holds %j', (text) => {
  expect(() => read(text)).toThrow(WrongSettings);
});

it('refuses a file that is not there', () => {
  expect(() => readMachineSettings(path.join(path.dirname(file), 'absent.json'))).toThrow(/absent\.json cannot be read as JSON/);
});
