// What the line to a portal makes of what comes back, on real sockets: above all whether a message may have been taken.

import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { PortalFailure } from './failures.ts';
import { PortalLine } from './portal-http.ts';
import type { PortalSettings } from './settings.ts';

/** A portal that answers as told, and the line to it. */
async function lineTo(listener: RequestListener): Promise<{ readonly line: PortalLine } & AsyncDisposable> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const line = new PortalLine({ url: `http://127.0.0.1:${port}`, timeoutMs: 20_000, authority: null, parallel: 1 } as PortalSettings);
  return {
    line,
    [Symbol.asyncDispose]: async () => {
      await line[Symbol.asyncDispose]();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function failureOf(asked: Promise<unknown>): Promise<object> {
  const error: unknown = await asked.then(() => null, (thrown: unknown) => thrown);
  return error instanceof PortalFailure ? { code: error.code, detail: error.detail, isUncertain: error.isUncertain } : { error };
}

it('A message that the portal has read when the door is closed may have been taken', async () => {
  const read = Promise.withResolvers<undefined>();
  await using portal = await lineTo((request) => void request.resume().on('end', () => read.resolve(undefined)));
  const asked = failureOf(portal.line.ask({ method: 'POST', path: '/', body: '{}', isChange: true }));
  await read.promise;
  await portal.line[Symbol.asyncDispose]();
  expect(await asked).toEqual({ code: 'portal.unreachable', detail: 'UND_ERR_DESTROYED', isUncertain: true });
});

it.each([[408, true], [425, false], [429, false], [502, false], [503, false], [504, true]] as const)('A portal that says %i has no time, and has not refused the dossier', async (status, isUncertain) => {
  await using portal = await lineTo((_request, response) => response.writeHead(status, { 'content-type': 'application/json' }).end('{"error_code":"1"}'));
  expect(await failureOf(portal.line.ask({ method: 'POST', path: '/', body: '{}', isChange: true }))).toEqual({ code: 'portal.maintenance', detail: String(status), isUncertain });
});
