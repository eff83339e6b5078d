// Texts that a database or a reader cannot take: each fails alone, or is refused with a code, and nothing of it comes back or stops what comes after it.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snapshotAnswerSchema } from '../../../shared/wire/feed.ts';
import { startCity, SYSTEM_KEY } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { call, refusalOf, SendingStation, sha256 } from './sending-station.ts';

/** As much of an answer as a station reads (electron/station/sync/http-transport.ts). */
const MOST_BYTES = 4 * 1024 * 1024;

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

/** A station that goes on from where the city has it. */
async function station(name: string): Promise<SendingStation> {
  const sender = new SendingStation(city.gateway.url, 'T149', name);
  const { ackedSeq, headHash } = await sender.status();
  return Object.assign(sender, { seq: ackedSeq, head: headHash });
}

describe('a zero byte', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['the reason of a move', 'moved', { from: 2, to: 3, reason: 'a\u0000b', dueAt: null }],
    ['a value that is overruled', 'corrected', { fields: { fullName: { from: 'another', to: 'a\u0000b' } }, reason: 'x' }],
    ['a value that holds', 'corrected', { fields: { fullName: { from: 'Nguyễn Thị Ví Dụ', to: 'a\u0000b' } }, reason: 'x' }],
    ['the reason of an end', 'voided', { reason: 'a\u0000b' }],
    ['the name of a field', 'corrected', { fields: { 'a\u0000b': { from: '', to: '' } }, reason: 'x' }],
  ])('makes its own operation fail and no other: %s', async (_, what, body) => {
    const [one, other] = [await station('C1'), await station('C2')];
    const dossier = one.dossier();
    await one.push([dossier]);
    // Of another station: what its officer did not see is overruled.
    await one.push([one.on(dossier.aggId, 'corrected', { fields: { address: { from: 'Phú Xuyên, Hà Nội', to: 'x' } }, reason: 'x' })]);
    const { results } = await other.push([other.ticket(), other.on(dossier.aggId, what, body), other.ticket()]);
    expect(results.map(({ kind }) => kind)).toEqual(['applied', 'rejected', 'applied']);
  });

  it('in the word of the city\'s own system is refused', async () => {
    const sender = await station('C3');
    const dossier = sender.dossier();
    await sender.push([dossier]);
    for (const changed of [{ reason: 'a\u0000b', status: 3 }, { reason: '', fields: { fullName: 'a\u0000b' } }]) {
      const requestId = randomUUID();
      const headers = { 'x-request-id': requestId, 'content-type': 'application/json' };
      const answered = await call(city.gateway.url, `/v1/system/dossiers/${dossier.aggId}/changes`, { method: 'POST', key: SYSTEM_KEY, headers, body: JSON.stringify({ requestId, commune: 'T149', ...changed }) });
      expect(refusalOf(answered)).toMatchObject({ status: 400, code: 'wire.invalid' });
    }
    expect(city.log.filter(({ what }) => what === 'request.failed')).toEqual([]);
  });
});

describe('a name in the place of a field', () => {
  it('is not told to anybody', async () => {
    const sender = await station('C4');
    const dossier = sender.dossier();
    const name = 'Nguyễn Văn Bí Mật';
    await sender.push([dossier]);
    const { results } = await sender.push([sender.on(dossier.aggId, 'corrected', { fields: { [name]: { from: '', to: '' } }, reason: 'x' })]);
    expect(results).toMatchObject([{ kind: 'rejected', code: 'operation.invalid-body' }]);
    expect(JSON.stringify([results, city.log, await city.inspection.rejected('T149')])).not.toContain('Bí Mật');
  });
});

describe('an operation that names itself as the one that it replaces', () => {
  it('stays on the list', async () => {
    const sender = await station('C5');
    const opId = randomUUID() as ReturnType<SendingStation['ticket']>['opId'];
    const bad = sender.dossier({ dueAt: 'tomorrow' }, { opId, refersTo: opId });
    expect((await sender.push([bad])).results).toMatchObject([{ kind: 'rejected', code: 'operation.invalid-body' }]);
    expect((await city.inspection.rejected('T149')).map((each) => each.opId)).toContain(opId);
  });
});

describe('a block of numbers', () => {
  it('of a day that is in no calendar is not lent', async () => {
    const sender = await station('C6');
    for (const day of ['0000-00-00', '9999-99-99', '2026-02-30', '2026-13-01'] as const) {
      const { refused, leases } = await sender.lease({ leaseId: randomUUID(), day: day as never, size: 5 });
      expect([leases, refused.map(({ code }) => code)], day).toEqual([[], ['day-out-of-range']]);
    }
  });

  it('is not lent to a station that a person at the city has stopped, nor are its numbers made void by it', async () => {
    const sender = await station('K1');
    const day = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10) as never;
    await city.pool.query("UPDATE station SET state = 'quarantined' WHERE commune = 'T149' AND station = 'K1'");
    expect(refusalOf(await sender.askLeases([{ leaseId: randomUUID(), day, size: 5 }]))).toMatchObject({ status: 403, code: 'wire.quarantined' });
    expect(refusalOf(await sender.askLeases([{ leaseId: randomUUID(), day, size: 5 }], { incarnation: 9 }))).toMatchObject({ status: 403, code: 'wire.quarantined' });
    await city.pool.query("UPDATE station SET state = 'active'");
    expect((await sender.status()).incarnation).toBe(0);
    expect((await sender.lease({ leaseId: randomUUID(), day, size: 5 })).leases).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('has no more bytes than a station reads, and goes on with the next: of the past, and of how all stands', async () => {
    const sender = await station('C2');
    const { seq } = sender;
    const bytes = new TextEncoder().encode('a page');
    const hashes = Array.from({ length: 400 }, (_, index) => sha256(`${index}`));
    await city.pool.query("INSERT INTO blob SELECT 'T149', h, 1, 1 FROM unnest($1::text[]) AS h", [hashes]);
    const pages = () => hashes.map((hash) => ({ pageId: randomUUID(), sha256: hash, bytes: bytes.length, mime: 'image/png', scannedAt: 1 }));
    const opening = () => sender.dossier({ papers: [{ paperId: 'p', name: 'Tờ khai', originals: 1, copies: 0, pages: pages() }] });
    const opened: string[] = [];
    for (let batch = 0; batch < 3; batch += 1) {
      const operations = Array.from({ length: 50 }, opening);
      await sender.push(operations);
      opened.push(...operations.map(({ aggId }) => aggId));
    }
    const found: number[] = [];
    for (let after = seq; after < sender.seq; after = found.at(-1) ?? sender.seq) {
      const page = await sender.log(1, after, 500);
      expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(MOST_BYTES);
      found.push(...page.operations.map((operation) => operation.seq));
    }
    expect(found).toEqual(opened.map((_, index) => seq + 1 + index));
    const standing: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const { body } = await call(city.gateway.url, `/v1/snapshot?commune=T149&limit=1000${next === '' ? '' : `&after=${next}`}`, { key: sender.enrolled.key });
      const page = snapshotAnswerSchema.parse(body);
      expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(MOST_BYTES);
      standing.push(...page.dossiers.map(({ dossierId }) => dossierId));
      next = page.next;
    }
    expect(standing).toEqual(expect.arrayContaining(opened));
    expect(new Set(standing).size).toBe(standing.length);
  });
});
