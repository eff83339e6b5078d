// However many pushes one station sends, two at a time are with the database, in the order in which they came, and nobody else waits for them.

import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

function gate() {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { opened: promise, open: () => resolve(undefined) };
}

it('two of one station are worked at, the others follow in their order, and another station does not wait', async () => {
  const turns = new Turns();
  const gates = Array.from({ length: 5 }, gate);
  const begun: string[] = [];
  const running = gates.map(({ opened }, index) =>
    turns.run('T149/K1', async () => {
      begun.push(`K1 ${index}`);
      await opened;
    }));
  const other = turns.run('T149/K2', () => Promise.resolve(begun.push('K2')));
  await other;
  expect(begun).toEqual(['K1 0', 'K1 1', 'K2']);
  gates[1]?.open();
  await running[1];
  gates[2]?.open();
  await running[2];
  expect(begun.slice(3)).toEqual(['K1 2', 'K1 3']);
  for (const { open } of gates) open();
  await Promise.all(running);
  expect(begun).toHaveLength(6);
});

it('one that fails hands its turn on, and who comes when too many wait is told to come later', async () => {
  const turns = new Turns();
  const held = gate();
  const first = Array.from({ length: 2 }, () => turns.run('T149/K1', () => held.opened.then(() => Promise.reject(new Error('away')))));
  const waiting = Array.from({ length: 30 }, () => turns.run('T149/K1', () => Promise.resolve('done')));
  await expect(turns.run('T149/K1', () => Promise.resolve(''))).rejects.toMatchObject({ code: 'wire.overloaded' });
  held.open();
  await expect(Promise.all(first)).rejects.toThrow('away');
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['done']));
});
