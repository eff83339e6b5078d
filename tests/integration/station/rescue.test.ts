// A machine's store put back from a terminal, as the guide says: stop, list, restore, start.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { run } from '../../../build/checks/spawn.ts';
import { Machine } from './machine.ts';

const entry = path.resolve(import.meta.dirname, '../../../electron/station/rescue.ts');

const reborn = (machine: Machine) => machine.lines().filter((line) => z.object({ event: z.literal('store.reborn') }).safeParse(line).success);

it('F7: a copy as old as the last mark is put back by a person: what the second after it may have given is not given again', async () => {
  await using machine = new Machine();
  const rescue = (...words: readonly string[]) => run(process.execPath, [entry, '--settings', machine.settingsFile, ...words]);
  await machine.start();
  await machine.end();
  await rescue('backup');
  expect(await rescue('restore', 'newest')).toMatchObject({ code: 0 });
  expect(existsSync(path.join(machine.dataFolder, 'restored'))).toBe(true);
  await machine.start();
  expect(reborn(machine)).toEqual([expect.objectContaining({ reason: 'restored', incarnation: 2 })]);
  expect(existsSync(path.join(machine.dataFolder, 'restored'))).toBe(false);
  await machine.end();
  await machine.start();
  expect(reborn(machine)).toHaveLength(1);
});

it('a copy is made, listed, checked and restored from a terminal, and the station starts on it', async () => {
  await using machine = new Machine();
  await machine.start();
  const rescue = (...words: readonly string[]) => run(process.execPath, [entry, '--settings', machine.settingsFile, ...words]);
  expect(await rescue('restore', 'newest')).toMatchObject({ code: 1, err: expect.stringMatching(/^LockedStore: /) as unknown });
  await machine.end();
  expect(await rescue('restore', 'newest')).toMatchObject({ code: 1, err: 'RefusedBackup: the copy is refused: missing\n' });
  expect(await rescue('backup')).toMatchObject({ code: 0, out: expect.stringMatching(/^store-000001-\d{8}T\d{6}Z-\d+-asked\.db {2}whole, event \d+, own-disk\n$/) as unknown });
  expect(await rescue('list')).toMatchObject({ code: 0, out: expect.stringMatching(/^store-000001-.*\n1 copies\n$/) as unknown });
  expect(await rescue('check')).toMatchObject({ code: 0, out: expect.stringMatching(/^store-000001-.* {2}whole, event \d+\nstation\.db {2}whole, event \d+\n$/) as unknown });
  expect(await rescue('restore', 'newest')).toMatchObject({ code: 0, out: expect.stringMatching(/ is the store now, up to event \d+\. What stood there lies in .*set-aside.1\.\n$/) as unknown });
  expect(await rescue('salvage')).toMatchObject({ code: 0, out: expect.stringMatching(/^(\d+) events were saved of \1\. What stood there lies in .*set-aside.2\.\n$/) as unknown });
  expect((await machine.start()).kind).toBe('listening');
});

it.each([[[]], [['restore']], [['list', 'newest']], [['mend']]])('the words %j are answered with how it is used', async (words) => {
  await using machine = new Machine();
  const { code, err } = await run(process.execPath, [entry, '--settings', machine.settingsFile, ...words]);
  expect([code, err]).toEqual([64, expect.stringMatching(/^rescue --settings FILE list/)]);
});
