// A page from the administration to a printer of the operating system under the browser host: laid out by a real browser, handed to `lp` once, whatever is asked again and whoever dies meanwhile.

import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureChromium } from '../../../build/setup/chromium.ts';
import { until } from '../city/city-under-test.ts';
import { isRunning, Machine } from '../station/machine.ts';

let machine: Machine;
let bin: string;
beforeEach(() => {
  machine = new Machine();
  bin = path.join(machine.folder, 'bin');
  mkdirSync(bin);
  program('lpstat', 'printf "office\\n"');
});
afterEach(() => machine[Symbol.asyncDispose]());

const program = (name: string, script: string): void => {
  writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(bin, name), 0o755);
};
const start = async () => await machine.start([], { PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`, CHROMIUM_PATH: await ensureChromium() });
const calls = (): number => (existsSync(path.join(bin, 'calls')) ? readFileSync(path.join(bin, 'calls'), 'utf8').trim().split('\n').length : 0);

it('the test page is one page of A4 at the printer that was named, and a request that comes twice prints once', async () => {
  program('lp', `echo "$@" >> '${bin}/calls'; cat > '${bin}/printed.pdf'`);
  await start();
  const admin = await machine.open('admin');
  expect(await admin.call('system-printer.list', {})).toEqual({ printers: [{ name: 'office', label: 'office' }] });
  const request = { requestId: randomUUID(), printer: 'office' };
  const both = await Promise.all([admin.call('system-printer.test', request), admin.call('system-printer.test', request)]);
  expect(both).toEqual([{ outcome: 'printed', code: null }, { outcome: 'printed', code: null }]);
  expect([calls(), readFileSync(path.join(bin, 'calls'), 'utf8')]).toEqual([1, '-d office -n 1 -t Mot Cua\n']);
  const pdf = readFileSync(path.join(bin, 'printed.pdf'), 'latin1');
  expect([pdf.startsWith('%PDF-'), pdf.match(/\/Type\s*\/Page\b/g)?.length, /\/MediaBox\s*\[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/.test(pdf)]).toEqual([true, 1, true]);
  expect(await admin.call('system-printer.test', { printer: 'attic' })).toEqual({ outcome: 'failed', code: 'printer.absent' });
});

it('a host that dies while it prints leaves the outcome unknown, and the same request prints nothing more', async () => {
  program('lp', `echo "$@" >> '${bin}/calls'; exec sleep 600`);
  await start();
  const admin = await machine.open('admin');
  const request = { requestId: randomUUID(), printer: 'office' };
  void admin.call('system-printer.test', request).catch(() => undefined);
  await until('the job handed over', () => calls() === 1, 60_000);
  const { stationPid } = machine;
  await machine.end('SIGKILL');
  await until('its station gone', () => !isRunning(stationPid), 30_000);
  await start();
  expect(await (await machine.open('admin')).call('system-printer.test', request)).toEqual({ outcome: 'unknown', code: 'printer.timeout' });
  expect(calls()).toBe(1);
});

it('where no printing system is installed it is said', async () => {
  await machine.start([], { PATH: path.dirname(process.execPath) });
  await expect((await machine.open('admin')).call('system-printer.list', {})).rejects.toMatchObject({ failure: { code: 'host.not-here' } });
});
