// A bank's statement at the city, on a real PostgreSQL: each transfer confirmed once and told to its station, everything else listed with why until somebody has dealt with it.

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineClock } from '../../../city/clock.ts';
import { orderList, orderRead, orderSettle } from '../../../city/statement/orders.ts';
import { interpretKept } from '../../../city/upkeep/kept.ts';
import { startCity, until } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { SendingStation } from './sending-station.ts';
import { line, statementText, transfer } from './transfers.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

let files = 0;
async function statement(...lines: readonly string[]): Promise<string> {
  files += 1;
  const file = join(city.folder, `statement-${files}.csv`);
  await writeFile(file, statementText(lines));
  return file;
}
interface Report { readonly confirmed: readonly { readonly reference: string; readonly wasConfirmed: boolean }[]; readonly notMatched: readonly { readonly reference: string; readonly outcome: string; readonly line: number | null }[]; readonly refused: readonly object[]; readonly known: number; readonly waiting: number }
async function read(commune: string, file: string, isTrial = false): Promise<Report> {
  const lines: string[] = [];
  await orderRead({ pool: city.pool, clock: machineClock, print: (text) => void lines.push(text), asJson: true }, { commune, file, isTrial, columns: {} });
  return JSON.parse(lines.join('')) as Report;
}
async function waiting(commune: string): Promise<readonly (readonly [string, string])[]> {
  const lines: string[] = [];
  await orderList({ pool: city.pool, clock: machineClock, print: (text) => void lines.push(text), asJson: true }, commune);
  return lines.map((text) => JSON.parse(text) as { reference: string; why: string }).map(({ reference, why }) => [reference, why]);
}
const settle = (commune: string, reference: string) => orderSettle({ pool: city.pool, clock: machineClock, print: () => undefined, asJson: false }, commune, reference, 'Đã hỏi ngân hàng');
const seen = async (sender: SendingStation) => (await sender.pull(0)).items.flatMap(({ change }) => (change.type === 'payment.seen' ? [change] : []));

it('confirms each transfer once, by the purpose in whatever words the bank has made of it, and tells its own station; the same file again does nothing', async () => {
  const [first, second] = [new SendingStation(city.gateway.url, 'T149', 'C1'), new SendingStation(city.gateway.url, 'T149', 'C2')];
  const [one, other] = [transfer(first), transfer(second, 16_000)];
  await first.push([one.asked()]);
  await second.push([other.asked()]);
  const file = await statement(line('FT0001', 8000, `MBVCB.1.${one.bill.toLowerCase()} a001 LE PHI.CT tu 0011`), line('FT0002', 16_000, `chuyen tien ${other.bill}`));
  expect((await read('T149', file, true)).confirmed).toHaveLength(2);
  expect(await seen(first)).toEqual([]);
  expect(await read('T149', file)).toMatchObject({ confirmed: [{ reference: 'FT0001', wasConfirmed: false }, { reference: 'FT0002' }], notMatched: [], known: 0, waiting: 0 });
  const told = await seen(first);
  expect(told).toEqual([
    { type: 'payment.seen', station: 'C1', paymentId: one.paymentId, reference: 'FT0001', amount: 8000, paidAt: Date.parse('2026-07-13T10:15:00+07:00') },
    { type: 'payment.seen', station: 'C2', paymentId: other.paymentId, reference: 'FT0002', amount: 16_000, paidAt: Date.parse('2026-07-13T10:15:00+07:00') },
  ]);
  expect(await read('T149', file)).toMatchObject({ confirmed: [], notMatched: [], known: 2, waiting: 0 });
  // The same transfer out of a file without the time of day, and with other words around it, is the same.
  expect(await read('T149', await statement(`13/07/2026;8000;${one.bill};FT0001`))).toMatchObject({ confirmed: [], notMatched: [], known: 1 });
  expect(await seen(first)).toEqual(told);
});

