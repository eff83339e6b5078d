// One dossier's whole life told to the portal in both dialects, with the line cut and answers lost at each of its turns, and once more all at a time by a station that was away: everything once, in order, and nothing left over.

import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ClassicStub } from '../../../city/adapters/stub/classic.ts';
import { faultSchema } from '../../../city/adapters/stub/faults.ts';
import { startPortalStub } from '../../../city/adapters/stub/server.ts';
import type { PortalStub } from '../../../city/adapters/stub/server.ts';
import { SixStepStub } from '../../../city/adapters/stub/six-step.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import { startCity, until } from './city-under-test.ts';
import type { CityUnderTest, LogLine } from './city-under-test.ts';
import { classicSettings, CREDENTIALS, deskOf, doByHand, isForDesk, moneyOf, openDoorOf, sixStepSettings } from './portal-day.ts';
import { SendingStation, sha256 } from './sending-station.ts';

let city: CityUnderTest;
const log: LogLine[] = [];
const stations = ['C1', 'C2', 'C3', 'C4'];

beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());
beforeEach(() => {
  log.length = 0;
});

const at = (text: string) => Date.parse(`${text}+07:00`) as Operation['at'];
const [DUE, LATER] = [at('2026-07-20T17:00:00'), at('2026-07-24T17:00:00')];
const BY = { counterId: 1, officerName: 'Trần Văn Mẫu' };
const settled = () => until('only what is for a person is open', () => isForDesk(city.pool), 60_000);

interface Turn {
  readonly operations: readonly Operation[];
  /** Pages whose bytes come after the words. */
  readonly bytes?: Uint8Array;
}

/** Its turns in their order, as its station writes them; nothing is sent yet. */
function lifeOf(sender: SendingStation): readonly Turn[] {
  const [intake, supplement, result] = [randomBytes(40), randomBytes(50), randomBytes(60)];
  const pageOf = (bytes: Uint8Array) => ({ pageId: randomUUID(), sha256: sha256(bytes), bytes: bytes.length, mime: 'image/jpeg', scannedAt: at('2026-07-15T08:00:00') });
  const opening = sender.dossier({ receivedAt: at('2026-07-15T08:05:09'), dueAt: DUE, papers: [{ paperId: 'p1', name: 'Tờ khai', originals: 1, copies: 0, pages: [pageOf(intake)] }] }, { at: at('2026-07-15T08:05:09') });
  const id = opening.aggId;
  const money = moneyOf(sender, id, String(opening.body['visitId']), 'transfer');
  const moved = (from: number, to: number, moment: string, more: Readonly<Record<string, unknown>> = {}) => sender.on(id, 'moved', { from, to, reason: '', dueAt: DUE, ...more }, { at: at(moment) });
  return [
    { operations: [opening, money.charged(), money.asked()], bytes: intake },
    { operations: [moved(2, 4, '2026-07-15T08:30:00')] },
    { operations: [moved(4, 5, '2026-07-16T09:00:00', { reason: 'Thiếu bản chính', supplementBy: '2026-07-31' })] },
    { operations: [moved(5, 5, '2026-07-17T10:00:00', { reason: 'Xin thêm ngày', supplementBy: '2026-08-14' })] },
    { operations: [sender.on(id, 'page-added', { paperId: 'p1', page: pageOf(supplement) })], bytes: supplement },
    { operations: [moved(5, 4, '2026-07-20T10:00:00', { reason: 'Đã nộp', dueAt: LATER })] },
    { operations: [money.confirmed()] },
    { operations: [sender.on(id, 'result-arrived', { kind: 'paper', place: 'Tủ 1', number: '12', abstract: 'Giấy khai sinh', issuedOn: '2026-07-22', by: BY }), moved(4, 9, '2026-07-23T15:00:00', { dueAt: LATER })] },
    { operations: [sender.on(id, 'page-added', { paperId: 'ket-qua', page: pageOf(result) })], bytes: result },
    {
      operations: [
        sender.on(id, 'result-returned', { manner: 'by-post', to: 'post', toName: 'Bưu cục Ví Dụ', toNumber: '', proof: '', tracking: 'VD000000001VN', receipt: 'none', papersBack: [], unpaid: null, by: BY }),
        moved(9, 10, '2026-07-24T08:00:00', { dueAt: LATER }),
      ],
    },
    { operations: [sender.operation('ticket.rated', { ticketId: randomUUID(), day: '2026-07-24', counterId: 1, level: 'very-satisfied', via: 'citizen-display' })] },
  ];
}

const CALLS = { classic: ['TraCuuHoSo', 'DongBoHoSoMC', 'CapNhatTienDoHoSoMC'], 'six-step': ['nextCode', 'upload', 'dossier', 'progress', 'status'] } as const;

/** At each turn each call is cut once before it is taken and loses its answer once after. */
function trouble(stub: PortalStub, dialect: keyof typeof CALLS): void {
  stub.faults.clear();
  for (const on of CALLS[dialect]) for (const kind of ['cut', 'answer-lost', 'session-expired'] as const) stub.faults.tell(faultSchema.parse({ kind, on }));
}

