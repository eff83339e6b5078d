// An invented service point, and the answers of its station, for pictures and tests of the staff's windows. Nobody here exists: ID numbers end in serial 000001–000099.

import type { CounterId, DossierId, EpochMs, FieldCode, PageId, PrintJobId, ProcedureCode, RequestId, TicketId, VisitId } from '../../../shared/base/ids.ts';
import type { PrintJobView } from '../../../shared/contract/admin.ts';
import type { CoverPrinters } from '../../../shared/contract/cover.ts';
import type { Dossier, Lag } from '../../../shared/contract/dossier.ts';
import type { DeviceState, Point, SyncState } from '../../../shared/contract/point.ts';
import type { Procedure } from '../../../shared/contract/procedure.ts';
import type { Desk, Print, Ticket } from '../../../shared/contract/queue.ts';
import type { CounterScanner, Person, ScannedSheet, ShownPage, Visit } from '../../../shared/contract/visit.ts';

/** Tuesday, 24 November 2026, 08:40 in Asia/Ho_Chi_Minh. */
export const NOW = Date.UTC(2026, 10, 24, 1, 40) as EpochMs;
export const COUNTER = 1 as CounterId;

/** Some minutes before `NOW`. */
export function minutesAgo(minutes: number): EpochMs {
  return (NOW - minutes * 60_000) as EpochMs;
}
/** A UUID that says which it is. */
export function uuid(kind: number, number: number): string {
  return `0192a000-000${kind}-7000-8000-${String(number).padStart(12, '0')}`;
}

export function examplePoint(role: 'counter' | 'citizen-display' | 'admin'): Point {
  return {
    contractVersion: 1,
    mode: 'working',
    caller: role === 'admin' ? { role } : { role, counterId: COUNTER },
    unit: { name: 'Điểm phục vụ hành chính công xã Phú Xuyên', shortName: 'Phú Xuyên', parent: 'Trung tâm Phục vụ hành chính công Thành phố', address: 'Đường 428, xã Phú Xuyên (địa chỉ mẫu)', phone: '1900 0000' },
    fields: [
      { code: 'A' as FieldCode, name: 'Hộ tịch – Chứng thực', nameEn: 'Civil status – Certification', takesTickets: true },
      { code: 'B' as FieldCode, name: 'Đất đai – Xây dựng', nameEn: 'Land – Construction', takesTickets: true },
      { code: 'C' as FieldCode, name: 'Lao động – Bảo trợ xã hội – Người có công', nameEn: 'Labour – Social protection – Merit', takesTickets: true },
    ],
    counters: [
      { counterId: COUNTER, fields: ['A' as FieldCode], officerName: 'Nguyễn Thị Hồng Vân', officerTitle: 'Công chức Tư pháp – Hộ tịch' },
      { counterId: 2 as CounterId, fields: ['A' as FieldCode], officerName: 'Trần Quốc Khánh', officerTitle: 'Công chức Tư pháp – Hộ tịch' },
      { counterId: 3 as CounterId, fields: ['B' as FieldCode], officerName: 'Lê Minh Tuấn', officerTitle: 'Công chức Địa chính – Xây dựng' },
    ],
    host: { kind: 'browser', electronVersion: null, nodeVersion: '24.21.0' },
    priority: { elderlyFrom: 75, grounds: ['elderly', 'disabled', 'pregnant-or-infant', 'merit'] },
    hasHelpers: false,
    programVersion: '0.1.0',
    example: true,
    training: false,
    now: NOW,
  };
}

const ticketBase = { field: 'A' as FieldCode, counterId: null, calledAt: null, skips: 0, procedureCode: null, priorityCheck: null, print: null, state: 'waiting' } as const;

export function exampleTicket(number: number, more: Partial<Ticket> = {}): Ticket {
  return { ...ticketBase, ticketId: uuid(1, number) as TicketId, number: `A${String(number).padStart(3, '0')}`, priority: 'none', issuedAt: minutesAgo(40 - number), ...more };
}

export const calledTicket = exampleTicket(12, { state: 'called', counterId: COUNTER, calledAt: minutesAgo(4), priority: 'elderly' });

export function exampleDesk(more: Partial<Desk> = {}): Desk {
  return {
    counterId: COUNTER, state: 'open', pauseReason: null, current: null, visitId: null,
    waiting: [exampleTicket(13, { priority: 'pregnant-or-infant' }), exampleTicket(14), exampleTicket(15), exampleTicket(16, { priority: 'merit' }), exampleTicket(17), exampleTicket(18), exampleTicket(19), exampleTicket(20)],
    held: [exampleTicket(9, { state: 'held', issuedAt: minutesAgo(74) })],
    missed: [exampleTicket(7, { state: 'missed', skips: 3 }), exampleTicket(10, { state: 'missed', skips: 3 })],
    servedToday: 9,
    ...more,
  };
}

