// A point's own limits: they go before the catalogue's wherever a procedure is read or found, and a date is promised by them.

import { expect, it } from 'vitest';
import { openDossier } from '../../tests/fakes/opened-dossier.ts';
import { BIRTH, MARRIAGE } from '../../tests/fakes/test-procedures.ts';
import { TestStation } from '../../tests/fakes/test-station.ts';
import type { EpochMs } from '../../shared/base/ids.ts';
import { ownLimitsSchema } from '../../shared/contract/own-limits.ts';
import { addDays, businessDayOf } from '../../shared/domain/time/business-day.ts';
import { withOwnLimits } from './own-limits.ts';

const UNSTATED = { ...BIRTH, timeLimit: { unit: 'unstated' as const, text: 'Cổng dịch vụ công ghi "1", không ghi đơn vị' } };

it('are what is read and found, each in words that say whose they are; other procedures stay as they are', async () => {
  await using station = new TestStation({ procedures: [UNSTATED, MARRIAGE] });
  const { catalogue } = station.context;
  const limits = (own: object) => withOwnLimits(catalogue, ownLimitsSchema.parse([{ procedureCode: BIRTH.code, ...own }]), station.clock);
  const days = limits({ unit: 'working-day', amount: 3 });
  expect(days.read(BIRTH.code)?.timeLimit).toEqual({ unit: 'working-day', amount: 3, text: '3 ngày làm việc (đơn vị quy định)' });
  expect(days.search(BIRTH.name, null, 5).procedures.find(({ code }) => code === BIRTH.code)?.timeLimit).toEqual(days.read(BIRTH.code)?.timeLimit);
  expect(limits({ unit: 'same-day' }).read(BIRTH.code)?.timeLimit).toEqual({ unit: 'same-day', text: 'Trong ngày (đơn vị quy định)' });
  expect(days.read(MARRIAGE.code)).toEqual(MARRIAGE);
});

it('promise a date where the portal prints a bare number', async () => {
  await using station = new TestStation({ procedures: [UNSTATED] });
  expect((await openDossier(station)).dueAt).toBeNull();
  station.context = { ...station.context, catalogue: withOwnLimits(station.context.catalogue, [{ procedureCode: BIRTH.code, unit: 'working-day', amount: 3 }], station.clock) };
  expect((await openDossier(station)).dueAt).not.toBeNull();
});

it('hold for what is received from their first day on; papers of before say what was promised by', async () => {
  await using station = new TestStation({ procedures: [UNSTATED] });
  const now = station.clock.now();
  const limits = (since: string) => withOwnLimits(station.context.catalogue, ownLimitsSchema.parse([{ procedureCode: BIRTH.code, unit: 'day', amount: 2, since }]), station.clock);
  const unitsOf = (since: string) => [limits(since).read(BIRTH.code)?.timeLimit.unit, limits(since).read(BIRTH.code, (now - 86_400_000) as EpochMs)?.timeLimit.unit, limits(since).search(BIRTH.name, null, 5).procedures[0]?.timeLimit.unit];
  expect(unitsOf(businessDayOf(now))).toEqual(['day', 'unstated', 'day']);
  expect(unitsOf(addDays(businessDayOf(now), 1))).toEqual(['unstated', 'unstated', 'unstated']);
});
