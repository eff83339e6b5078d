// Signing as commands: what is signed, what is durable before anybody is told, what is refused, and what is kept of a PIN, which is nothing.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { projectedRows } from '../../../../tests/fakes/projected-rows.ts';
import { BIRTH } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { DossierId, EpochMs } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { SigningState } from '../../../../shared/contract/signing.ts';
import type { DocumentScanner } from '../../devices/ports.ts';
import { readOperations } from '../../store/event-log.ts';
import { renewProjections } from '../../store/projections/replay.ts';
import type { SigningDesk } from '../context.ts';
import { createSigningHandlers } from './signing-handlers.ts';

const COUNTER = atCounter(1);
const PIN = '90817263';
const FILE = Buffer.from('%PDF-1.7 the document, signed');
const ORDER = { format: 'pades', tokenSerial: 'T1', fingerprint: 'a'.repeat(64), pin: PIN } as const;
const SIGNED = { file: FILE, apart: null, signedAt: 1_783_909_000_000 as EpochMs, signer: { name: 'Nguyễn Văn Mẫu', organisation: 'UBND xã Mẫu', issuer: 'CA thử', serial: '0a', fingerprint: 'a'.repeat(64), validTo: 1_900_000_000_000 as EpochMs } };
let station: TestStation;
let dossierId: DossierId;
let bugs: unknown[];
let handlers: ReturnType<typeof createSigningHandlers>;
let asked: Parameters<SigningDesk['sign']>[0][];
let desk: SigningDesk;
const scanner = {
  scan: async function* () {
    yield { bytes: Buffer.from('a page of the result'), mime: 'image/jpeg' } as const;
    await Promise.resolve();
  },
} as unknown as DocumentScanner;

beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH], scanners: new Map([[1, scanner]]) });
  ({ dossierId } = await openDossier(station));
  [bugs, asked] = [[], []];
  handlers = createSigningHandlers((error) => void bugs.push(error));
  station.bindDocument = () => Promise.resolve({ binding: 'b', missing: 0, bytes: 9, piece: Buffer.from('%PDF page') });
  desk = {
    tokens: () => Promise.resolve([]),
    sign: (order) => {
      asked.push(order);
      return Promise.resolve(SIGNED);
    },
    verify: (file) => Promise.resolve({ integrity: Buffer.from(file).equals(FILE) ? 'intact' : 'changed', signer: null }),
  };
  station.context = { ...station.context, signing: { tokens: () => desk.tokens(), sign: (order) => desk.sign(order), verify: (file, apart) => desk.verify(file, apart) } };
});
afterEach(() => station[Symbol.asyncDispose]());

const read = () => station.call('signing.read', handlers['signing.read'], COUNTER, { dossierId });
const begin = (part: 'papers' | 'result' = 'result') => station.call('signing.begin', handlers['signing.begin'], COUNTER, { dossierId, part, ...ORDER });
const scan = () => station.call('signing.scan-result', handlers['signing.scan-result'], COUNTER, { dossierId, source: 'glass' });
async function ended(): Promise<SigningState> {
  await expect.poll(async () => (await station.call('signing.state', handlers['signing.state'], COUNTER, { dossierId })).kind, { timeout: 15_000 }).not.toBe('working');
  return await station.call('signing.state', handlers['signing.state'], COUNTER, { dossierId });
}

it('whoever looks at what is digitised and signed of a dossier is in the access log', async () => {
  await read();
  expect(station.context.database.read((store) => store.all(z.object({ id: z.string(), actor: z.string(), purpose: z.string() }), `SELECT agg_id AS id, actor, body ->> 'purpose' AS purpose FROM event WHERE type = 'access.noted'`))).toEqual([{ id: dossierId, actor: 'counter-1', purpose: 'detail' }]);
});

describe('a result', () => {
  it('is digitised once it was scanned, and signed as one file that is kept, sent and found again', async () => {
    expect((await read()).result).toEqual({ state: 0, files: 0 });
    await expect(begin()).rejects.toMatchObject({ code: 'page.not-found' });
    await scan();
    expect(await ended()).toEqual({ kind: 'scanned', pages: 1 });
    expect((await read()).result).toEqual({ state: 1, files: 1 });
    expect(await begin()).toEqual({ kind: 'working', step: 'document' });
    const done = await ended();
    if (done.kind !== 'done') throw new Error(JSON.stringify(done));
    expect((await read()).signed).toMatchObject([{ documentId: done.documentId, part: 'result', format: 'pades', name: 'Nguyễn Văn Mẫu', isHere: true }]);
    expect(asked.map(({ file }) => Buffer.from(file).toString())).toEqual(['%PDF page']);
    expect(await station.call('signing.verify', handlers['signing.verify'], COUNTER, { dossierId, documentId: done.documentId })).toEqual({ integrity: 'intact', signer: null });
    expect(bugs).toEqual([]);
  });

  it('and what was signed of it are made anew out of the log as they were', async () => {
    await scan();
    await ended();
    await begin();
    await ended();
    const before = projectedRows(station.context.database);
    expect(before['signed_document']).toHaveLength(1);
    station.context.database.write((store) => store.run(`INSERT INTO meta (name, value) VALUES ('projection-version', 'older') ON CONFLICT (name) DO UPDATE SET value = 'older'`));
    renewProjections(station.context.database);
    expect(projectedRows(station.context.database)).toEqual(before);
  });
});

describe('signing', () => {
  it('keeps nothing of the PIN, in whatever it writes or says', async () => {
    await scan();
    await ended();
    await begin();
    await ended();
    const kept = station.context.database.read((store) => JSON.stringify(readOperations(store, 0, 500)));
    expect([asked[0]?.pin, kept.includes(PIN), JSON.stringify(station.told).includes(PIN), JSON.stringify(station.notes).includes(PIN)]).toEqual([PIN, false, false, false]);
  });

  it('that a token refuses says why and how its PIN stands, and leaves nothing behind', async () => {
    await scan();
    await ended();
    desk = { ...desk, sign: () => Promise.reject(new Refusal('token.wrong-pin', { pin: 'last-try' })) };
    await begin();
    expect(await ended()).toEqual({ kind: 'failed', code: 'token.wrong-pin', pin: 'last-try' });
    expect((await read()).signed).toEqual([]);
  });

  it('is one thing at a time at a counter, and nothing for a dossier that was given up', async () => {
    await scan();
    await ended();
    let letGo = (): void => undefined;
    desk = { ...desk, sign: () => new Promise((resolve) => { letGo = () => resolve(SIGNED); }) };
    await begin();
    await expect(begin()).rejects.toMatchObject({ code: 'signing.busy' });
    await expect(scan()).rejects.toMatchObject({ code: 'signing.busy' });
    await expect.poll(() => station.call('signing.state', handlers['signing.state'], COUNTER, { dossierId })).toEqual({ kind: 'working', step: 'token' });
    letGo();
    expect((await ended()).kind).toBe('done');
    await expect(station.call('signing.begin', handlers['signing.begin'], COUNTER, { dossierId: '0190a8b0-0000-7000-8000-000000000001' as DossierId, part: 'papers', ...ORDER })).rejects.toMatchObject({ code: 'dossier.unknown' });
  });
});
