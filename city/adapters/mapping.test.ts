// The messages that portals get, held against golden files for each turn of a dossier's life, in both dialects; and what is never sent.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessDay, EpochMs } from '../../shared/base/ids.ts';
import { ownerSchema } from '../../shared/contract/intake.ts';
import { OWNER_NAME_LENGTH } from '../../shared/domain/intake/name-lengths.ts';
import type { DossierStatus } from '../../shared/domain/dossier/status.ts';
import { caseAfter, portalStatus } from './case.ts';
import type { CaseApplicant, CaseFacts, CaseFees, CasePaper, CaseParty, CaseResult, CaseStep } from './case.ts';
import { progressMessage, syncMessage } from './classic/map.ts';
import type { MappingChoices, UnitWords } from './mapping.ts';
import { createMessage, statusMessage, stepMessage } from './six-step/map.ts';
import { applicantKindWord, dateWord, dayWord, identityWords } from './words.ts';

const UNIT: UnitWords = { unitCode: 'H26.149', unitName: 'Ủy ban nhân dân xã Ví Dụ', processor: 'Bộ phận Một cửa xã Ví Dụ' };
const CHOICES: MappingChoices = { applicantKinds: {}, paperKinds: null, supplementStates: null, supplementTerm: 'days', additions: true, feeWords: null, fees: true, paperStates: true, transferGateway: '0', statusLists: [5, 6, 9], resultFiles: 'KQ.DVC.KETQUA', resultNumbers: true, officerLength: 50, serviceCodes: {} };
const DATES = { dossier: 'spaced', step: 'iso-local' } as const;
const at = (text: string): EpochMs => Date.parse(`${text}+07:00`) as EpochMs;
const DUE = at('2026-07-20T17:00:00');
const LATER = at('2026-07-24T17:00:00');

