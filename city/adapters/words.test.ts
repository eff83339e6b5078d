// Each of our words against what each dialect calls it, as its sources have it: the table here is written from them, apart from the one that is sent by.

import { describe, expect, it } from 'vitest';
import type { EpochMs } from '../../shared/base/ids.ts';
import type { DossierStatus } from '../../shared/domain/dossier/status.ts';
import { caseAfter } from './case.ts';
import type { ApplicantKind, CaseFacts, CaseFees, Channel } from './case.ts';
import { progressMessage, syncMessage } from './classic/map.ts';
import type { MappingChoices, UnitWords } from './mapping.ts';
import { createMessage, statusMessage, stepMessage } from './six-step/map.ts';
import { organisationKind, shortened } from './words.ts';

const UNIT: UnitWords = { unitCode: 'H26.149', unitName: 'Ủy ban nhân dân xã Ví Dụ', processor: 'Bộ phận Một cửa xã Ví Dụ' };
const CHOICES: MappingChoices = {
  applicantKinds: {}, paperKinds: { original: 'CHINH', copy: 'SAO' }, supplementStates: null, supplementTerm: 'days', additions: true, feeWords: { atIntake: 'NGAY', atReturn: 'SAU', phi: 'PHI', lePhi: 'LE' }, fees: true, paperStates: true, transferGateway: '2',
  statusLists: [5, 6, 9], resultFiles: null, resultNumbers: true, officerLength: 50, serviceCodes: {},
};
const DATES = { dossier: 'spaced', step: 'iso-local' } as const;
const AT = Date.parse('2026-07-15T01:00:00Z') as EpochMs;
const PERSON = { name: 'Nguyễn Thị Ví Dụ', idNumber: '001185000012', phone: '', address: '', birthDate: '', issuedOn: '' };
const FACTS: CaseFacts = {
  code: 'H26.149-260715-0001', receiptNumber: '', procedure: { code: '1.004873', title: 'Thủ tục', fieldCode: 'HT', fieldName: 'Hộ tịch', results: [] }, authority: '', subject: 'Trích yếu', applicant: PERSON, owner: null, ownerKind: 'citizen',
  channel: 'counter', officer: 'Trần Văn Mẫu', receivedAt: AT, papers: [], fees: null, results: [], resultFiles: [],
};

/** What both dialects say of a dossier that has just come to a status. */
function said(changed: Partial<CaseFacts>, status: DossierStatus = 2, isVoided = false) {
  const first = { status: 2, isVoided: false, at: AT, dueAt: null, note: '' } as const;
  const dossier = caseAfter({ ...FACTS, ...changed }, status === 2 && !isVoided ? [first] : [first, { status, isVoided, at: (AT + 1000) as EpochMs, dueAt: null, note: '' }]);
  const messages = [syncMessage(dossier, UNIT, CHOICES), progressMessage(dossier, UNIT, CHOICES), createMessage(dossier, UNIT, CHOICES, DATES), stepMessage(dossier, UNIT, CHOICES, DATES), statusMessage(dossier, CHOICES)].map((mapped) => (mapped.kind === 'message' ? (mapped.message as Record<string, unknown>) : {}));
  const [sync = {}, progress = {}, create = {}, step = {}, stand = {}] = messages;
  return { sync, progress, create, step, stand };
}

const lineOf = (message: Record<string, unknown>, list: string): Record<string, unknown> => (message[list] as readonly Record<string, unknown>[] | undefined)?.[0] ?? {};

