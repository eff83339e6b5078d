// What an administrator has pinned holds, whatever a settings file says; and a policy that ordinary users could change is refused.

import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMachineSettings } from '../settings.ts';
import { WrongSettings } from './problem.ts';

const profile = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../resources/points/example.json'), 'utf8')) as unknown;
const good = { profile, city: { url: 'https://one.example/wire', key: 'k'.repeat(24), timeoutMs: 7000 }, devices: {}, host: { windows: [{ windowId: 'kiosk', caller: { role: 'kiosk' } }] } };
const me = process.getuid?.() ?? 0;

let folder: string;
let places: { readonly settings: string; readonly policy: string; readonly data: string; readonly logs: string; readonly updates: string };
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-policy-'));
  const own = path.join(folder, 'own');
  mkdirSync(own, { mode: 0o755 });
  places = { settings: path.join(own, 'settings.json'), policy: path.join(own, 'policy.json'), data: path.join(folder, 'data'), logs: path.join(folder, 'logs'), updates: path.join(folder, 'updates') };
  writeFileSync(places.settings, JSON.stringify(good, null, 2), { mode: 0o644 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const policy = (value: unknown): void => writeFileSync(places.policy, typeof value === 'string' ? value : JSON.stringify(value, null, 2), { mode: 0o644 });
const read = (file = places.settings) => readMachineSettings(file, { places, owner: me });
function told(file = places.settings): unknown {
  try {
    read(file);
    return 'taken';
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    return [path.basename(error.file ?? ''), ...error.problems.map(({ line, code, where }) => `${line} ${code} ${where}`.trimEnd())];
  }
}

it('without a policy the settings hold', () => {
  expect(read().city).toMatchObject({ url: 'https://one.example/wire', timeoutMs: 7000 });
});

it('pinned values hold over the file’s, group by group, and may bring what the file lacks', () => {
  policy({ policyVersion: 1, pinned: { city: { url: 'https://two.example/wire' }, retention: { scanDays: 5 }, host: { windows: [{ windowId: 'board', caller: { role: 'board' } }] } } });
  expect(read()).toMatchObject({ city: { url: 'https://two.example/wire', timeoutMs: 7000 }, retention: { scanDays: 5, dossierDays: 730 }, host: { windows: [{ windowId: 'board' }] } });
});

it('a file cannot get around a pinned value by writing null, nothing, or another kind of value', () => {
  policy({ policyVersion: 1, pinned: { city: { url: 'https://two.example/wire', key: 'p'.repeat(24) } } });
  for (const city of [null, undefined, 'none', [], {}]) {
    writeFileSync(places.settings, JSON.stringify({ ...good, city }));
    expect(read().city).toMatchObject({ url: 'https://two.example/wire', key: 'p'.repeat(24) });
  }
});

it('a locked policy refuses every other settings file and says which one counts', () => {
  const other = path.join(folder, 'other.json');
  writeFileSync(other, JSON.stringify(good));
  policy({ policyVersion: 1 });
  expect(told(other)).toBe('taken');
  policy('{ "policyVersion": 1, "lockSettingsFile": true, }');
  expect([told(other), told()]).toEqual([['other.json', '1 policy-forbids-file'], 'taken']);
});

it.each([
  ['a wrong pinned value', '{\n  "policyVersion": 1,\n  "pinned": {\n    "city": { "url": "nonsense" }\n  }\n}', ['policy.json', '4 form-wrong city.url']],
  ['a pinned key that is none', '{\n  "policyVersion": 1,\n  "pinned": {\n    "ctiy": null\n  }\n}', ['policy.json', '4 key-misspelt ctiy']],
  ['a key of its own that is none', '{\n  "policyVersion": 1,\n  "lockSettingFile": true\n}', ['policy.json', '3 key-misspelt lockSettingFile']],
  ['a later version', '{\n  "policyVersion": 2\n}', ['policy.json', '2 not-listed policyVersion']],
  ['broken brackets', '{\n  "policyVersion": 1', ['policy.json', '1 bracket-open']],
])('%s is named in the policy, not in the settings', (_name, text, expected) => {
  policy(text);
  expect(told()).toEqual(expected);
});

it('a policy that others may write, or that lies where they may, is refused', () => {
  const refused = ['policy.json', '1 policy-untrusted'];
  policy({ policyVersion: 1 });
  chmodSync(places.policy, 0o664);
  expect(told()).toEqual(refused);
  chmodSync(places.policy, 0o644);
  expect(told()).toBe('taken');
  chmodSync(path.dirname(places.policy), 0o777);
  expect(told()).toEqual(refused);
  chmodSync(path.dirname(places.policy), 0o755);
  rmSync(places.policy);
  writeFileSync(path.join(folder, 'elsewhere.json'), '{"policyVersion": 1}');
  symlinkSync(path.join(folder, 'elsewhere.json'), places.policy);
  expect(told()).toEqual(refused);
});

it('a policy of another owner is refused', () => {
  policy({ policyVersion: 1 });
  // Only root can give a file away; anybody else stands in for the other owner.
  if (me === 0) chownSync(places.policy, 65_534, 65_534);
  expect(() => readMachineSettings(places.settings, { places, owner: me === 0 ? 0 : me + 1 })).toThrow(/Ordinary users can change this policy file/);
});
