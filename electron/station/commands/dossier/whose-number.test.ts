// Whose a dossier is: the person of the number that stands now, whatever number it was opened under.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import { startOfDay } from '../../../../shared/domain/time/business-day.ts';
import type { BusinessDay } from '../../../../shared/base/ids.ts';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import { dossiersOfPerson } from '../../store/dossiers.ts';
import { countEarlier, earlierDossiers } from '../../store/earlier-dossiers.ts';
import { formHandlers } from '../form/form-handlers.ts';
import { dossierLifeHandlers as life } from './dossier-life.ts';

const COUNTER = atCounter(1);
const MAI = { ...LAN, idNumber: '001185000013', fullName: 'Trần Thị Mai', address: 'Thôn Mai', phone: '0900000002' };
const DAY = ['2026-07-13', '2026-07-14'].map((day) => startOfDay(day as BusinessDay));

let station: TestStation;
/** Mai's, opened under Lan's number by a slip. */
let slip: Dossier;
let ofLan: Dossier;
beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH] });
  slip = await openDossier(station, { person: { ...MAI, idNumber: LAN.idNumber } });
  ofLan = await openDossier(station);
});
afterEach(() => station[Symbol.asyncDispose]());

const correct = (to: string): Promise<unknown> => station.call('dossier.correct', life['dossier.correct'], COUNTER, { dossierId: slip.dossierId, revision: 0, fields: { idNumber: to }, reason: 'nhập nhầm số' });
const listOf = (idNumber: string) =>
  station.context.database.read((store) => ({
    count: countEarlier(store, idNumber, null),
    earlier: earlierDossiers(store, idNumber).map(({ code }) => code).toSorted(),
    ofDay: dossiersOfPerson(store, idNumber, DAY[0] as never, DAY[1] as never).map(({ provisionalCode }) => provisionalCode),
  }));
const only = ({ provisionalCode }: Dossier) => ({ count: 1, earlier: [provisionalCode], ofDay: [provisionalCode] });

describe('a dossier whose number was corrected', () => {
  beforeEach(() => correct(MAI.idNumber));

  it('is its person’s and nobody else’s, among earlier dossiers as among those of the day', () => {
    expect([listOf(LAN.idNumber), listOf(MAI.idNumber)]).toEqual([only(ofLan), only(slip)]);
  });

  it('stands on no paper of whose number it was opened under', async () => {
    const { forms } = await station.call('form.offer', formHandlers['form.offer'], COUNTER, { dossierId: ofLan.dossierId });
    expect(forms).not.toContain('receipt-many');
  });

  it('is whose the city says, once the city has said it', () => {
    station.context.database.write((store) => {
      store.runOne('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)');
      store.runOne(`INSERT INTO city_dossier (dossier_id, revision, status, owner, fields) VALUES ($id, 9, 2, 'station', $fields)`, { id: slip.dossierId, fields: JSON.stringify({ idNumber: '001185000014' }) });
    });
    expect([listOf(MAI.idNumber).count, listOf('001185000014')]).toEqual([0, only(slip)]);
  });

  it('goes back to the number before where the city refused the correction', () => {
    station.context.database.write((store) => store.run(`INSERT INTO dead_letter (seq, op_id, state, code, detail, answered_at) SELECT seq, op_id, 'rejected', 'x', '', 1 FROM event WHERE type = 'dossier.corrected'`));
    expect([listOf(MAI.idNumber).count, listOf(LAN.idNumber).count]).toEqual([0, 2]);
  });
});

it('a dossier that was given up lends nothing to anybody', async () => {
  await station.call('dossier.void', life['dossier.void'], COUNTER, { dossierId: slip.dossierId, reason: 'nhập nhầm người' });
  expect(listOf(LAN.idNumber)).toEqual(only(ofLan));
});

it('the dossiers of a number are found without a look at all others', () => {
  const plans = station.context.database.read((store) => {
    const found: string[] = [];
    countEarlier({ get: (...args) => store.get(...args), all: (schema, sql, parameters) => {
      found.push(...store.all(z.object({ detail: z.string() }), `EXPLAIN QUERY PLAN ${sql}`, parameters).map(({ detail }) => detail));
      return store.all(schema, sql, parameters);
    } }, LAN.idNumber, null);
    return found;
  });
  for (const index of ['dossier_applicant', 'dossier_corrected_number', 'city_dossier_number']) expect(plans.join('\n')).toContain(index);
  expect(plans.filter((step) => /^SCAN (?:dossier|city_dossier)\b/u.test(step))).toEqual([]);
});
