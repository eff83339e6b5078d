// What the station of training can never do, read off its imports; and what it takes of a machine's settings, of a card, and of its own folder.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseIdCard } from '../../shared/domain/card/id-card.ts';
import { exampleWindows, readExampleProfile } from '../../build/demo/example-point.ts';
import { readMachineSettings } from '../link/settings.ts';
import { trainingSettings } from '../link/training.ts';
import { inventedCard } from './training-card.ts';
import { systemClock } from './life/clock.ts';
import { startSigning } from './station-signing.ts';
import { startAfresh, wantAfresh } from './training-folder.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-training-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every file and package that is loaded with `entry`; what is imported as a type only is not. */
function loadedWith(entry: string): ReadonlySet<string> {
  const loaded = new Set<string>();
  const look = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    if (!file.endsWith('.ts')) return;
    const source = readFileSync(path.join(root, file), 'utf8');
    for (const [, isType, from = ''] of source.matchAll(/^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'/gm)) {
      if (isType === undefined) look(from.startsWith('.') ? path.relative(root, path.resolve(root, path.dirname(file), from)) : `package ${from}`);
    }
    for (const [, from = ''] of source.matchAll(/\bimport\('([^']+)'\)/g)) look(from.startsWith('.') ? path.relative(root, path.resolve(root, path.dirname(file), from)) : `package ${from}`);
  };
  look(entry);
  return loaded;
}

const speaksWithTheCity = (file: string): boolean => /^electron\/station\/(sync|lan)\/|^electron\/update\/(fetch\/|finder|updater)|^package (undici|ws)/.test(file);

it('loads nothing that speaks with a city or fetches new versions, where the other station loads both', () => {
  const training = loadedWith('electron/station/training.ts');
  expect([...training].filter(speaksWithTheCity)).toEqual([]);
  expect(training.size).toBeGreaterThan(150);
  const serving = [...loadedWith('electron/station/station.ts')].filter(speaksWithTheCity);
  expect(serving).toEqual(expect.arrayContaining(['electron/station/sync/city-client.ts', 'electron/update/fetch/http-source.ts', 'package undici']));
});

function settings(more: object = {}) {
  const profile = readExampleProfile();
  const file = path.join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify({ dataFolder: path.join(folder, 'data'), profile, devices: {}, city: { url: 'http://127.0.0.1:9', key: 'a-key-that-is-long-enough-1' }, host: { windows: exampleWindows(profile) }, ...more }));
  return readMachineSettings(file);
}

it('signs nothing: a real token would put a real officer’s word on an exercise', async () => {
  const training = trainingSettings(settings({ signing: { module: path.join(folder, 'token.so') } }));
  expect(training.signing.module).toBeNull();
  await using signing = startSigning({ settings: training, workerFile: (name) => path.join(folder, name), clock: systemClock, log: { info: () => undefined, warn: () => undefined, error: () => undefined } });
  await expect(signing.desk.tokens()).rejects.toMatchObject({ code: 'token.training' });
});

it('takes neither the city nor the account nor the book of receipts over, and keeps apart from the real folder', () => {
  const account = { bankNumber: '970436', bankName: 'Ngân hàng mẫu', account: '000000001', holder: 'UBND XA MAU' };
  const real = settings({ payment: { account, receiptBook: { symbol: 'MAU/26P', volume: '01' } }, backup: { folder: path.join(folder, 'second') } });
  const training = trainingSettings(real);
  expect(training).toMatchObject({ city: null, hub: null, backup: {}, dataFolder: path.join(folder, 'data', 'training'), profile: { station: 'TAP' }, payment: { account: null, receiptBook: { symbol: 'TAP', volume: '00' } } });
  expect(JSON.stringify(training)).not.toContain('a-key-that-is-long-enough-1');
  expect(training.logs.folder.startsWith(training.dataFolder)).toBe(true);
});

it('is a name that no settings of a station may have', () => {
  expect(() => settings({ profile: { ...readExampleProfile(), station: 'TAP' } })).toThrow(/TAP/);
});

it('takes an invented person in place of whoever holds up a card, the same for the same card, and leaves other codes alone', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const card = bytes('001185000012|012345678|Nguyễn Thị Hồng Ánh|15031985|Nữ|Thôn Đa Chất|10052021');
  const text = new TextDecoder().decode(inventedCard(card));
  expect(text).not.toContain('Ánh');
  expect(parseIdCard(text)).toMatchObject({ kind: 'card', person: { fullName: expect.stringContaining('Tập') as unknown } });
  expect(inventedCard(card)).toEqual(inventedCard(card));
  const code = bytes('T149-TAP-000001-7');
  expect(inventedCard(code)).toBe(code);
});

it('begins afresh at the next start and not before, and ends what a killed start had left', () => {
  const place = path.join(folder, 'afresh', 'training');
  startAfresh(place);
  writeFileSync(path.join(place, 'station.db'), 'practised');
  startAfresh(place);
  expect(existsSync(path.join(place, 'station.db'))).toBe(true);
  wantAfresh(place);
  expect(existsSync(path.join(place, 'station.db'))).toBe(true);
  mkdirSync(path.join(folder, 'afresh', 'training-old-2'));
  // What a killed removal left, under the very name that comes next by counting.
  writeFileSync(path.join(folder, 'afresh', 'training-old-2', 'left'), '');
  startAfresh(place);
  expect(existsSync(path.join(place, 'station.db'))).toBe(false);
  expect(existsSync(path.join(folder, 'afresh', 'training-old-2'))).toBe(false);
});
