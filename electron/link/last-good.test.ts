// What is remembered of the last good settings: over restarts, for one settings file each, without a secret, and never believed when it is not whole.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readExampleProfile } from '../../build/demo/example-point.ts';
import type { EpochMs } from '../../shared/base/ids.ts';
import { hashExitPin } from './exit-pin.ts';
import { findLastGood, keepLastGood } from './last-good.ts';
import { readMachineSettings, type MachineSettings } from './settings.ts';
import { readSettingsOf } from './settings-reading.ts';

const CITY_KEY = 'a-key-of-the-city-000';
const profile = readExampleProfile();
let root: string;
let file: string;
let own: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'mot-cua-last-good-'));
  [file, own] = [path.join(root, 'settings.json'), path.join(root, 'own')];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const kiosk = { windowId: 'kiosk', caller: { role: 'kiosk' as const }, display: 'ELO' };
async function good(windows: readonly object[] = [kiosk]): Promise<MachineSettings> {
  writeFileSync(file, JSON.stringify({ dataFolder: path.join(root, 'data'), profile, city: { url: 'https://city.example', key: CITY_KEY }, devices: {}, host: { windows }, kiosk: { exitPin: await hashExitPin('246813') } }));
  return readMachineSettings(file);
}
const keep = (settings: MachineSettings, at = 1_700_000_000_000): unknown[] => {
  const refused: unknown[] = [];
  keepLastGood(file, settings, [settings.dataFolder, own], at as EpochMs, (error) => refused.push(error));
  return refused;
};
const remembered = (folder: string): string => path.join(folder, readdirSync(folder).find((name) => name.startsWith('last-good-')) ?? 'nothing');

it('windows, place of the data, exit PIN and telephone are there after a restart, for the owner’s eyes only, and no secret is', async () => {
  const settings = await good();
  expect(keep(settings)).toEqual([]);
  const found = findLastGood(file, [own]);
  expect(found).toEqual({ version: 1, at: 1_700_000_000_000, file, dataFolder: settings.dataFolder, windows: [kiosk], exitPin: settings.kiosk.exitPin, unit: { name: profile.unit.name, phone: profile.unit.phone } });
  expect(findLastGood(file, [settings.dataFolder])).toEqual(found);
  expect([statSync(remembered(own)).mode & 0o777, readFileSync(remembered(own), 'utf8').includes(CITY_KEY)]).toEqual([0o600, false]);
});

it('is of one settings file: another one’s changes nothing for it', async () => {
  keep(await good());
  expect(findLastGood(path.join(root, 'other.json'), [own])).toBeNull();
});

it('is not written again where it is known, and a folder that refuses does not keep the other from it', async () => {
  const settings = await good();
  keep(settings, 1);
  keep(settings, 2);
  expect(findLastGood(file, [own])?.at).toBe(1);
  rmSync(own, { recursive: true });
  writeFileSync(own, 'a file in its place');
  const next = await good([kiosk, { windowId: 'admin', caller: { role: 'admin' } }]);
  expect(keep(next, 3)).toHaveLength(1);
  expect(findLastGood(file, [own, settings.dataFolder])?.windows).toHaveLength(2);
});

describe('is as if nothing were remembered', () => {
  it.each([
    ['when it is cut', (text: string) => text.slice(0, 60)],
    ['when it names a role that there is not', (text: string) => text.replace('"kiosk"', '"root"').replace('"role":"kiosk"', '"role":"root"')],
    ['when it has no window', (text: string) => text.replace(/"windows":\[[^\]]*\]/, '"windows":[]')],
    ['when it says more than it may', (text: string) => text.replace('{', '{"city":{},')],
    ['when it is of another settings file', (text: string) => text.replace('settings.json', 'settings2.json')],
    ['when it is larger than it can be', (text: string) => text + ' '.repeat(70_000)],
  ])('%s', async (_name, spoil) => {
    keep(await good());
    const place = remembered(own);
    writeFileSync(place, spoil(readFileSync(place, 'utf8')));
    expect(findLastGood(file, [own])).toBeNull();
  });
});

it('the newest of several is believed', async () => {
  const settings = await good();
  const other = await good([kiosk, { windowId: 'board', caller: { role: 'board' } }]);
  keepLastGood(file, settings, [own], 1 as EpochMs, () => expect.unreachable());
  keepLastGood(file, other, [path.join(root, 'later')], 2 as EpochMs, () => expect.unreachable());
  expect(findLastGood(file, [own, path.join(root, 'later')])?.windows).toHaveLength(2);
});

describe('a reading of settings that cannot be used', () => {
  const read = () => readSettingsOf(file, [own], () => undefined);
  const windowsOf = () => {
    const reading = read();
    return reading.kind === 'wrong' ? reading.windows.map(({ windowId, caller }) => `${windowId} ${caller.role}`) : 'good';
  };

  it('has the windows of the last good ones, whether the file is spoilt, half there, or gone', async () => {
    keep(await good());
    for (const text of ['', '{ "host": ', '{"host":{"windows":[{"windowId":"admin","caller":{"role":"admin"}},', '\u0000\u0000']) {
      writeFileSync(file, text);
      expect(windowsOf(), text).toEqual(['kiosk kiosk']);
    }
    rmSync(file);
    expect(windowsOf()).toEqual(['kiosk kiosk']);
    expect(read()).toMatchObject({ lastGood: { exitPin: expect.stringContaining('scrypt$') as string } });
  });

  it('finds what lies beside the data where the file still says where that is', async () => {
    const settings = await good();
    keepLastGood(file, settings, [settings.dataFolder], 1 as EpochMs, () => expect.unreachable());
    writeFileSync(file, JSON.stringify({ dataFolder: settings.dataFolder, host: { windows: 'none' } }));
    expect(windowsOf()).toEqual(['kiosk kiosk']);
  });

  it('on a machine that never had good ones has the windows of the file as far as they can be made out, else one for the administration', () => {
    mkdirSync(own);
    writeFileSync(file, JSON.stringify({ colour: 'red', host: { windows: [kiosk] } }));
    expect(windowsOf()).toEqual(['kiosk kiosk']);
    writeFileSync(file, '{ "host": ');
    expect(windowsOf()).toEqual(['plain admin']);
  });
});
