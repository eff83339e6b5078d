// A whole visit over real sockets and practice devices, good and bad: each trouble is shown where the person is looking, the station stays up, and nobody's data is where it must not be.

import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldCode, VisitId } from '../../../shared/base/ids.ts';
import type { Procedure } from '../../../shared/contract/procedure.ts';
import type { Visit } from '../../../shared/contract/visit.ts';
import type { PracticePoint } from '../../../electron/practice/point.ts';
import { must } from '../../../shared/base/must.ts';
import { CallRefused, type Window } from '../../morning/window.ts';
import { Machine, startDevices } from './machine.ts';

/** An invented person; the serial number is given to nobody. */
const PERSON = { fullName: 'Nguyễn Thị Lựu Ví Dụ', idNumber: '001185000012', phone: '0912000099', address: 'Thôn Đa Chất Ví Dụ' };
const CARD = `${PERSON.idNumber}|012345678|${PERSON.fullName}|15031985|Nữ|${PERSON.address}, xã Phú Xuyên, TP Hà Nội|10052021`;

let practice: PracticePoint;
let machine: Machine;
let kiosk: Window;
let desk: Window;
beforeAll(async () => {
  practice = await startDevices([1]);
  machine = new Machine({ devices: practice.deviceSettings() });
  await machine.start();
  [kiosk, desk] = await Promise.all([machine.open('kiosk'), machine.open('counter-1')]);
  await kiosk.until('the devices', async () => {
    const { devices } = await kiosk.call('status.read', {});
    return devices.filter(({ kind }) => kind === 'ready').length === 3 && reader().isConnected() ? true : null;
  });
});
afterAll(async () => {
  await machine[Symbol.asyncDispose]();
  await practice[Symbol.asyncDispose]();
});

const counter = () => must(practice.counters[0], 'counter 1 has devices');
const reader = () => counter().reader;
const scanner = () => counter().scanner;
const ticket = (requestId: string = randomUUID()) => ({ requestId, field: 'A' as FieldCode, priority: 'none' as const, procedureCode: null });
const visit = async (): Promise<Visit> => must(await desk.call('visit.read', {}), 'somebody is at the counter');
const code = async (call: Promise<unknown>): Promise<string> => call.then(() => 'ok', (error: unknown) => (error instanceof CallRefused ? error.failure.code : String(error)));

/** Somebody takes a number and is called. */
async function serve(): Promise<VisitId> {
  await kiosk.call('ticket.issue', ticket());
  return must((await desk.call('queue.next', {})).visitId, 'somebody was waiting');
}
async function leave(): Promise<void> {
  await desk.call('ticket.finish', { ticketId: (await visit()).ticketId });
}
async function readerSays(text: string, fault: Parameters<ReturnType<typeof reader>['scan']>[1] = null): Promise<string> {
  const before = (await visit()).readerRefusal?.at ?? 0;
  expect(reader().scan(text, fault)).toBe(true);
  return desk.until('a word on the code', async () => {
    const { readerRefusal, person } = await visit();
    return readerRefusal !== null && readerRefusal.at > before ? readerRefusal.code : readerRefusal === null && person !== null ? 'read' : null;
  });
}
async function someProcedure(): Promise<Procedure> {
  const { procedures } = await desk.call('procedure.search', { text: 'khai sinh', field: null, limit: 20 });
  const [found] = await Promise.all(procedures.slice(0, 1).map(({ code: known }) => desk.call('procedure.read', { code: known })));
  return must(found, 'the catalogue has it');
}
async function scanEnds(): Promise<Visit> {
  return desk.until('the end of the scan', async () => {
    const now = await visit();
    return now.scan.kind === 'scanning' ? null : now;
  });
}

describe('a code at the counter', () => {
  it('that is torn, too long, foreign or no card is refused with its code where the officer looks; then the card is read whole', async () => {
    await serve();
    expect(await readerSays(CARD, 'torn')).toBe('card.torn');
    expect(await readerSays(CARD, 'oversized')).toBe('card.oversized');
    expect(await readerSays(CARD, 'foreign')).toBe('card.foreign');
    expect(await readerSays('https://example.invalid/khuyen-mai')).toBe('card.foreign');
    expect((await visit()).person).toBeNull();
    expect(await readerSays(CARD)).toBe('read');
    expect(await visit()).toMatchObject({ person: { fullName: PERSON.fullName, idNumber: PERSON.idNumber, birthDate: '1985-03-15', sex: 'female' }, personSource: 'card', readerRefusal: null });
    await leave();
  });

  it('that is read with nobody at the counter is kept nowhere', async () => {
    // Whoever is called before the card has come over the line is somebody, and gets it.
    const refused = desk.next('reader.refused');
    expect(reader().scan(CARD)).toBe(true);
    await refused;
    const visitId = await serve();
    expect(await visit()).toMatchObject({ visitId, person: null });
    await leave();
  });
});

describe('a scanner', () => {
  it('that hangs, jams or is empty ends with a code at the paper; pages before it stay, and the next scan works', async () => {
    const visitId = await serve();
    const procedure = await someProcedure();
    await desk.call('visit.choose-procedure', { visitId, procedureCode: procedure.code });
    const paperId = must(procedure.papers[0], 'it asks for papers').paperId;
    const scan = async (): Promise<unknown> => desk.call('visit.scan', { visitId, paperId, source: 'feeder' });
    const pages = (from: Visit): number => from.papers.find((paper) => paper.paperId === paperId)?.pages.length ?? 0;

    await scan();
    expect((await scanEnds()).scan).toMatchObject({ kind: 'stopped', paperId, code: 'scanner.feeder-empty' });
    scanner().load(3);
    scanner().setFault('hang', 2);
    await scan();
    await desk.until('one page, and silence', async () => (pages(await visit()) === 1 ? true : null));
    expect(await code(desk.call('visit.scan', { visitId, paperId, source: 'feeder' }))).toBe('scanner.busy');
    await desk.call('visit.cancel-scan', { visitId });
    expect(await scanEnds()).toMatchObject({ scan: { kind: 'stopped', code: 'scanner.cancelled', pagesSoFar: 1 } });
    scanner().setFault('jam', 2);
    scanner().load(2);
    await scan();
    const jammed = await scanEnds();
    expect([jammed.scan.code, pages(jammed)]).toEqual(['scanner.jam', 2]);
    scanner().setFault('none');
    scanner().load(1);
    await scan();
    const done = await scanEnds();
    expect([done.scan.code, pages(done)]).toEqual([null, 3]);
    await leave();
  });
});

