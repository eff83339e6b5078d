// Numbers of forms: one for each event, from 1 in every year, and the stretches that no form bears are named.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { DossierId } from '../../../shared/base/ids.ts';
import { TestStation } from '../../../tests/fakes/test-station.ts';
import { appendEvent } from './event-log.ts';
import { formNumbersOf, mintFormNumber } from './form-numbers.ts';
import { raiseNumber } from './numbers.ts';

const planRow = z.object({ detail: z.string() });
let station: TestStation;
beforeEach(() => {
  station = new TestStation();
});
afterEach(() => station[Symbol.asyncDispose]());

/** A dossier that was refused under a number, as the log says it. */
function bear(number: number, year = 2026): void {
  const dossierId = station.clock.uuid() as DossierId;
  station.context.database.write((store) =>
    appendEvent(store, station.context.identity, station.clock, {
      type: 'dossier.moved', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1',
      body: { dossierId, from: 2, to: 3, reason: 'mẫu', dueAt: null, paperNumber: { form: 'refusal', year, number, text: `${number}/TCHS-K1` } },
    }),
  );
}
const mint = (year = 2026): number => station.context.database.write((store) => mintFormNumber(store, 'refusal', year));
const account = () => station.context.database.read((store) => formNumbersOf(store, [2026, 2025]));

it('go from 1 in each year, and pass over one that a form bears already', () => {
  expect([mint(), mint(), mint(2027)]).toEqual([1, 2, 1]);
  bear(3);
  bear(5);
  expect([mint(), mint()]).toEqual([4, 6]);
});

it('are found by the index of their schema', () => {
  const plan = station.context.database.read((store) => store.all(planRow, `EXPLAIN QUERY PLAN SELECT body ->> '$.paperNumber.number' AS number FROM event
    WHERE type IN ('dossier.moved', 'dossier.apologised', 'ticket.turned-away') AND body ->> '$.paperNumber.year' = 2026 AND body ->> '$.paperNumber.form' = 'refusal'`));
  expect(plan.map(({ detail }) => detail).join(' ')).toContain('event_form_number');
});

it('that no form bears are shown in stretches, those behind the last one too; a form without any is left out', () => {
  expect(account()).toEqual([]);
  bear(1);
  bear(4, 2025);
  station.context.database.write((store) => raiseNumber(store, 'form~refusal~2026', 101));
  bear(102);
  station.context.database.write((store) => raiseNumber(store, 'form~refusal~2026', 103));
  expect(account()).toEqual([
    { form: 'refusal', year: 2026, last: 103, used: 2, unused: [{ from: 2, to: 101 }, { from: 103, to: 103 }] },
    { form: 'refusal', year: 2025, last: 4, used: 1, unused: [{ from: 1, to: 3 }] },
  ]);
});
