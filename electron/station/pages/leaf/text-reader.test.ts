// The text of a Vietnamese page, read by the engine in the package and with nothing but this machine's disk.

import net from 'node:net';
import { expect, it, vi } from 'vitest';
import { drawPage, WRITTEN_LINES } from '../../../../tests/fakes/drawn-page.ts';
import { unpackLeaf } from './leaf.ts';
import { createLeafMaker } from './make-leaf.ts';

const LINES = WRITTEN_LINES.slice(2, 5);

it('every word of a crooked page is read with its accents, where it stands, and nobody is asked over a network; what is no picture has none', { timeout: 60_000 }, async () => {
  const connected = vi.spyOn(net.Socket.prototype, 'connect');
  const fetched = vi.spyOn(globalThis, 'fetch');
  let steps = 0;
  const make = createLeafMaker(() => void (steps += 1));
  const page = await drawPage({ on: 'writing', dpi: 150, turnedDegrees: 3, hasBed: true, face: 'tinos', lines: LINES });
  const answer = await make({ bytes: page, budgetBytes: 300_000, withText: true });
  if (answer.kind !== 'made') expect.fail('a picture');
  const { words, width } = unpackLeaf(answer.leaf);
  expect(words?.map(({ text }) => text).join(' ')).toBe(LINES.join(' '));
  // 25 mm from the left edge of 210, after straightening.
  expect(Math.abs((words?.[0]?.left ?? 0) / width - 25 / 210)).toBeLessThan(0.02);
  // So often may the reading be held.
  expect(steps).toBeGreaterThan(3);
  expect(await make({ bytes: Buffer.from('no picture'), budgetBytes: 300_000, withText: true })).toEqual({ kind: 'no-picture' });
  expect([connected.mock.calls, fetched.mock.calls]).toEqual([[], []]);
  vi.restoreAllMocks();
});
