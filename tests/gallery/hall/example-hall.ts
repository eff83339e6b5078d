// An invented hall: the point, its queue and its procedures as kiosk and board see them. Nobody here exists.

import { z } from 'zod';
import type { Sound } from '../../../shared/contract/sound.ts';
import type { LookUpResult } from '../../../shared/contract/dossier.ts';
import { lookUpResultSchema } from '../../../shared/contract/dossier.ts';
import { pointSchema, statusSchema } from '../../../shared/contract/point.ts';
import type { Point, Status } from '../../../shared/contract/point.ts';
import { procedureSchema, procedureSummarySchema } from '../../../shared/contract/procedure.ts';
import type { Procedure, ProcedureSummary } from '../../../shared/contract/procedure.ts';
import { issuedTicketSchema, queueOverviewSchema } from '../../../shared/contract/queue.ts';
import type { IssuedTicket, Print, QueueOverview } from '../../../shared/contract/queue.ts';
import { NOW } from '../desk/example-point.ts';

/** Raw values that stand in for those of the example; the contract's schema judges them. */
type More = Readonly<Record<string, unknown>>;

const minute = 60_000;
const MORNING = NOW - 28 * minute;

export function hallPoint(role: 'kiosk' | 'board', more: Partial<Point> = {}): Point {
  const point = pointSchema.parse({
    contractVersion: 1,
    mode: 'working',
    caller: { role },
    unit: { name: 'Điểm phục vụ hành chính công xã Phú Xuyên', shortName: 'Phú Xuyên', parent: 'Trung tâm Phục vụ hành chính công Thành phố', address: 'Đường 428, xã Phú Xuyên (địa chỉ mẫu)', phone: '1900 0000' },
    fields: [
      { code: 'A', name: 'Hộ tịch – Chứng thực', nameEn: 'Civil status – Certification', takesTickets: true },
      { code: 'B', name: 'Đất đai – Xây dựng', nameEn: 'Land – Construction', takesTickets: true },
      { code: 'C', name: 'Lao động – Bảo trợ xã hội – Người có công', nameEn: 'Labour – Social protection – Merit', takesTickets: true },
      { code: 'D', name: 'Đăng ký kinh doanh', nameEn: 'Household business', takesTickets: true },
      { code: 'E', name: 'Giáo dục – Văn hóa – Lĩnh vực khác', nameEn: 'Education – Culture – Other', takesTickets: true },
      { code: 'R', name: 'Trả kết quả', nameEn: 'Collect results', takesTickets: true },
    ],
    counters: [1, 2, 3, 4, 5].map((counterId) => ({ counterId, fields: ['A'], officerName: 'Nguyễn Thị Hồng Vân', officerTitle: 'Công chức Tư pháp – Hộ tịch' })),
    host: { kind: 'browser', electronVersion: null, nodeVersion: '24.21.0' },
    programVersion: '0.1.0',
    example: true,
    training: false,
    now: NOW,
  });
  return { ...point, ...more };
}

/** A real point under Electron: no badge at all. */
export function realPoint(role: 'kiosk' | 'board'): Point {
  return hallPoint(role, { example: false, host: { kind: 'electron', electronVersion: '45.4.1', nodeVersion: '24.21.0' } });
}

const queueRows = [
  ['A', 7, 22, [1, 2]], ['B', 3, 18, [3]], ['C', 1, 6, [4]], ['D', 0, 0, [5]], ['E', 0, null, [4]], ['R', 2, 4, [5]],
] as const;

export const calls = [
  { number: 'A012', counterId: 1, calledAt: NOW - 6_000, calls: 1 },
  { number: 'B004', counterId: 3, calledAt: NOW - 3 * minute, calls: 1 },
  { number: 'A011', counterId: 2, calledAt: NOW - 5 * minute, calls: 2 },
  { number: 'R003', counterId: 5, calledAt: NOW - 8 * minute, calls: 1 },
  { number: 'A010', counterId: 1, calledAt: NOW - 12 * minute, calls: 1 },
  { number: 'C002', counterId: 4, calledAt: NOW - 15 * minute, calls: 1 },
  { number: 'B003', counterId: 3, calledAt: NOW - 21 * minute, calls: 3 },
  { number: 'A009', counterId: 2, calledAt: NOW - 24 * minute, calls: 1 },
] as const;