describe('a printer', () => {
  it.each([['paper-out', 'printer.paper-out'], ['cover-open', 'printer.cover-open'], ['mute', 'printer.offline']] as const)('that is %s holds up no number; the paper comes when it can', async (state, expected) => {
    const before = practice.printer.pageCount();
    practice.printer.setState(state);
    const issued = await kiosk.call('ticket.issue', ticket());
    const print = async () => (await kiosk.call('ticket.read', { ticketId: issued.ticketId })).print;
    await kiosk.until('told', async () => ((await print())?.state === 'failed' && (await print())?.code === expected ? true : null));
    expect((await kiosk.call('status.read', {})).devices.find(({ device }) => device === 'ticket-printer')).toMatchObject({ kind: 'trouble', code: expected });
    practice.printer.setState('ok');
    await kiosk.until('the paper', async () => ((await print())?.state === 'printed' ? true : null));
    expect(practice.printer.pageCount()).toBe(before + 1);
    await desk.call('queue.next', {});
    await leave();
  });
});

describe('windows that act at once', () => {
  it('five counters that call get five people', async () => {
    const counters = await Promise.all([1, 2, 3, 4, 5].map((counterId) => machine.open(`counter-${counterId}`)));
    const { counters: known } = await kiosk.call('point.describe', {});
    for (const { fields } of known) await kiosk.call('ticket.issue', { ...ticket(), field: must(fields[0], 'each counter serves a field') });
    const called = await Promise.all(counters.map((window) => window.call('queue.next', {})));
    expect(new Set(called.map(({ ticket: own }) => own?.ticketId)).size).toBe(5);
    for (const [index, window] of counters.entries()) await window.call('ticket.finish', { ticketId: must(called[index]?.ticket, 'everybody was given somebody').ticketId });
  });

  it('one request over two sockets is one ticket, and the same request of another window is refused', async () => {
    const twin = await machine.open('kiosk');
    const request = ticket();
    const [one, other] = await Promise.all([kiosk.call('ticket.issue', request), twin.call('ticket.issue', request)]);
    expect(one).toEqual(other);
    expect(await code(desk.call('ticket.issue', request))).toBe('request.reused');
    expect(await code(twin.call('ticket.issue', { ...request, field: 'B' as FieldCode }))).toBe('request.reused');
    await desk.call('queue.next', {});
    await leave();
  });
});

it('after a whole visit, a killed station and much nonsense, nobody’s data stands in a log or in plain on the disk', async () => {
  const visitId = await serve();
  expect(await readerSays(CARD)).toBe('read');
  const read = must((await visit()).person, 'it was read');
  await desk.call('visit.set-person', { visitId, person: { ...read, phone: PERSON.phone } });
  // Nonsense that carries data: none of it may be quoted.
  for (const person of [{ ...read, birthDate: PERSON.fullName }, { ...read, sex: PERSON.idNumber }, { ...read, [PERSON.fullName]: PERSON.idNumber }]) {
    expect(await code(desk.call('visit.set-person', { visitId, person: person as typeof read }))).toBe('request.invalid');
  }
  expect(await code(desk.call('ticket.read', { ticketId: PERSON.fullName as never }))).toBe('request.invalid');
  const procedure = await someProcedure();
  await desk.call('visit.choose-procedure', { visitId, procedureCode: procedure.code });
  for (const { paperId, originals, copies } of procedure.papers) await desk.call('visit.check-paper', { visitId, paperId, originals: Math.max(1, originals), copies });
  scanner().load(2);
  await desk.call('visit.scan', { visitId, paperId: must(procedure.papers[0], 'it asks for papers').paperId, source: 'feeder' });
  await scanEnds();
  const dossier = await desk.call('dossier.open', { visitId });
  expect(dossier.applicantName).toBe(PERSON.fullName);
  await desk.call('receipt.print', { dossierId: dossier.dossierId });
  expect((await kiosk.call('dossier.look-up', { by: 'code', code: dossier.provisionalCode, idNumber: PERSON.idNumber })).code).toBe(dossier.provisionalCode);
  await machine.killStation();
  expect((await visit()).person?.fullName).toBe(PERSON.fullName);
  await leave();

  const words = [PERSON.fullName, 'Lựu', PERSON.idNumber, PERSON.phone, PERSON.address, '15031985', '1985-03-15', must(scanner().served().at(-1), 'pages were scanned').bytes.subarray(0, 64)].map((word) => Buffer.from(word));
  for (const word of words) expect(Buffer.from(machine.output).includes(word)).toBe(false);
  const files = readdirSync(machine.dataFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['station.db', 'station.db-wal', 'data.key', 'station.log']));
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(path.join(parentPath, name));
    for (const word of [...words, Buffer.from('SQLite format 3')]) expect([name, bytes.includes(word)]).toEqual([name, name === 'station.lock' && word.equals(Buffer.from('SQLite format 3')) && bytes.includes(word)]);
  }
  const output = machine.lines();
  expect(output.length).toBeGreaterThan(2);
});
