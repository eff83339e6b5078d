// A dossier that was given up is left out by every list and report exactly while it stands as given up: by our own word while that holds, by the city's from then on, in whichever order the two come.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../tests/fakes/opened-dossier.ts';
import { BIRTH } from '../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../tests/fakes/test-station.ts';
import type { DossierId, EpochMs } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { dossierLifeHandlers as life } from '../commands/dossier/dossier-life.ts';
import { dossierById } from './dossiers.ts';
import { dossierDay } from './head-facts.ts';
import { owedFee, owedFees } from './owed-fees.ts';
import { reportedDossiers } from './report-facts.ts';

let station: TestStation;
let dossierId: DossierId;
const write = (sql: string, values: Readonly<Record<string, string | number | null>> = {}): void => station.context.database.write((store) => void store.run(sql, values));
const acknowledge = (isAcknowledged: boolean): void => write(`UPDATE sync SET acked_seq = ${isAcknowledged ? '(SELECT max(seq) FROM event)' : '0'}`);
function cityHas(word: { readonly owner: string; readonly voided: number; readonly revision: number; readonly status: number | null } | null): void {
  if (word === null) return write('DELETE FROM city_dossier');
  write('INSERT INTO city_dossier (dossier_id, revision, status, owner, is_voided) VALUES ($dossierId, $revision, $status, $owner, $voided) ON CONFLICT (dossier_id) DO UPDATE SET revision = $revision, status = $status, owner = $owner, is_voided = $voided', { dossierId, ...word });
}
function refuse(isRefused: boolean): void {
  write(isRefused ? `INSERT INTO dead_letter (seq, op_id, state, code, detail, answered_at) SELECT seq, op_id, 'rejected', 'x', '', 1 FROM event WHERE type = 'dossier.voided'` : 'DELETE FROM dead_letter');
}

/** Where the dossier is counted, and whether it stands as given up. */
function seen() {
  const now = station.clock.now();
  const bounds = { from: 0 as EpochMs, to: (now + 1) as EpochMs, now, nextFrom: now, nextTo: now };
  return station.context.database.read((store) => {
    const inWork = store.get(z.object({ count: z.int() }), 'SELECT count(*) AS count FROM dossier_in_work');
    const { received } = dossierDay(store, bounds);
    const reported = reportedDossiers(store, { receivedAt: 0 as EpochMs, dossierId: '' }, (now + 1) as EpochMs, 10, () => 'x').dossiers.length;
    return { isVoided: must(dossierById(store, dossierId), 'it was opened').isVoided, counts: [must(inWork, 'a count').count, received, reported, owedFees(store, 10).oldest.length, owedFees(store, 10).count, owedFee(store, dossierId) === null ? 0 : 1] };
  });
}
function expectAgreed(): boolean {
  const { isVoided, counts } = seen();
  expect(counts).toEqual(counts.map(() => (isVoided ? 0 : 1)));
  return isVoided;
}

beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH] });
  ({ dossierId } = await openDossier(station));
  write(`INSERT INTO dossier_fee (dossier_id, visit_id, lines, total, manner) SELECT dossier_id, visit_id, '[]', 8000, 'cash' FROM dossier`);
});
afterEach(() => station[Symbol.asyncDispose]());

it('one that the city went on with after the hand-over is owed for, in work and in the reports again', async () => {
  expect(expectAgreed()).toBe(false);
  await station.call('dossier.move', life['dossier.move'], atCounter(1), { dossierId, to: 4, reason: '' });
  await station.call('dossier.void', life['dossier.void'], atCounter(1), { dossierId, reason: 'nhầm' });
  expect(expectAgreed()).toBe(true);
  acknowledge(true);
  cityHas({ owner: 'city', voided: 0, revision: 3, status: 4 });
  expect(expectAgreed()).toBe(false);
});

it('is left out by all exactly while it stands as given up, whatever is heard in whichever order', async () => {
  await station.call('dossier.void', life['dossier.void'], atCounter(1), { dossierId, reason: 'nhầm' });
  const words = [null, ...(['station', 'city'] as const).flatMap((owner) => [0, 1].flatMap((voided) => [0, 5].flatMap((revision) => [4, null].map((status) => ({ owner, voided, revision, status })))))];
  const orders: readonly (readonly (readonly [(isIt: boolean) => void, boolean])[])[] = [false, true].flatMap((isAcknowledged) => [false, true].map((isRefused) => [[acknowledge, isAcknowledged], [refuse, isRefused]] as const));
  let voided = 0;
  for (const word of words) {
    for (const steps of orders) {
      cityHas(word);
      for (const [step, isIt] of steps) {
        step(isIt);
        voided += Number(expectAgreed());
      }
      refuse(false);
      expectAgreed();
    }
  }
  expect(voided).toBeGreaterThan(20);
  expect(voided).toBeLessThan(words.length * 8);
});
