// What a broken or hostile sender may try: each time a refusal with a code, nothing kept, and the gateway stays up.

import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { request } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MAX_PUSH_BYTES, WIRE_CONTENT_TYPE, wireFailureSchema } from '../../../shared/wire/messages.ts';
import { startCity } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { call, refusalOf, SendingStation } from './sending-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());
afterEach(async () => {
  const { status } = await call(city.gateway.url, '/v1/health');
  const kept = (await city.inspection.eventCount('T149')) + (await city.inspection.eventCount('T150'));
  if (status !== 200 || kept > 0) throw new Error(`the city answers ${status} and holds ${kept} operations`);
});

const station = (): SendingStation => new SendingStation(city.gateway.url, 'T149', 'C1');
/** A frame of zstd around `{}` whose head names the window that whoever unpacks it must hold: 2 to the power of `log`. */
const zstdWithWindow = (log: number): Buffer => Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (log - 10) << 3, 0x11, 0x00, 0x00, 0x7b, 0x7d]);
const json = { 'content-type': 'application/json' };
const post = (body: string | Uint8Array, headers: Record<string, string> = json) => call(city.gateway.url, '/v1/push', { method: 'POST', key: station().enrolled.key, headers, body });

/** Sends bytes as they are and gives back all that comes until the other side closes. */
async function raw(text: string): Promise<string> {
  const socket = connect(city.gateway.port, '127.0.0.1').setEncoding('utf8');
  let answer = '';
  socket.on('data', (part: string) => (answer += part));
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

describe('a key', () => {
  it.each([['none', undefined], ['an unknown one', 'x'.repeat(32)], ['an empty one', ''], ['one with a space', 'a b']])('that is missing or wrong opens nothing: %s', async (_, key) => {
    const paths = [['GET', '/v1/changes?commune=T149&after=0'], ['POST', '/v1/push'], ['GET', `/v1/blobs/${'a'.repeat(64)}/state`], ['PUT', `/v1/blobs/${'a'.repeat(64)}`], ['GET', '/v1/status']] as const;
    for (const [method, path] of paths) {
      const init = { method, ...(key === undefined ? {} : { key }), ...(method === 'GET' ? {} : { body: '{}', headers: json }) };
      expect(refusalOf(await call(city.gateway.url, path, init)), path).toMatchObject({ status: 401, code: 'wire.unauthorized' });
    }
  });

  it('of another scheme is no key', async () => {
    expect(refusalOf(await call(city.gateway.url, '/v1/status', { headers: { authorization: `Basic ${station().enrolled.key}` } }))).toMatchObject({ status: 401 });
  });

  it('of one station does not speak for another, nor for another commune', async () => {
    const sender = station();
    const batch = [sender.ticket()];
    expect(refusalOf(await sender.send(batch, { station: 'C2' }))).toMatchObject({ status: 403, code: 'wire.forbidden' });
    expect(refusalOf(await sender.send(batch, { commune: 'T150' }))).toMatchObject({ status: 403, code: 'wire.forbidden' });
    expect(refusalOf(await call(city.gateway.url, '/v1/changes?commune=T150&after=0', { key: sender.enrolled.key }))).toMatchObject({ status: 403, code: 'wire.forbidden' });
  });
});

describe('a body', () => {
  it.each<[string, string | Uint8Array, Record<string, string>, number, string]>([
    ['HTML', '<html><body>Đăng nhập Wi-Fi</body></html>', json, 400, 'wire.invalid'],
    ['nothing', '', json, 400, 'wire.invalid'],
    ['cut JSON', '{"proto":1,', json, 400, 'wire.invalid'],
    ['another JSON', '[1,2,3]', json, 400, 'wire.invalid'],
    ['null', 'null', json, 400, 'wire.invalid'],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), json, 400, 'wire.invalid'],
    ['half a surrogate pair', '{"proto":1,"x":"\\ud800"}', json, 400, 'wire.invalid'],
    ['a number without end', '{"proto":1,"x":1e999}', json, 400, 'wire.invalid'],
    ['a member named __proto__', '{"proto":1,"__proto__":{"admin":true}}', json, 400, 'wire.invalid'],
    ['a nest of arrays', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, json, 400, 'wire.invalid'],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'wire.invalid'],
    ['JSON without saying so', '{}', { 'content-type': 'text/plain' }, 415, 'wire.invalid'],
    ['a nonsense content type', '{}', { 'content-type': '///;;' }, 415, 'wire.invalid'],
    ['an unknown encoding', '{}', { ...json, 'content-encoding': 'br' }, 415, 'wire.invalid'],
    ['gzip that is none', '{}', { ...json, 'content-encoding': 'gzip' }, 400, 'wire.invalid'],
    ['cut gzip', gzipSync('{"proto":1}'.repeat(100)).subarray(0, 30), { ...json, 'content-encoding': 'gzip' }, 400, 'wire.invalid'],
    ['gzip of junk', gzipSync(randomBytes(10_000)), { ...json, 'content-encoding': 'gzip' }, 400, 'wire.invalid'],
    ['zstd that is none', '{}', { ...json, 'content-encoding': 'zstd' }, 400, 'wire.invalid'],
    ['cut zstd', zstdCompressSync('{"proto":1}'.repeat(100)).subarray(0, 20), { ...json, 'content-encoding': 'zstd' }, 400, 'wire.invalid'],
    ['a small zstd that unfolds beyond the limit', zstdCompressSync(Buffer.alloc(MAX_PUSH_BYTES + 1, 0x20)), { ...json, 'content-encoding': 'zstd' }, 413, 'wire.too-large'],
    ['zstd that wants a window of 128 MB', zstdWithWindow(27), { ...json, 'content-encoding': 'zstd' }, 400, 'wire.invalid'],
    ['a small gzip that unfolds beyond the limit', gzipSync(Buffer.alloc(MAX_PUSH_BYTES + 1, 0x20)), { ...json, 'content-encoding': 'gzip' }, 413, 'wire.too-large'],
    ['too many bytes', Buffer.alloc(MAX_PUSH_BYTES + 1, 0x20), json, 413, 'wire.too-large'],
    ['another version of the wire', '{"proto":3,"news":true}', json, 426, 'wire.version'],
  ])('is refused: %s', async (_, body, headers, status, code) => {
    const answered = await post(body, headers);
    expect(refusalOf(answered)).toMatchObject({ status, code });
    if (headers['content-encoding'] === 'zstd') expect(refusalOf(answered).detail).not.toContain('proto');
  });

  it('packed with zstd is read, where its window is no wider than every decoder has, and each answer says so', async () => {
    const requestId = randomUUID();
    const { statusCode, headers, body } = await request(`${city.gateway.url}/v1/push`, {
      method: 'POST', headers: { ...json, 'content-encoding': 'zstd', 'x-request-id': requestId, authorization: `Bearer ${station().enrolled.key}` }, body: zstdWithWindow(23),
    });
    // Unpacked it is an empty object, at whose members the refusal is about.
    expect([statusCode, headers['accept-encoding'], await body.text()]).toEqual([400, 'zstd, gzip', expect.stringContaining('proto: invalid_type')]);
  });

  it('is refused with the id of its request, which must be that of the header', async () => {
    const sender = station();
    expect(refusalOf(await sender.send([sender.ticket()], { requestId: randomUUID() }))).toMatchObject({ status: 400, code: 'wire.invalid' });
    const requestId = randomUUID();
    const answered = await call(city.gateway.url, '/v1/push', { method: 'POST', key: sender.enrolled.key, headers: { ...json, 'x-request-id': requestId }, body: '<html>' });
    expect(wireFailureSchema.parse(answered.body).requestId).toBe(requestId);
  });

  it.each([['none', {}], ['too short', { 'x-request-id': 'abc' }], ['too long', { 'x-request-id': 'a'.repeat(65) }], ['with other characters', { 'x-request-id': '<script>1' }]])(
    'without a proper request id is not looked at: %s', async (_, headers) => {
      const answered = await call(city.gateway.url, '/v1/status', { key: station().enrolled.key, headers: { 'x-request-id': '', ...headers } });
      expect(refusalOf(answered)).toMatchObject({ status: 400, code: 'wire.invalid' });
    },
  );

  it('never comes back in an answer or in the log', async () => {
    const sender = station();
    const secret = 'Nguyễn Văn Bí Mật';
    const operation = { ...sender.ticket(), actor: secret, [secret]: secret, body: { [secret]: secret } };
    const answered = await sender.send([operation]);
    expect(refusalOf(answered)).toMatchObject({ status: 400, code: 'wire.invalid' });
    expect(JSON.stringify([answered, city.log])).not.toContain('Bí Mật');
  });

  it('of any shape at all gets a refusal of the wire', async () => {
    const sender = station();
    const good = { proto: 1, requestId: '', commune: 'T149', station: 'C1', incarnation: 1, operations: [sender.ticket()] };
    const junk = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(-1, 0, 2 ** 53, 1.5, '', 'T149', [], {}, null, '\u0000', 'x'.repeat(5000)));
    const mutated = fc.tuple(fc.constantFrom(...Object.keys(good), ...Object.keys(good.operations[0] ?? {}).map((key) => `operations.0.${key}`)), junk);
    await fc.assert(
      fc.asyncProperty(mutated, async ([path, value]) => {
        const requestId = randomUUID();
        const [first = {}] = good.operations;
        const key = path.split('.').at(-1) ?? '';
        const body = path.startsWith('operations.') ? { ...good, requestId, operations: [{ ...first, [key]: value }] } : { ...good, requestId, [key]: value };
        fc.pre(JSON.stringify(body) !== JSON.stringify({ ...good, requestId }));
        const answered = await post(JSON.stringify(body), { ...json, 'x-request-id': requestId });
        const refusal = refusalOf(answered);
        expect(refusal.status).toBeGreaterThanOrEqual(400);
        expect(refusal.code).not.toBe('wire.internal');
      }),
      { numRuns: 400 },
    );
    await city.pool.query("UPDATE station SET state = 'active'");
  });

  it('of any bytes at all gets a refusal of the wire', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, isPacked) => {
        const refusal = refusalOf(await post(isPacked ? gzipSync(bytes) : bytes, isPacked ? { ...json, 'content-encoding': 'gzip' } : json));
        expect([refusal.status, refusal.code]).toEqual([400, 'wire.invalid']);
      }),
      { numRuns: 200 },
    );
  });
});

