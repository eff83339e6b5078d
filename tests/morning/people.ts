// Invented people for the morning. The last six digits of every number are 000001 to 000099, which are given to nobody.

import type { Chance } from './chance.ts';

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô', 'Dương', 'Lý'];
const MIDDLE = { male: ['Văn', 'Đức', 'Quốc', 'Hữu', 'Minh', 'Xuân'], female: ['Thị', 'Thị Hồng', 'Ngọc', 'Thu', 'Thị Mỹ', 'Bích'] } as const;
const GIVEN = { male: ['Bình', 'Cường', 'Dũng', 'Hậu', 'Khởi', 'Quyết', 'Thắng', 'Vượng'], female: ['Ánh', 'Diễm', 'Huệ', 'Lựu', 'Nguyệt', 'Phượng', 'Tuyết', 'Yến'] } as const;
const VILLAGES = ['Thôn Đa Chất', 'Thôn Cổ Chế', 'Thôn Thường Vũ', 'Thôn Hòa Mỹ', 'Thôn Lưu Đông', 'Tổ dân phố Mỹ Lâm'];
const PROVINCES = ['001', '017', '034', '035', '036', '038'];

/** A person and the text of the QR on their card. */
export interface InventedPerson {
  readonly fullName: string;
  readonly idNumber: string;
  readonly cardText: string;
}

/** A new person; the card is of the form of 2021, one in four with the further fields of 2024. */
export function inventPerson(chance: Chance): InventedPerson {
  const sex = chance.is(0.5) ? 'male' : 'female';
  const year = chance.between(1944, 2007);
  const fullName = `${chance.pick(FAMILY)} ${chance.pick<string>(MIDDLE[sex])} ${chance.pick<string>(GIVEN[sex])}`;
  const century = (year >= 2000 ? 2 : 0) + (sex === 'female' ? 1 : 0);
  const serial = String(chance.between(1, 99)).padStart(6, '0');
  const idNumber = `${chance.pick(PROVINCES)}${century}${String(year % 100).padStart(2, '0')}${serial}`;
  const birth = `${two(chance.between(1, 28))}${two(chance.between(1, 12))}${year}`;
  const address = `${chance.pick(VILLAGES)}, xã Phú Xuyên, TP Hà Nội`;
  const issued = `${two(chance.between(1, 28))}${two(chance.between(1, 12))}${chance.between(2021, 2025)}`;
  const more = chance.is(0.25) ? `|${chance.pick(FAMILY)} Văn Khởi|${chance.pick(FAMILY)} Thị Lựu||` : '';
  return { fullName, idNumber, cardText: `${idNumber}||${fullName}|${birth}|${sex === 'male' ? 'Nam' : 'Nữ'}|${address}|${issued}${more}` };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