describe('both dialects have, for', () => {
  /** TrangThaiHoSo: found the same in three sources. */
  const STATUSES = {
    1: 'Mới đăng ký', 2: 'Được tiếp nhận', 3: 'Không được tiếp nhận', 4: 'Đang xử lý', 5: 'Yêu cầu bổ sung giấy tờ', 6: 'Yêu cầu thực hiện nghĩa vụ tài chính', 7: 'Công dân yêu cầu rút hồ sơ', 8: 'Dừng xử lý', 9: 'Đã xử lý xong', 10: 'Đã trả kết quả',
  } as const satisfies Record<DossierStatus, string>;

  it.each(Object.entries(STATUSES))('status %s «%s», its number in each member, and its name where nobody wrote a reason', (number, name) => {
    const status = Number(number) as DossierStatus;
    const { sync, progress, step, stand } = said({}, status);
    expect([sync['TrangThaiHoSo'], progress['TrangThai'], step['TrangThai'], stand['TrangThai'], progress['NoiDungXuLy'], step['NoiDungXuLy']]).toEqual([number, number, status, status, name, name]);
    // Given up at the point: 8, unless it had ended before.
    const given = status === 3 || status === 8 || status === 10 ? status : 8;
    const voided = said({}, status, true);
    expect([voided.sync['TrangThaiHoSo'], voided.progress['TrangThai'], voided.step['TrangThai'], voided.stand['TrangThai']]).toEqual([String(given), String(given), given, given]);
  });

  it('a refusal, an end and a return the days that go with them, and for no other status', () => {
    const days = (Object.keys(STATUSES).map(Number) as DossierStatus[]).map((status) => ['NgayTuChoi', 'NgayKetThucXuLy', 'NgayTra'].filter((day) => said({}, status).sync[day] !== undefined));
    expect(days).toEqual([[], [], ['NgayTuChoi', 'NgayKetThucXuLy'], [], [], [], [], ['NgayKetThucXuLy'], ['NgayKetThucXuLy'], ['NgayKetThucXuLy', 'NgayTra']]);
  });

  /** LoaiDoiTuong: the classic adapter and a live system beside it; the guide of 2026. They contradict each other. */
  const KINDS = { citizen: ['1', 0], business: ['2', 1], 'household-business': ['1', 2], 'state-body': ['3', 1], 'other-organisation': ['4', 1] } as const satisfies Record<ApplicantKind, readonly [string, number]>;
  it.each(Object.entries(KINDS))('an owner who is a %s, its own word, and for who stands at the counter that of a citizen', (ownerKind, [classic, sixStep]) => {
    const { sync, create } = said({ ownerKind: ownerKind as ApplicantKind });
    expect([sync['LoaiDoiTuong'], create['LoaiDoiTuong'], (create['ThongTinNguoiNop'] as Record<string, unknown>)['LoaiDoiTuong']]).toEqual([classic, sixStep, 0]);
  });

  /** KenhThucHien and HinhThuc: what came online was given in at neither a counter nor a post office. */
  const CHANNELS = { counter: ['1', '0'], online: ['2', undefined], post: ['3', '1'] } as const satisfies Record<Channel, readonly [string, string | undefined]>;
  it.each(Object.entries(CHANNELS))('what came by %s, its channel', (channel, [kenh, form]) => {
    const { sync } = said({ channel: channel as Channel });
    expect([sync['KenhThucHien'], sync['HinhThuc']]).toEqual([kenh, form]);
  });

  /** HinhThucThu, TrangThaiThanhToan of the guide; DuocThanhToanTrucTuyen as the city says of a transfer. */
  const MONEY = [
    ['now', null, 'NGAY', '1', 0, undefined], ['now', 'cash', 'NGAY', '1', 1, '0'], ['now', 'transfer', 'NGAY', '1', 1, '2'],
    ['later', null, 'SAU', '4', 0, undefined], ['later', 'cash', 'SAU', '4', 1, '0'], ['later', 'transfer', 'SAU', '4', 1, '2'], ['none', null, undefined, undefined, 0, undefined],
  ] as const satisfies readonly (readonly [CaseFees['manner'], CaseFees['paidBy'], ...unknown[]])[];
  it.each(MONEY)('a fee that is collected «%s» and paid «%s», how and whether', (manner, paidBy, classic, sixStep, paid, gateway) => {
    const { sync, create } = said({ fees: { manner, paidBy, lines: [{ name: 'Lệ phí', kind: 'le-phi', amount: 8000 }, { name: 'Phí', kind: 'phi', amount: 1000 }] } });
    const [theirs, ours] = [lineOf(sync, 'DanhSachLePhi'), lineOf(create, 'DanhSachLePhi')];
    expect([theirs['HinhThucThu'], ours['HinhThucThu'], ours['TrangThaiThanhToan'], sync['DuocThanhToanTrucTuyen'], ours['LoaiPhiLePhi']]).toEqual([classic, sixStep, paid, gateway, '1']);
    expect((sync['DanhSachLePhi'] as readonly Record<string, unknown>[]).map(({ LoaiPhiLePhi }) => LoaiPhiLePhi)).toEqual(['LE', 'PHI']);
  });

  it('a paper, what was handed in of it and how far it is digitised', () => {
    const paper = { paperId: 'p1', name: 'Tờ khai', originals: 0, certified: 0, copies: 0, pages: 0, isReused: false, files: [] };
    const papers = [{ ...paper, originals: 1 }, { ...paper, certified: 1 }, { ...paper, copies: 1, pages: 1 }, { ...paper, originals: 1, copies: 1, isReused: true }, paper];
    const told = papers.map((each) => said({ papers: [each] }));
    expect(told.map(({ sync }) => (sync['DanhSachTepDinhKemKhac'] as readonly Record<string, unknown>[] | undefined)?.map(({ LoaiGiayTo }) => LoaiGiayTo))).toEqual([['CHINH'], ['SAO'], ['SAO'], ['CHINH', 'SAO'], undefined]);
    expect(told.map(({ create }) => lineOf(create, 'ThanhPhanHoSo')['LoaiBan'])).toEqual([0, 1, 1, 0, 0]);
    expect(told.map(({ sync }) => [sync['HoSoCoThanhPhanSoHoa'], lineOf(sync, 'TaiLieuNop')['DuocSoHoa'], lineOf(sync, 'TaiLieuNop')['DuocTaiSuDung']])).toEqual([['0', undefined, undefined], ['0', undefined, undefined], ['1', '1', '0'], ['0', '0', '1'], ['0', undefined, undefined]]);
  });
});

