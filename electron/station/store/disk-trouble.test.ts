// A disk that fails at a commit: what landed counts, what did not is done once more under the same number, and a disk that goes on failing ends writing.

import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CounterId, RequestId } from '../../../shared/base/ids.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import { storeFolder, type StoreFolder } from '../../../tests/fakes/store-folder.ts';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { StationDatabase } from './database.ts';
import { appendEvent, type LogIdentity } from './event-log.ts';
import { findBrokenSeal } from './seals.ts';
import { nextNumber } from './numbers.ts';
import { answerOnce } from './requests.ts';
import { listSetAside } from './set-aside.ts';
import type { StoreMoment } from './watched-connection.ts';

const identity: LogIdentity = { commune: 'T149', station: 'K1', incarnation: 1, bootId: '018f0000-0000-7000-8000-000000000001' };
let folder: StoreFolder;
let clock: TestClock;
let database: StationDatabase;
/** Moments at which the disk fails, in the order in which they come. */
let faults: (readonly [StoreMoment, code: string])[];
let notes: string[];
let rooms: number;
beforeEach(() => {
  folder = storeFolder();
  clock = new TestClock();
  faults = [];
  notes = [];
  rooms = 0;
  database = StationDatabase.open(folder.path, folder.key, {
    clock,
    note: (event) => void notes.push(event),
    makeRoom: () => {
      rooms -= 1;
      return rooms >= 0;
    },
    atMoment: (moment) => {
      if (faults[0]?.[0] === moment) throw new BetterSqlite3.SqliteError('disk I/O error', faults.shift()?.[1] ?? '');
    },
  });
});
afterEach(() => {
  database[Symbol.dispose]();
  folder[Symbol.dispose]();
});

