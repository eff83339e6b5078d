// A machine looked after from a terminal: each order does its work, refuses while the station runs, and ends with the code that scripts rely on.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { run } from '../../../build/checks/spawn.ts';
import { readMachineSettings } from '../../../electron/link/settings.ts';
import { isExitPin } from '../../../electron/link/exit-pin.ts';
import { fileVault } from '../../../electron/station/life/keys/vault.ts';
import { StationDatabase } from '../../../electron/station/store/database.ts';
import { stationKeys } from '../../../electron/station/station-keys.ts';
import { until } from '../city/city-under-test.ts';
import { Machine } from './machine.ts';

const entry = path.resolve(import.meta.dirname, '../../../electron/tools/main.ts');
const toolOf = (machine: Machine) => (...words: readonly string[]) => run(process.execPath, [entry, '--settings', machine.settingsFile, ...words]);
const reborn = (machine: Machine) => machine.lines().filter((line) => z.object({ event: z.literal('store.reborn') }).safeParse(line).success);
const healthSays = z.object({ verdict: z.string(), source: z.string(), checks: z.array(z.object({ number: z.int(), name: z.string(), state: z.string() })) });
const healthIn = (out: string) => healthSays.parse(JSON.parse(out));

it('F7: a copy as old as the last mark is put back by a person: what the second after it may have given is not given again', async () => {
  await using machine = new Machine();
  const tool = toolOf(machine);
  await machine.start();
  await machine.end();
  await tool('--backup');
  expect(await tool('--restore', 'newest')).toMatchObject({ code: 0 });
  expect(existsSync(path.join(machine.dataFolder, 'restored'))).toBe(true);
  await machine.start();
  expect(reborn(machine)).toEqual([expect.objectContaining({ reason: 'restored', incarnation: 2 })]);
  expect(existsSync(path.join(machine.dataFolder, 'restored'))).toBe(false);
  await machine.end();
  await machine.start();
  expect(reborn(machine)).toHaveLength(1);
}, 180_000);

it('a copy is made, listed, checked and restored from a terminal, the lists are made anew, and the station starts on it', async () => {
  await using machine = new Machine();
  await machine.start();
  const tool = toolOf(machine);
  for (const order of [['--restore', 'newest'], ['--backup'], ['--check-data'], ['--rebuild'], ['--salvage']]) expect([order, (await tool(...order)).code]).toEqual([order, 3]);
  await machine.end();
  expect(await tool('--restore', 'newest')).toMatchObject({ code: 1, out: 'RefusedBackup: the copy is refused: missing\n' });
  expect(await tool('--backup')).toMatchObject({ code: 0, out: expect.stringMatching(/^store-000001-\d{8}T\d{6}Z-\d+-asked\.db {2}whole, event \d+, own-disk\n$/) as unknown });
  expect(await tool('--copies')).toMatchObject({ code: 0, out: expect.stringMatching(/^store-000001-.*\n1 copies\n$/) as unknown });
  expect(await tool('--check-data')).toMatchObject({ code: 0, out: expect.stringMatching(/^store-000001-.* {2}whole, event \d+\nstation\.db {2}whole, event \d+\n$/) as unknown });
  expect(await tool('--rebuild')).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+ events were read\. Every list says what they say\.\n$/) as unknown });
  expect(await tool('--restore', 'newest')).toMatchObject({ code: 0, out: expect.stringMatching(/ is the store now, up to event \d+\. What stood there lies in .*set-aside.1\.\n$/) as unknown });
  expect(await tool('--salvage')).toMatchObject({ code: 0, out: expect.stringMatching(/^(\d+) events were saved of \1\. What stood there lies in .*set-aside.2\.\n$/) as unknown });
  expect((await machine.start()).kind).toBe('listening');
}, 300_000);

it('a row that somebody changed is found and made anew', async () => {
  await using machine = new Machine();
  await machine.start();
  const kiosk = await machine.open('kiosk');
  await kiosk.call('ticket.issue', { field: 'A' as never, priority: 'none', procedureCode: null });
  await machine.end();
  const settings = readMachineSettings(machine.settingsFile);
  const key = await stationKeys(settings, fileVault).find();
  {
    using database = StationDatabase.open(machine.dataFolder, key);
    database.write((store) => store.run(`UPDATE ticket SET field = 'B'`, {}));
  }
  const tool = toolOf(machine);
  expect(await tool('--rebuild')).toMatchObject({ code: 0, out: expect.stringMatching(/ticket: 1 of 1 rows/) as unknown });
  expect(await tool('--rebuild')).toMatchObject({ code: 0, out: expect.stringMatching(/Every list says what they say/) as unknown });
}, 180_000);

