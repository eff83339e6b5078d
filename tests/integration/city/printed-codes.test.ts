// Codes that stations printed before the city knew of them: taken where they were lent, and otherwise never merged, never refused, never silent.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BusinessDay } from '../../../shared/base/ids.ts';
import { businessDayOf } from '../../../shared/domain/time/business-day.ts';
import { machineClock } from '../../../city/clock.ts';
import { startCity } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { SendingStation } from './sending-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

const today: BusinessDay = businessDayOf(machineClock.now());
const station = (name: string, commune = 'T149'): SendingStation => new SendingStation(city.gateway.url, commune, name);
const code = (number: number, agency = 'H26.149'): string => `${agency}-${today.slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}`;
const want = (size: number) => ({ leaseId: randomUUID(), day: today, size });
const receivedAt = machineClock.now();

/** What the feed said of the dossiers that these operations opened. */
async function announced(sender: SendingStation, ids: readonly string[]) {
  const { items } = await sender.pull(0);
  return ids.map((id) => items.map(({ change }) => change).find((change) => change.type === 'dossier.received' && change.dossierId === id));
}
const incidents = async (): Promise<string[]> => (await city.inspection.incidents('T149')).map(({ station: of, code: kind, subject }) => `${of} ${kind} ${subject.split(' ')[0] ?? ''}`);

describe('a code out of a block that was lent', () => {
  it('is the dossier\'s own, and the city\'s own codes go round the block', async () => {
    const sender = station('C1');
    const { leases: [block] } = await sender.lease(want(5));
    const lo = block?.lo ?? 0;
    const operations = [sender.dossier({ receivedAt, officialCode: code(lo) }), sender.dossier({ receivedAt }), sender.dossier({ receivedAt, officialCode: code(lo + 1) })];
    await sender.push(operations);
    expect(await announced(sender, operations.map(({ aggId }) => aggId))).toMatchObject([{ officialCode: code(lo) }, { officialCode: code(lo + 5) }, { officialCode: code(lo + 1) }]);
    expect(await city.inspection.incidents('T149')).toEqual([]);
  });

  it('is taken of the block\'s own incarnation also after a newer one was heard, but not of the newer one', async () => {
    const old = station('C2');
    const { leases: [block] } = await old.lease(want(5));
    const lo = block?.lo ?? 0;
    await old.push([old.ticket()]);
    const restored = old.clone();
    restored.rebirth(10);
    const reborn = restored.reborn(1, 'restored');
    const minted = restored.dossier({ receivedAt, officialCode: code(lo) }, { at: (reborn.at + 1) as never });
    await restored.push([reborn, minted]);
    const late = old.dossier({ receivedAt, officialCode: code(lo + 1) });
    await old.push([late]);
    expect(await announced(old, [minted.aggId, late.aggId])).toMatchObject([{ takenCodes: [code(lo)] }, { officialCode: code(lo + 1) }]);
    expect(await incidents()).toEqual([`C2 code.unlent ${code(lo)}`]);
  });

  it('that a clone carried over from before its rebirth is taken, unless the other clone was first', async () => {
    const one = station('C3');
    const { leases: [block] } = await one.lease(want(5));
    const lo = block?.lo ?? 0;
    await one.push([one.ticket()]);
    const other = one.clone();
    const first = one.dossier({ receivedAt, officialCode: code(lo) });
    await one.push([first]);
    const bodies = [other.dossierBody({ receivedAt, officialCode: code(lo) }), other.dossierBody({ receivedAt, officialCode: code(lo + 1) })];
    other.rebirth(10);
    const again = bodies.map((body) => ({ body, at: machineClock.now() - 1000 }));
    const operations = [other.reborn(1, 'forked'), ...again.map(({ body, at }) => other.dossier(body, { at: at as never }))];
    await other.push(operations);
    const [clash, fine] = await announced(other, bodies.map(({ dossierId }) => String(dossierId)));
    expect(clash).toMatchObject({ takenCodes: [code(lo)] });
    expect(fine).toMatchObject({ officialCode: code(lo + 1) });
    expect(fine).not.toHaveProperty('takenCodes');
    expect(await incidents()).toContain(`C3 code.taken ${code(lo)}`);
    expect((await city.inspection.incidents('T149')).find(({ code: kind }) => kind === 'code.taken')?.detail).toContain(first.aggId);
  });
});

describe('a code that is not the dossier\'s', () => {
  it.each<[string, (sender: SendingStation) => Promise<Record<string, unknown>>]>([
    ['lent to another station', async () => ({ officialCode: code((await station('C5').lease(want(3))).leases[0]?.lo ?? 0) })],
    ['lent to another commune', async () => ({ officialCode: code((await station('C1', 'T150').lease(want(3))).leases[0]?.lo ?? 0, 'H26.150') })],
    ['lent to nobody', async () => ({ officialCode: code(9000) })],
    ['of no form at all', async () => ({ officialCode: 'số 7' })],
    ['of another dossier', async (sender) => {
      const other = sender.dossier({ receivedAt });
      await sender.push([other]);
      return { officialCode: (await city.inspection.dossiers('T149')).find(({ dossierId }) => dossierId === other.aggId)?.officialCode };
    }],
  ])('stays on its paper as a name for it, beside a new one: %s', async (_, make) => {
    const sender = station('C4');
    const { ackedSeq, headHash } = await sender.status();
    Object.assign(sender, { seq: ackedSeq, head: headHash });
    const changed = await make(sender);
    const opened = sender.dossier({ receivedAt, ...changed });
    expect((await sender.push([opened])).results).toEqual([{ kind: 'applied', opId: opened.opId }]);
    const [told] = await announced(sender, [opened.aggId]);
    expect(told).toMatchObject({ takenCodes: [changed['officialCode']] });
    expect((await sender.snapshot()).dossiers.find(({ dossierId }) => told?.type === 'dossier.received' && dossierId === told.dossierId)?.takenCodes).toEqual([changed['officialCode']]);
    expect(told).not.toMatchObject({ officialCode: changed['officialCode'] });
    expect((await city.pool.query('SELECT code FROM code_alias WHERE dossier_id = $1', [opened.aggId])).rows).toEqual([{ code: changed['officialCode'] }]);
    expect(await city.inspection.duplicates('T149')).toEqual([]);
  });

  it('may be the provisional one too, also in one batch and between two stations at the same moment', async () => {
    const [one, two] = [station('C6'), station('K1')];
    const provisionalCode = 'T149-C6-000001-X';
    const both = [one.dossier({ receivedAt, provisionalCode }), one.dossier({ receivedAt, provisionalCode })];
    const other = two.dossier({ receivedAt, provisionalCode });
    await Promise.all([one.push(both), two.push([other])]);
    const told = await announced(one, [...both, other].map(({ aggId }) => aggId));
    expect(told.filter((change) => change?.type === 'dossier.received' && change.takenCodes?.[0] === provisionalCode)).toHaveLength(2);
    expect(new Set(told.map((change) => (change?.type === 'dossier.received' ? change.officialCode : ''))).size).toBe(3);
  });
});