let runs = 0;
/** One answered request that writes an event and mints a number. */
const request = (last: number): number => {
  const input = { requestId: `018f0000-0000-7000-8000-00000000000${last}` as RequestId };
  return answerOnce(database, clock, { command: 'queue.next', input, caller: { role: 'kiosk' } }, (store) => {
    runs += 1;
    appendEvent(store, identity, clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'counter-1' });
    return nextNumber(store, 'numbers');
  });
};
const stored = () => database.read((store) => ({ ...store.get(z.object({ events: z.int(), answers: z.int() }), 'SELECT (SELECT count(*) FROM event) AS events, (SELECT count(*) FROM request) AS answers'), broken: findBrokenSeal(store, identity) }));
const code = (work: () => unknown): string => {
  try {
    return `gave ${String(work())}`;
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
};

describe('a commit of which the disk says that it failed', () => {
  it('F3: and which is there counts as done: the answer is given, nothing is written twice', () => {
    request(1);
    runs = 0;
    faults = [['committed', 'SQLITE_IOERR_FSYNC']];
    expect([code(() => request(2)), runs, stored()]).toEqual(['gave 2', 1, { events: 2, answers: 2, broken: null }]);
    expect([notes, database.condition().kind]).toEqual([['store.disk-failed'], 'sound']);
  });

  it('and which is not there is done once more, under the same number', () => {
    request(1);
    runs = 0;
    faults = [['commit', 'SQLITE_IOERR_WRITE']];
    expect([code(() => request(2)), runs, stored()]).toEqual(['gave 2', 2, { events: 2, answers: 2, broken: null }]);
    expect(request(3)).toBe(3);
  });

  it('tells who waits for it, once', () => {
    const told: string[] = [];
    for (const moment of ['committed', 'commit'] as const) {
      clock.advance(600_000);
      faults = [[moment, 'SQLITE_IOERR_FSYNC']];
      database.write((store) => {
        store.witness('SELECT 1 AS landed FROM meta WHERE name = $name', { name: moment });
        store.runOne(`INSERT INTO meta (name, value) VALUES ($name, '')`, { name: moment });
        store.afterCommit(() => void told.push(moment));
      });
    }
    expect(told).toEqual(['committed', 'commit']);
  });

  it('and of which nobody can tell is refused, and the store goes on', () => {
    const put = () => database.write((store) => store.run(`INSERT OR IGNORE INTO meta (name, value) VALUES ('a', '')`));
    faults = [['committed', 'SQLITE_IOERR_FSYNC']];
    expect([code(put), code(put)]).toEqual(['store.failed', 'gave 0']);
  });

  it('twice within ten minutes is a disk that fails: nothing is written any more, everything can be read', () => {
    request(1);
    faults = [['committed', 'SQLITE_IOERR_FSYNC']];
    request(2);
    clock.advance(599_999);
    faults = [['commit', 'SQLITE_IOERR_FSYNC']];
    expect([code(() => request(3)), code(() => request(4)), database.condition()]).toEqual(['store.disk-failing', 'store.disk-failing', { kind: 'failing', code: 'SQLITE_IOERR_FSYNC' }]);
    // What keeps account of what the city has is still tried.
    database.keepAccount((store) => store.run(`INSERT INTO meta (name, value) VALUES ('account', '')`));
    clock.advance(3_600_000);
    expect([code(() => request(4)), stored()]).toEqual(['store.disk-failing', { events: 2, answers: 2, broken: null }]);
  });

  it('twice, but not within ten minutes, is not', () => {
    for (let number = 1; number <= 3; number += 1) {
      faults = [['committed', 'SQLITE_IOERR_FSYNC']];
      expect(request(number)).toBe(number);
      clock.advance(600_000);
    }
  });

  it('and again when it is tried once more is a disk that fails', () => {
    faults = [['commit', 'SQLITE_IOERR_FSYNC'], ['commit', 'SQLITE_IOERR_FSYNC']];
    expect([code(() => request(1)), stored()]).toEqual(['store.disk-failing', { events: 0, answers: 0, broken: null }]);
  });

  it('and again when it is looked for is a disk that fails', () => {
    faults = [['committed', 'SQLITE_IOERR_FSYNC'], ['reopen', 'SQLITE_CANTOPEN']];
    expect([code(() => request(1)), code(() => request(1))]).toEqual(['store.disk-failing', 'store.disk-failing']);
    expect(stored()).toEqual({ events: 1, answers: 1, broken: null });
  });
});

describe('a disk that is full', () => {
  it('F4: is given room once, and then the same work is done', () => {
    rooms = 1;
    faults = [['commit', 'SQLITE_FULL']];
    expect([code(() => request(1)), stored()]).toEqual(['gave 1', { events: 1, answers: 1, broken: null }]);
    faults = [['commit', 'SQLITE_FULL']];
    expect([code(() => request(2)), code(() => request(2)), database.condition().kind]).toEqual(['store.disk-full', 'gave 2', 'sound']);
  });
});

describe('damage', () => {
  it('that is gone when the store is opened anew was the reading’s; the files lie aside all the same, the log with them', () => {
    request(1);
    faults = [['read', 'SQLITE_CORRUPT']];
    expect([stored().events, database.condition().kind, notes]).toEqual([1, 'sound', ['store.damaged', 'store.opened-anew']]);
    expect(listSetAside(folder.path)).toMatchObject([{ why: 'corrupt', code: 'SQLITE_CORRUPT' }]);
    expect(request(2)).toBe(2);
  });

  it('that is found a second time stops writing until somebody has acted', () => {
    request(1);
    faults = [['read', 'SQLITE_CORRUPT']];
    stored();
    faults = [['read', 'SQLITE_CORRUPT']];
    expect([code(stored), code(() => request(2))]).toEqual(['store.failed', 'store.recovering']);
  });

  it('that somebody else has seen is looked at', () => {
    database.distrust('quick_check');
    expect([database.condition().kind, notes]).toEqual(['sound', ['store.damaged', 'store.opened-anew']]);
  });
});
