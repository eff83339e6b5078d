// F15: who stands between this station and the city, over real TLS with certificates made for the test: each kind of trouble has its own name, and none is a refusal.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createPlain, type RequestListener, type Server } from 'node:http';
import { createServer } from 'node:https';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { WIRE_CONTENT_TYPE } from '../../../shared/wire/messages.ts';
import { systemClock } from '../life/clock.ts';
import { CityClient } from './city-client.ts';
import { pinOf } from './pinned-connector.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-tls-'));
const at = (name: string): string => path.join(folder, name);
const openssl = (...args: readonly string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
const started: AsyncDisposable[] = [];

/** Makes `name.pem` for 'localhost', signed by the test's own authority, valid between two times such as '20200101000000Z'. */
function sign(name: string, from: string, to: string): void {
  openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost');
  openssl('ca', '-batch', '-notext', '-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key', '-in', `${name}.csr`, '-startdate', from, '-enddate', to, '-out', `${name}.pem`);
}

beforeAll(() => {
  writeFileSync(at('ca.cnf'), '[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=any\ncopy_extensions=copy\nunique_subject=no\n[any]\ncommonName=supplied\n');
  writeFileSync(at('index.txt'), '');
  writeFileSync(at('serial'), '01');
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test authority', '-days', '36500');
  sign('good', '20200101000000Z', '21200101000000Z');
  sign('over', '20200101000000Z', '20200201000000Z');
  sign('early', '21190101000000Z', '21200101000000Z');
});
afterEach(async () => {
  for (const each of started.splice(0).toReversed()) await each[Symbol.asyncDispose]();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function listen(server: Server): Promise<number> {
  server.listen(0, 'localhost');
  await once(server, 'listening');
  started.push({
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
  return (server.address() as AddressInfo).port;
}
const city: RequestListener = (request, response) => {
  response.writeHead(200, { 'content-type': WIRE_CONTENT_TYPE }).end(JSON.stringify({ requestId: request.headers['x-request-id'], items: [], last: 0, cityTime: 1 }));
};
const secured = (certificate: string, listener: RequestListener = city): Promise<number> => listen(createServer({ key: readFileSync(at(`${certificate}.key`)), cert: readFileSync(at(`${certificate}.pem`)) }, listener));

interface Trust {
  readonly pin?: string;
  readonly isTrusted?: boolean;
  readonly isClockDoubted?: boolean;
}

/** What the client makes of whoever listens there: 'ok', or the code of its failure. */
async function ask(port: number, { pin, isTrusted = true, isClockDoubted = false }: Trust = {}): Promise<string> {
  await using client = new CityClient(
    {
      url: `https://localhost:${port}`, key: 'k'.repeat(24), commune: 'T149', station: 'K1', timeoutMs: 3000, pin: pin ?? null, ca: isTrusted ? readFileSync(at('ca.pem'), 'utf8') : null, isClockDoubted: () => isClockDoubted,
    },
    systemClock,
  );
  const answer = await client.pull(0, 1, 0, new AbortController().signal);
  return answer.kind === 'ok' ? 'ok' : `${answer.failure.kind} ${answer.failure.code}`;
}
const page = (status: number, headers: Readonly<Record<string, string>>): RequestListener => (_request, response) => void response.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<html>Wi-Fi</html>');

it('F15: a trusted certificate is the city, with its own pin too', async () => {
  const port = await secured('good');
  expect([await ask(port), await ask(port, { pin: pinOf(new X509Certificate(readFileSync(at('good.pem')))) })]).toEqual(['ok', 'ok']);
});

it('F15: a trusted certificate with another key than the pinned one is told, and no request goes out to it', async () => {
  let asked = 0;
  const port = await secured('good', (request, response) => {
    asked += 1;
    city(request, response);
  });
  expect([await ask(port, { pin: pinOf(new X509Certificate(readFileSync(at('over.pem')))) }), asked]).toEqual(['offline city.certificate', 0]);
});

it('F15: a certificate of an unknown signer is somebody in between', async () => {
  expect(await ask(await secured('good'), { isTrusted: false })).toBe('offline city.captive-portal');
});

it('F15: a certificate that is not valid yet is a clock that stands behind; one that has run out is the clock only where the clock is doubted', async () => {
  expect(await ask(await secured('early'))).toBe('offline city.clock');
  const over = await secured('over');
  expect([await ask(over, { isClockDoubted: true }), await ask(over)]).toEqual(['offline city.clock', 'offline city.certificate']);
});

it('F15: plain HTTP where TLS was expected is somebody in between', async () => {
  expect(await ask(await listen(createPlain(page(302, { location: 'http://login' }))))).toBe('offline city.captive-portal');
});

it.each([
  ['a redirect', 302, 'offline city.captive-portal'], ['a login page', 200, 'offline city.captive-portal'], ['that a login is needed', 511, 'offline city.captive-portal'],
  ['that the front is overloaded', 503, 'busy city.overloaded'], ['that too much was asked', 429, 'busy city.overloaded'],
])('F15: %s is told by its own name', async (_what, status, told) => {
  expect(await ask(await secured('good', page(status, { location: 'https://elsewhere' })))).toBe(told);
});
