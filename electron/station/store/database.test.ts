// The store as a whole: what it opens and refuses to open, what a transaction promises, and what it says when the disk does not do its part.

import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Refusal } from '../../../shared/contract/errors.ts';
import { BrokenInvariant, must } from '../../../shared/base/must.ts';
import { storeFolder, type StoreFolder } from '../../../tests/fakes/store-folder.ts';
import { StationDatabase } from './database.ts';
import { LockedStore, STORE_FILE } from './store-lock.ts';
import type { Writable } from './handle.ts';
import { NewerStore } from './migrate.ts';
import { assertSafe, openConnection, UnreadableStore, UnsafeStore } from './open-connection.ts';
import { proveKey } from './prove-key.ts';

let folder: StoreFolder;
let database: StationDatabase;
beforeEach(() => {
  folder = storeFolder();
  database = StationDatabase.open(folder.path, folder.key);
});
afterEach(() => {
  database[Symbol.dispose]();
  folder[Symbol.dispose]();
});

const countRow = z.object({ n: z.int() });
const names = () => database.read((store) => store.all(z.object({ name: z.string() }), 'SELECT name FROM meta ORDER BY name').map((row) => row.name));
const put = (store: Writable, name: string, value = '') => store.runOne('INSERT INTO meta (name, value) VALUES ($name, $value)', { name, value });
const file = () => path.join(folder.path, STORE_FILE);
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${String(error.cause).split(':')[0]}`;
    throw error;
  }
  return 'nothing thrown';
};

describe('opening', () => {
  it('finds what was written, under the same key', () => {
    database.write((store) => put(store, 'a'));
    database[Symbol.dispose]();
    database = StationDatabase.open(folder.path, folder.key);
    expect([names(), database.quickCheck(), proveKey(folder.path, folder.key)]).toEqual([['a'], 'ok', 'opens']);
  });

  it('refuses another key and leaves every byte as it was', () => {
    database.write((store) => put(store, 'a'));
    database[Symbol.dispose]();
    const before = readFileSync(file());
    expect(() => StationDatabase.open(folder.path, Buffer.alloc(32, 8))).toThrow(UnreadableStore);
    expect(readFileSync(file()).equals(before)).toBe(true);
    database = StationDatabase.open(folder.path, folder.key);
    expect(names()).toEqual(['a']);
  });

  it('refuses a key that is not 32 bytes long', () => {
    expect(() => openConnection(path.join(folder.path, 'other.db'), Buffer.alloc(16))).toThrow(BrokenInvariant);
  });

  it('F26: refuses a second program, and lets it in when the first is gone', () => {
    expect(() => StationDatabase.open(folder.path, folder.key)).toThrow(LockedStore);
    database[Symbol.dispose]();
    database = StationDatabase.open(folder.path, folder.key);
  });

  it('refuses the store of a newer program without touching it', () => {
    database[Symbol.dispose]();
    const connection = openConnection(file(), folder.key);
    connection.pragma('user_version=9990');
    connection.close();
    expect(() => StationDatabase.open(folder.path, folder.key)).toThrow(NewerStore);
    const again = openConnection(file(), folder.key);
    expect(again.pragma('user_version', { simple: true })).toBe(9990);
    again.close();
  });

  it('leaves nothing readable in any file of the folder', () => {
    database.write((store) => put(store, 'Nguyễn Thị Mẫu', '001185000012'));
    for (const name of readdirSync(folder.path)) {
      const bytes = readFileSync(path.join(folder.path, name));
      expect([name, bytes.includes('Nguy'), bytes.includes('001185000012'), name === STORE_FILE && bytes.includes('SQLite format 3')]).toEqual([name, false, false, false]);
    }
  });

  it('closes twice without harm', () => {
    database[Symbol.dispose]();
    database[Symbol.dispose]();
    expect(existsSync(`${file()}-wal`)).toBe(false);
  });
});

describe('the settings of a connection', () => {
  it('are read back, also after reading and on every new opening', () => {
    for (let opening = 0; opening < 3; opening += 1) {
      const connection = openConnection(path.join(folder.path, 'own.db'), folder.key);
      connection.exec('CREATE TABLE IF NOT EXISTS t (x)');
      connection.prepare('SELECT * FROM t').all();
      assertSafe(connection);
      expect(connection.pragma('synchronous', { simple: true })).toBe(2);
      connection.close();
    }
  });

  it.each([
    ['synchronous=NORMAL', 'synchronous is 1 and must be 2'],
    ['foreign_keys=OFF', 'foreign_keys is 0 and must be 1'],
    ['temp_store=FILE', 'temp_store is 1 and must be 2'],
    ['journal_mode=DELETE', 'journal_mode is delete and must be wal'],
    [`cipher='aes256cbc'`, 'cipher is aes256cbc and must be chacha20'],
    ['secure_delete=OFF', 'secure_delete is 0 and must be 1'],
  ])('are refused with %s', (pragma, message) => {
    const connection = openConnection(path.join(folder.path, 'own.db'), folder.key);
    connection.pragma(pragma);
    expect(() => assertSafe(connection)).toThrow(new UnsafeStore(message));
    connection.close();
  });
});

describe('a transaction', () => {
  it('is undone by whatever is thrown in it, and tells nobody', () => {
    const told: string[] = [];
    expect(() =>
      database.write((store) => {
        put(store, 'a');
        store.afterCommit(() => void told.push('a'));
        throw new Error('no');
      }),
    ).toThrow('no');
    database.write((store) => store.afterCommit(() => void told.push('b')));
    expect([names(), told]).toEqual([[], ['b']]);
  });

  it('tells after it is durable, in order, everybody, even if one of them fails', () => {
    const told: string[] = [];
    expect(() =>
      database.write((store) => {
        put(store, 'a');
        store.afterCommit(() => void told.push(`first sees ${names().join()}`));
        store.afterCommit(() => {
          throw new Error('deaf');
        });
        store.afterCommit(() => void told.push('third'));
      }),
    ).toThrow('deaf');
    expect([told, names()]).toEqual([['first sees a', 'third'], ['a']]);
  });

  it('is never inside another, and the store goes on after such a mistake', () => {
    expect(() => database.write(() => database.write(() => undefined))).toThrow('a transaction inside a transaction');
    database.write((store) => put(store, 'a'));
    expect(names()).toEqual(['a']);
  });

  it('cannot wait for anything', () => {
    expect(() => database.write(async (store) => {
      put(store, 'a');
      await Promise.resolve();
    })).toThrow(/promise/);
    expect(names()).toEqual([]);
  });

  it('may begin another one from what it tells', () => {
    database.write((store) => store.afterCommit(() => database.write((inner) => put(inner, 'later'))));
    expect(names()).toEqual(['later']);
  });
});

describe('a handle', () => {
  it('parses every row, and a row that is not what it should be is a bug', () => {
    expect(database.read((store) => store.get(countRow, 'SELECT 1 AS n'))).toEqual({ n: 1 });
    expect(database.read((store) => store.get(countRow, 'SELECT name AS n FROM meta'))).toBe(null);
    expect(() => database.read((store) => store.all(countRow, `SELECT 'x' AS n`))).toThrow(z.ZodError);
  });

  it('insists on exactly one row where one is meant', () => {
    database.write((store) => {
      put(store, 'a');
      put(store, 'b');
    });
    expect(() => database.write((store) => store.runOne(`UPDATE meta SET value = 'x'`))).toThrow(/exactly one row must change, 2 did/);
    expect(() => database.write((store) => store.runOne(`UPDATE meta SET value = 'x' WHERE name = $name`, { name: 'c' }))).toThrow(/0 did/);
    expect(database.read((store) => store.get(countRow, `SELECT count(*) AS n FROM meta WHERE value = 'x'`))).toEqual({ n: 0 });
  });
});

describe('a disk', () => {
  it('F4: that is full is said so; nothing of the transaction is there, and the next small one is', () => {
    database.read((store) => store.get(z.unknown(), 'PRAGMA max_page_count=1'));
    const fill = () => database.write((store) => {
      for (let row = 0; row < 500; row += 1) put(store, `row ${row}`, 'x'.repeat(500));
    });
    expect(code(fill)).toBe('store.disk-full SqliteError');
    expect(names()).toEqual([]);
    database.read((store) => store.get(z.unknown(), 'PRAGMA max_page_count=100000'));
    fill();
    expect(names()).toHaveLength(500);
  });

  it('that has changed bytes is noticed by their seal, and what is whole stays readable', () => {
    // What the schema itself takes stays whole: a store without it does not open.
    const kept = must(database.read((store) => store.get(z.object({ page_count: z.int() }), 'PRAGMA page_count')), 'every store has pages').page_count + 20;
    database.write((store) => {
      for (let row = 0; row < 2000; row += 1) put(store, `row ${row}`, 'x'.repeat(300));
    });
    database[Symbol.dispose]();
    const handle = openSync(file(), 'r+');
    for (let at = kept * 4096; at < statSync(file()).size; at += 4096) writeSync(handle, Buffer.of(1), 0, 1, at + 100);
    closeSync(handle);
    database = StationDatabase.open(folder.path, folder.key);
    const whole = () => database.read((store) => store.get(countRow, 'SELECT count(*) AS n FROM event'));
    const limit = () => database.read((store) => store.get(z.object({ max_page_count: z.int() }), 'PRAGMA max_page_count'))?.max_page_count;
    database.read((store) => store.get(z.unknown(), 'PRAGMA max_page_count=50000'));
    expect(limit()).toBe(50_000);
    expect(code(() => database.read((store) => store.get(countRow, 'SELECT sum(length(value)) AS n FROM meta')))).toBe('store.failed SqliteError');
    // It goes on with a connection that knows nothing of what the failed one believed.
    expect(limit()).not.toBe(50_000);
    expect(whole()).toEqual({ n: 0 });
    expect(database.condition()).toEqual({ kind: 'recovering', code: 'SQLITE_CORRUPT' });
    expect(() => database.write((store) => store.runOne(`INSERT INTO running_number (name, last) VALUES ('a', 1)`))).toThrow(new Refusal('store.recovering'));
    expect(database.quickCheck()).not.toBe('ok');
  });
});