export function overview(more: More = {}): QueueOverview {
  return queueOverviewSchema.parse({
    day: '2026-11-24',
    fields: queueRows.map(([field, waiting, expectedWaitMin, openCounters]) => ({ field, waiting, expectedWaitMin, openCounters: [...openCounters], servedToday: 4 })),
    calling: calls.slice(0, 4),
    recent: [...calls],
    counters: [
      { counterId: 1, state: 'open', number: 'A012' },
      { counterId: 2, state: 'open', number: 'A011' },
      { counterId: 3, state: 'open', number: 'B004' },
      { counterId: 4, state: 'paused', number: null },
      { counterId: 5, state: 'open', number: 'R003' },
    ],
    ...more,
  });
}

/** The hall before the first number of the day. */
export const emptyOverview: QueueOverview = overview({
  fields: queueRows.map(([field, , , openCounters]) => ({ field, waiting: 0, expectedWaitMin: null, openCounters: [...openCounters], servedToday: 0 })),
  calling: [],
  recent: [],
  counters: [1, 2, 3, 4, 5].map((counterId) => ({ counterId, state: 'open', number: null })),
});

/** A board of the machine that speaks through the machine's own loudspeaker. */
export function hallSound(more: Partial<Sound> = {}): Sound {
  return { isOn: true, windowId: 'board', loudspeaker: null, volume: 80, heard: 'chosen', loudspeakers: ['HDMI – TV sảnh'], spokeAt: null, own: { isThere: null, used: 0, skipped: [] }, ...more };
}

const sync = { kind: 'idle', code: null, offlineSince: null, lastExchangeAt: NOW - 20_000, waitingEvents: 0, waitingDossiers: 0, waitingScans: 0, deadLetters: 0, heldLetters: 0, keptLetters: 0, nextAttemptAt: null } as const;
const printer = { device: 'ticket-printer', counterId: null, kind: 'ready', code: null, since: MORNING } as const;

export const goodStatus: Status = statusSchema.parse({ sync, devices: [printer] });
export const offlineStatus: Status = statusSchema.parse({ sync: { ...sync, kind: 'offline', code: 'city.unreachable', offlineSince: MORNING, waitingEvents: 41, waitingDossiers: 6, waitingScans: 19 }, devices: [printer] });
export const paperOutStatus: Status = statusSchema.parse({ sync, devices: [{ ...printer, kind: 'trouble', code: 'printer.paper-out' }] });

export function print(state: Print['state'], code: Print['code'] = null): Readonly<Record<string, unknown>> {
  return { printJobId: '0192a000-0005-7000-8000-000000000013', state, code, attempts: 1 };
}

export function issued(more: More = {}): IssuedTicket {
  return issuedTicketSchema.parse({
    ticketId: '0192a000-0001-7000-8000-000000000019', number: 'A019', field: 'A', priority: 'none', state: 'waiting', counterId: null, issuedAt: NOW, calledAt: null, skips: 0,
    procedureCode: null, print: print('printed'), waitingAhead: 7, expectedWaitMin: 22, counters: [1, 2], ...more,
  });
}

export const birth: Procedure = procedureSchema.parse({
  code: '1.001193',
  name: 'Thủ tục đăng ký khai sinh',
  field: 'A',
  sector: 'Hộ tịch',
  timeLimit: { unit: 'same-day', text: 'Trong ngày; nhận sau 15 giờ thì trả kết quả ngày làm việc tiếp theo' },
  feeText: 'Miễn lệ phí khi đăng ký đúng hạn; đăng ký không đúng hạn theo mức của Hội đồng nhân dân thành phố',
  result: 'Giấy khai sinh (bản chính)',
  papers: [
    { paperId: 'chung-sinh', name: 'Giấy chứng sinh; trường hợp không có thì nộp văn bản của người làm chứng xác nhận về việc sinh', originals: 1, copies: 0, required: true, note: '' },
    { paperId: 'to-khai', name: 'Tờ khai đăng ký khai sinh theo mẫu', originals: 1, copies: 0, required: true, note: 'Có sẵn tại quầy' },
    { paperId: 'ket-hon', name: 'Giấy chứng nhận kết hôn của cha, mẹ', originals: 0, copies: 1, required: false, note: 'Xuất trình; không phải nộp nếu tra được trên cơ sở dữ liệu' },
    { paperId: 'uy-quyen', name: 'Văn bản ủy quyền được chứng thực', originals: 1, copies: 0, required: false, note: 'Khi ủy quyền cho người khác đi đăng ký' },
    { paperId: 'bo-roi', name: 'Biên bản về việc trẻ bị bỏ rơi do cơ quan có thẩm quyền lập', originals: 1, copies: 0, required: false, note: '' },
  ],
});

