// The TCP line to a printer, over real sockets: it ends however it is ended.

import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { systemClock } from '../../life/clock.ts';
import { tcpLine } from './tcp-line.ts';

it('is closed when it is dropped in the moment in which it says good-bye', async () => {
  const server = createServer();
  const arrived = once(server, 'connection') as Promise<[Socket]>;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const line = await tcpLine('127.0.0.1', (server.address() as AddressInfo).port)(5000, systemClock, new AbortController().signal);
  if (typeof line === 'string') throw new Error(line);
  const [printer] = await arrived;
  printer.on('error', () => undefined);
  const gone = once(printer.resume(), 'close');
  const closing = line.close(60_000);
  line.drop();
  await Promise.all([closing, line.closed, gone]);
  expect(line.isOpen).toBe(false);
  await new Promise((closed) => server.close(closed));
});
