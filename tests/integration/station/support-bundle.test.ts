// A support bundle of a station full of people: every byte of it is looked through for what is known of them, and of the machine's secrets.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { run } from '../../../build/checks/spawn.ts';
import { must } from '../../../shared/base/must.ts';
import { until } from '../city/city-under-test.ts';
import { Machine, startDevices } from './machine.ts';

const entry = path.resolve(import.meta.dirname, '../../../electron/tools/main.ts');
const PERSON = { fullName: 'Nguyễn Thị Lựu Ví Dụ', idNumber: '001185000012', phone: '0912000099', address: 'Thôn Đa Chất Ví Dụ' };
const CARD = `${PERSON.idNumber}|012345678|${PERSON.fullName}|15031985|Nữ|${PERSON.address}, xã Phú Xuyên, TP Hà Nội|10052021`;
const KEY = 'vErY-sEcReT-0123456789-StAtIoN-kEy';
const LOOSE = 'unKnOwN-sEcReT-9876543210';

/** Lower case, without accents, gaps and signs between digits: however a word is written down, it is found. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'd').toLowerCase().replaceAll(/\s+/g, ' ');

function contentOf(zip: Uint8Array): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
}

/** Which of `words` stand in which file of the bundle, by name or content. */
function found(files: Readonly<Record<string, string>>, words: readonly string[]): string[] {
  return Object.entries(files).flatMap(([name, text]) => {
    const texts = [plain(`${name}\n${text}`), plain(text).replaceAll(/(?<=\d)[ .-](?=\d)/g, ''), plain(text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))))];
    return words.filter((word) => texts.some((one) => one.includes(plain(word)))).map((word) => `${name}: ${word}`);
  });
}

it('holds what a technician needs and nothing of anybody, running and stopped', async () => {
  const practice = await startDevices([1]);
  await using _practice = practice;
  await using machine = new Machine({ devices: practice.deviceSettings() });
  await machine.start();
  const [kiosk, desk] = await Promise.all([machine.open('kiosk'), machine.open('counter-1')]);
  const counter = must(practice.counters[0], 'counter 1 has devices');
  await kiosk.until('the reader', async () => ((await kiosk.call('status.read', {})).devices.filter(({ kind }) => kind === 'ready').length === 3 && counter.reader.isConnected() ? true : null));
  await kiosk.call('ticket.issue', { field: 'A' as never, priority: 'none', procedureCode: null });
  const visitId = must((await desk.call('queue.next', {})).visitId, 'somebody was waiting');
  expect(counter.reader.scan(CARD)).toBe(true);
  const person = await desk.until('the person', async () => (await desk.call('visit.read', {}))?.person ?? null);
  await desk.call('visit.set-person', { visitId, person: { ...person, phone: PERSON.phone } });
  const { procedures } = await desk.call('procedure.search', { text: 'khai sinh', field: null, limit: 20 });
  const procedure = await desk.call('procedure.read', { code: must(procedures[0], 'the catalogue knows births').code });
  await desk.call('visit.choose-procedure', { visitId, procedureCode: procedure.code });
  for (const { paperId, originals, copies } of procedure.papers) await desk.call('visit.check-paper', { visitId, paperId, originals: Math.max(1, originals), copies });
  const dossier = await desk.call('dossier.open', { visitId });
  expect(dossier.applicantName).toBe(PERSON.fullName);
  // Fails on purpose, with data in it.
  await expect(desk.call('ticket.read', { ticketId: PERSON.fullName as never })).rejects.toThrow('request.invalid');
  await until('the first word on health', () => existsSync(path.join(machine.dataFolder, 'health.json')), 30_000);

  // What people leave about: a file of a citizen in the data folder, a line in a log that is none of ours.
  writeFileSync(path.join(machine.dataFolder, `${PERSON.fullName}.pdf`), PERSON.idNumber);
  const logs = path.join(machine.dataFolder, 'logs');
  mkdirSync(logs, { recursive: true });
  writeFileSync(path.join(logs, 'shell.log'), `${PERSON.fullName} ${PERSON.phone}\n${JSON.stringify({ at: '2026-07-01T00:00:00.000Z', level: 'error', source: 'shell', event: 'odd', detail: `${PERSON.fullName} 0912 000 099 ${KEY}`, [PERSON.fullName]: 1 })}\n`);

  const settings = JSON.parse(readFileSync(machine.settingsFile, 'utf8')) as { profile: { unit: Record<string, string>; counters: { officerName: string }[] } };
  const unit = settings.profile.unit;
  const words = [PERSON.fullName, 'Lựu', PERSON.idNumber, PERSON.phone, PERSON.address, '15031985', '1985-03-15', KEY, LOOSE, ...settings.profile.counters.map(({ officerName }) => officerName), must(unit['phone'], 'the unit has one'), must(unit['address'], 'the unit has one'), readFileSync(path.join(machine.dataFolder, 'data.key')).toString('base64'), readFileSync(path.join(machine.dataFolder, 'data.key')).toString('hex')];
  const bundle = async (name: string): Promise<Readonly<Record<string, string>>> => {
    const target = path.join(machine.folder, name);
    const ran = await run(process.execPath, [entry, '--settings', machine.settingsFile, '--support-bundle', target]);
    expect([name, ran.code, found({ printed: ran.out + ran.err }, words)]).toEqual([name, 0, []]);
    return contentOf(readFileSync(target));
  };

  const running = await bundle('running.zip');
  expect(found(running, words)).toEqual([]);
  expect(Object.keys(running).toSorted()).toEqual(expect.arrayContaining(['README.txt', 'about.json', 'disk.json', 'errors.json', 'health.json', 'logs/browser-host.log', 'logs/shell.log', 'logs/station.log', 'settings.json', 'store.json']));
  expect(JSON.parse(running['health.json'] ?? '')).toMatchObject({ source: 'running' });
  expect(JSON.parse(running['store.json'] ?? '')).toMatchObject({ tables: expect.arrayContaining([{ name: 'dossier', rows: 1 }]) as unknown });
  expect(JSON.parse(running['settings.json'] ?? '')).toMatchObject({ values: { profile: { commune: 'T149' }, host: { windows: expect.arrayContaining([{ windowId: 'kiosk', caller: { role: 'kiosk' } }]) as unknown } } });
  expect(running['logs/station.log']).toContain('station.ready');
  // The logs themselves hold nobody either, before anything was scrubbed.
  for (const name of ['station.log', 'browser-host.log']) expect(found({ [name]: readFileSync(path.join(logs, name), 'utf8') }, words)).toEqual([]);
  expect((await run(process.execPath, [entry, '--settings', machine.settingsFile, '--support-bundle', path.join(machine.folder, 'running.zip')])).code).toBe(1);

  await machine.end();
  expect(found(await bundle('stopped.zip'), words)).toEqual([]);
  machine.write({ ...settings, city: { url: `https://${PERSON.phone}:${KEY}@city.example/wire?k=${KEY}`, key: KEY, [PERSON.fullName]: LOOSE, timeoutMs: PERSON.idNumber }, passwort: LOOSE, devices: { ticketPrinter: { kind: PERSON.fullName } } });
  const broken = await bundle('broken.zip');
  expect(found(broken, words)).toEqual([]);
  expect((JSON.parse(broken['settings.json'] ?? '') as { problems: unknown[] }).problems.length).toBeGreaterThan(2);
}, 240_000);
