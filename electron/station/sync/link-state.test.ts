// What sync says of itself: each lane by itself, the worse one in front, and told only when a screen would look different.

import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { QueueBench } from '../../../tests/fakes/queue-bench.ts';
import { syncStateSchema, type SyncState } from '../../../shared/contract/point.ts';
import { StationDatabase } from '../store/database.ts';
import { LinkState } from './link-state.ts';

let bench: QueueBench;
let told: SyncState[];
let state: LinkState;
const start = (configured = true): LinkState => new LinkState(bench.database, bench.clock, configured, (next) => void told.push(syncStateSchema.parse(next)));
beforeEach(() => {
  bench = new QueueBench();
  told = [];
  state = start();
});
afterEach(() => bench[Symbol.dispose]());
const shown = (): unknown[] => {
  const { kind, code, offlineSince } = syncStateSchema.parse(state.read());
  return [kind, code, offlineSince];
};
const away = { kind: 'offline', code: 'city.unreachable' } as const;
const fork = { kind: 'refused', code: 'city.fork' } as const;

it('begins with not knowing, or with nothing to know', () => {
  expect(shown()).toEqual(['starting', null, null]);
  state = start(false);
  expect(shown()).toEqual(['unconfigured', 'city.unconfigured', null]);
});

it('is idle when the city has answered and nothing waits, else at work', () => {
  state.reached('listen');
  expect(shown()).toEqual(['idle', null, null]);
  bench.issue();
  expect(shown()).toEqual(['syncing', null, null]);
});

it('a lane that fails is not healed by the other', () => {
  const now = bench.clock.now();
  state.failed('send', away, 1000);
  state.reached('listen');
  expect([shown(), state.hindranceOf('send'), state.hindranceOf('listen')]).toEqual([['offline', 'city.unreachable', now], expect.objectContaining(away), null]);
  bench.clock.advance(5000);
  state.reached('send');
  expect(shown()).toEqual(['idle', null, null]);
});

it('a refusal stands in front of weather, whichever came first', () => {
  state.failed('listen', fork, 60_000);
  state.failed('send', away, 1000);
  expect(shown().slice(0, 2)).toEqual(['refused', 'city.fork']);
  state.failed('listen', away, 1000);
  state.failed('send', fork, 60_000);
  expect(shown().slice(0, 2)).toEqual(['refused', 'city.fork']);
});

it('a past that does not fit is said where nothing else is in the way, for as long as it lasts', () => {
  state.reached('listen');
  state.historyBroken(true);
  expect(shown()).toEqual(['idle', 'city.history', null]);
  expect(told.at(-1)?.code).toBe('city.history');
  state.failed('send', fork, 60_000);
  expect(shown().slice(0, 2)).toEqual(['refused', 'city.fork']);
  state.reached('send');
  state.historyBroken(false);
  expect(shown()).toEqual(['idle', null, null]);
});

it('names the nearest attempt, in whole milliseconds', () => {
  const now = bench.clock.now();
  state.failed('listen', away, 900.7);
  state.failed('send', fork, 60_000);
  expect(syncStateSchema.parse(state.read()).nextAttemptAt).toBe(now + 901);
});

it('keeps the first moment without the city over attempts and restarts', () => {
  const now = bench.clock.now();
  state.failed('listen', away, 1000);
  bench.clock.advance(60_000);
  state.failed('listen', away, 2000);
  state = start();
  expect(shown()).toEqual(['starting', null, now]);
  state.rests('send');
  expect(shown()).toEqual(['starting', null, now]);
  state.reached('listen');
  expect(shown()).toEqual(['idle', null, null]);
});

it('a lane with nothing to do is kept from nothing', () => {
  state.reached('listen');
  state.failed('send', away, 1000);
  state.rests('send');
  expect(shown()).toEqual(['idle', null, null]);
});

it('tells windows what is new to them and nothing else', () => {
  state.reached('listen');
  for (let index = 0; index < 5; index += 1) {
    bench.clock.advance(100);
    state.reached('listen');
    state.tell();
  }
  expect(told.map(({ kind }) => kind)).toEqual(['idle']);
  bench.issue();
  state.tell();
  state.tell();
  state.failed('send', away, 1000);
  state.failed('send', away, 2000);
  expect(told.map(({ kind, waitingEvents }) => [kind, waitingEvents])).toEqual([['idle', 0], ['syncing', 1], ['offline', 1]]);
});

it('goes on saying how the lanes fare on a disk that fails: what is here must still get to the city', () => {
  bench.issue();
  bench.database[Symbol.dispose]();
  let faults = 2;
  bench.database = StationDatabase.open(bench.folder, bench.key, {
    atMoment: (moment) => {
      if (moment === 'commit' && (faults -= 1) >= 0) throw new BetterSqlite3.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC');
    },
  });
  expect(() => bench.issue()).toThrow('store.disk-failing');
  state = start();
  state.failed('send', away, 1000);
  expect(shown()).toEqual(['offline', 'city.unreachable', bench.clock.now()]);
  state.reached('send');
  expect(shown()).toEqual(['syncing', null, null]);
});
