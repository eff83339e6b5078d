// One run at a time on a folder, told from a last run that is only ending; and ports that somebody else has.

import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '../../shared/base/must.ts';
import { portIfFree } from './free-port.ts';
import { takeFolder, waitForDatabase } from './one-run.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-one-run-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('a second run does not get the folder, a later one does', async () => {
  const first = must(await takeFolder(folder), 'nobody has it');
  expect(await takeFolder(folder)).toBeNull();
  await first[Symbol.asyncDispose]();
  await must(await takeFolder(folder), 'the first has ended')[Symbol.asyncDispose]();
});

test('a database that is not there yet is not waited for, one that ends is', async () => {
  expect(await waitForDatabase(path.join(folder, 'none'))).toBe(true);
  await mkdir(path.join(folder, 'postgres'));
  const last = must(await takeFolder(path.join(folder, 'postgres')), 'nobody has it');
  const order: string[] = [];
  const waiting = waitForDatabase(path.join(folder, 'postgres')).then((isFree) => order.push(`free ${isFree}`));
  await new Promise((resolve) => setImmediate(resolve));
  order.push('ended');
  await last[Symbol.asyncDispose]();
  await waiting;
  expect(order).toEqual(['ended', 'free true']);
});

test('a port that somebody has is left to them', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  expect(await portIfFree(port)).toBe(0);
  await new Promise((closed) => other.close(closed));
  expect(await portIfFree(port)).toBe(port);
});
