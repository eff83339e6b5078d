// The city's answers, good and strange, and what each is taken for.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pullAnswerSchema } from '../../../shared/wire/feed.ts';
import { WIRE_CONTENT_TYPE } from '../../../shared/wire/messages.ts';
import { readAnswer } from './classify.ts';

const id = 'request-0001';
const good = { requestId: id, items: [], last: 0, cityTime: 1 };
const answer = (body: unknown, status = 200, contentType: string = WIRE_CONTENT_TYPE) => ({ status, contentType, text: typeof body === 'string' ? body : JSON.stringify(body) });
const refusal = (code: string, more: object = {}) => ({ requestId: id, error: { code, detail: 'words', ...more } });
const failure = (raw: ReturnType<typeof answer>) => {
  const read = readAnswer(pullAnswerSchema, id, raw);
  return read.kind === 'failed' ? read.failure : read.kind;
};

test('an answer of the city that echoes the request is taken', () => {
  expect(readAnswer(pullAnswerSchema, id, answer(good, 200, `${WIRE_CONTENT_TYPE}; charset=utf-8`))).toEqual({ kind: 'ok', value: good });
});

test.each([
  ['a page with status 200', answer('<html>Đăng nhập Wi-Fi</html>', 200, 'text/html')],
  ['a page that lies about its type', answer('<html></html>')],
  ['a redirect to a portal', answer('', 302, 'text/html')],
  ['network authentication required', answer('', 511, 'text/html')],
  ['a proxy that forbids', answer('{"error":"forbidden"}', 403, 'application/json')],
  ['an answer to somebody else', answer({ ...good, requestId: 'request-9999' })],
  ['a refusal of somebody else', answer({ ...refusal('wire.invalid'), requestId: 'request-9999' }, 400)],
])('%s is no network, never a success and never a refusal', (_name, raw) => {
  expect(failure(raw)).toEqual({ kind: 'offline', code: 'city.captive-portal' });
});

test.each([
  ['wire.gap', { expected: 7 }, { kind: 'gap', code: 'city.gap', expected: 7 }],
  ['wire.overloaded', { retryAfterMs: 9000 }, { kind: 'busy', code: 'city.overloaded', retryAfterMs: 9000 }],
  ['wire.internal', {}, { kind: 'busy', code: 'city.internal', retryAfterMs: null }],
  ['wire.fork', {}, { kind: 'refused', code: 'city.fork', detail: 'words' }],
  ['wire.unauthorized', {}, { kind: 'refused', code: 'city.refused', detail: 'wire.unauthorized: words' }],
])('%s means what the table says', (code, more, expected) => {
  expect(failure(answer(refusal(code, more), 409))).toEqual(expected);
});

test('a gap without a number cannot be healed by going back', () => {
  expect(failure(answer(refusal('wire.gap'), 409))).toEqual({ kind: 'refused', code: 'city.version', detail: 'words' });
});

test('our own city with another shape of answer needs an update, not a retry for ever', () => {
  expect(failure(answer({ requestId: id, other: true }))).toEqual({ kind: 'refused', code: 'city.version', detail: 'an answer of another shape' });
});

test('no bytes from the network make it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), fc.integer({ min: 100, max: 599 }), fc.constantFrom(WIRE_CONTENT_TYPE, 'text/html', ''), (text, status, contentType) => {
      expect(['ok', 'failed']).toContain(readAnswer(pullAnswerSchema, id, { status, contentType, text }).kind);
    }),
  );
});

test.each([
  ['wire.overloaded', 20_000, 20_000], ['wire.overloaded', 0, 1000], ['wire.overloaded', -5, 1000], ['wire.internal', 3, 1000], ['wire.internal', 2 ** 40, 900_000], ['wire.overloaded', Number.MAX_SAFE_INTEGER, 900_000],
])('%s that names %d ms is asked again after %d ms: neither at once nor next year', (code, retryAfterMs, expected) => {
  expect(failure(answer(refusal(code, { retryAfterMs }), 503))).toMatchObject({ kind: 'busy', retryAfterMs: expected });
});