describe('an address or method', () => {
  it.each([['GET', '/', 404], ['GET', '/v1/push', 405], ['DELETE', '/v1/changes', 405], ['POST', '/v1/health', 405], ['GET', '/v1/%zz', 400], ['GET', `/v1/blobs/${'a'.repeat(500)}/state`, 414], ['PATCH', '/v1/nothing', 404], ['OPTIONS', '/v1/push', 405]])(
    'that does not exist is refused: %s %s', async (method, path, status) => {
      expect(refusalOf(await call(city.gateway.url, path, { method, key: station().enrolled.key }))).toMatchObject({ status });
    },
  );

  it.each([
    ['what is not HTTP', 'HELO city\r\n\r\n', 400],
    ['headers without end', `GET /v1/health HTTP/1.1\r\nhost: city\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`, 431],
    ['two lengths', 'POST /v1/push HTTP/1.1\r\nhost: city\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 400],
    ['TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000', 400],
  ])('is not even there: %s', async (_, text, status) => {
    const answer = await raw(text);
    expect(answer.startsWith(`HTTP/1.1 ${status} `)).toBe(true);
    expect(answer).toContain(`content-type: ${WIRE_CONTENT_TYPE}`);
    expect(wireFailureSchema.parse(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).error.code).toBe('wire.invalid');
  });
});
