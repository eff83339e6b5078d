// A machine whose store does not open, as its windows see it: it stands, says why, changes nothing, and works on as soon as a person has helped it.

import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Window } from '../../morning/window.ts';
import { writeKeyText } from '../../../shared/domain/codes/key-text.ts';
import { readExampleProfile } from '../../../build/demo/example-point.ts';
import { listSetAside } from '../../../electron/station/store/set-aside.ts';
import { openConnection } from '../../../electron/station/store/open-connection.ts';
import { Machine } from './machine.ts';

const PASSPHRASE = 'Hoa phượng đỏ trước cổng ủy ban';
const field = readExampleProfile().fields[0]?.code ?? expect.fail('the example point has a field');
let machine: Machine;
let key: Buffer;
const file = (name: string): string => path.join(machine.dataFolder, name);

/** A point that has worked: one number taken, a passphrase set, one copy made. */
beforeEach(async () => {
  machine = new Machine();
  await machine.start();
  const kiosk = await machine.open('kiosk');
  await kiosk.call('ticket.issue', { field, priority: 'none', procedureCode: null });
  const admin = await machine.open('admin');
  await admin.call('key.set-passphrase', { passphrase: PASSPHRASE });
  await admin.call('backup.make', {});
  await machine.end();
  key = readFileSync(file('data.key'));
});
afterEach(() => machine[Symbol.asyncDispose]());

/** Everything that a person could lose; the logs go on. */
function disk(): Record<string, string> {
  const files = readdirSync(machine.dataFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith('-shm') && !entry.name.endsWith('.log'));
  const read = files.map(({ parentPath, name }) => [path.join(parentPath, name), readFileSync(path.join(parentPath, name))] as const).filter(([, bytes]) => bytes.length > 0);
  return Object.fromEntries(read.map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]));
}
/** Flips a bit in the first page of a table, which the station asks for when it starts. */
function rot(table: string): void {
  const connection = openConnection(file('station.db'), key);
  const page = Number(connection.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table));
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
  const bytes = readFileSync(file('station.db'));
  const place = (page - 1) * 4096 + 900;
  bytes.writeUInt8(bytes.readUInt8(place) ^ 4, place);
  writeFileSync(file('station.db'), bytes);
}
const refused = (asked: Promise<unknown>): Promise<string> => asked.then(() => 'done', (error: unknown) => String(error).split(': ').at(-1) ?? '');
const modeOf = async (window: Window): Promise<string> => (await window.call('point.describe', {})).mode;
const works = (window: Window): Promise<string> => window.until('work', async () => ((await modeOf(window)) === 'working' ? 'working' : null), { on: ['point.changed'] });
const waiting = async (window: Window): Promise<number> => (await window.call('queue.overview', {})).fields.reduce((sum, line) => sum + line.waiting, 0);

describe('without its key', () => {
  it('F6: serves every window its recovery and nothing else, tells why, and changes nothing', async () => {
    rmSync(file('data.key'));
    const before = disk();
    expect((await machine.start()).kind).toBe('listening');
    const [kiosk, counter, admin] = [await machine.open('kiosk'), await machine.open('counter-1'), await machine.open('admin')];
    expect([await modeOf(kiosk), await modeOf(counter), await modeOf(admin)]).toEqual(['recovery', 'recovery', 'recovery']);
    expect([await refused(kiosk.call('ticket.issue', { field, priority: 'none', procedureCode: null })), await refused(admin.call('health.read', {})), await refused(kiosk.call('recovery.read', {}))]).toEqual(['store.recovering', 'store.recovering', 'caller.refused']);
    const { code, wraps, backups } = await counter.call('recovery.read', {});
    expect([code, wraps, backups.length]).toEqual(['store.key-missing', [{ name: 'keys/passphrase-1.json', kind: 'passphrase', state: 'asks' }], 1]);
    expect([
      await refused(admin.call('recovery.passphrase', { passphrase: 'Cây đa bến nước' })), await refused(admin.call('recovery.key', { text: writeKeyText(Buffer.alloc(32, 4)) })), await refused(admin.call('recovery.key', { text: 'ABC' })),
      await refused(admin.call('recovery.key', { text: writeKeyText(key).replace(/^./, (first) => (first === '2' ? '3' : '2')) })), await refused(admin.call('recovery.restore', { name: backups[0]?.name ?? '' })), await refused(counter.call('recovery.restore', { name: 'x' })),
    ]).toEqual(['recovery.wrong-passphrase', 'recovery.wrong-key', 'recovery.key-length', 'recovery.key-mistyped', 'recovery.no-key', 'caller.refused']);
    expect(disk()).toEqual(before);
    await admin.call('recovery.retry', {});
    await admin.until('the second try', async () => ((await admin.call('recovery.read', {})).attempts === 2 ? true : null), { on: ['point.changed'] });
    expect([disk(), await machine.end()]).toEqual([before, 0]);
  });

  it('works on after the passphrase, in the windows that were open, with everything there and a new wrap beside the failed one', async () => {
    writeFileSync(file('data.key'), Buffer.alloc(32, 1));
    await machine.start();
    const [kiosk, admin] = [await machine.open('kiosk'), await machine.open('admin')];
    expect((await admin.call('recovery.read', {})).wraps).toContainEqual({ name: 'data.key', kind: 'file', state: 'other-store' });
    await admin.call('recovery.passphrase', { passphrase: PASSPHRASE });
    expect([await works(kiosk), await waiting(kiosk), await refused(admin.call('recovery.read', {}))]).toEqual(['working', 1, 'recovery.over']);
    expect([readFileSync(file('data.key')), readFileSync(file('data.key.failed-1'))]).toEqual([key, Buffer.alloc(32, 1)]);
    await machine.end();
    await machine.start();
    expect(await modeOf(await machine.open('kiosk'))).toBe('working');
  });

  it('works on after the key itself was typed', async () => {
    rmSync(file('data.key'));
    await machine.start();
    const counter = await machine.open('counter-1');
    await counter.call('recovery.key', { text: writeKeyText(key).toLowerCase() });
    expect([await works(counter), readFileSync(file('data.key'))]).toEqual(['working', key]);
  });

  it('works on when the file is brought back and somebody tries again', async () => {
    rmSync(file('data.key'));
    await machine.start();
    const admin = await machine.open('admin');
    writeFileSync(file('data.key'), key, { mode: 0o600 });
    await admin.call('recovery.retry', {});
    expect(await works(admin)).toBe('working');
  });
});

