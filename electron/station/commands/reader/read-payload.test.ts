// What a reader's payload does to the visit at its counter: a person, a refusal where the officer looks, or nothing.

import fc from 'fast-check';
import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BIRTH, HUNG_CARD, LAN, LAN_CARD } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { CounterId, DossierId, VisitId } from '../../../../shared/base/ids.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { formatCoverSheet } from '../../../../shared/domain/card/cover-sheet.ts';
import { createScanSessions } from '../visit/scan-sessions.ts';
import { visitHandlers } from '../visit/visit-handlers.ts';
import { readPayload, refuseReading } from './read-payload.ts';

const ONE = 1 as CounterId;
const personRow = z.object({ person: z.string() });
let station: TestStation;
let handlers: ReturnType<typeof visitHandlers>;
let visitId: VisitId;

beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH] });
  handlers = visitHandlers(createScanSessions(station.context, (error) => expect.fail(String(error))));
  visitId = await station.serve(1);
  station.told.length = 0;
});
afterEach(() => station[Symbol.asyncDispose]());

const read = (): Promise<Visit | null> => station.call('visit.read', handlers['visit.read'], atCounter(1), {});
const scan = (text: string, counterId = ONE): unknown => readPayload(station.context, counterId, new TextEncoder().encode(text));

describe('a card', () => {
  it('fills the person of the open visit, with every Vietnamese letter, and tells the counter', async () => {
    expect(scan(LAN_CARD)).toEqual({ kind: 'stored' });
    const visit = await read();
    expect([visit?.person, visit?.personSource, visit?.warnings, visit?.readerRefusal]).toEqual([LAN, 'card', [], null]);
    expect(station.told).toEqual([{ event: 'visit.changed', payload: { counterId: 1, visitId } }]);
  });

  it('with doubts is taken with its doubts', async () => {
    scan('999080000034||Trần Văn Hùng|1980|Nam|Tổ 1, xã Phú Xuyên|31022022');
    expect((await read())?.warnings).toEqual(['id-province', 'birth-date', 'issue-date']);
  });

  it('replaces the person who stood there, whose telephone and e-mail go with them', async () => {
    scan(LAN_CARD);
    await station.call('visit.set-person', handlers['visit.set-person'], atCounter(1), { visitId, person: { ...LAN, phone: '0900000001', email: 'lan@example.vn' } });
    expect(await read()).toMatchObject({ personSource: 'card', person: { phone: '0900000001', email: 'lan@example.vn' } });
    scan(LAN_CARD);
    expect((await read())?.person).toMatchObject({ phone: '0900000001', email: 'lan@example.vn' });
    scan(HUNG_CARD);
    expect((await read())?.person).toMatchObject({ fullName: 'Trần Văn Hùng', oldIdNumber: '123456789', phone: '' });
    expect((await read())?.person?.email).toBeUndefined();
  });

  it('takes the place of what was typed by hand, and a correction by hand the place of the card', async () => {
    await station.call('visit.set-person', handlers['visit.set-person'], atCounter(1), { visitId, person: { ...LAN, idNumber: '', phone: '0900000001' } });
    scan(LAN_CARD);
    expect(await read()).toMatchObject({ personSource: 'card', person: { ...LAN, phone: '0900000001' } });
    await station.call('visit.set-person', handlers['visit.set-person'], atCounter(1), { visitId, person: { ...LAN, address: 'Địa chỉ mới' } });
    expect(await read()).toMatchObject({ personSource: 'typed', person: { address: 'Địa chỉ mới' } });
  });

  it('changes nothing once the dossier is open', async () => {
    scan(LAN_CARD);
    station.context.database.write((store) => store.run(`UPDATE visit SET dossier_id = '0199f0aa-0000-7000-8000-000000000001', state = 'dossier-opened'`));
    expect(scan(HUNG_CARD)).toEqual({ kind: 'refused', code: 'dossier.already-open' });
    expect(await read()).toMatchObject({ person: { fullName: LAN.fullName }, readerRefusal: { code: 'dossier.already-open' } });
  });
});

describe('a cover sheet', () => {
  const sheet = (of: VisitId, paperId: string): string => formatCoverSheet({ of: 'visit', visitId: of, paperId }) ?? '';
  const choose = () => station.call('visit.choose-procedure', handlers['visit.choose-procedure'], atCounter(1), { visitId, procedureCode: BIRTH.code });

  it('of the open visit has the window go to its paper, and settles no person', async () => {
    await choose();
    scan('MCP1:V:0192A00000047000');
    station.told.length = 0;
    expect(scan(sheet(visitId, 'giay-chung-sinh'))).toEqual({ kind: 'stored' });
    expect(station.told.map(({ event, payload }) => [event, payload])).toEqual([['reader.cover', { counterId: 1, visitId, paperId: 'giay-chung-sinh' }], ['visit.changed', { counterId: 1, visitId }]]);
    expect(await read()).toMatchObject({ person: null });
  });

  it('of another visit, of a paper that is not asked for, or of a dossier that is not here is refused by name', async () => {
    const other = await station.serve(2);
    expect(scan(sheet(visitId, 'to-khai'))).toEqual({ kind: 'refused', code: 'cover.paper-unknown' });
    await choose();
    expect(scan(sheet(visitId, 'so-ho-khau'))).toEqual({ kind: 'refused', code: 'cover.paper-unknown' });
    expect(scan(sheet(other, 'to-khai'))).toEqual({ kind: 'refused', code: 'cover.other' });
    expect(scan(formatCoverSheet({ of: 'dossier', dossierId: '0192a000-0004-7000-8000-00000000000c' as DossierId, paperId: 'to-khai' }) ?? '')).toEqual({ kind: 'refused', code: 'card.dossier-unknown' });
    expect(station.events('reader.cover')).toEqual([]);
  });
});