export const servingDesk = exampleDesk({ current: calledTicket, visitId: uuid(2, 12) as VisitId });

export const examplePerson: Person = {
  idNumber: '001185000012', oldIdNumber: '012345678', fullName: 'TRẦN THỊ NGỌC ÁNH', birthDate: '1985-03-09', sex: 'female',
  address: 'Thôn Đồng Lạc, xã Phú Xuyên, thành phố Hà Nội', issuedOn: '2021-04-25', phone: '',
};

/** Short, in the shape of the official list; the words are this fixture's own. */
export const exampleProcedure: Procedure = {
  code: '1.001193' as ProcedureCode,
  name: 'Đăng ký khai sinh',
  field: 'A' as FieldCode,
  sector: 'Hộ tịch',
  timeLimit: { unit: 'same-day', text: 'Trong ngày; tiếp nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo' },
  feeText: 'Miễn phí',
  papers: [
    { paperId: 'to-khai', name: 'Tờ khai đăng ký khai sinh theo mẫu', originals: 1, copies: 0, required: true, note: '' },
    { paperId: 'giay-chung-sinh', name: 'Giấy chứng sinh; trường hợp không có giấy chứng sinh thì nộp văn bản của người làm chứng xác nhận về việc sinh', originals: 1, copies: 0, required: true, note: 'Nếu không có người làm chứng thì phải có giấy cam đoan về việc sinh.' },
    { paperId: 'giay-ket-hon', name: 'Giấy chứng nhận kết hôn của cha, mẹ', originals: 0, copies: 1, required: false, note: '' },
    { paperId: 'giay-to-tuy-than', name: 'Giấy tờ tùy thân của người đi đăng ký khai sinh', originals: 0, copies: 0, required: false, note: '' },
    { paperId: 'uy-quyen', name: 'Văn bản ủy quyền', originals: 1, copies: 0, required: false, note: '' },
  ],
  result: 'Giấy khai sinh',
};

export function examplePage(number: number): ShownPage {
  return { pageId: uuid(3, number) as PageId, sha256: String(number % 10).repeat(64) as ShownPage['sha256'], bytes: 412_000, mime: 'image/png', scannedAt: minutesAgo(2), isBlank: false };
}

/** A cover sheet that led to `paperId`, or one that is refused because it is of another ticket. */
export function exampleSheet(number: number, of: { readonly paperId: string } | { readonly ticket: string }): ScannedSheet {
  const { isBlank: _looked, ...page } = examplePage(number);
  return 'ticket' in of ? { page, kind: 'refused', paperId: null, why: 'cover.other', label: of.ticket } : { page, kind: 'cover', paperId: of.paperId, why: null, label: null };
}

/** At the counter, for oneself, fetched here. */
export const exampleIntake: Visit['intake'] = { channel: 'counter', caseName: '', behalf: null, delivery: null, outside: [] };

export function exampleVisit(more: Partial<Visit> = {}): Visit {
  return {
    visitId: uuid(2, 12) as VisitId, ticketId: calledTicket.ticketId, number: calledTicket.number, startedAt: minutesAgo(4), state: 'open', person: null, personSource: null, warnings: [], procedure: null, cases: [], intake: exampleIntake, typing: {}, earlier: 0,
    papers: [], sheets: [], unread: 0, covers: [], scan: { kind: 'idle', paperId: null, pagesSoFar: 0, code: null }, dossierId: null, readerRefusal: null, ...more,
  };
}

/** The visit once person and procedure are there; `counts` are originals and copies by paper, `pages` the numbers of its pages. */
export function checkedVisit(counts: Readonly<Record<string, readonly [number, number]>>, pages: Readonly<Record<string, readonly number[]>> = {}, more: Partial<Visit> = {}): Visit {
  return exampleVisit({
    person: examplePerson, personSource: 'card', procedure: exampleProcedure,
    papers: exampleProcedure.papers.map(({ paperId }) => ({ paperId, originals: counts[paperId]?.[0] ?? 0, certified: 0, copies: counts[paperId]?.[1] ?? 0, reused: null, pages: (pages[paperId] ?? []).map(examplePage) })),
    ...more,
  });
}

/** The same visit once its pages of these numbers were seen to be blank. */
export function withBlankPages(visit: Visit, numbers: readonly number[]): Visit {
  const blank = new Set(numbers.map((number) => examplePage(number).pageId));
  return { ...visit, papers: visit.papers.map((paper) => ({ ...paper, pages: paper.pages.map((page) => ({ ...page, isBlank: blank.has(page.pageId) })) })) };
}