it('health is that of the running station while it runs, of the stored state when it does not, and each ends with its code', async () => {
  await using machine = new Machine();
  const tool = toolOf(machine);
  expect(await tool('--health')).toMatchObject({ code: 2, out: expect.stringMatching(/ 0 station {4}warning {2}reason=no-data/) as unknown });
  expect(existsSync(machine.dataFolder)).toBe(false);
  await machine.start();
  await until('the first word on health', () => existsSync(path.join(machine.dataFolder, 'health.json')), 30_000);
  const running = healthIn((await tool('--health', '--json')).out);
  expect([running.source, running.checks.map(({ number }) => number).slice(0, 3)]).toEqual(['running', [1, 2, 3]]);
  rmSync(path.join(machine.dataFolder, 'health.json'));
  expect(await tool('--health')).toMatchObject({ code: 1, out: expect.stringMatching(/^failed {2}\(silent/) as unknown });
  await machine.end();
  const stored = await tool('--health', '--json');
  expect(healthIn(stored.out)).toMatchObject({ source: 'stored', checks: [{ name: 'store', state: 'ok' }, { name: 'log-seal', state: 'ok' }, { name: 'key' }, { name: 'disk' }, { name: 'backup' }] });
  writeFileSync(path.join(machine.dataFolder, 'data.key'), Buffer.alloc(32, 1));
  expect(await tool('--health')).toMatchObject({ code: 1, out: expect.stringMatching(/ 2 store {6}failed/) as unknown });
  rmSync(path.join(machine.dataFolder, 'data.key'));
  expect(await tool('--backup')).toMatchObject({ code: 4 });
}, 180_000);

it('wrong settings are printed with file, line and column, without the key, and end every order with its own code', async () => {
  await using machine = new Machine();
  const tool = toolOf(machine);
  expect(await tool('--check-settings')).toMatchObject({ code: 0, out: expect.stringContaining('can be used') as unknown });
  const secret = 'vErY-sEcReT-0123456789';
  writeFileSync(machine.settingsFile, readFileSync(machine.settingsFile, 'utf8').replace('"city":null', `"city":{"url":"https://city.example","key":"${secret}","timeout":5}`));
  const checked = await tool('--check-settings');
  expect(checked).toMatchObject({ code: 65, out: expect.stringMatching(/settings\.json:1:\d+: city\.timeout: .*\n.*The program has no setting “timeout”\. Did you mean “timeoutMs”/) as unknown });
  for (const order of ['--health', '--backup', '--copies']) expect([order, (await tool(order)).code]).toEqual([order, 65]);
  const json = await tool('--check-settings', '--json');
  expect(JSON.parse(json.out)).toMatchObject({ verdict: 'failed', problems: [{ code: 'key-misspelt', where: 'city.timeout', line: 1 }] });
  expect(`${checked.out}${checked.err}${json.out}`).not.toContain(secret);
  expect(await run(process.execPath, [entry, '--check-settings', path.join(machine.folder, 'absent.json')])).toMatchObject({ code: 65 });
}, 180_000);

it('a PIN becomes the value for the settings, and what is printed can go into a file', async () => {
  await using machine = new Machine();
  const pin = path.join(machine.folder, 'pin.txt');
  const out = path.join(machine.folder, 'out.txt');
  writeFileSync(pin, '482913\n');
  expect(await run('sh', ['-c', `"${process.execPath}" "${entry}" --exit-pin --out "${out}" < "${pin}"`])).toMatchObject({ code: 0, out: '' });
  expect(await isExitPin('482913', readFileSync(out, 'utf8').trim())).toBe(true);
});

it.each([[[]], [['--restore']], [['--copies', 'newest']], [['--mend']], [['--backup', '--rebuild']], [['--support-bundle']]])('the words %j are answered with how it is used', async (words) => {
  const { code, err } = await run(process.execPath, [entry, ...words]);
  expect([code, err]).toEqual([64, expect.stringContaining('mot-cua [--settings FILE]')]);
});
