// By whom things were: the officer stands beside each event and in the access log, on papers and in what money says, and in nothing that leaves for the city.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import type { Officer } from '../../../../shared/contract/staff.ts';
import { readOperations } from '../../store/event-log.ts';
import { accessHandlers as access } from '../access/access-handlers.ts';
import type { CommandContext } from '../context.ts';
import { dossierLifeHandlers as life } from '../dossier/dossier-life.ts';
import { personOf } from '../payment/payment-parts.ts';

const ADMIN: Caller = { role: 'admin' };
const LAN: Officer = { officerId: '00000000-0000-4000-8000-000000000002', name: 'Nguyễn Thị Lan' };
const MAI: Officer = { officerId: '00000000-0000-4000-8000-000000000003', name: 'Hoàng Thị Mai' };
const DAY = '2026-07-13' as BusinessDay;

let station: TestStation;
let plain: CommandContext;
let dossier: Dossier;
const as = (officer: Officer | null): void => {
  station.context = officer === null ? plain : { ...plain, acting: { windowId: 'counter-1', officer }, identity: { ...plain.identity, officer } };
};
const look = () => station.call('dossier.read', life['dossier.read'], atCounter(1), { dossierId: dossier.dossierId });
const entries = async () => (await station.call('access.list', access['access.list'], ADMIN, { from: DAY, to: DAY, dossierId: dossier.dossierId })).entries;

beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH] });
  plain = station.context;
  as(LAN);
  dossier = await openDossier(station);
});
afterEach(() => station[Symbol.asyncDispose]());

describe('an event', () => {
  it('of a signed-in officer has that officer beside it, and one of nobody has nobody', async () => {
    as(null);
    await station.call('dossier.note', life['dossier.note'], atCounter(1), { dossierId: dossier.dossierId, text: 'ghi chú' });
    const rows = station.context.database.read((store) => store.all(z.object({ type: z.string(), name: z.string().nullable() }), `SELECT type, (SELECT name FROM event_officer WHERE event_officer.op_id = event.op_id) AS name FROM event WHERE type IN ('dossier.opened', 'dossier.noted') ORDER BY seq`));
    expect(rows).toEqual([{ type: 'dossier.opened', name: LAN.name }, { type: 'dossier.noted', name: null }]);
  });

  it('says to the city the name that the receipt has, and beside that neither account nor person', () => {
    const [opened, ...others] = station.context.database.read((store) => readOperations(store, 0, 100)).toSorted((one, other) => Number(other.type === 'dossier.opened') - Number(one.type === 'dossier.opened'));
    expect([opened?.body['officerName'], opened?.actor]).toEqual([LAN.name, 'counter-1']);
    expect(JSON.stringify([opened, ...others])).not.toContain(LAN.officerId);
    expect(JSON.stringify(others)).not.toContain(LAN.name);
  });
});

describe('the history of a dossier', () => {
  it('names who did each thing, by the name of then, and nobody where nobody was signed in', async () => {
    as({ ...MAI, name: 'Hoàng Thị Mai Hoa' });
    await station.call('dossier.note', life['dossier.note'], atCounter(2), { dossierId: dossier.dossierId, text: 'ghi chú' });
    as(null);
    await station.call('dossier.note', life['dossier.note'], atCounter(1), { dossierId: dossier.dossierId, text: 'ghi chú' });
    expect((await look()).history.map(({ type, actor, officer }) => [type, actor, officer])).toEqual([
      ['dossier.opened', 'counter-1', LAN.name], ['dossier.noted', 'counter-2', 'Hoàng Thị Mai Hoa'], ['dossier.noted', 'counter-1', ''],
    ]);
  });
});

describe('the access log', () => {
  it('names who looked, and another officer at the same window within the ten minutes is a look of its own', async () => {
    await look();
    await look();
    as(MAI);
    await look();
    as(null);
    await look();
    expect((await entries()).filter(({ purpose }) => purpose === 'detail').map(({ actor, officer }) => `${actor} ${officer}`)).toEqual(['counter-1 ', `counter-1 ${MAI.name}`, `counter-1 ${LAN.name}`]);
  });

  it('keeps the name that the account had then, and goes into the file with it', async () => {
    await look();
    as({ ...LAN, name: 'Nguyễn Thị Lan Anh' });
    const { text } = await station.call('access.export', access['access.export'], ADMIN, { from: DAY, to: DAY, dossierId: dossier.dossierId });
    expect(text).toContain(`"${LAN.name} (counter-1)"`);
    expect((await entries()).map(({ officer }) => officer)).toContain('Nguyễn Thị Lan Anh');
  });
});

describe('whoever acts with money', () => {
  it('is who is signed in, whatever was typed; where nobody is, the name is asked for as ever', () => {
    expect([personOf(station.context, ADMIN, 'Ai đó'), personOf(station.context, ADMIN), personOf(station.context, atCounter(1)).officerName]).toEqual([{ counterId: null, officerName: LAN.name }, { counterId: null, officerName: LAN.name }, LAN.name]);
    expect([personOf(plain, ADMIN, 'Lê Thị Mẫu').officerName, personOf(plain, atCounter(1)).officerName]).toEqual(['Lê Thị Mẫu', station.point.counters[0]?.officerName]);
    expect(() => personOf(plain, ADMIN)).toThrow(expect.objectContaining({ code: 'payment.name-needed' }) as Error);
  });
});