it('lists what matches nothing with why and the line’s number, again and again, until it is settled', async () => {
  const sender = new SendingStation(city.gateway.url, 'T150', 'C1');
  const [paid, wrong, gone, twin, hand] = [transfer(sender), transfer(sender), transfer(sender), transfer(sender), transfer(sender)];
  const again = transfer(sender, 8000, twin.paymentId.replace(/^./, (digit) => (digit === '0' ? '1' : '0')));
  await sender.push([paid.asked(), wrong.asked(), gone.asked(), gone.reversed(), twin.asked(), again.asked(), hand.asked(), hand.confirmed()]);
  const lines = [
    line('FT1001', 8000, paid.bill), line('FT1002', 8000, paid.bill), line('FT1003', 7000, wrong.bill), line('FT1004', 8000, gone.bill), line('FT1005', 8000, twin.bill), line('FT1006', 8000, 'MC00000000FF'), line('FT1007', 5000, 'tien gui xe'),
    line('FT1008', 8000, hand.bill), line('FT1009', 8000, `${paid.bill} ${wrong.bill}`), line('FT1001', 9000, paid.bill), '31/02/2026;8000;x;FT1010', `13/07/2026;-8000;hoan tien ${paid.bill};FT1011`,
  ];
  const report = await read('T150', await statement(...lines));
  const expected = [
    ['FT1002', 'already-confirmed', 3], ['FT1003', 'amount-differs', 4], ['FT1004', 'reversed', 5], ['FT1005', 'two-payments', 6], ['FT1006', 'unknown-purpose', 7], ['FT1007', 'no-purpose', 8], ['FT1009', 'several-purposes', 10], ['FT1001', 'reference-differs', 11],
  ] as const;
  expect(report.notMatched.map(({ reference, outcome, line: number }) => [reference, outcome, number])).toEqual(expected);
  expect(report).toMatchObject({ confirmed: [{ reference: 'FT1001', wasConfirmed: false }, { reference: 'FT1008', wasConfirmed: true }], refused: [{ line: 12, code: 'line.time' }], others: 1, waiting: 8 });
  expect(new Set((await waiting('T150')).map(String))).toEqual(new Set(expected.map(([reference, why]) => `${reference},${why}`)));
  expect([await settle('T150', 'FT1007'), await settle('T150', 'FT1007'), (await waiting('T150')).length]).toEqual([0, 1, 7]);
  expect((await seen(sender)).map(({ reference }) => reference)).toEqual(['FT1001', 'FT1008']);
});

it('looks again at what waited: in the push in which a station that was offline tells of the payment, so that nobody has to find the old file; and with every file', async () => {
  const sender = new SendingStation(city.gateway.url, 'T149', 'C3');
  const late = transfer(sender);
  await read('T149', await statement(line('FT2001', 8000, late.bill)));
  expect(await waiting('T149')).toEqual([['FT2001', 'unknown-purpose']]);
  await sender.push([late.asked(), late.reversed()]);
  // What stands when the push is over counts: this one was given up in the same breath.
  expect([(await seen(sender)).filter(({ reference }) => reference === 'FT2001'), await waiting('T149')]).toEqual([[], [['FT2001', 'reversed']]]);
  const [later, wrong] = [transfer(sender), transfer(sender)];
  await read('T149', await statement(line('FT2002', 8000, later.bill), line('FT2003', 7000, wrong.bill), line('FT2004', 1000, 'khac'), line('FT2005', 2000, 'khac')));
  await sender.push([later.asked(), wrong.asked()]);
  expect((await seen(sender)).filter(({ reference }) => reference.startsWith('FT200')).map(({ reference }) => reference)).toEqual(['FT2002']);
  expect(await waiting('T149')).toEqual([['FT2001', 'reversed'], ['FT2003', 'amount-differs'], ['FT2004', 'no-purpose'], ['FT2005', 'no-purpose']]);
  for (const which of ['FT2001', 'amount-differs', 'no-purpose']) expect(await settle('T149', which)).toBe(0);
  expect(await waiting('T149')).toEqual([]);
});

