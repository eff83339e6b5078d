// Push against a real PostgreSQL: once and only once, in the order of the log, and a bad operation alone.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_SEQUENCE } from '../../../shared/wire/operation.ts';
import { startCity } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { refusalOf, SendingStation } from './sending-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

const station = (name: string, commune = 'T149'): SendingStation => new SendingStation(city.gateway.url, commune, name);
/** A station of the tests that none has used before, with its log at the start. */
const freshStation = async (name: string): Promise<SendingStation> => {
  await city.pool.query("DELETE FROM event WHERE commune = 'T149' AND station = $1", [name]);
  await city.pool.query("DELETE FROM station_chain WHERE commune = 'T149' AND station = $1", [name]);
  await city.pool.query("UPDATE station SET incarnation = 0, state = 'active' WHERE commune = 'T149' AND station = $1", [name]);
  return station(name);
};
const kinds = (results: readonly { readonly kind: string }[]): string[] => results.map(({ kind }) => kind);

describe('a batch', () => {
  it('is applied once, whatever number of times it is sent', async () => {
    const sender = await freshStation('C1');
    const batch = [sender.ticket(), sender.dossier(), sender.ticket(), sender.dossier()];
    const first = await sender.push(batch);
    const before = { dossiers: await city.inspection.dossiers('T149'), feed: (await sender.pull(0)).last };
    const second = await sender.push(batch);
    expect([kinds(first.results), first.ackedSeq]).toEqual([['applied', 'applied', 'applied', 'applied'], 4]);
    expect([kinds(second.results), second.ackedSeq]).toEqual([['duplicate', 'duplicate', 'duplicate', 'duplicate'], 4]);
    expect({ dossiers: await city.inspection.dossiers('T149'), feed: (await sender.pull(0)).last }).toEqual(before);
  });

  it('is applied once when two connections send it at the same moment', async () => {
    const sender = await freshStation('C2');
    const before = await city.inspection.dossiers('T149');
    const batch = Array.from({ length: 40 }, (_, index) => (index % 4 === 0 ? sender.dossier() : sender.ticket()));
    const answers = await Promise.all([sender.push(batch), sender.clone().push(batch), sender.clone().push(batch)]);
    const applied = answers.flatMap(({ results }) => results).filter(({ kind }) => kind === 'applied');
    expect([applied.length, new Set(applied.map(({ opId }) => opId)).size]).toEqual([40, 40]);
    expect((await city.inspection.dossiers('T149')).length - before.length).toBe(10);
    expect(answers.map(({ ackedSeq }) => ackedSeq)).toEqual([40, 40, 40]);
  });

  it('may repeat what is known and go on from there', async () => {
    const sender = await freshStation('C3');
    const [one, two, three] = [sender.ticket(), sender.ticket(), sender.ticket()] as const;
    await sender.push([one, two]);
    expect(kinds((await sender.push([two, three])).results)).toEqual(['duplicate', 'applied']);
  });

  it('is refused with the expected place when operations before it are missing, and nothing of it is kept', async () => {
    const sender = await freshStation('C4');
    await sender.push([sender.ticket()]);
    sender.ticket();
    const count = await city.inspection.eventCount('T149');
    expect(refusalOf(await sender.send([sender.ticket()]))).toMatchObject({ status: 409, code: 'wire.gap', expected: 2 });
    expect(await city.inspection.eventCount('T149')).toBe(count);
  });

  it('is refused when its own sequence or incarnation is out of order', async () => {
    const sender = await freshStation('C4');
    const [one, , three] = [sender.ticket(), sender.ticket(), sender.ticket()] as const;
    expect(refusalOf(await sender.send([one, three]))).toMatchObject({ status: 400, code: 'wire.invalid' });
    expect(refusalOf(await sender.send([three, one]))).toMatchObject({ status: 400, code: 'wire.invalid' });
    expect(refusalOf(await sender.send([sender.ticket({ incarnation: 9 })]))).toMatchObject({ status: 400, code: 'wire.invalid' });
  });

  it('keeps the very text that was hashed, so that the database alone proves the chain', async () => {
    const sender = await freshStation('C5');
    await sender.push([sender.ticket(), sender.dossier({ procedureName: 'Chữ «ệ» \\ "trích" \u2028 😀 1e21' }), sender.operation('from.the-future', { rate: 1e21, tiny: 1e-7 })]);
    const found = (await city.inspection.stations('T149')).find((each) => each.station === 'C5');
    expect(found).toEqual({ station: 'C5', state: 'active', incarnation: 1, highSeq: 3, headHash: sender.head, events: 3, broken: 0 });
  });
});