describe('with a store that rotted', () => {
  it('puts a copy in its place when a person says so, and keeps what stood there', async () => {
    truncateSync(file('station.db'), 8192);
    copyFileSync(file('station.db'), path.join(machine.folder, 'rotten.db'));
    await machine.start();
    const admin = await machine.open('admin');
    const { code, backups } = await admin.call('recovery.read', {});
    expect([code, await refused(admin.call('recovery.restore', { name: 'no-such-copy' }))]).toEqual(['store.failed', 'recovery.backup-refused']);
    await admin.call('recovery.restore', { name: backups[0]?.name ?? '' });
    expect([await works(admin), await waiting(await machine.open('kiosk'))]).toEqual(['working', 1]);
    const aside = readdirSync(machine.dataFolder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('set-aside') && name.endsWith('station.db'));
    expect([aside.length, existsSync(file('data.key')), readFileSync(file(aside[0] ?? '')).equals(readFileSync(path.join(machine.folder, 'rotten.db')))]).toEqual([1, true, true]);
  });

  it('saves what can be read when a person says so and no copy is left, keeps what stood there, and names what is missing', async () => {
    for (const name of readdirSync(file('backups'))) rmSync(path.join(file('backups'), name));
    // The first page and the list of tables can be read, what the station asks for first cannot.
    rot('meta');
    await machine.start();
    const [admin, counter] = [await machine.open('admin'), await machine.open('counter-1')];
    expect([(await admin.call('recovery.read', {})).code, await refused(counter.call('recovery.salvage', {}))]).toEqual(['store.failed', 'caller.refused']);
    await admin.call('recovery.salvage', {});
    expect(await works(admin)).toBe('working');
    expect(await waiting(await machine.open('kiosk'))).toBe(1);
    expect(listSetAside(machine.dataFolder)[0]).toMatchObject({ why: 'salvage', code: '0' });
  });

  it('of which nothing can be read says so, and changes nothing', async () => {
    truncateSync(file('station.db'), 2000);
    const before = disk();
    await machine.start();
    const admin = await machine.open('admin');
    await admin.call('recovery.salvage', {});
    const { salvage } = await admin.until('the end', async () => {
      const read = await admin.call('recovery.read', {});
      return read.salvage.since === null ? read : null;
    }, { on: ['point.changed'] });
    expect([salvage, disk()]).toEqual([{ since: null, refused: 'recovery.nothing-saved' }, before]);
  });

  it('without a key as well, the right key is known by its wrap and opens the copy', async () => {
    rmSync(file('data.key'));
    truncateSync(file('station.db'), 8192);
    await machine.start();
    const admin = await machine.open('admin');
    expect(await refused(admin.call('recovery.passphrase', { passphrase: PASSPHRASE }))).toBe('recovery.store-damaged');
    await admin.call('recovery.restore', { name: (await admin.call('recovery.read', {})).backups[0]?.name ?? '' });
    expect([await works(admin), readFileSync(file('data.key'))]).toEqual(['working', key]);
  });
});
