// Strange answers of a scanner over HTTP: each ends, within its limits, as what it is.

import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { exchange } from '../../electron/station/devices/scanner-escl/http-pipe.ts';
import { strangeAnswer } from '../fakes/fuzz/escl-answers.ts';
import { Chance } from '../morning/chance.ts';

test('twenty thousand answers over HTTP each end, within their limits', { timeout: 3_600_000 }, async () => {
  const chance = new Chance(6);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => void (chance.between(0, 30) === 0 ? socket.resetAndDestroy() : socket.end(strangeAnswer(chance))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/eSCL/ScannerStatus`);
  const kinds = new Map<string, number>();
  for (let run = 0; run < 20_000; run += 1) {
    const answer = await exchange({ method: 'GET', url, idleMs: 5_000, wholeMs: 20_000, mostBytes: 1_000, certificate: null });
    kinds.set(answer.kind, (kinds.get(answer.kind) ?? 0) + 1);
    if (answer.kind === 'answer' && answer.body.length > 1_000) throw new Error('took more than it may');
  }
  await new Promise((resolve) => server.close(resolve));
  expect([...kinds.keys()].toSorted()).toEqual(['answer', 'cut', 'too-large', 'unreachable']);
});