it('tells a station that stayed away too long once more until it has answered, and lists what the station could not take', async () => {
  const sender = new SendingStation(city.gateway.url, 'T150', 'C2');
  const [one, other] = [transfer(sender), transfer(sender)];
  await sender.push([one.asked(), other.asked()]);
  await read('T150', await statement(line('FT3001', 8000, one.bill), line('FT3002', 8000, other.bill)));
  const snapshot = async () => (await sender.snapshotPage()).payments?.map(({ reference }) => reference);
  expect(await snapshot()).toEqual(['FT3001', 'FT3002']);
  await sender.push([one.confirmed({ reference: 'FT3001', paidAt: 5 }), other.reversed(), other.said('FT3002', 'reversed')]);
  expect([await snapshot(), (await waiting('T150')).filter(([reference]) => reference.startsWith('FT3'))]).toEqual([undefined, [['FT3002', 'station-differs']]]);
  expect(await settle('T150', 'FT3002')).toBe(0);
});

it('a city that was put back hears from the station what it had said, and finds the line of the file confirmed', async () => {
  const sender = new SendingStation(city.gateway.url, 'T150', 'C3');
  const one = transfer(sender);
  await sender.push([one.asked(), one.confirmed({ reference: 'FT4001', paidAt: 5 })]);
  const report = await read('T150', await statement(line('FT4001', 8000, one.bill), line('FT4002', 8000, one.bill)));
  expect(report).toMatchObject({ confirmed: [{ reference: 'FT4001' }], notMatched: [{ reference: 'FT4002', outcome: 'already-confirmed' }] });
  await settle('T150', 'FT4002');
});

it('two people with the same file at the same moment confirm it once', async () => {
  const sender = new SendingStation(city.gateway.url, 'T149', 'C4');
  const one = transfer(sender);
  await sender.push([one.asked()]);
  const file = await statement(line('FT5001', 8000, one.bill));
  const reports = await Promise.all([read('T149', file), read('T149', file), read('T149', file)]);
  expect(reports.flatMap(({ confirmed }) => confirmed)).toHaveLength(1);
  expect((await seen(sender)).filter(({ reference }) => reference === 'FT5001')).toHaveLength(1);
  // Nor was any other payment of these tests said twice.
  for (const commune of ['T149', 'T150']) expect(await city.inspection.duplicates(commune)).toEqual([]);
});

it('a statement that is read while a station just tells of the payment finds it, and neither passes the other by', async () => {
  const sender = new SendingStation(city.gateway.url, 'T149', 'C9');
  const crossing = transfer(sender);
  const client = await city.pool.connect();
  const ends: Promise<unknown>[] = [];
  const standing = async (): Promise<number> => (await client.query<{ count: number }>("SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock'")).rows[0]?.count ?? 0;
  try {
    await client.query('BEGIN');
    // The push has looked for lines of its payment, and stands before its end.
    await client.query("SELECT 1 FROM feed_counter WHERE commune = 'T149' FOR UPDATE");
    ends.push(sender.push([sender.dossier(), crossing.asked()]));
    await until('the push stands', async () => (await standing()) === 1);
    let isRead = false;
    ends.push(read('T149', await statement(line('FT7001', 8000, crossing.bill))).then(() => (isRead = true)));
    await until('the statement is read, or stands', async () => isRead || (await standing()) === 2);
    await client.query('COMMIT');
  } finally {
    client.release(true);
  }
  await Promise.all(ends);
  expect([(await seen(sender)).filter(({ reference }) => reference === 'FT7001').length, (await waiting('T149')).filter(([reference]) => reference === 'FT7001')]).toEqual([1, []]);
});

