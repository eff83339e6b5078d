// The line between station and city: it passes bytes, can be cut and healed, and breaks by chance until it is calm.

import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { Chance } from './chance.ts';
import { FaultProxy, type Faults } from './fault-proxy.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

/** A line to somebody who says everything back. */
async function line(faults: Faults): Promise<FaultProxy> {
  const echo = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });
  await once(echo.listen(0, '127.0.0.1'), 'listening');
  open.push({ [Symbol.asyncDispose]: async () => void (await new Promise((closed) => echo.close(closed))) });
  const proxy = await FaultProxy.start(new Chance(1), faults);
  open.push(proxy);
  proxy.leadTo((echo.address() as AddressInfo).port);
  return proxy;
}

/** Sends `bytes` and says how many came back before the end. */
async function say(proxy: FaultProxy, bytes: number): Promise<number> {
  const socket = connect(proxy.port, '127.0.0.1');
  let back = 0;
  socket.on('data', (chunk) => {
    back += chunk.length;
    if (back === bytes) socket.destroy();
  });
  socket.on('error', () => undefined);
  socket.write(Buffer.alloc(bytes));
  await new Promise((closed) => socket.once('close', closed));
  return back;
}

const NEVER: Faults = { resetChance: 0, resetWithinBytes: 1 };

test('passes bytes both ways', async () => {
  expect(await say(await line(NEVER), 200_000)).toBe(200_000);
});

test('leads nowhere until its far end is laid', async () => {
  const proxy = await FaultProxy.start(new Chance(1), NEVER);
  open.push(proxy);
  expect(await say(proxy, 10)).toBe(0);
});

test('resets what is open when it is cut, refuses what comes, and passes again when it is healed', async () => {
  const proxy = await line(NEVER);
  const socket = connect(proxy.port, '127.0.0.1');
  const reset = new Promise((resolve) => socket.once('error', resolve));
  socket.write('x');
  await once(socket, 'data');
  proxy.cut();
  expect(await reset).toMatchObject({ code: 'ECONNRESET' });
  expect(await say(proxy, 10)).toBe(0);
  proxy.heal();
  expect(await say(proxy, 10)).toBe(10);
});

test('breaks in the middle by chance, and no more once it is calm', async () => {
  const proxy = await line({ resetChance: 1, resetWithinBytes: 1000 });
  expect(await say(proxy, 100_000)).toBeLessThan(100_000);
  expect(proxy.resets).toBe(1);
  proxy.calm();
  expect(await say(proxy, 100_000)).toBe(100_000);
});
