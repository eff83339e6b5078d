// Stations of the first version of the wire, by a push that one of them made: the city takes all of it, word for word, and gives it its effect.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pushAnswerSchema } from '../../../shared/wire/messages.ts';
import { operationSchema } from '../../../shared/wire/operation.ts';
import { startCity } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { call, SendingStation } from './sending-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

const goldenSchema = z.looseObject({ requestId: z.string(), operations: z.array(operationSchema) });
const golden = join(import.meta.dirname, '../../fixtures/wire/push-1.json');

describe('a push of the first version', () => {
  it('is stored as it was sent, and takes effect', async () => {
    const text = await readFile(golden, 'utf8');
    const { requestId, operations } = goldenSchema.parse(JSON.parse(text));
    const sender = new SendingStation(city.gateway.url, 'T149', 'K1');
    const send = () => call(city.gateway.url, '/v1/push', {
      method: 'POST', key: sender.enrolled.key, headers: { 'x-request-id': requestId, 'content-type': 'application/json', 'content-encoding': 'gzip' }, body: gzipSync(text),
    });
    const answered = pushAnswerSchema.parse((await send()).body);
    expect(answered.results.map(({ kind }) => kind)).toEqual(operations.map(() => 'applied'));
    expect(answered.ackedSeq).toBe(operations.length);
    expect((await sender.log(1, 0)).operations).toEqual(operations);
    expect((await city.inspection.stations('T149')).find(({ station }) => station === 'K1')).toMatchObject({ events: operations.length, broken: 0, headHash: operations.at(-1)?.hash });
    expect(await city.inspection.dossiers('T149')).toMatchObject([{ provisionalCode: 'T149-K1-000001-X', officialCode: 'H26.149-260715-0001', status: 2 }]);
    expect((await city.inspection.pages('T149')).map(({ sha256 }) => sha256)).toEqual(['ab'.repeat(32)]);
    expect(await city.inspection.rejected('T149')).toEqual([]);
    // And once more, as after a lost answer.
    expect(pushAnswerSchema.parse((await send()).body).results.map(({ kind }) => kind)).toEqual(operations.map(() => 'duplicate'));
    // The feed has what this station reads.
    expect((await call(city.gateway.url, '/v1/changes?commune=T149&after=0', { key: sender.enrolled.key })).body).toMatchObject({ items: [{ number: 1, change: { type: 'dossier.received' } }], last: 1 });
  });
});
