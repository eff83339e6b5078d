// The working calendar of the admin window: a year that was shipped, one without a table, changes that are not saved, and a line that is refused.

import type { HolidayYear } from '../../../shared/contract/holidays.ts';
import { AdminView } from '../../../renderer/screens/admin/admin-view.tsx';
import { refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import type { Picture, Step } from '../picture.ts';
import { adminModel } from './example-model.ts';
import { minutesAgo } from './example-point.ts';
import type { AdminActions } from '../../../renderer/screens/admin/admin-model.ts';
import { stillActs } from './still.ts';

const closed = (day: string, name: string, kind: HolidayYear['closed'][number]['kind'], certainty: HolidayYear['closed'][number]['certainty'], note: string): HolidayYear['closed'][number] => ({ day, name, kind, certainty, note });

/** A year as it comes with the program, shortened, with changes. */
export function exampleYear(changes: Partial<HolidayYear> = {}): HolidayYear {
  return {
    station: 'T149-K1', year: 2026, origin: 'shipped', setAt: null,
    basis: 'Bộ luật Lao động 2019, Điều 111 và 112; Nghị quyết 28/2026/QH16. Ngày hoán đổi do cơ quan có thẩm quyền thông báo từng năm: đối chiếu trước khi dùng.',
    closed: [
      closed('2026-01-01', 'Tết Dương lịch', 'holiday', 'law', 'Bộ luật Lao động 2019, Điều 112.'), closed('2026-01-02', 'Nghỉ hoán đổi Tết Dương lịch', 'swap', 'unconfirmed', 'Hoán đổi với thứ Bảy 10/01/2026; chưa đối chiếu văn bản.'),
      closed('2026-02-16', 'Giao thừa Tết Bính Ngọ', 'holiday', 'announced', 'Lịch nghỉ Tết Bính Ngọ của công chức, viên chức: 14/02–22/02/2026.'), closed('2026-04-27', 'Nghỉ bù Giỗ Tổ Hùng Vương', 'substitute', 'announced', 'Nghỉ bù vào ngày làm việc kế tiếp (Điều 111 khoản 3).'),
      closed('2026-08-31', 'Nghỉ hoán đổi dịp Quốc khánh', 'swap', 'unconfirmed', 'Dự kiến hoán đổi với thứ Bảy 22/8/2026.'), closed('2026-09-02', 'Quốc khánh', 'holiday', 'law', 'Bộ luật Lao động 2019, Điều 112.'),
      closed('2026-11-24', 'Ngày Văn hóa Việt Nam', 'holiday', 'announced', 'Ngày nghỉ hưởng nguyên lương từ 01/7/2026 (Nghị quyết 28/2026/QH16).'),
    ],
    working: [
      { day: '2026-01-10', name: 'Làm bù cho thứ Sáu 02/01', insteadOf: '2026-01-02', certainty: 'unconfirmed', note: 'Chưa đối chiếu văn bản.' },
      { day: '2026-08-22', name: 'Làm bù cho thứ Hai 31/8', insteadOf: '2026-08-31', certainty: 'unconfirmed', note: 'Dự kiến; đối chiếu thông báo chính thức.' },
    ],
    years: [2026, 2027], ...changes,
  };
}

function picture(name: string, year: HolidayYear, steps: readonly Step[] = [], script: Script = {}): Picture {
  return {
    name: `admin-calendar-${name}`, role: 'admin', sizes: ['landscape', 'small'], steps, screen: <AdminView model={adminModel({ tab: 'calendar' })} act={stillActs as AdminActions} />,
    client: () => scriptedClient({ 'holidays.read': () => year, ...script }),
  };
}

export const calendarPictures: readonly Picture[] = [
  picture('shipped', exampleYear(), [{ see: 'Ngày Văn hóa Việt Nam' }]),
  picture('none', exampleYear({ year: 2028, origin: 'none', basis: '', closed: [], working: [] }), ['2028', { see: 'Chưa có lịch nghỉ năm 2028' }, 'Thêm ngày', { see: 'Không có ngày này' }]),
  picture('unsaved', exampleYear({ origin: 'own', setAt: minutesAgo(90) }), ['Ngày 02/01/2026 đã đối chiếu', { see: 'chưa lưu' }]),
  picture('refused', exampleYear(), ['Ngày 02/01/2026 đã đối chiếu', 'Lưu lịch năm 2026', { see: 'holidays.no-such-day' }], { 'holidays.set': () => Promise.reject(refusal('holidays.no-such-day', { day: '30/02/2026', year: 2026 })) }),
];