/** A procedure whose papers go by cases. */
export const allowance: Procedure = procedureSchema.parse({
  code: '1.001776',
  name: 'Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hằng tháng, hỗ trợ kinh phí chăm sóc, nuôi dưỡng hằng tháng',
  field: 'C',
  sector: 'Bảo trợ xã hội',
  timeLimit: { unit: 'working-day', amount: 10, text: '10 ngày làm việc' },
  feeText: 'Không thu',
  result: 'Quyết định trợ cấp xã hội hằng tháng',
  papers: [
    { paperId: 'to-khai', name: 'Tờ khai đề nghị trợ giúp xã hội theo mẫu', originals: 1, copies: 0, required: true, note: '' },
    { paperId: 'xac-nhan', name: 'Giấy xác nhận khuyết tật', originals: 0, copies: 1, required: true, note: '', cases: ['Trường hợp người khuyết tật'] },
    { paperId: 'mang-thai', name: 'Giấy xác nhận đang mang thai của cơ quan y tế', originals: 1, copies: 0, required: false, note: 'Nếu đang mang thai', cases: ['Trường hợp người khuyết tật'] },
    { paperId: 'cham-soc', name: 'Tờ khai nhận chăm sóc, nuôi dưỡng đối tượng bảo trợ xã hội', originals: 1, copies: 0, required: true, note: '', cases: ['Trường hợp người nhận chăm sóc, nuôi dưỡng', 'Trường hợp trẻ em không có nguồn nuôi dưỡng'] },
    { paperId: 'khai-sinh', name: 'Giấy khai sinh của trẻ em', originals: 0, copies: 1, required: true, note: '', cases: ['Trường hợp trẻ em không có nguồn nuôi dưỡng'] },
  ],
});

/** Words of a code as the station gives them, as long as the longest. */
export const longCode = `${allowance.name}\nMã thủ tục ${allowance.code} – mã QR 1/2\n${'Giấy tờ cần mang của người đề nghị trợ giúp xã hội. '.repeat(20)}`.slice(0, 760);

const summaryRows = [
  ['1.001193', 'Thủ tục đăng ký khai sinh', 'Hộ tịch', 5], ['2.000635', 'Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh', 'Hộ tịch', 2],
  ['2.000815', 'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam cấp hoặc chứng nhận', 'Chứng thực', 2],
  ['1.004873', 'Cấp Giấy xác nhận tình trạng hôn nhân', 'Hộ tịch', 4], ['1.000894', 'Đăng ký kết hôn', 'Hộ tịch', 3], ['1.000656', 'Đăng ký khai tử', 'Hộ tịch', 3],
  ['2.000884', 'Chứng thực chữ ký trong các giấy tờ, văn bản', 'Chứng thực', 0],
] as const;
export const summaries: readonly ProcedureSummary[] = z.array(procedureSummarySchema).parse(summaryRows.map(([code, name, sector, papers]) => ({ code, name, sector, papers, field: 'A' })));

export function lookedUp(more: More = {}): LookUpResult {
  return lookUpResultSchema.parse({
    code: 'H26.149-261124-0012', official: true, procedureName: birth.name, status: 4, receivedAt: NOW - 25 * 60 * minute, dueAt: NOW + 7 * 60 * minute, cityState: 'complete', supplementBy: null, ...more,
  });
}