describe('a log that contradicts itself', () => {
  const contradictions: readonly [string, (sender: SendingStation) => Promise<unknown>][] = [
    ['a hash that is not that of its operation', async (sender) => sender.send([{ ...sender.ticket(), actor: 'counter-2' }])],
    ['a chain that is broken inside the batch', async (sender) => {
      const first = sender.ticket();
      sender.head = 'a'.repeat(64);
      return sender.send([first, sender.ticket()]);
    }],
    ['a chain that does not follow what the city holds', async (sender) => {
      await sender.push([sender.ticket()]);
      sender.head = 'b'.repeat(64);
      return sender.send([sender.ticket()]);
    }],
    ['another operation at a place that the city holds, from a cloned disk', async (sender) => {
      const twin = sender.clone();
      await sender.push([sender.ticket(), sender.ticket()]);
      return twin.send([twin.ticket()]);
    }],
  ];

  it.each(contradictions)('is refused for %s, kept raw for a person, and the station may go on', async (_, send) => {
    const sender = await freshStation('K1');
    await city.pool.query('DELETE FROM incident');
    const count = async (): Promise<number> => (await city.inspection.stations('T149')).find((each) => each.station === 'K1')?.highSeq ?? -1;
    const refusal = refusalOf((await send(sender)) as Parameters<typeof refusalOf>[0]);
    const held = await count();
    expect(refusal).toMatchObject({ status: 409, code: 'wire.fork', expected: held === 2 ? 1 : held === 1 ? expect.any(Number) as number : 1, incarnation: 1 });
    expect((await sender.status()).state).toBe('active');
    expect(await city.inspection.incidents('T149')).toMatchObject([{ station: 'K1', code: 'wire.fork', times: 1 }]);
    const { rows } = await city.pool.query<{ kept: number }>("SELECT json_array_length(raw -> 'operations') AS kept FROM incident");
    expect(rows[0]?.kept).toBeGreaterThan(0);
    expect(city.log.some(({ level, what, facts }) => level === 'alarm' && what === 'station.contradiction' && facts['station'] === 'K1')).toBe(true);
  });

  it('is not listened to while a person has it in quarantine', async () => {
    const sender = await freshStation('K1');
    await city.pool.query("UPDATE station SET state = 'quarantined' WHERE commune = 'T149' AND station = 'K1'");
    expect(refusalOf(await sender.send([sender.ticket()]))).toMatchObject({ status: 403, code: 'wire.quarantined' });
    expect((await sender.status()).state).toBe('quarantined');
  });

  it('leaves other stations of the commune alone', async () => {
    const sender = await freshStation('C6');
    expect(kinds((await sender.push([sender.dossier()])).results)).toEqual(['applied']);
  });
});

describe('the id of an operation', () => {
  it('has its effect once, also from another station and at another place of the log', async () => {
    const [one, two] = [await freshStation('C1'), await freshStation('C2')];
    const original = one.dossier();
    await one.push([original]);
    const { opId, aggType, aggId, typeVersion, at } = original;
    const again = two.operation(original.type, original.body, { opId, aggType, aggId, typeVersion, at });
    const dossiers = await city.inspection.dossiers('T149');
    expect(kinds((await two.push([again, two.ticket()])).results)).toEqual(['duplicate', 'applied']);
    const ticket = one.ticket();
    const repeated = one.operation(ticket.type, ticket.body, { opId: ticket.opId, aggId: ticket.aggId, at: ticket.at });
    expect(kinds((await one.push([ticket, repeated])).results)).toEqual(['applied', 'duplicate']);
    expect(await city.inspection.dossiers('T149')).toEqual(dossiers);
  });

  it('is refused with the whole batch when it comes back with another content, and a person is told once', async () => {
    const sender = await freshStation('C3');
    await city.pool.query('DELETE FROM incident');
    const original = sender.ticket();
    await sender.push([original]);
    const forged = [sender.ticket(), sender.dossier({}, { opId: original.opId })];
    const before = [await city.inspection.eventCount('T149'), await city.inspection.dossiers('T149')];
    expect(refusalOf(await sender.send(forged))).toMatchObject({ status: 422, code: 'wire.reused-id' });
    expect(refusalOf(await sender.send(forged))).toMatchObject({ status: 422, code: 'wire.reused-id' });
    expect([await city.inspection.eventCount('T149'), await city.inspection.dossiers('T149')]).toEqual(before);
    expect(await city.inspection.incidents('T149')).toMatchObject([{ station: 'C3', code: 'wire.reused-id', subject: original.opId, times: 2 }]);
    expect((await sender.status()).state).toBe('active');
  });
});