/** Leads a life to its end, turn by turn or all at once. */
async function live(sender: SendingStation, stub: PortalStub, dialect: keyof typeof CALLS, manner: 'turn by turn' | 'all at once'): Promise<void> {
  const turns = lifeOf(sender);
  if (manner === 'all at once') {
    trouble(stub, dialect);
    await sender.push(turns.flatMap(({ operations }) => operations));
    for (const { bytes } of turns) if (bytes !== undefined) await sender.upload(bytes);
    return settled();
  }
  for (const { operations, bytes } of turns) {
    trouble(stub, dialect);
    await sender.push(operations);
    if (bytes !== undefined) await sender.upload(bytes);
    await settled();
  }
}

const STATUSES = [2, 4, 5, 4, 9, 10];
const MOMENTS = ['2026-07-15T08:05:09', '2026-07-15T08:30:00', '2026-07-16T09:00:00', '2026-07-20T10:00:00', '2026-07-23T15:00:00', '2026-07-24T08:00:00'];

describe.each(['turn by turn', 'all at once'] as const)('A whole life, told %s,', (manner) => {
  it('stands once and in order at the classic adapter', async () => {
    const portal = new ClassicStub(CREDENTIALS);
    await using stub = await startPortalStub(portal);
    await using _door = await openDoorOf(city, classicSettings(stub.url), log);
    await live(new SendingStation(city.gateway.url, 'T149', stations.shift() ?? ''), stub, 'classic', manner);
    const [found, ...others] = [...portal.cases.values()];
    expect([others, found?.created, portal.complaints, await deskOf(city.pool)]).toEqual([[], 1, [], []]);
    expect(found?.progress.map(({ TrangThai, ThoiDiemXuLy }) => [Number(TrangThai), ThoiDiemXuLy])).toEqual(STATUSES.map((status, place) => [status, MOMENTS[place]?.replaceAll(/[-:T]/g, '')]));
    expect(found?.dossier).toMatchObject({
      TrangThaiHoSo: '10', NgayTra: '20260724080000', NgayKetThucXuLy: '20260723150000', NgayHenTra: '20260724170000', HoSoCoThanhPhanSoHoa: '1', DuocThanhToanTrucTuyen: '0', DanhSachLePhi: [{ Gia: '8000' }],
      DanhSachGiayToKetQua: [{ TenGiayTo: 'Giấy khai sinh số 12 ngày 22/7/2026', MaGiayToKetQua: 'KQ.1.001193' }],
      DanhSachHoSoBoSung: [{ NoiDungBoSung: 'Thiếu bản chính', ThongTinTiepNhan: 'Đã nộp', NgayBoSung: '20260716090000', NgayTiepNhanBoSung: '20260720100000', ThoiHanBoSung: '29', NgayHenTraTruoc: '20260720170000', NgayHenTraMoi: '20260724170000' }],
    });
    expect(portal.repeats).toBeGreaterThan(0);
  }, 120_000);

  it('stands once and in order at the six-step calls, and what they have no place for lies on the list', async () => {
    const portal = new SixStepStub(CREDENTIALS);
    await using stub = await startPortalStub(portal);
    await using _door = await openDoorOf(city, sixStepSettings(stub.url), log);
    await live(new SendingStation(city.gateway.url, 'T149', stations.shift() ?? ''), stub, 'six-step', manner);
    const [found, ...others] = [...portal.cases.values()];
    expect([others, portal.complaints]).toEqual([[], []]);
    // Told turn by turn it is asked for twice, the second time until the new day, and the supplement's page comes after the dossier; told at once each goes with the whole.
    const isApart = manner === 'turn by turn';
    const steps = STATUSES.map((status, place) => [status, `${MOMENTS[place]}.000`]);
    expect(found?.progress.map(({ TrangThai, ThoiDiemXuLy }) => [TrangThai, ThoiDiemXuLy])).toEqual(isApart ? steps.toSpliced(3, 0, [5, '2026-07-17T10:00:00.000']) : steps);
    const asked = (day: string): string => `Thiếu bản chính (nộp bổ sung chậm nhất ngày ${day})`;
    expect(found?.progress.filter(({ TrangThai }) => TrangThai === 5).map(({ NoiDungXuLy }) => NoiDungXuLy)).toEqual(isApart ? [asked('31/7/2026'), asked('14/8/2026')] : [asked('14/8/2026')]);
    expect([found?.status, found?.fees?.map(({ TrangThaiThanhToan }) => TrangThaiThanhToan), found?.results, found?.resultFiles?.length]).toEqual([10, [1], ['Giấy khai sinh số 12 ngày 22/7/2026'], 1]);
    expect([found?.dossier.ThanhPhanHoSo[0]?.GiayToDinhKem.length, (await deskOf(city.pool)).map(({ failure, detail, owner }) => [failure, detail, owner])]).toEqual(isApart ? [1, [['portal.by-hand', 'pages', 'commune']]] : [2, []]);
    expect(portal.repeats).toBeGreaterThan(0);
    await doByHand(city.pool, 'T149');
    await settled();
    expect(await deskOf(city.pool)).toEqual([]);
  }, 120_000);
});