describe('an organisation', () => {
  const beginnings = { 'state-body': ['Ủy ban nhân dân', 'Công an'], 'other-organisation': ['Hội Nông dân', 'Ủy ban Mặt trận Tổ quốc'] };
  it.each([
    ['Ủy ban nhân dân xã Ví Dụ', 'state-body'], ['ỦY BAN  NHÂN DÂN XÃ VÍ DỤ', 'state-body'], ['Công an xã Ví Dụ'.normalize('NFD'), 'state-body'], ['Công an', 'state-body'], ['Hội Nông dân xã Ví Dụ', 'other-organisation'],
    ['Ủy ban Mặt trận Tổ quốc xã Ví Dụ', 'other-organisation'], ['Hợp tác xã Ví Dụ', 'organisation'], ['Công ty Công an Ví Dụ', 'organisation'], ['Công anh Ví Dụ', 'organisation'], ['', 'organisation'],
  ])('of the name «%s» is %s: by whole words at its beginning', (name, kind) => {
    expect(organisationKind(name, beginnings)).toBe(kind);
  });
});

describe('a name that is too long', () => {
  it.each([
    ['Trần Văn Mẫu', 50, 'Trần Văn Mẫu'], ['Bộ phận Tiếp nhận và Trả kết quả xã Ví Dụ', 41, 'Bộ phận Tiếp nhận và Trả kết quả xã Ví Dụ'], ['Bộ phận Tiếp nhận và Trả kết quả xã Ví Dụ', 40, 'Bộ phận Tiếp nhận và Trả kết quả xã...'],
    ['aaaa bbbb cccc', 12, 'aaaa bbbb...'], ['aaaa bbbb cccc', 11, 'aaaa...'], ['a'.repeat(20), 10, 'aaaaaaa...'],
  ])('ends after a whole word: «%s» in %i', (name, most, told) => {
    expect([shortened(name, most), shortened(name, most).length <= most]).toEqual([told, true]);
  });
});