describe('a poisonous operation', () => {
  const zero = String.fromCharCode(0);
  const poisons: readonly [string, string, (sender: SendingStation) => ReturnType<SendingStation['ticket']>][] = [
    ['a type that the city does not know', 'operation.unknown-type', (sender) => sender.operation('comet.sighted', { tail: true })],
    ['a version that the city does not know', 'operation.unknown-version', (sender) => sender.ticket({ typeVersion: 7 })],
    ['a version larger than any sane one, and the largest revision', 'operation.unknown-version', (sender) => sender.ticket({ typeVersion: 2 ** 53 - 1, aggRev: MAX_SEQUENCE })],
    ['a wrong type in a field', 'operation.invalid-body', (sender) => sender.dossier({ dueAt: 'tomorrow' })],
    ['a field too many', 'operation.invalid-body', (sender) => sender.dossier({ extra: 1 })],
    ['the name of an object\'s own method as its type', 'operation.unknown-type', (sender) => sender.operation('constructor', {})],
    ['an aggregate that is not its dossier', 'operation.invalid-body', (sender) => sender.dossier({}, { aggId: randomUUID() })],
    ['a text with a zero byte', 'operation.unstorable-text', (sender) => sender.dossier({ officerName: `Trần${zero}Mẫu` })],
    ['a day in a year without codes', 'dossier.impossible-day', (sender) => sender.dossier({ receivedAt: 8_640_000_000_000_000 })],
  ];

  it.each(poisons)('does not hold up the others: %s', async (_, code, make) => {
    const sender = await freshStation('C4');
    const batch = [sender.dossier(), make(sender), sender.dossier(), sender.ticket()];
    const dossiers = (await city.inspection.dossiers('T149')).length;
    const answer = await sender.push(batch);
    expect(answer.results.map((result) => (result.kind === 'rejected' || result.kind === 'kept' ? result.code : result.kind))).toEqual(['applied', code, 'applied', 'applied']);
    expect([answer.ackedSeq, (await city.inspection.dossiers('T149')).length - dossiers]).toEqual([4, 2]);
    expect((await city.inspection.duplicates('T149')).filter(({ what }) => what.startsWith('announced') || what === 'official code')).toEqual([]);
    // Kept raw, with its place in the chain, and rejected again when the answer was lost.
    expect((await city.inspection.stations('T149')).find((each) => each.station === 'C4')).toMatchObject({ events: 4, broken: 0 });
    expect((await sender.push(batch)).results[1]).toEqual(answer.results[1]);
    expect((await sender.push([sender.ticket()])).ackedSeq).toBe(5);
  });

  it('F17: is found among many, and burns no official code', async () => {
    const sender = await freshStation('C5');
    const receivedAt = Date.parse('2026-08-03T03:00:00Z');
    const page = { pageId: randomUUID(), sha256: 'c'.repeat(64), bytes: 10, mime: 'image/jpeg', scannedAt: receivedAt };
    const twice = [{ paperId: 'p1', name: 'Tờ khai', originals: 1, copies: 0, pages: [page, page] }];
    const first = sender.dossier({ receivedAt });
    const taken = String(first.body['provisionalCode']);
    const batch = [
      first, ...Array.from({ length: 20 }, () => sender.dossier({ receivedAt })), sender.dossier({ receivedAt, papers: twice }), sender.dossier({ receivedAt, provisionalCode: taken }),
      ...Array.from({ length: 20 }, () => sender.dossier({ receivedAt })), sender.dossier({ receivedAt, dossierId: first.body['dossierId'] }, { aggId: first.aggId }), sender.dossier({ receivedAt }),
    ];
    const { results } = await sender.push(batch);
    expect(results.flatMap((result, index) => (result.kind === 'rejected' ? [[index, result.code]] : []))).toEqual([[21, 'dossier.page-twice'], [43, 'dossier.exists']]);
    const codes = (await city.inspection.dossiers('T149')).map(({ officialCode }) => officialCode).filter((code) => code.includes('-260803-'));
    expect(codes).toEqual(Array.from({ length: 43 }, (_, index) => `H26.149-260803-${String(index + 1).padStart(4, '0')}`));
  });
});