export function examplePrint(state: Print['state'], code: Print['code'] = null): Print {
  return { printJobId: uuid(5, 1) as PrintJobId, state, code, attempts: 1 };
}

/** All of it at the city, which says the same. */
export const lagOfNone = (status: Dossier['status']): Lag => ({ city: status, heardAt: minutesAgo(5), events: 0, since: null, pages: 0, letters: 0 });

export function exampleDossier(number: number, more: Partial<Dossier> = {}): Dossier {
  return {
    dossierId: uuid(4, number) as DossierId, provisionalCode: `T149-K1-${String(number).padStart(6, '0')}-${'0123456789ABCDEF'[number % 16] ?? '0'}`, officialCode: null, procedureCode: exampleProcedure.code,
    procedureName: exampleProcedure.name, applicantName: examplePerson.fullName, applicantIdMasked: '001******012', ticketNumber: `A${String(number).padStart(3, '0')}`, counterId: COUNTER, status: 2,
    receivedAt: minutesAgo(60 - number * 4), dueAt: (NOW + 7.8 * 3_600_000) as EpochMs, pages: 3, pagesAtCity: 0, cityState: 'waiting', lag: { city: null, heardAt: null, events: 1, since: minutesAgo(60 - number * 4), pages: 3, letters: 0 }, cityCode: null, receipt: examplePrint('printed'), ...more,
  };
}

export const exampleDossiers: readonly Dossier[] = [
  exampleDossier(11, { applicantName: 'LÊ QUANG HUY', procedureName: 'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan có thẩm quyền cấp hoặc chứng nhận' }),
  exampleDossier(8, { applicantName: 'NGUYỄN VĂN ĐỨC', cityState: 'text-received', officialCode: 'H26.149-261124-0007', pagesAtCity: 1, lag: { ...lagOfNone(2), pages: 2 } }),
  exampleDossier(6, { applicantName: 'PHẠM THỊ HƯỜNG', cityState: 'complete', officialCode: 'H26.149-261124-0005', pagesAtCity: 3, lag: lagOfNone(2), counterId: 2 as CounterId }),
  exampleDossier(3, { applicantName: 'ĐỖ ĐÌNH LONG', cityState: 'refused', cityCode: 'city.refused', lag: { ...lagOfNone(2), city: null, letters: 1, pages: 3 }, counterId: 3 as CounterId, ticketNumber: 'B002', procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ' }),
];

export const goodSync: SyncState = { kind: 'idle', code: null, offlineSince: null, lastExchangeAt: minutesAgo(1), waitingEvents: 0, waitingDossiers: 0, waitingScans: 0, deadLetters: 0, heldLetters: 0, keptLetters: 0, nextAttemptAt: null };
export const offlineSync: SyncState = {
  kind: 'offline', code: 'city.unreachable', offlineSince: minutesAgo(28), lastExchangeAt: minutesAgo(29), waitingEvents: 23, waitingDossiers: 4, waitingScans: 11, deadLetters: 0, heldLetters: 0, keptLetters: 0, nextAttemptAt: (NOW + 20_000) as EpochMs,
};

function device(name: DeviceState['device'], kind: DeviceState['kind'], code: DeviceState['code'] = null): DeviceState {
  return { device: name, counterId: name === 'ticket-printer' ? null : COUNTER, kind, code, since: minutesAgo(15) };
}
/** The roll and an office printer, which was used last. */
export const exampleCoverPrinters: CoverPrinters = { roll: true, system: [{ name: 'van-phong', label: 'HP LaserJet Pro M404 – văn phòng' }], code: null, chosen: { kind: 'system', name: 'van-phong' } };

/** A scanner with a feeder that turns paper. */
export const exampleScanner: CounterScanner = { offers: { feeder: true, glass: true, duplex: true, colours: ['colour', 'grey'], dpis: [200, 300] }, choice: { dpi: 200, colour: 'colour', duplex: false } };

export const goodDevices: readonly DeviceState[] = [device('ticket-printer', 'ready'), device('reader', 'ready'), device('scanner', 'ready')];
export const badDevices: readonly DeviceState[] = [device('ticket-printer', 'trouble', 'printer.paper-out'), device('reader', 'absent', 'reader.absent'), device('scanner', 'trouble', 'scanner.jam')];

export function exampleJob(number: number, more: Partial<PrintJobView> = {}): PrintJobView {
  return { printJobId: uuid(5, number) as PrintJobId, what: 'ticket', label: `A${String(number).padStart(3, '0')}`, state: 'failed', code: 'printer.paper-out', attempts: 1, at: minutesAgo(6), ...more };
}

/** Ids for intents in a row: the n-th intent has the n-th id. */
export function requestIds(): () => RequestId {
  let made = 0;
  return () => {
    made += 1;
    return uuid(9, made) as RequestId;
  };
}
