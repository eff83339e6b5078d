// An invented Tuesday of the example point as its head sees it, and a quarter of a year of people before it.

import type { BusinessDay, CounterId, DossierId, EpochMs, FieldCode } from '../../../shared/base/ids.ts';
import type { DueLists } from '../../../shared/contract/due-care.ts';
import type { DueDossier, HeadForecast, HeadToday } from '../../../shared/contract/head.ts';
import { lagOfNone, minutesAgo, NOW, uuid } from './example-point.ts';

const DAY_MS = 86_400_000;

/** Due so many days before now; 0 is later today. */
function due(number: number, procedureName: string, counterId: number, daysAgo: number, workingDaysLate: number, status: DueDossier['status'] = 4): DueDossier {
  const dueAt = (NOW - daysAgo * DAY_MS + (daysAgo === 0 ? 5 * 3_600_000 : 0)) as EpochMs;
  return { dossierId: uuid(5, number) as DossierId, code: `H26.149-261${number % 2 === 0 ? '109' : '112'}-${String(number).padStart(4, '0')}`, procedureName, counterId: counterId as CounterId, status, receivedAt: minutesAgo((daysAgo + 12) * 1440), dueAt, lateAt: dueAt, workingDaysLate, lag: number % 3 === 2 ? { ...lagOfNone(2), events: 1, since: minutesAgo(190) } : lagOfNone(status) };
}

/** A busy morning, with changes. */
export function exampleToday(changes: Partial<HeadToday> = {}): HeadToday {
  return {
    station: 'T149-K1', day: '2026-11-24' as BusinessDay, isWorkingDay: true, nextWorkingDay: '2026-11-25' as BusinessDay, asOf: NOW,
    tickets: { taken: 47, waiting: 14, called: 2, held: 1, served: 28, missed: 2 },
    fields: [
      { field: 'A' as FieldCode, waiting: 9, served: 19, longestWaitMin: 41, expectedWaitMin: 38, openCounters: 2 }, { field: 'B' as FieldCode, waiting: 3, served: 6, longestWaitMin: 22, expectedWaitMin: 25, openCounters: 1 },
      { field: 'C' as FieldCode, waiting: 2, served: 3, longestWaitMin: 8, expectedWaitMin: null, openCounters: 0 },
    ],
    hours: [{ hour: 7, taken: 29, served: 15 }, { hour: 8, taken: 18, served: 13 }],
    counters: [
      { counterId: 1 as CounterId, state: 'open', pauseReason: null, current: { number: 'A020', since: minutesAgo(6) }, officerName: 'Nguyễn Thị Hồng Vân', isSignedIn: true },
      { counterId: 2 as CounterId, state: 'open', pauseReason: null, current: { number: 'A021', since: minutesAgo(17) }, officerName: 'Hoàng Phương Quỳnh Anh', isSignedIn: true },
      { counterId: 3 as CounterId, state: 'paused', pauseReason: 'meeting', current: null, officerName: 'Lê Quốc Trung', isSignedIn: false },
    ],
    staff: [
      { name: 'Nguyễn Thị Hồng Vân', known: 'signed-in', counters: [1, 2].map((counterId) => counterId as CounterId), visits: 12, opened: 10, returned: 3, meanMin: 6.4, medianMin: 5.5 },
      { name: 'Hoàng Phương Quỳnh Anh', known: 'signed-in', counters: [2 as CounterId], visits: 9, opened: 7, returned: 0, meanMin: 9.1, medianMin: 8 },
      { name: 'Lê Quốc Trung', known: 'settings', counters: [3 as CounterId], visits: 7, opened: 6, returned: 2, meanMin: 11.3, medianMin: 10.5 },
      { name: '', known: 'settings', counters: [], visits: 0, opened: 0, returned: 1, meanMin: null, medianMin: null },
    ],
    dossiers: { received: 23, done: 9, returned: 6, inWork: 148, waitingForPapers: 11, dueToday: 4, dueNext: 9, overdue: 3 },
    overdue: [
      due(41, 'Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất lần đầu', 3, 6, 4), due(88, 'Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ', 3, 4, 2),
      due(95, 'Thay đổi, cải chính, bổ sung thông tin hộ tịch', 1, 1, 1, 6),
    ],
    dueToday: [due(102, 'Cấp Giấy xác nhận tình trạng hôn nhân', 2, 0, 0), due(103, 'Đăng ký thành lập hộ kinh doanh', 3, 0, 0)],
    petitions: { running: 7, late: 2, dueSoon: 1, unowned: 1 },
    city: { waitingDossiers: 5, waitingEvents: 31, deadLetters: 0, oldestAt: minutesAgo(28), offlineSince: minutesAgo(28), isConfigured: true },
    ...changes,
  };
}

/** No dossier is due today, and none overdue. */
export const nothingDue: DueLists = { asOf: NOW, overdue: [], overdueCount: 0, dueToday: [], dueTodayCount: 0 };
/** One that is late although a new date was given, a long line, one of today. */
export const someDue: DueLists = {
  asOf: NOW, overdue: [{ ...due(41, 'Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất lần đầu', 3, 6, 4), dueAt: (NOW + 2 * DAY_MS) as EpochMs }, due(95, 'Thay đổi, cải chính, bổ sung thông tin hộ tịch', 1, 1, 1, 6)], overdueCount: 2,
  dueToday: [due(102, 'Cấp Giấy xác nhận tình trạng hôn nhân', 2, 0, 0)], dueTodayCount: 1,
};

const SHAPE = [0.28, 0.24, 0.16, 0.08, 0.02, 0.02, 0.09, 0.07, 0.04];
const TOTALS = [118, 84, 79, 71, 66];

/** A quarter of a year; weekdays from `unknownFrom` on have too few days. */
export function exampleForecast(unknownFrom = 9): HeadForecast {
  const weekdays = TOTALS.map((total, index): HeadForecast['weekdays'][number] => {
    const isKnown = index + 1 < unknownFrom;
    const spread = (median: number): { low: number; median: number; high: number } => ({ low: Math.round(median * 0.8), median, high: Math.round(median * 1.25) });
    return {
      weekday: (index + 1) as 1, days: isKnown ? 12 : 2, total: isKnown ? spread(total) : null, share: isKnown ? Math.round((total * 100) / 418) : null,
      hours: SHAPE.map((share, hour) => ({ hour: hour + 7, taken: isKnown ? spread(Math.round(total * share)) : null })),
    };
  });
  return { weeks: 13, leastDays: 4, weekdays, busiest: unknownFrom > 1 ? { weekday: 1, hour: 7, median: 33 } : null };
}
