// A dossier that the city sends back to work from where it had ended: handed over anew on a list, once, and its next result is given out as the first was.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { DossierId } from '../../../../shared/base/ids.ts';
import type { DossierStatus } from '../../../../shared/domain/dossier/status.ts';
import { applyStanding } from '../../store/city-standing.ts';
import { dossierById } from '../../store/dossiers.ts';
import { lifeHandlers } from './life-handlers.ts';

const LIFE = lifeHandlers([{ year: 2026, closed: [], working: [] }]);
const COUNTER = atCounter(1);
let station: TestStation;
let dossierId: DossierId;
let revision: number;

beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH] });
  ({ dossierId } = await openDossier(station));
  revision = 0;
  await make();
  heard(4);
});
afterEach(() => station[Symbol.asyncDispose]());

const make = () => station.call('handover.make', LIFE['handover.make'], COUNTER, { unit: 'Phòng Mẫu', toName: '', dossierIds: [dossierId], printer: null, slips: false });
const offered = async () => (await station.call('handover.read', LIFE['handover.read'], COUNTER, {})).groups.flatMap(({ dossiers }) => dossiers.map((line) => line.dossierId));
const arrive = () => station.call('result.arrive', LIFE['result.arrive'], COUNTER, { dossierIds: [dossierId], kind: 'paper', place: 'Tủ A', number: '', abstract: '', reason: '' });
const giveOut = () => station.call('result.return', LIFE['result.return'], COUNTER, { dossierId, give: { manner: 'by-hand', to: 'applicant', toName: '', shown: LAN.idNumber, proof: '', receipt: 'lost' }, papersBack: [], unpaidReason: '', printer: null });
const lists = () => station.call('result.lists', LIFE['result.lists'], COUNTER, {});
const statusHere = () => station.context.database.read((store) => dossierById(store, dossierId))?.status;
/** The city has answered everything, and says this by itself; a minute later. */
function heard(status: DossierStatus): void {
  station.clock.advance(60_000);
  revision += 1;
  station.context.database.write((store) => {
    store.runOne('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)');
    applyStanding(store, { dossierId, revision: revision * 10, status, dueAt: null, isVoided: false, isErased: false, owner: 'city', fields: {} }, station.clock.now(), station.clock.now());
  });
  station.clock.advance(60_000);
}

it('one whose result lay here is offered for a list, is put on one, and is offered no more', async () => {
  await arrive();
  heard(9);
  heard(4);
  expect(await offered()).toEqual([dossierId]);
  expect(await make()).toMatchObject({ name: '2/2026', items: [{ dossierId, status: 4 }] });
  heard(4);
  expect(await offered()).toEqual([]);
  await expect(make()).rejects.toMatchObject({ code: 'handover.on-list' });
});

it('so is one that the city alone had called done, refused or withdrawn', async () => {
  for (const [count, ended] of ([9, 8, 3, 7] as const).entries()) {
    heard(ended);
    expect(await offered()).toEqual([]);
    heard(4);
    expect(await offered()).toEqual([dossierId]);
    expect((await make()).name).toBe(`${count + 2}/2026`);
    expect(await offered()).toEqual([]);
  }
});

it('so is one whose step to the end the city was never heard to take', async () => {
  await arrive();
  heard(4);
  expect(await offered()).toEqual([dossierId]);
  await make();
  expect(await offered()).toEqual([]);
});

it('one that the city takes back to received is handed over like any other, though it was on a list', async () => {
  heard(2);
  expect(await offered()).toEqual([dossierId]);
  await make();
  expect([await offered(), statusHere()]).toEqual([[], 4]);
  heard(4);
  heard(9);
  heard(2);
  expect(await offered()).toEqual([dossierId]);
  expect((await make()).name).toBe('3/2026');
});

it('one of which the city wants papers after its end waits for them first, and is offered when they are there, whoever says so', async () => {
  heard(9);
  heard(5);
  expect([await offered(), (await lists()).asked.map((line) => line.dossierId)]).toEqual([[], [dossierId]]);
  heard(4);
  expect(await offered()).toEqual([dossierId]);
  await make();
  expect(await offered()).toEqual([]);
});

it('one that only went between work and payment stays with those who have it', async () => {
  heard(6);
  heard(4);
  expect(await offered()).toEqual([]);
  await expect(make()).rejects.toMatchObject({ code: 'handover.on-list' });
});

it('one whose result was given out is handed over, and its next result lies here and is given out once more', async () => {
  await arrive();
  heard(9);
  await giveOut();
  heard(10);
  heard(4);
  expect([await offered(), (await lists()).working.map((line) => line.dossierId)]).toEqual([[dossierId], [dossierId]]);
  await make();
  // The city says by itself that it is done again.
  heard(9);
  expect((await lists()).waiting.map((line) => line.dossierId)).toEqual([dossierId]);
  station.clock.advance(60_000);
  expect((await giveOut()).returned).toMatchObject({ at: station.clock.now(), isSigned: false });
  await expect(giveOut()).rejects.toMatchObject({ code: 'result.returned' });
  heard(10);
  expect((await lists()).waiting).toEqual([]);
});
