// The access log as a file for Excel and its like: RFC 4180 in UTF-8 with its mark, without which Excel reads Vietnamese as something else.

import { businessDayOf, localTimeOf } from '../../../../shared/domain/time/business-day.ts';
import type { AccessRow } from '../../store/accesses.ts';

const HEADER = ['Thời điểm', 'Người xem', 'Mã hồ sơ', 'Mục đích'];
/** In the words of the screen that shows the same. */
const PURPOSES: Readonly<Record<string, string>> = {
  list: 'danh sách', detail: 'xem hồ sơ', 'look-up': 'tra cứu', receipt: 'in giấy tiếp nhận', page: 'xem trang quét', export: 'xuất nhật ký', correction: 'sửa thông tin',
};
/** With one of these a spreadsheet takes a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/u;

/** Every value in quotes, every line with CRLF. */
export function accessCsv(rows: readonly AccessRow[]): string {
  const lines = rows.map(({ at, actor, label, purpose }) => [momentOf(at), actor, label, PURPOSES[purpose] ?? purpose]);
  return `\u{FEFF}${[HEADER, ...lines].map((values) => `${values.map(quoted).join(',')}\r\n`).join('')}`;
}

function quoted(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}

function momentOf(at: AccessRow['at']): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const { hour, minute, second } = localTimeOf(at);
  return `${businessDayOf(at)} ${two(hour)}:${two(minute)}:${two(second)}`;
}
