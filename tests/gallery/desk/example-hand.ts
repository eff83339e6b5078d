// Hand-over and results of an invented day: what waits, what is in work, lists with and without a signature, results that lie here, and one given out.

import type { BusinessDay, DossierId, EpochMs, FieldCode, ProcedureCode } from '../../../shared/base/ids.ts';
import type { CoverPrinters } from '../../../shared/contract/cover.ts';
import type { HandLine, Handovers, OutLine } from '../../../shared/contract/handover.ts';
import type { ResultLists, ReturnView } from '../../../shared/contract/result.ts';
import { lagOfNone, minutesAgo, NOW } from './example-point.ts';

const DAY = 86_400_000;
const NAMES = ['Nguyễn T. L.', 'Trần V. H.', 'Lê Q. H.', 'Phạm T. Đ.', 'Đặng V. Ư.'];
const PROCEDURES: readonly (readonly [code: string, name: string])[] = [
  ['1.001193', 'Đăng ký khai sinh'], ['1.004873', 'Cấp Giấy xác nhận tình trạng hôn nhân'], ['1.001612', 'Đăng ký thành lập hộ kinh doanh'], ['2.000815', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền cấp hoặc chứng nhận'],
];

/** The same on its way out: its result is to be back at eleven of the day on which it is due. */
export function exampleOutLine(number: number, more: Partial<HandLine> = {}): OutLine {
  const line = exampleHandLine(number, more);
  return { ...line, backAt: line.dueAt === null ? null : ((line.dueAt - 4 * 3_600_000) as EpochMs) };
}

/** A dossier on a list, with changes. */
export function exampleHandLine(number: number, more: Partial<HandLine> = {}): HandLine {
  const [code = '', name = ''] = PROCEDURES[number % PROCEDURES.length] ?? [];
  return {
    dossierId: `0192a000-0012-7000-8000-0000000000${String(number).padStart(2, '0')}` as DossierId, code: `H26.149-261124-00${String(number).padStart(2, '0')}`, isProvisional: false, procedureCode: code as ProcedureCode, procedureName: name,
    applicantName: NAMES[number % NAMES.length] ?? '', status: 2, receivedAt: minutesAgo(60 * number), dueAt: (NOW + (number - 2) * DAY) as EpochMs, lag: number % 4 === 1 ? { city: null, heardAt: null, events: 2, since: minutesAgo(190), pages: 3, letters: 0 } : number % 4 === 2 ? { ...lagOfNone(2), letters: 1 } : lagOfNone(more.status ?? 2), ...more,
  };
}

export const examplePrinters: CoverPrinters = { roll: true, system: [{ name: 'van-phong', label: 'Máy in văn phòng HP LaserJet' }], code: null, chosen: { kind: 'system', name: 'van-phong' } };

const working = (number: number, more: Partial<HandLine> = {}): HandLine => exampleHandLine(number, { status: 4, ...more });
const listed = (number: number): OutLine => exampleOutLine(number, { status: 4 });
export const exampleHandovers: Handovers = {
  groups: [
    { field: 'A' as FieldCode, dossiers: [exampleOutLine(1), exampleOutLine(4, { code: 'T149-K1-000104-7', isProvisional: true })] },
    { field: 'B' as FieldCode, dossiers: [exampleOutLine(2)] },
    { field: null, dossiers: [exampleOutLine(3, { dueAt: null })] },
  ],
  lists: [
    { listId: '0192a000-0013-4000-8000-000000000001', name: '128/2026', unit: 'Phòng Văn hóa – Xã hội', toName: 'Hoàng Văn Mẫu', madeAt: minutesAgo(50), madeBy: 'Nguyễn Thị Hồng Vân', received: null, items: [5, 6, 7].map((number) => ({ ...listed(number), refused: null })), print: null },
    {
      listId: '0192a000-0013-4000-8000-000000000002', name: '127/2026', unit: 'Phòng Kinh tế', toName: '', madeAt: minutesAgo(26 * 60), madeBy: 'Nguyễn Thị Hồng Vân', received: { at: minutesAgo(25 * 60), by: 'Bùi Thị Mẫu' },
      items: [8, 9].map((number) => ({ ...listed(number), refused: number === 9 ? { why: 'wrong-unit', note: 'chuyển Phòng Văn hóa' } : null })), print: null,
    },
  ],
  isCut: false, olderOpen: 0,
  units: ['Phòng Văn hóa – Xã hội', 'Phòng Kinh tế'],
  printers: examplePrinters,
};

export const exampleResults: ResultLists = {
  isCut: { working: false, asked: false, waiting: false },
  asked: [
    { ...exampleHandLine(11, { status: 5 }), askedAt: minutesAgo(12 * 24 * 60), supplementBy: '2026-11-20' as BusinessDay, reason: 'Thiếu bản sao quyết định ly hôn của Tòa án; giấy xác nhận nơi cư trú chưa có chữ ký', phoneMasked: '…047' },
    { ...exampleHandLine(12, { status: 5 }), askedAt: minutesAgo(190), supplementBy: null, reason: '', phoneMasked: '' },
  ],
  working: [working(1, { dueAt: (NOW - DAY) as EpochMs }), working(2), working(3, { dueAt: null })].map((line, index) => ({ ...line, unit: index === 2 ? '' : 'Phòng Văn hóa – Xã hội', listName: index === 2 ? '' : '128/2026' })),
  waiting: [
    { ...exampleHandLine(5, { status: 9 }), kind: 'paper', place: 'Tủ A, ngăn 2', arrivedAt: (NOW - 9 * DAY) as EpochMs, phoneMasked: '…001', calls: 2, lastCall: { at: minutesAgo(3 * 24 * 60), manner: 'not-reached' }, byPost: false },
    { ...exampleHandLine(6, { status: 8 }), kind: 'refusal', place: 'Tủ A, ngăn 2', arrivedAt: (NOW - 2 * DAY) as EpochMs, phoneMasked: '', calls: 0, lastCall: null, byPost: false },
    { ...exampleHandLine(7, { status: 9 }), kind: 'paper', place: 'Hộp bưu điện', arrivedAt: minutesAgo(70), phoneMasked: '…004', calls: 0, lastCall: null, byPost: true },
  ],
  returned: [
    { ...exampleHandLine(8, { status: 10 }), returnedAt: minutesAgo(20), manner: 'by-hand', isSigned: false, tracking: '' },
    { ...exampleHandLine(9, { status: 10 }), returnedAt: minutesAgo(90), manner: 'by-post', isSigned: false, tracking: 'EB123456789VN' },
    { ...exampleHandLine(10, { status: 10 }), returnedAt: minutesAgo(110), manner: 'by-hand', isSigned: true, tracking: '' },
  ],
  printers: examplePrinters,
};

/** One result in front, with changes. */
export function exampleReturn(more: Partial<ReturnView> = {}): ReturnView {
  return {
    line: exampleHandLine(5, { status: 9 }), kind: 'paper', place: 'Tủ A, ngăn 2', number: '127/UBND-XNTTHN', abstract: 'Xác nhận tình trạng hôn nhân', issuedOn: '2026-11-23' as BusinessDay,
    applicant: { fullName: 'NGUYỄN HỮU ƯỚC', numberMasked: '001******012', phone: '0900 000 001', address: 'Thôn Đông Thượng, xã Phú Xuyên, Hà Nội' },
    owner: { fullName: 'TRẦN THỊ ĐẸP', numberMasked: '001******014', phone: '', address: 'Thôn Đông Thượng, xã Phú Xuyên, Hà Nội', isPerson: true },
    delivery: null, unpaid: null, originals: ['Giấy chứng sinh', 'Giấy chứng nhận kết hôn'], calls: [{ at: minutesAgo(3 * 24 * 60), manner: 'not-reached', note: 'chuông dài, không nghe máy', by: 'Nguyễn Thị Hồng Vân' }], returned: null, slip: null, ...more,
  };
}
