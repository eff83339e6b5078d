// F25: a change of the schema that is killed after any of its statements leaves a store that the next start brings to the same end, with the rows that were there.

import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../build/checks/spawn.ts';
import { listBackups } from '../../electron/station/store/backup/backup-places.ts';
import { StationDatabase } from '../../electron/station/store/database.ts';
import { migrate, type Migration } from '../../electron/station/store/migrate.ts';
import { migrations } from '../../electron/station/store/migrations/all.ts';
import { openConnection } from '../../electron/station/store/open-connection.ts';
import { STORE_FILE } from '../../electron/station/store/store-lock.ts';
import { storeFolder } from '../fakes/store-folder.ts';
import { statementsOf } from './statements.ts';

const first = migrations.slice(0, 1);
const later = migrations.slice(1);
const claimed = `INSERT INTO meta (name, value) VALUES ('commune', 'T149'), ('station', 'K1'), ('incarnation', '1')`;

/** A store of the first schema with rows in it, closed. */
function makeOld(file: string, key: Buffer): void {
  const connection = openConnection(file, key);
  migrate(connection, first);
  connection.exec(claimed);
  connection.close();
}
function contentOf(file: string, key: Buffer): unknown {
  const connection = openConnection(file, key);
  const content = [connection.pragma('user_version', { simple: true }), connection.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all(), connection.prepare('SELECT * FROM meta ORDER BY name').all(), connection.pragma('quick_check')];
  connection.close();
  return content;
}

it('F25: killed after any statement, it comes to the same end', { timeout: 240_000 }, async () => {
  using folder = storeFolder();
  const [old, file, wanted] = ['old.db', STORE_FILE, 'wanted.db'].map((name) => path.join(folder.path, name));
  if (old === undefined || file === undefined || wanted === undefined) return expect.fail('three names');
  makeOld(old, folder.key);
  makeOld(wanted, folder.key);
  const connection = openConnection(wanted, folder.key);
  migrate(connection, migrations);
  connection.close();
  const end = contentOf(wanted, folder.key);
  const statements = later.flatMap(({ sql }) => statementsOf(sql)).length;
  expect(statements).toBeGreaterThan(10);
  for (let statement = 0; statement < statements; statement += 1) {
    for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true });
    copyFileSync(old, file);
    const child = await run(process.execPath, [path.join(import.meta.dirname, 'migrate-and-die.ts'), file, folder.key.toString('hex'), String(statement)]);
    expect([statement, child.code, child.err]).toEqual([statement, null, '']);
    StationDatabase.open(folder.path, folder.key)[Symbol.dispose]();
    expect([statement, contentOf(file, folder.key)]).toEqual([statement, end]);
  }
  // Each opening of the old store had made a copy of it first.
  expect(listBackups({ dataFolder: folder.path, secondFolder: null, commune: 'T149', station: 'K1' }).map(({ kind }) => kind)).toEqual(['update', 'update']);
});

it('failing at any statement, nothing of the step is there', () => {
  const broken = later.flatMap((step) => statementsOf(step.sql).map((_, index, all): Migration => ({ ...step, sql: [...all.slice(0, index + 1), 'SELECT no_such_function();'].join('\n') })));
  using folder = storeFolder();
  for (const [index, step] of broken.entries()) {
    const file = path.join(folder.path, `${index}.db`);
    makeOld(file, folder.key);
    const connection = openConnection(file, folder.key);
    const before = later.filter(({ version }) => version < step.version);
    expect(() => migrate(connection, [...first, ...before, step])).toThrow(/no_such_function/);
    expect(connection.pragma('user_version', { simple: true })).toBe(before.at(-1)?.version ?? 10);
    migrate(connection, migrations);
    connection.close();
  }
});

it('a step after which a row points to nothing is undone', () => {
  using folder = storeFolder();
  const file = path.join(folder.path, 'own.db');
  makeOld(file, folder.key);
  const connection = openConnection(file, folder.key);
  connection.pragma('foreign_keys=OFF');
  const step = { version: 20, sql: `INSERT INTO visit_paper (visit_id, paper_id, originals, copies) VALUES ('nobody', 'a', 1, 0);` };
  expect(() => migrate(connection, [...first, step])).toThrow(/step 20: a row points to nothing/);
  expect([connection.pragma('user_version', { simple: true }), connection.prepare('SELECT count(*) AS n FROM visit_paper').get()]).toEqual([10, { n: 0 }]);
  connection.close();
});
