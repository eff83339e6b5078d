// What the city says of a dossier that this store has lost reaches it all the same, although the feed is heard before the dossier has come back.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { must } from '../../../shared/base/must.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import { feedItemSchema, snapshotAnswerSchema, type FeedItem } from '../../../shared/wire/feed.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import { openDossier } from '../../../tests/fakes/opened-dossier.ts';
import { BIRTH } from '../../../tests/fakes/test-procedures.ts';
import { TestStation } from '../../../tests/fakes/test-station.ts';
import { BackOff } from '../life/back-off.ts';
import { Wake } from '../life/wake.ts';
import { dossierById } from '../store/dossiers.ts';
import { readOperations } from '../store/event-log.ts';
import { claimIdentity } from '../store/identity.ts';
import { noticeRebirth } from '../store/rebirth.ts';
import { forgetRead, readSyncMarks } from '../store/sync-state.ts';
import { reclaimHistory } from './history.ts';
import { runPullLane, type PullParts } from './pull-lane.ts';

const CODE = '000.00.01.H26-260713-0001';
let lost: TestStation;
let restored: TestStation;
beforeEach(() => {
  lost = new TestStation({ procedures: [BIRTH] });
  restored = new TestStation({ procedures: [BIRTH] });
});
afterEach(async () => {
  await lost[Symbol.asyncDispose]();
  await restored[Symbol.asyncDispose]();
});

/** A feed with one line, and a snapshot that says the same; `asked` is what was asked for. */
class City {
  readonly asked: string[] = [];
  last = 1;
  readonly #item: FeedItem;
  readonly #dossier: Dossier;

  constructor(dossier: Dossier) {
    this.#dossier = dossier;
    this.#item = feedItemSchema.parse({ number: 1, at: 1000, change: { type: 'dossier.received', dossierId: dossier.dossierId, provisionalCode: dossier.provisionalCode, officialCode: CODE, station: lost.point.station } });
  }

  readonly pull: PullParts['client']['pull'] = (after) => {
    this.asked.push(`pull ${after}`);
    return Promise.resolve({ kind: 'ok', value: { requestId: 'none', items: after < this.last ? [this.#item] : [], last: this.last, cityTime: lost.clock.now() } });
  };

  readonly snapshot: PullParts['client']['snapshot'] = () => {
    this.asked.push('snapshot');
    const { dossierId, provisionalCode } = this.#dossier;
    const standing = { dossierId, provisionalCode, officialCode: CODE, station: lost.point.station, revision: 1, status: 2, dueAt: null, isVoided: false, isErased: false, owner: 'station', fields: {}, verified: [], takenCodes: [], overruled: [] };
    return Promise.resolve({ kind: 'ok', value: snapshotAnswerSchema.parse({ requestId: 'request-0001', dossiers: [standing], next: null, last: this.last, cityTime: lost.clock.now() }) });
  };
}

/** Listens until the city has been asked `questions` more times, or a failure. */
async function listen(city: City, questions: number): Promise<string | null> {
  const stop = new AbortController();
  const { database, clock } = restored.context;
  const until = city.asked.length + questions;
  let failure: string | null = null;
  const bell = new Wake(clock);
  const end = (): void => {
    if (city.asked.length >= until) stop.abort();
  };
  const lane = {
    bell, backOff: new BackOff(clock, { baseMs: 1, capMs: 1 }), rests: () => undefined, reached: end,
    failed: ({ code }: { readonly code: string }) => {
      failure = code;
      stop.abort();
      return Promise.resolve();
    },
  };
  await runPullLane({ database, clock, client: city, station: restored.point.station, breathMs: 0, standing: { doubt: () => undefined, ask: () => Promise.resolve(), isSure: () => true }, onDossiers: () => undefined, onSnapshot: () => undefined, onBankWords: () => undefined }, lane, stop.signal);
  return failure;
}

/** The disk dies and an empty copy is put back; returns what the city holds. */
function restore(): readonly Operation[] {
  const said = lost.context.database.read((store) => readOperations(store, 0, 100));
  const { database, clock } = restored.context;
  const identity = claimIdentity(database, { commune: restored.point.commune, station: restored.point.station, bootId: clock.uuid() });
  const { seq, hash } = must(said.at(-1), 'a dossier was opened');
  const machine = 'a'.repeat(64);
  noticeRebirth(database, identity, { kind: 'seen', mark: { version: 1, commune: restored.point.commune, station: restored.point.station, incarnation: 1, seq, hash, numbers: {}, blocks: [], machine, serverAt: null } }, machine, {
    clock, fields: ['A'], day: restored.context.trueDay().day,
  });
  return said;
}

async function reclaim(said: readonly Operation[]): Promise<void> {
  const { database, clock } = restored.context;
  const incarnations = [{ incarnation: 1, base: 0, ackedSeq: said.length, headHash: said.at(-1)?.hash ?? '' }];
  const identity = { commune: restored.point.commune, station: restored.point.station, incarnation: 2, bootId: clock.uuid() };
  const client = { history: ({ after }: { readonly after: number }) => Promise.resolve({ kind: 'ok' as const, value: { requestId: 'none', operations: said.filter(({ seq }) => seq > after), erased: [], withoutEffect: [], incarnations, cityTime: clock.now() } }) };
  expect(await reclaimHistory({ database, clock, client, identity }, new AbortController().signal)).toMatchObject({ kind: 'whole', returned: said.length });
}

it('its official code, which the feed had said while the dossier was not here, is known once it has come back', async () => {
  const dossier = await openDossier(lost);
  const said = restore();
  const city = new City(dossier);
  expect(await listen(city, 1)).toBeNull();
  expect(restored.context.database.read(readSyncMarks).pulledNumber).toBe(1);
  await reclaim(said);
  expect(await listen(city, 2)).toBeNull();
  expect(restored.context.database.read((store) => dossierById(store, dossier.dossierId))).toMatchObject({ officialCode: CODE, revision: 1 });
  // Once is enough.
  expect(await listen(city, 2)).toBeNull();
  expect(city.asked.filter((asked) => asked === 'snapshot')).toHaveLength(1);
});

it('and where a person has decided that a restored feed holds, what was left of an older snapshot does not contradict it again', async () => {
  const dossier = await openDossier(lost);
  const said = restore();
  const city = new City(dossier);
  expect(await listen(city, 1)).toBeNull();
  await reclaim(said);
  city.last = 0;
  expect(await listen(city, 1)).toBe('city.fork');
  restored.context.database.write(forgetRead);
  expect(await listen(city, 1)).toBeNull();
});
