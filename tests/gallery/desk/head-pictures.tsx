// The head's screen: a busy morning, a quiet day off at a new point, and large text.

import type { HeadForecast, HeadToday } from '../../../shared/contract/head.ts';
import type { IndexView } from '../../../shared/contract/index766.ts';
import { AdminView } from '../../../renderer/screens/admin/admin-view.tsx';
import type { AdminActions } from '../../../renderer/screens/admin/admin-model.ts';
import { refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import type { Picture, Step } from '../picture.ts';
import { exampleForecast, exampleToday } from './example-head.ts';
import { exampleIndex, exampleReadings } from './example-index.ts';
import { adminModel } from './example-model.ts';
import { stillActs } from './still.ts';

function today(name: string, day: HeadToday, forecast: HeadForecast, steps: readonly Step[], more: Partial<Picture> = {}): Picture {
  return {
    name: `admin-today-${name}`, role: 'admin', sizes: ['landscape', 'small'], steps, screen: <AdminView model={adminModel({ tab: 'today' })} act={stillActs as AdminActions} />,
    client: () => scriptedClient({ 'head.today': () => day, 'head.forecast': () => forecast }), ...more,
  };
}

const QUIET = exampleToday({
  isWorkingDay: false, tickets: { taken: 0, waiting: 0, called: 0, held: 0, served: 0, missed: 0 }, hours: [], overdue: [], dueToday: [],
  fields: exampleToday().fields.map((field) => ({ ...field, waiting: 0, served: 0, longestWaitMin: null, expectedWaitMin: null })),
  counters: exampleToday().counters.map((counter) => ({ ...counter, state: 'open' as const, pauseReason: null, current: null })),
  staff: [],
  dossiers: { received: 0, done: 0, returned: 0, inWork: 0, waitingForPapers: 0, dueToday: 0, dueNext: 0, overdue: 0 },
  petitions: { running: 0, late: 0, dueSoon: 0, unowned: 0 },
  city: { waitingDossiers: 0, waitingEvents: 0, deadLetters: 0, oldestAt: null, offlineSince: null, isConfigured: false },
});

/** Everything behind «Xem bảng số» and its like. */
function openNumbers(): void {
  for (const details of document.querySelectorAll('details')) details.open = true;
}

/** What is below the first screen. */
function scrollTo(selector: string): () => void {
  return () => document.querySelector(selector)?.scrollIntoView({ block: 'center' });
}

function index(name: string, view: IndexView, steps: readonly Step[], more: Partial<Picture> = {}): Picture {
  return {
    name: `admin-index-${name}`, role: 'admin', sizes: ['landscape', 'small'], steps, screen: <AdminView model={adminModel({ tab: 'index' })} act={stillActs as AdminActions} />,
    client: () => scriptedClient({ 'index.read': () => view, 'index.enter-reading': () => Promise.reject(refusal('reading.in-future', { day: '25/11/2026' })) }), ...more,
  };
}

export const headPictures: readonly Picture[] = [
  index('month', exampleIndex(), [{ see: 'Lấy theo số này' }]),
  index('rows', exampleIndex(), [openNumbers, { see: 'Cấp xã được tính đủ điểm' }]),
  index('times', exampleIndex(), [openNumbers, scrollTo('.index-shown-only'), { see: '39 phút' }], { sizes: ['small'] }),
  index('petitions', exampleIndex(), [openNumbers, scrollTo('.index-group:last-child .index-shown-only'), { see: 'Chậm trễ' }], { sizes: ['small'] }),
  index('parts', exampleIndex(), [openNumbers, scrollTo('.index-group:nth-of-type(4)'), { see: 'chưa thấy trả tiền mặt' }], { sizes: ['small'] }),
  index('usual', exampleIndex(exampleReadings, { usual: { lastYear: 9_214, received: 767.83, isTaken: true } }), [openNumbers, scrollTo('.index-group'), { see: '767,83' }], { sizes: ['small'] }),
  index('bare', exampleIndex([], { moves: [] }), [{ see: 'Chưa nhập số nào' }]),
  index('refused', exampleIndex(), ['Lưu số đọc', { see: 'ví dụ 19,53' }], { sizes: ['small'] }),
  index('large', exampleIndex(), [{ see: 'Lấy theo số này' }], { textPercent: 200, sizes: ['small'] }),
  index('en', exampleIndex(), [{ see: 'What would move it' }], { language: 'en', sizes: ['small'] }),
  today('busy', exampleToday(), exampleForecast(), [{ see: 'Đông nhất là Thứ Hai' }]),
  today('numbers', exampleToday(), exampleForecast(), [{ see: 'Đông nhất là Thứ Hai' }, openNumbers], { sizes: ['small'] }),
  today('new', QUIET, exampleForecast(1), [{ see: 'Chưa đủ số liệu' }]),
  today('some-days', exampleToday(), exampleForecast(3), [{ see: 'Chưa đủ số liệu' }]),
  today('large', exampleToday(), exampleForecast(), [{ see: 'Đông nhất là Thứ Hai' }], { textPercent: 200, sizes: ['small'] }),
  today('en', exampleToday(), exampleForecast(), [{ see: 'Busiest' }], { language: 'en', sizes: ['small'] }),
];
