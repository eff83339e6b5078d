// What goes by post on an invented day: waiting, under way, brought, and due today; and one of it in front.

import type { PostItem, PostLine, PostLists } from '../../../shared/contract/post.ts';
import { exampleHandLine, examplePrinters } from './example-hand.ts';
import { examplePrint, minutesAgo } from './example-point.ts';

export function examplePostLine(number: number, recipient = 'Nguyễn H. Ư.'): PostLine {
  const { dossierId, code, isProvisional, procedureName } = exampleHandLine(number);
  return { dossierId, code, isProvisional, procedureName, recipient };
}

export const examplePost: PostLists = {
  isCut: { waiting: false, posted: false },
  expected: [{ ...examplePostLine(1, 'Phạm T. Đ.'), dueAt: minutesAgo(-320) }],
  waiting: [
    { ...examplePostLine(5), place: 'Hộp bưu điện', arrivedAt: minutesAgo(3 * 24 * 60), isOwed: false },
    { ...examplePostLine(7, 'Trần V. H.'), place: 'Hộp bưu điện', arrivedAt: minutesAgo(70), isOwed: true },
  ],
  posted: [
    { ...examplePostLine(9, 'Lê Q. H.'), sent: { at: minutesAgo(30), tracking: 'EB123456789VN', deliveredAt: null } },
    { ...examplePostLine(10, 'Đặng V. Ư.'), sent: { at: minutesAgo(90), tracking: 'EB123456790VN', deliveredAt: minutesAgo(5) } },
    { ...examplePostLine(11, 'Nguyễn T. L.'), sent: { at: minutesAgo(2 * 24 * 60), tracking: 'EB123456701VN', deliveredAt: null } },
  ],
  print: examplePrint('printed'),
  printers: examplePrinters,
};

/** One of them in front, with changes. */
export function examplePostItem(more: Partial<PostItem> = {}): PostItem {
  return {
    line: examplePostLine(5), isHere: true, place: 'Hộp bưu điện', recipient: 'Nguyễn Hữu Ước', phone: '0900 000 001', address: 'Thôn Đông Thượng, xã Phú Xuyên, Hà Nội', payer: 'recipient', isOwed: false,
    originals: ['Giấy chứng sinh', 'Giấy chứng nhận kết hôn'], posted: null, ...more,
  };
}