it('a payment that an older gateway could only keep is known as soon as it is understood, and the line that waited for it confirmed', async () => {
  const sender = new SendingStation(city.gateway.url, 'T149', 'C8');
  const late = transfer(sender);
  const [asked, confirmed] = [late.asked(), late.confirmed()];
  await sender.push([asked, confirmed]);
  // As it would stand had the gateway not known what these say.
  await city.pool.query('DELETE FROM payment WHERE payment_id = $1', [late.paymentId]);
  await city.pool.query("DELETE FROM receipt_book WHERE commune = 'T149'");
  for (const { opId, seq, type } of [asked, confirmed]) {
    await city.pool.query(`INSERT INTO unsettled (commune, station, at, op_id, incarnation, seq, kind, code, detail) VALUES ('T149', 'C8', 1, $1, 1, $2, 'kept', 'operation.unknown-version', $3)`, [opId, seq, type]);
  }
  await read('T149', await statement(line('FT8001', 8000, late.bill)));
  expect((await waiting('T149')).filter(([reference]) => reference === 'FT8001')).toEqual([['FT8001', 'unknown-purpose']]);
  await interpretKept(city.pool, machineClock, () => undefined);
  expect([(await seen(sender)).filter(({ reference }) => reference === 'FT8001').length, (await waiting('T149')).filter(([reference]) => reference === 'FT8001')]).toEqual([1, []]);
  const { rows } = await city.pool.query('SELECT confirmed_at IS NOT NULL AS "isConfirmed" FROM payment WHERE payment_id = $1', [late.paymentId]);
  expect([rows, (await city.pool.query("SELECT station FROM receipt_book WHERE commune = 'T149'")).rows]).toEqual([[{ isConfirmed: true }], [{ station: 'C8' }]]);
});

it('is a command that says what it did in words, and by its exit whether somebody has to look', async () => {
  const sender = new SendingStation(city.gateway.url, 'T149', 'C5');
  const one = transfer(sender);
  await sender.push([one.asked()]);
  const command = (...words: readonly string[]) =>
    promisify(execFile)(process.execPath, ['city/bank-statement.ts', '--database-url', city.postgres.url, ...words], { cwd: join(import.meta.dirname, '../../..') }).then(
      ({ stdout }) => ({ code: 0, text: stdout }), (error: unknown) => ({ code: (error as { code: number }).code, text: `${(error as { stdout: string }).stdout}${(error as { stderr: string }).stderr}` }),
    );
  const file = await statement(line('FT6001', 8000, one.bill));
  expect(await command('read', 'T149', file)).toEqual({ code: 0, text: expect.stringMatching(/^line 2 {2}2026-07-13 10:15 {2}FT6001 {2}8\.000 đ {2}MC[0-9A-F]{10} {2}confirmed for station C5\ndone: 1 lines .*\n0 lines of this commune wait for somebody\n$/) as string });
  expect(await command('read', 'T149', await statement(line('FT6002', 9000, 'NGUYEN THI VI DU chuyen tien')))).toMatchObject({ code: 3, text: expect.not.stringContaining('VI DU') as string });
  expect(await command('list', 'T149')).toMatchObject({ code: 3, text: expect.stringContaining('FT6002  9.000 đ  -  no-purpose') as string });
  expect(await command('settle', 'T149', 'FT6002', 'Tiền thuê hội trường')).toMatchObject({ code: 0 });
  expect(await command('list', 'T149')).toEqual({ code: 0, text: 'nothing waits\n' });
  const plain = join(city.folder, 'plain.csv');
  await writeFile(plain, `T;S;N;R\r\n13/07/2026;8000;${one.bill};FT6001\r\n`);
  expect(await command('check', 'T149', plain)).toMatchObject({ code: 1, text: expect.stringContaining('file.columns') as string });
  expect(await command('check', 'T149', plain, '--column', 'time=T', '--column', 'amount=S', '--column', 'content=N', '--column', 'reference=R')).toMatchObject({ code: 0 });
  for (const wrong of [['read', 'T149', file, '--column', 'x=y'], ['praise'], ['list', '--nonsense']]) expect(await command(...wrong)).toMatchObject({ code: 2, text: expect.stringContaining('usage:') as string });
  for (const wrong of [['read', 'T999', file], ['read', 'T149', `${file}.none`]]) expect(await command(...wrong)).toMatchObject({ code: 1 });
});
