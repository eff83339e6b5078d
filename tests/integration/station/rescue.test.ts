// A machine's store put back from a terminal, as the guide says: stop, list, restore, start.

import path from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../../build/checks/spawn.ts';
import { Machine } from './machine.ts';

const entry = path.resolve(import.meta.dirname, '../../../electron/station/rescue.ts');

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