describe('a refusal', () => {
  it.each([
    ['the QR of a health card', 'DN4010000000000|4e677579e1bb856e205468e1bb8b|', 'card.health'],
    ['a receipt that is not of this point', 'MC1:0192A00000047000800000000000000C:H26.149-261124-0012', 'card.dossier-unknown'],
    ['the code of a dossier that is not of this point', 'H26.149-261124-0012', 'card.dossier-unknown'],
    ['a damaged receipt', 'MC1:0192A0000004700080000000', 'card.torn'],
    ['a bank transfer', '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E', 'card.payment'],
    ['half a bank transfer', '00020101021138570010A000000727', 'card.torn'],
    ['a cover sheet of a visit that nobody knows here', formatCoverSheet({ of: 'visit', visitId: '0192a000-0004-7000-8000-00000000000c' as VisitId, paperId: 'to-khai' }) ?? '', 'cover.unknown'],
    ['half a cover sheet', 'MCP1:V:0192A00000047000', 'cover.damaged'],
    ['a personal number alone', '001185000012', 'card.number-only'],
    ['a link to a procedure', 'https://dichvucong.example/?ma_thu_tuc=1.001193', 'card.procedure'],
    ['a bar code from a shop', '8935049500414', 'card.foreign'],
    ['a link', 'https://example.test/0123', 'card.foreign'],
    ['half a card', '001185000012||Nguyễn Thị L', 'card.torn'],
    ['a card typed by a keyboard', '001185000012||Nguy?n Th? Lan|30041985|N?|Th?n M?u|01062021', 'card.garbled'],
    ['three thousand bytes and more', `${LAN_CARD}|${'x'.repeat(3000)}`, 'card.oversized'],
  ])('of %s is noted in the visit until the next good card', async (_what, text, code) => {
    expect(scan(text)).toEqual({ kind: 'refused', code });
    expect((await read())?.readerRefusal).toEqual({ code, at: station.clock.now() });
    expect(station.told.map((told) => told.event)).toEqual(['visit.changed', 'reader.refused']);
    expect(station.events('reader.refused')[0]?.payload).toEqual({ counterId: 1, code });
    scan(LAN_CARD);
    expect((await read())?.readerRefusal).toBeNull();
  });

  it('by the reader itself is noted likewise, and ends when the officer types the person', async () => {
    expect(refuseReading(station.context, ONE, 'card.torn')).toEqual({ kind: 'refused', code: 'card.torn' });
    expect((await read())?.readerRefusal?.code).toBe('card.torn');
    await station.call('visit.set-person', handlers['visit.set-person'], atCounter(1), { visitId, person: LAN });
    expect((await read())?.readerRefusal).toBeNull();
  });

  it('for want of a visit is told and stores nothing', () => {
    expect(scan(LAN_CARD, 2 as CounterId)).toEqual({ kind: 'refused', code: 'card.no-visit' });
    expect(station.told).toEqual([{ event: 'reader.refused', payload: { counterId: 2, code: 'card.no-visit' } }]);
    expect(station.context.database.read((store) => store.all(personRow, 'SELECT person FROM visit WHERE person IS NOT NULL'))).toEqual([]);
  });

  it('by a failing store is told and does not throw', () => {
    station.context.database.write((store) => store.run(`CREATE TRIGGER visit_fails BEFORE UPDATE ON visit BEGIN SELECT RAISE(ABORT, 'planted'); END`));
    expect(scan(LAN_CARD)).toMatchObject({ kind: 'failed' });
    expect(station.told).toEqual([{ event: 'reader.refused', payload: { counterId: 1, code: 'internal' } }]);
  });
});

describe('any bytes at all', () => {
  it('never throw, and leave a visit that can be read', async () => {
    const piece = fc.oneof(fc.constantFrom('001185000012', '|', 'Nam', 'Nữ', '30041985', 'Nguyễn Thị Lan', 'MC1:', '00020101', '\u0000', '\uFEFF', '?'), fc.string({ unit: 'binary', maxLength: 400 }));
    const text = fc.array(piece, { maxLength: 20 }).map((pieces) => new TextEncoder().encode(pieces.join('')));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 4000 }), text), async (bytes) => {
        expect(['stored', 'refused']).toContain(readPayload(station.context, ONE, bytes).kind);
        await read();
      }),
      { numRuns: 300 },
    );
  });
});
