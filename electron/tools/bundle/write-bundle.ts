// The order --support-bundle: one zip with what a technician far away needs to see, and nothing of anybody. Every part may fail by itself, and says so in its place.

import { writeFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { machineSettingsSchema, readMachineSettings, type MachineSettings } from '../../link/settings.ts';
import { outlineOf, writtenSchema } from '../../link/settings-file/outline.ts';
import { WrongSettings } from '../../link/settings-file/problem.ts';
import { readLooseValue } from '../../link/settings-file/read-settings.ts';
import { settingsFingerprint } from '../../link/settings-fingerprint.ts';
import { machinePlaces } from '../../link/machine-places.ts';
import { EXIT } from '../../link/tool-orders.ts';
import type { KeyVault } from '../../station/life/keys/vault.ts';
import { healthOf } from '../health.ts';
import type { Outcome } from '../outcome.ts';
import { keyOf, storeFileOf } from '../store-places.ts';
import { readLogTails } from './log-tails.ts';
import { diskFacts, machineFacts, storeFacts } from './machine-facts.ts';
import { scrubbed } from './scrub.ts';
import { shownSettings } from './shown-settings.ts';

interface BundleParts {
  readonly settingsFile: string;
  readonly target: string;
  readonly version: string;
  readonly vault: KeyVault;
}

const README = `Gói hỗ trợ của Một Cửa. Không có dữ liệu cá nhân: tên, số giấy tờ, điện thoại, địa chỉ, khóa và mã PIN không được đưa vào.
Support bundle of Một Cửa. No personal data: names, document numbers, telephones, addresses, keys and PINs are not taken in.

about.json     phiên bản và máy / versions and machine
settings.json  cài đặt; chữ không cần thiết ghi là (left out) / settings; texts that are not needed are (left out)
health.json    các mục tự kiểm tra và thiết bị / self-checks and devices
store.json     số dòng của dữ liệu / counts of the store
disk.json      ổ đĩa / disk
errors.json    các lỗi gần nhất / the last errors
logs/          phần cuối của nhật ký / the last lines of the logs
`;

/** Never overwrites a file. Works with settings that are wrong: then it tells what is wrong with them, and has no store and no health. */
export async function writeBundle({ settingsFile, target, version, vault }: BundleParts): Promise<Outcome> {
  const settings = readOrProblems(settingsFile);
  const good = settings instanceof WrongSettings ? null : settings;
  const tails = readLogTails(good?.logs.folder ?? machinePlaces(process.platform, process.env).logs);
  const json = (value: unknown): Uint8Array => strToU8(`${JSON.stringify(value, null, 2)}\n`);
  const none = { missing: 'the settings cannot be used' };
  const files: Record<string, Uint8Array> = {
    'README.txt': strToU8(README),
    'about.json': json({ ...(machineFacts(version) as object), settings: good === null ? null : settingsFingerprint(good), linesLeftOut: tails.leftOut }),
    'settings.json': json({ problems: settings instanceof WrongSettings ? settings.problems.map(({ code, line, column }) => ({ code, line, column })) : [], values: shownSettings(readLooseValue(settingsFile), outlineOf(writtenSchema(machineSettingsSchema))) }),
    'health.json': json(good === null ? none : await part(async () => scrubbed(await healthOf(good, vault)))),
    'store.json': json(good === null ? none : await part(async () => storeFacts(storeFileOf(good.dataFolder), await keyOf(good, vault)))),
    'disk.json': json(good === null ? none : diskFacts(good.dataFolder)),
    'errors.json': json(tails.errors),
    ...Object.fromEntries(Object.entries(tails.files).map(([name, text]) => [`logs/${name}`, strToU8(text)])),
  };
  try {
    writeFileSync(target, zipSync(files, { level: 6 }), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { code: EXIT.failed, lines: [`${target}: ${code === 'EEXIST' ? 'đã có tệp này, không ghi đè / there is such a file, and it is not written over' : code}`], json: { written: null, code } };
  }
  return { code: EXIT.fine, lines: [`${target}: ${Object.keys(files).length} files`], json: { written: target, files: Object.keys(files) } };
}

function readOrProblems(file: string): MachineSettings | WrongSettings {
  try {
    return readMachineSettings(file);
  } catch (error) {
    if (error instanceof WrongSettings) return error;
    throw error;
  }
}

/** A part that cannot be had leaves the name of its error, never its words. */
async function part(make: () => Promise<unknown>): Promise<unknown> {
  try {
    return await make();
  } catch (error) {
    return { missing: error instanceof Error ? error.name : typeof error };
  }
}