/** An invented person; the serial of the number is one of those that nobody has. */
const PERSON: CaseApplicant = { name: 'Nguyễn Thị Ví Dụ', idNumber: '001185000012', phone: '', address: 'Thôn Mẫu, xã Ví Dụ', birthDate: '1985-03-02', issuedOn: '2021-05-10' };
const COOPERATIVE: CaseParty = { name: 'Hợp tác xã Ví Dụ', idNumber: '', phone: '0900 000 009', address: 'Thôn Mẫu, xã Ví Dụ' };
const FACTS: CaseFacts = {
  code: 'H26.149-260715-0001', receiptNumber: 'T149-K1-000001-X',
  procedure: { code: '1.004873', title: 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân', fieldCode: 'G15-HT01', fieldName: 'Hộ tịch', results: [] },
  authority: '', subject: 'Cấp Giấy xác nhận tình trạng hôn nhân',
  applicant: PERSON, owner: null, ownerKind: 'citizen',
  channel: 'counter', officer: 'Trần Văn Mẫu', receivedAt: at('2026-07-15T08:05:09'),
  papers: [
    { paperId: 'p1', name: 'Tờ khai', originals: 1, certified: 0, copies: 0, pages: 1, isReused: false, files: [{ fileId: 'f-1', hash: 'ab12', name: 'to-khai-1.pdf' }] },
    { paperId: 'p2', name: 'Quyết định ly hôn', originals: 0, certified: 0, copies: 2, pages: 0, isReused: false, files: [] },
  ],
  fees: null, results: [], resultFiles: [],
};

const step = (status: DossierStatus, moment: string, note = '', dueAt: EpochMs | null = DUE, isVoided = false): CaseStep => ({ status, isVoided, at: at(moment), dueAt, note });
const OPENED = step(2, '2026-07-15T08:05:09');
const ACCEPTED = step(4, '2026-07-15T08:30:00');
const ASKED = step(5, '2026-07-16T09:00:00', 'Bổ sung bản chính Quyết định ly hôn');
/** A request of before there was a last day, and the same with one: the end of July. */
const ASKED_UNTIL: CaseStep = { ...ASKED, supplementBy: '2026-07-31' as BusinessDay };
const ANSWERED = step(4, '2026-07-20T10:00:00', 'Đã nộp bản chính', LATER);
const PROCESSED = step(9, '2026-07-23T15:00:00', '', LATER);

const LINES = [{ name: 'Lệ phí đăng ký hộ tịch', kind: 'le-phi', amount: 8000 }, { name: 'Phí xác nhận', kind: 'phi', amount: 0 }] as const;
const FEES: CaseFees = { lines: LINES, manner: 'now', paidBy: null };
const NEWS = step(2, '2026-07-15T08:05:10');
const PAPERS = FACTS.papers.map((paper) => ({ ...paper, pages: 0, files: [] }));

const called = (name: string): CaseResult => ({ name, number: '', issuedOn: null });
/** Its number stands in the name already: it is not said twice. */
const CERTIFICATE: CaseResult = { ...called('Giấy xác nhận tình trạng hôn nhân số 12'), number: '12' };
const RESULT_FILES = [{ fileId: 'f-8', hash: 'cd34', name: 'p8.jpg' }, { fileId: 'f-9', hash: 'ef56', name: 'p9.jpg' }];

const LENT = { procedureCode: '1.000894', names: [] };
const takenAgain = (more: Partial<CasePaper>): readonly CasePaper[] => PAPERS.map((paper) => (paper.paperId === 'p2' ? { ...paper, isReused: true, ...more } : paper));

/** Each turn: what is known then, and the steps so far. */
const TURNS: Readonly<Record<string, readonly [CaseFacts, readonly [CaseStep, ...CaseStep[]]]>> = {
  'new': [FACTS, [OPENED]],
  'accepted': [FACTS, [OPENED, ACCEPTED]],
  'supplement-asked': [FACTS, [OPENED, ACCEPTED, ASKED_UNTIL]],
  'supplement-answered': [FACTS, [OPENED, ACCEPTED, ASKED, ANSWERED]],
  'refused': [FACTS, [OPENED, ACCEPTED, ASKED, step(3, '2026-07-17T09:00:00', 'Không thuộc thẩm quyền')]],
  'processed': [FACTS, [OPENED, ACCEPTED, ASKED, ANSWERED, PROCESSED]],
  'returned': [FACTS, [OPENED, ACCEPTED, ASKED, ANSWERED, PROCESSED, step(10, '2026-07-24T08:00:00', '', LATER)]],
  'withdrawn': [FACTS, [OPENED, ACCEPTED, step(7, '2026-07-16T09:00:00', 'Công dân xin rút'), step(8, '2026-07-16T09:10:00')]],
  'given-up': [FACTS, [OPENED, step(2, '2026-07-15T08:20:00', 'Tiếp nhận nhầm', DUE, true)]],
  'corrected': [{ ...FACTS, applicant: { ...PERSON, name: 'Nguyễn Thị Ví Dụ Mẫu', idNumber: '001 185 000 012', phone: '0900 000 000' } }, [OPENED, step(2, '2026-07-15T08:40:00')]],
  'for-a-child': [{ ...FACTS, owner: { name: 'Nguyễn Văn Ví Dụ Con', idNumber: '001215000031', phone: '', address: 'Thôn Mẫu, xã Ví Dụ' } }, [OPENED]],
  'for-a-cooperative': [{ ...FACTS, owner: COOPERATIVE, ownerKind: 'business', papers: [{ paperId: 'p3', name: 'Điều lệ', originals: 0, certified: 2, copies: 1, pages: 0, isReused: false, files: [] }] }, [OPENED]],
  'for-a-household-business': [{ ...FACTS, owner: { ...COOPERATIVE, name: 'Hộ kinh doanh Ví Dụ' }, ownerKind: 'household-business' }, [OPENED]],
  'for-an-absent-person': [{ ...FACTS, owner: { name: 'Lê Thị Mẫu', idNumber: '012345678', phone: '0900 000 011', address: 'Thôn Ví Dụ, xã Mẫu' } }, [OPENED]],
  'certified-copies': [{ ...FACTS, papers: [{ paperId: 'p4', name: 'Bằng tốt nghiệp', originals: 1, certified: 12, copies: 0, pages: 0, isReused: false, files: [] }, { paperId: 'p5', name: 'Sổ hộ khẩu cũ', originals: 0, certified: 0, copies: 0, pages: 0, isReused: false, files: [] }] }, [OPENED]],
  'with-a-fee': [{ ...FACTS, fees: FEES }, [OPENED]],
  'fee-on-return': [{ ...FACTS, fees: { ...FEES, manner: 'later' } }, [OPENED]],
  'fee-paid-in-cash': [{ ...FACTS, fees: { ...FEES, paidBy: 'cash' } }, [OPENED]],
  'fee-paid-afterwards': [{ ...FACTS, fees: { ...FEES, paidBy: 'transfer' } }, [OPENED, NEWS]],
  'fee-paid-as-it-is-fetched': [{ ...FACTS, fees: { ...FEES, manner: 'later', paidBy: 'cash' } }, [OPENED, ACCEPTED, PROCESSED, { ...PROCESSED, at: (PROCESSED.at + 1000) as EpochMs }]],
  'processed-with-a-result': [{ ...FACTS, fees: { ...FEES, paidBy: 'cash' }, results: [CERTIFICATE] }, [OPENED, ACCEPTED, PROCESSED]],
  'processed-with-a-scanned-result': [{ ...FACTS, procedure: { ...FACTS.procedure, results: [{ code: 'KQ.G15.000032', name: 'Giấy xác nhận tình trạng hôn nhân' }] }, results: [CERTIFICATE], resultFiles: RESULT_FILES }, [OPENED, ACCEPTED, PROCESSED]],
  'processed-with-a-number-and-a-day': [{ ...FACTS, procedure: { ...FACTS.procedure, results: [{ code: 'KQ.G15.000032', name: 'Giấy xác nhận tình trạng hôn nhân' }] }, results: [{ name: '', number: '127/UBND-XNTTHN', issuedOn: '2026-07-22' as BusinessDay }] }, [OPENED, ACCEPTED, PROCESSED]],
  'result-scanned-afterwards': [{ ...FACTS, results: [CERTIFICATE], resultFiles: RESULT_FILES }, [OPENED, ACCEPTED, PROCESSED, { ...PROCESSED, at: (PROCESSED.at + 1000) as EpochMs }]],
  'for-a-body-of-the-state': [{ ...FACTS, owner: { ...COOPERATIVE, name: 'Công an xã Ví Dụ' }, ownerKind: 'state-body' }, [OPENED]],
  'for-another-organisation': [{ ...FACTS, owner: { ...COOPERATIVE, name: 'Hội Nông dân xã Ví Dụ' }, ownerKind: 'other-organisation' }, [OPENED]],
  'received-under-a-long-name': [{ ...FACTS, officer: 'Trần Văn Mẫu, công chức Trung tâm Phục vụ hành chính công xã Ví Dụ' }, [OPENED]],
  'decided-elsewhere': [{ ...FACTS, authority: 'Chi nhánh Văn phòng đăng ký đất đai Ví Dụ' }, [OPENED, ACCEPTED]],
  'result-here': [{ ...FACTS, results: [CERTIFICATE] }, [OPENED, ACCEPTED, PROCESSED, { ...PROCESSED, at: (PROCESSED.at + 1000) as EpochMs }]],
  'from-somebody-with-an-email': [{ ...FACTS, applicant: { ...PERSON, email: 'vi.du@example.vn' } }, [OPENED]],
  'papers-taken-again': [{ ...FACTS, papers: PAPERS.map((paper) => ({ ...paper, isReused: paper.paperId === 'p2' })) }, [OPENED]],
  'result-taken-again': [{ ...FACTS, papers: takenAgain({ lent: LENT, lentCode: 'KQ.G15.000034' }) }, [OPENED]],
  'result-without-code-taken-again': [{ ...FACTS, papers: takenAgain({ lent: LENT }) }, [OPENED]],
  'nothing-scanned': [{ ...FACTS, papers: PAPERS }, [OPENED]],
  'erased': [{ ...FACTS, applicant: null, owner: null, ownerKind: 'citizen', subject: '', officer: '', papers: [] }, [OPENED, ACCEPTED, PROCESSED, step(10, '2026-07-24T08:00:00'), step(10, '2026-07-25T08:00:00')]],
  'erased-cooperative': [{ ...FACTS, applicant: null, owner: null, ownerKind: 'business', subject: '', officer: '', papers: [] }, [OPENED, ACCEPTED, PROCESSED, step(10, '2026-07-24T08:00:00'), step(10, '2026-07-25T08:00:00')]],
};

/** Turns that are no step: the classic adapter has the dossier written again, the six-step calls its status said again where that has lists. */
const NEWS_TURNS: readonly string[] = ['fee-paid-afterwards', 'fee-paid-as-it-is-fetched', 'result-here', 'result-scanned-afterwards'];

/** What is really sent in that turn: the dossier to the classic adapter each time, to the six-step calls only once; the step only where it moved. */
function messagesOf(turn: string, [facts, steps]: (typeof TURNS)[string]): unknown {
  const dossier = caseAfter(facts, steps);
  const before = steps.at(-2);
  const isNews = NEWS_TURNS.includes(turn);
  const isMoved = !isNews && (before === undefined || portalStatus(before) !== dossier.status);
  return {
    classic: { DongBoHoSoMC: syncMessage(dossier, UNIT, CHOICES), ...(isMoved ? { CapNhatTienDoHoSoMC: progressMessage(dossier, UNIT, CHOICES) } : {}) },
    sixStep: {
      ...(dossier.isFirst ? { NoiHoSo: createMessage(dossier, UNIT, CHOICES, DATES) } : {}),
      ...(isMoved ? { CapNhatTienTrinh: stepMessage(dossier, UNIT, CHOICES, DATES), CapNhatTrangThai: statusMessage(dossier, CHOICES) } : {}),
      ...(isNews && CHOICES.statusLists.includes(dossier.status) ? { CapNhatTrangThai: statusMessage(dossier, CHOICES) } : {}),
    },
  };
}

describe('a golden message', () => {
  it.each(Object.entries(TURNS))('is what a portal gets of a dossier that is %s', async (turn, given) => {
    const golden: unknown = JSON.parse(await readFile(join(import.meta.dirname, `../../tests/fixtures/portal/${turn}.json`), 'utf8'));
    expect(messagesOf(turn, given)).toEqual(golden);
  });
});

describe('a word', () => {
  it('for who files is that of the dialect, for they contradict each other, or what the city says', () => {
    const kinds = ['citizen', 'business', 'household-business'] as const;
    // Who speaks to the classic adapter says 1 for whatever is no enterprise.
    expect(kinds.map((kind) => applicantKindWord('classic', kind, {}))).toEqual(['1', '2', '1']);
    expect(kinds.map((kind) => applicantKindWord('six-step', kind, {}))).toEqual(['0', '1', '2']);
    expect(kinds.map((kind) => applicantKindWord('classic', kind, { 'household-business': '3' }))).toEqual(['1', '2', '3']);
  });

  it('for a household business lets its dossier go over the classic adapter, under the city\'s own word where it has one', () => {
    const owned = { ...FACTS, owner: COOPERATIVE, ownerKind: 'household-business' as const };
    expect(syncMessage(caseAfter(owned, [OPENED]), UNIT, CHOICES)).toMatchObject({ message: { LoaiDoiTuong: '1', ChuHoSo: COOPERATIVE.name } });
    expect(syncMessage(caseAfter(owned, [OPENED]), UNIT, { ...CHOICES, applicantKinds: { 'household-business': '2' } })).toMatchObject({ message: { LoaiDoiTuong: '2' } });
  });

  it.each([['001185000012', '1', '001185000012'], ['001 185 000 012', '1', '001185000012'], ['012345678', '2', '012345678'], ['012.345.678', '2', '012345678']])('for the identity of %s comes from its digits', (typed, kind, number) => {
    expect(identityWords(typed)).toEqual({ kind, number });
  });

  it('for an identity of any other length is not invented', () => {
    expect(['', 'C1234567', '00118500001', '0011850000123', '12345678x'].map(identityWords)).toEqual([null, null, null, null, null]);
  });

  it('for a moment reads back as the same second in Vietnam', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: Date.parse('2099-12-31T00:00:00Z') }), (ms) => {
      const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(dateWord(ms as EpochMs));
      const [, y, mo, d, h, mi, s] = found ?? [];
      expect(Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}+07:00`)).toBe(Math.floor(ms / 1000) * 1000);
    }));
  });

  it('for a moment has the form of its call', () => {
    const moment = (at('2026-12-31T23:59:59') + 7) as EpochMs;
    expect((['compact', 'spaced', 'iso-local', 'iso-utc'] as const).map((form) => dateWord(moment, form))).toEqual(['20261231235959', '2026-12-31 23:59:59', '2026-12-31T23:59:59.007', '2026-12-31T16:59:59.007']);
  });

  it('for a day that is not one is left out', () => {
    expect([dayWord('1985-03-02'), dayWord('1985'), dayWord(''), dayWord('2023-02-29')]).toEqual(['19850302000000', null, null, null]);
  });
});

describe('a message', () => {
  const sync = (facts: Partial<CaseFacts>, choices: Partial<MappingChoices> = {}) => syncMessage(caseAfter({ ...FACTS, ...facts }, [OPENED]), UNIT, { ...CHOICES, ...choices });

  it('that lacks what must be there, or is too long, does not go and names the members only', () => {
    expect([sync({ applicant: { ...PERSON, name: '' } }), sync({ owner: { ...COOPERATIVE, name: '' } })]).toEqual([{ kind: 'unfit', members: ['ChuHoSo'] }, { kind: 'unfit', members: ['ChuHoSo'] }]);
    expect(sync({ procedure: { ...FACTS.procedure, fieldCode: '', fieldName: '' } })).toEqual({ kind: 'unfit', members: ['MaLinhVuc', 'TenLinhVuc'] });
    expect(sync({ subject: 'a'.repeat(601) })).toEqual({ kind: 'unfit', members: ['TrichYeuHoSo'] });
    expect(progressMessage(caseAfter(FACTS, [OPENED, { ...ACCEPTED, note: 'a'.repeat(301) }]), UNIT, CHOICES)).toEqual({ kind: 'unfit', members: ['NoiDungXuLy'] });
  });

  it('goes with the longest name that the counter takes of whose dossier it is, in both dialects', () => {
    const names = ['a'.repeat(OWNER_NAME_LENGTH), 'a'.repeat(OWNER_NAME_LENGTH + 1)];
    const dossiers = names.map((name) => caseAfter({ ...FACTS, owner: { ...COOPERATIVE, name } }, [OPENED]));
    expect(names.map((fullName) => ownerSchema.safeParse({ kind: 'organisation', fullName, number: '', address: '', phone: '' }).success)).toEqual([true, false]);
    expect(dossiers.map((dossier) => syncMessage(dossier, UNIT, CHOICES).kind)).toEqual(['message', 'unfit']);
    expect(dossiers.map((dossier) => createMessage(dossier, UNIT, CHOICES, DATES).kind)).toEqual(['message', 'unfit']);
  });

  it('has what the descriptions leave open only where the city has decided it', () => {
    expect(sync({}, { paperKinds: { original: '1', copy: '2' } })).toMatchObject({
      message: { DanhSachTepDinhKemKhac: [{ TenGiayTo: 'Tờ khai', SoLuong: '1', LoaiGiayTo: '1' }, { TenGiayTo: 'Quyết định ly hôn', SoLuong: '2', LoaiGiayTo: '2' }] },
    });
    const asked = syncMessage(caseAfter(FACTS, [OPENED, ACCEPTED, ASKED]), UNIT, { ...CHOICES, supplementStates: { asked: '0', answered: '1' } });
    expect(asked).toMatchObject({ message: { DanhSachHoSoBoSung: [{ TrangThaiBoSung: '0' }] } });
    const until = ([['days', ASKED_UNTIL], ['date', ASKED_UNTIL], [null, ASKED_UNTIL], ['days', ASKED], ['days', { ...ASKED_UNTIL, supplementBy: '2026-07-15' as BusinessDay }]] as const).map(([supplementTerm, request]) => syncMessage(caseAfter(FACTS, [OPENED, ACCEPTED, request]), UNIT, { ...CHOICES, supplementTerm }));
    expect(until.map((mapped) => (mapped.kind === 'message' ? mapped.message.DanhSachHoSoBoSung?.[0]?.ThoiHanBoSung : mapped.kind))).toEqual(['15', '20260731235959', undefined, undefined, undefined]);
    const old = sync({}, { additions: false });
    expect(old.kind === 'message' ? Object.keys(old.message).filter((name) => ['KenhThucHien', 'LoaiDinhDanh', 'SoDinhDanh', 'NgayNopHoSo'].includes(name)) : null).toEqual([]);
  });

  it('says until when papers are awaited at the end of what was asked, where its call has no member for that, and shortens what was asked for it', () => {
    const asked = (note: string, supplementBy?: BusinessDay) => {
      const mapped = stepMessage(caseAfter(FACTS, [OPENED, ACCEPTED, { ...ASKED, note, ...(supplementBy === undefined ? {} : { supplementBy }) }]), UNIT, CHOICES, DATES);
      return mapped.kind === 'message' ? mapped.message.NoiDungXuLy : mapped.kind;
    };
    const day = '2026-07-31' as BusinessDay;
    expect([asked('Thiếu giấy', day), asked('', day), asked('Thiếu giấy')]).toEqual(['Thiếu giấy (nộp bổ sung chậm nhất ngày 31/7/2026)', 'Yêu cầu bổ sung giấy tờ (nộp bổ sung chậm nhất ngày 31/7/2026)', 'Thiếu giấy']);
    // Another due date while they are awaited is no other request.
    const again = stepMessage(caseAfter(FACTS, [OPENED, ACCEPTED, ASKED_UNTIL, { ...step(5, '2026-07-17T09:00:00'), dueAt: LATER }]), UNIT, CHOICES, DATES);
    expect(again.kind === 'message' ? again.message.NoiDungXuLy : again.kind).toBe('Bổ sung bản chính Quyết định ly hôn (nộp bổ sung chậm nhất ngày 31/7/2026)');
    const long = asked('Bổ sung giấy '.repeat(23).trim(), day);
    expect([long.length <= 300, long.endsWith('... (nộp bổ sung chậm nhất ngày 31/7/2026)')]).toEqual([true, true]);
  });

  it('calls a result by the portal\'s own code, its only one or that of the same name, and by none where neither is known', () => {
    const results = [{ code: 'KQ.1', name: 'Giấy khai sinh' }, { code: 'KQ.2', name: 'Bản sao' }];
    const codes = [results, results.slice(1), []].map((known) => sync({ results: ['GIẤY KHAI SINH', 'Quyết định'].map(called), procedure: { ...FACTS.procedure, results: known } }));
    expect(codes.map((mapped) => (mapped.kind === 'message' ? mapped.message.DanhSachGiayToKetQua?.map(({ MaGiayToKetQua }) => MaGiayToKetQua) : mapped.kind))).toEqual([['KQ.1', undefined], ['KQ.2', 'KQ.2'], [undefined, undefined]]);
  });

  it('says number and day of a result in its name, which is shortened for them, each once, and neither where the city wants none', () => {
    const day = '2026-07-02' as BusinessDay;
    const told = (result: Partial<CaseResult>, resultNumbers = true, title = 'Thủ tục') => {
      const mapped = sync({ results: [{ ...called('Quyết định'), ...result }], procedure: { ...FACTS.procedure, title } }, { resultNumbers });
      return mapped.kind === 'message' ? mapped.message.DanhSachGiayToKetQua?.map(({ TenGiayTo }) => TenGiayTo) : mapped.members;
    };
    expect([told({ number: '1', issuedOn: day }), told({ number: '1' }), told({ issuedOn: day }), told({})]).toEqual([['Quyết định số 1 ngày 2/7/2026'], ['Quyết định số 1'], ['Quyết định ngày 2/7/2026'], ['Quyết định']]);
    expect([told({ name: 'Quyết định số 12, ngày 2/7/2026', number: '12', issuedOn: day }), told({ name: 'Quyết định 12/UBND', number: '12' })]).toEqual([['Quyết định số 12, ngày 2/7/2026'], ['Quyết định 12/UBND số 12']]);
    const typed = ['Số 127/UBND', 'số: 127 / UBND', 'SỐ 127/UBND', ' 127/UBND '].map((number) => told({ number, issuedOn: null }));
    expect(typed).toEqual(typed.map(() => ['Quyết định số 127/UBND']));
    const whole = ['Quyết định số 127 /UBND ngày 02/07/2026.', 'Quyết định số 127/UBND, ngày 02-7-2026', 'Quyết định ngày 2 tháng 07 năm 2026 (127/UBND.)', 'Quyết định 2.7.2026 số 127/ubnd.'];
    expect(whole.map((name) => told({ name, number: 'Số 127/UBND', issuedOn: day }))).toEqual(whole.map((name) => [name]));
    const others = ['Quyết định 127/UBND-NC ngày 12/7/2026', 'Quyết định 1127/UBND ngày 2/7/20261', 'Quyết định 5/127/UBND ngày 2/17/2026'];
    expect(others.map((name) => told({ name, number: '127/UBND', issuedOn: day }))).toEqual(others.map((name) => [`${name} số 127/UBND ngày 2/7/2026`]));
    expect([told({ name: 'Quyết định 12.5', number: '12' }), told({ name: 'Quyết định 12 /UBND', number: '12' }), told({ number: 'Số' }), told({ number: '(1+1)*' })]).toEqual([['Quyết định 12.5 số 12'], ['Quyết định 12 /UBND số 12'], ['Quyết định'], ['Quyết định số (1+1)*']]);
    expect([told({ name: '', number: '1' }), told({ name: '' }), told({ name: '', number: '1' }, false), told({ number: '1' }, false)]).toEqual([['Thủ tục số 1'], undefined, undefined, ['Quyết định']]);
    const [long = ''] = told({ name: '', number: '1', issuedOn: day }, true, 'Thủ tục '.repeat(70)) ?? [];
    expect([long.length <= 300, long.endsWith('... số 1 ngày 2/7/2026')]).toEqual([true, true]);
  });

  it('has words for a fee and a gateway only where the city has said them, and nothing of a fee where it wants none', () => {
    const paid = { fees: { ...FEES, paidBy: 'transfer' as const } };
    expect(sync(paid)).toMatchObject({ message: { DanhSachLePhi: [{ TenPhiLePhi: 'Lệ phí đăng ký hộ tịch', Gia: '8000' }, { TenPhiLePhi: 'Phí xác nhận', Gia: '0' }], DuocThanhToanTrucTuyen: '0' } });
    expect(sync(paid, { transferGateway: '2', feeWords: { atIntake: '1', atReturn: '4', phi: '1', lePhi: '2' } })).toMatchObject({
      message: { DanhSachLePhi: [{ HinhThucThu: '1', Gia: '8000', LoaiPhiLePhi: '2' }, { HinhThucThu: '1', Gia: '0', LoaiPhiLePhi: '1' }], DuocThanhToanTrucTuyen: '2' },
    });
    const without = [sync(paid, { fees: false, additions: false, paperStates: false }), createMessage(caseAfter({ ...FACTS, ...paid }, [OPENED]), UNIT, { ...CHOICES, fees: false }, DATES)];
    expect(JSON.stringify(without)).not.toMatch(/LePhi|ThanhToan|TaiLieuNop/);
  });

  it('of a status has lists where the city says that they go with it, and none of fees where it wants none', () => {
    const processed = caseAfter({ ...FACTS, fees: FEES, results: [called('Giấy xác nhận')] }, [OPENED, ACCEPTED, PROCESSED]);
    const returned = caseAfter({ ...FACTS, fees: FEES, results: [called('Giấy xác nhận')] }, [OPENED, ACCEPTED, PROCESSED, step(10, '2026-07-24T08:00:00')]);
    const members = (dossier: typeof processed, choices: Partial<MappingChoices>) => {
      const mapped = statusMessage(dossier, { ...CHOICES, ...choices });
      return mapped.kind === 'message' ? Object.keys(mapped.message).slice(2) : mapped.members;
    };
    expect([members(processed, {}), members(processed, { fees: false }), members(processed, { statusLists: [] }), members(returned, {}), members(returned, { statusLists: [10] })]).toEqual([
      ['DanhSachLePhi', 'DanhSachGiayToKetQua'], ['DanhSachGiayToKetQua'], [], [], ['DanhSachLePhi', 'DanhSachGiayToKetQua'],
    ]);
  });

  it('says nothing of a gateway where the money may have gone through one that nobody told us of', () => {
    const words = (['counter', 'post', 'online'] as const).flatMap((channel) => (['cash', 'transfer', null] as const).map((paidBy) => sync({ channel, fees: { ...FEES, paidBy } }))).map((mapped) => (mapped.kind === 'message' ? mapped.message.DuocThanhToanTrucTuyen : mapped.kind));
    expect(words).toEqual(['0', '0', undefined, '0', '0', undefined, undefined, undefined, undefined]);
  });

  it('of a dossier without a due date says so with an empty one, and of one that goes on has no end', () => {
    expect(syncMessage(caseAfter(FACTS, [{ ...OPENED, dueAt: null }]), UNIT, CHOICES)).toMatchObject({ message: { NgayHenTra: '' } });
    const reopened = caseAfter(FACTS, [OPENED, PROCESSED, ACCEPTED]);
    expect([reopened.endedAt, reopened.returnedAt, reopened.status]).toEqual([null, null, 4]);
  });

  it('of any life goes, whatever the order of its steps', () => {
    const steps = fc.array(fc.record({ status: fc.constantFrom<DossierStatus>(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), isVoided: fc.boolean(), dueAt: fc.constantFrom(null, DUE, LATER), note: fc.string({ maxLength: 100 }) }), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(steps, (life) => {
      const [first, ...rest] = life.map((each, place): CaseStep => ({ ...each, at: (OPENED.at + place * 1000) as EpochMs }));
      const dossier = caseAfter(FACTS, [first ?? OPENED, ...rest]);
      const kinds = [syncMessage(dossier, UNIT, CHOICES), progressMessage(dossier, UNIT, CHOICES), createMessage(dossier, UNIT, CHOICES, DATES), stepMessage(dossier, UNIT, CHOICES, DATES), statusMessage(dossier, CHOICES)].map(({ kind }) => kind);
      expect(new Set(kinds)).toEqual(new Set(['message']));
    }));
  });
});
