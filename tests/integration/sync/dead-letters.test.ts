// Operations that a real city does not take: nothing healthy waits for them, they are put right or given up by a person, and what waited behind them follows in order.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { DossierId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import type { DeadLetter } from '../../../shared/contract/care.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import { deadLetterHandlers } from '../../../electron/station/commands/dead-letter/dead-letter-handlers.ts';
import { dossierById } from '../../../electron/station/store/dossiers.ts';
import { record } from '../../../electron/station/store/record.ts';
import { atCounter } from '../../fakes/test-station.ts';
import { startCity, type CityUnderTest } from '../city/city-under-test.ts';
import { COMMUNES, SyncingStation } from './syncing-station.ts';

const COUNTER = atCounter(1);
const NOW = '2026-07-13T09:00:00+07:00';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity(COMMUNES);
});
afterAll(() => city[Symbol.asyncDispose]());
const station = (index: number): Promise<SyncingStation> => SyncingStation.create(index, () => city.gateway.url);

/** A dossier of a machine whose clock stood in another century: its official code could have no year. */
async function poisonedDossier(own: SyncingStation): Promise<Dossier> {
  own.station.clock.set('1999-07-13T09:00:00+07:00');
  const dossier = await own.openDossier();
  own.station.clock.set(NOW);
  return dossier;
}
function note(own: SyncingStation, dossierId: DossierId, text: string): void {
  const { context, clock } = own.station;
  context.database.write((store) => record(store, context.identity, clock, { type: 'dossier.noted', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', body: { dossierId, text } }));
  own.sync.wake();
}
const letters = async (own: SyncingStation): Promise<readonly DeadLetter[]> => (await own.station.call('dead-letter.list', deadLetterHandlers['dead-letter.list'], COUNTER, {})).letters;
const atCity = async (own: SyncingStation): Promise<readonly string[]> => (await city.inspection.dossiers(own.commune)).map(({ dossierId }) => dossierId);

it('P12: a poisoned operation holds up its own dossier only; put right and sent again, it takes effect and what waited follows', async () => {
  await using own = await station(10);
  own.start();
  const poisoned = await poisonedDossier(own);
  note(own, poisoned.dossierId, 'ghi chú một');
  note(own, poisoned.dossierId, 'ghi chú hai');
  const healthy = await own.openDossier();
  await own.issue(3);
  await own.until('all answered', ({ waitingEvents }) => waitingEvents === 0);
  expect(await atCity(own)).toEqual([healthy.dossierId]);
  const [first, second, third, ...rest] = await letters(own);
  expect([first, second, third, rest]).toMatchObject([
    { state: 'rejected', code: 'dossier.impossible-day', type: 'dossier.opened', canResend: true }, { state: 'held', heldBy: first?.sequence }, { state: 'held', heldBy: first?.sequence }, [],
  ]);
  expect(own.state().deadLetters).toBe(1);

  const { opId } = must(first, 'there is a letter');
  const { fields } = await own.station.call('dead-letter.read', deadLetterHandlers['dead-letter.read'], COUNTER, { opId });
  expect(fields.filter(({ isAtFault }) => isAtFault)).toEqual([{ path: 'receivedAt', value: '1999-07-13 09:00', isAtFault: true }]);
  await own.station.call('dead-letter.resend', deadLetterHandlers['dead-letter.resend'], COUNTER, { opId, changes: { receivedAt: '2026-07-13 09:00' } });
  own.sync.wake();
  await own.until('everything settled', async ({ waitingEvents, deadLetters }) => waitingEvents === 0 && deadLetters === 0 && (await letters(own)).length === 0);
  expect(new Set(await atCity(own))).toEqual(new Set([poisoned.dossierId, healthy.dossierId]));
  // What waited took effect after the opening, in its order.
  const settled = await city.pool.query<{ opId: string; settled: string }>('SELECT op_id AS "opId", settled FROM unsettled WHERE commune = $1 ORDER BY seq', [own.commune]);
  expect(settled.rows).toEqual([first, second, third].map((letter) => ({ opId: letter?.opId, settled: 'applied' })));
  await own.until('the code is here', () => own.station.context.database.read((store) => dossierById(store, poisoned.dossierId))?.officialCode?.includes('-260713-') ?? false);
  expect(await city.inspection.duplicates(own.commune)).toEqual([]);
});

it('P11: one that is given up leaves the rest flowing, and what waited for it comes back to be decided', async () => {
  await using own = await station(11);
  own.start();
  const poisoned = await poisonedDossier(own);
  note(own, poisoned.dossierId, 'ghi chú');
  await own.until('all answered', ({ waitingEvents }) => waitingEvents === 0);
  const [first, second] = await letters(own);
  await own.station.call('dead-letter.withdraw', deadLetterHandlers['dead-letter.withdraw'], COUNTER, { opId: must(first, 'there is a letter').opId, reason: 'mở nhầm' });
  own.sync.wake();
  await own.until('what waited is told', async () => (await letters(own)).some(({ state }) => state === 'rejected'));
  expect(await letters(own)).toMatchObject([{ opId: second?.opId, state: 'rejected', code: 'dossier.unknown' }]);
  expect(own.station.context.database.read((store) => dossierById(store, poisoned.dossierId))?.isVoided).toBe(true);
  const healthy = await own.openDossier();
  await own.until('the next is there', async () => (await atCity(own)).includes(healthy.dossierId));
  expect(await atCity(own)).toEqual([healthy.dossierId]);
  // The refused event is in both logs for ever.
  const kept = own.station.context.database.read((store) => store.get(z.object({ n: z.int() }), 'SELECT count(*) AS n FROM event WHERE op_id = $opId', { opId: first?.opId ?? '' }));
  expect(kept?.n).toBe(1);
});
