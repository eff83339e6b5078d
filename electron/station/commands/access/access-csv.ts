// The access log as a table for a file.

import { csvOf } from '../../../../shared/base/csv.ts';
import { businessDayOf, localTimeOf } from '../../../../shared/domain/time/business-day.ts';
import type { AccessRow } from '../../store/accesses.ts';

const HEADER = ['Thời điểm', 'Người xem', 'Mã hồ sơ', 'Mục đích'];
/** In the words of the screen that shows the same. */
const PURPOSES: Readonly<Record<string, string>> = {
  list: 'danh sách', detail: 'xem hồ sơ', 'look-up': 'tra cứu', receipt: 'in giấy tiếp nhận', page: 'xem trang quét', export: 'xuất nhật ký', correction: 'sửa thông tin',
};
/** Among all dossiers. */
const SEARCHED = 'tìm trong danh sách hồ sơ';

export function accessCsv(rows: readonly AccessRow[]): string {
  const lines = rows.map(({ at, actor, officer, label, purpose }) => [momentOf(at), officer === '' ? actor : `${officer} (${actor})`, label, (label === '*' && purpose === 'list' ? SEARCHED : PURPOSES[purpose]) ?? purpose]);
  return csvOf([HEADER, ...lines]);
}

function momentOf(at: AccessRow['at']): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const { hour, minute, second } = localTimeOf(at);
  return `${businessDayOf(at)} ${two(hour)}:${two(minute)}:${two(second)}`;
}
