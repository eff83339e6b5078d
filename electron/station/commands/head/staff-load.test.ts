// The day's load by who was signed in: two officers at one counter, one at two counters, results given out, and what was done while nobody was signed in.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH, LAN as CITIZEN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { Officer } from '../../../../shared/contract/staff.ts';
import type { HeadToday } from '../../../../shared/contract/head.ts';
import type { CommandContext } from '../context.ts';
import { dossierLifeHandlers } from '../dossier/dossier-life.ts';
import { lifeHandlers } from '../handover/life-handlers.ts';
import { keepAccount } from '../../store/staff.ts';
import { headHandlers } from './head-handlers.ts';

const LAN: Officer = { officerId: '00000000-0000-4000-8000-000000000002', name: 'Nguyễn Thị Lan' };
const MAI: Officer = { officerId: '00000000-0000-4000-8000-000000000003', name: 'Hoàng Thị Mai' };
const MINUTE = 60_000;
let station: TestStation;
let plain: CommandContext;
const as = (officer: Officer | null): void => {
  station.context = officer === null ? plain : { ...plain, acting: { windowId: 'counter-1', officer }, identity: { ...plain.identity, officer } };
};
const staff = async (): Promise<HeadToday['staff']> => (await station.call('head.today', headHandlers([])['head.today'], { role: 'admin' }, {})).staff;
/** The name that the settings have for a counter. */
const seated = (counterId: number): string => station.point.counters.find((own) => own.counterId === counterId)?.officerName ?? expect.fail('the example point has it');
async function visit(counterId: number, minutes: number): Promise<void> {
  await station.serve(counterId);
  station.clock.advance(minutes * MINUTE);
  await station.finish(counterId);
}

beforeEach(() => {
  station = new TestStation({ procedures: [BIRTH] });
  plain = station.context;
});
afterEach(() => station[Symbol.asyncDispose]());

it('two officers at one counter on one day have each their own row, and a third at two counters has one', async () => {
  as(LAN);
  await visit(1, 10);
  await openDossier(station);
  as(MAI);
  await visit(1, 20);
  await visit(2, 40);
  expect(await staff()).toEqual([
    { name: LAN.name, known: 'signed-in', counters: [1], visits: 2, opened: 1, returned: 0, meanMin: 5, medianMin: 5 },
    { name: MAI.name, known: 'signed-in', counters: [1, 2], visits: 2, opened: 0, returned: 0, meanMin: 30, medianMin: 30 },
  ]);
});

it('what was done while nobody was signed in stands under the settings’ name of the counter, apart from the same person signed in', async () => {
  const seatedHere: Officer = { ...LAN, name: seated(1) };
  as(null);
  await visit(1, 6);
  as(seatedHere);
  await visit(1, 8);
  await visit(1, 8);
  expect(await staff()).toMatchObject([{ name: seated(1), known: 'signed-in', visits: 2 }, { name: seated(1), known: 'settings', counters: [1], visits: 1 }]);
});

it('a result counts for who gave it out, not for who took the papers in; a dossier that was given up counts for nobody', async () => {
  const hand = lifeHandlers([]);
  as(LAN);
  const { dossierId } = await openDossier(station);
  const given = await openDossier(station);
  await station.call('dossier.void', dossierLifeHandlers['dossier.void'], atCounter(1), { dossierId: given.dossierId, reason: 'nhầm' });
  for (const to of [4, 9] as const) await station.call('dossier.move', dossierLifeHandlers['dossier.move'], atCounter(1), { dossierId, to, reason: 'x' });
  as(MAI);
  await station.call('result.return', hand['result.return'], atCounter(2), { dossierId, give: { manner: 'by-hand', to: 'applicant', toName: '', shown: CITIZEN.idNumber, proof: '', receipt: 'lost' }, papersBack: [], unpaidReason: '', printer: null });
  expect((await staff()).map(({ name, counters, visits, opened, returned }) => [name, counters, visits, opened, returned])).toEqual([[LAN.name, [1], 2, 1, 0], [MAI.name, [2], 0, 0, 1]]);
});

it('an account that was renamed since has its new name, also for what was done before', async () => {
  as(LAN);
  await visit(1, 5);
  plain.database.write((store) => keepAccount(store, { ...LAN, name: 'Nguyễn Thị Lan Anh', login: 'lan', role: 'receiving', isActive: true, pin: 'x', pinSetAt: plain.clock.now(), misses: 0 }));
  expect(await staff()).toMatchObject([{ name: 'Nguyễn Thị Lan Anh', known: 'signed-in', visits: 1 }]);
});

it('yesterday’s work is not today’s', async () => {
  as(LAN);
  await visit(1, 5);
  station.clock.advance(24 * 60 * MINUTE);
  expect(await staff()).toEqual([]);
});
