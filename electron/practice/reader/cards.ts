// Invented people for the virtual reader, as the QR codes of their ID cards. Serial numbers 000001 to 000099 are given to nobody here.

export interface PracticeCard {
  readonly label: string;
  readonly text: string;
}

/** Number, former number, name, birth, sex, address, issue; the last card has the further fields of the cards since July 2024. */
export const PRACTICE_CARDS: readonly PracticeCard[] = [
  { label: 'Nguyễn Thị Hồng Ánh', text: '001185000012|012345678|Nguyễn Thị Hồng Ánh|15031985|Nữ|Thôn Đa Chất, xã Phú Xuyên, TP Hà Nội|10052021' },
  { label: 'Trần Văn Đức', text: '001079000035||Trần Văn Đức|02091979|Nam|Số 12, đường Phú Mỹ, xã Phú Xuyên, TP Hà Nội|25122021' },
  { label: 'Lê Thị Mỹ Uyên', text: '036302000007|184567890|Lê Thị Mỹ Uyên|29022002|Nữ|Tổ 5, thôn Thường Vũ, xã Phú Xuyên, TP Hà Nội|01072022' },
  { label: 'Phạm Quang Vượng (cao tuổi)', text: '001048000021|010203040|Phạm Quang Vượng|07011948|Nam|Thôn Cổ Chế, xã Phú Xuyên, TP Hà Nội|18082021' },
  { label: 'Đỗ Nguyễn Khánh Ngọc (thẻ mới)', text: '001196000048||Đỗ Nguyễn Khánh Ngọc|11111996|Nữ|Thôn Hòa Mỹ, xã Phú Xuyên, TP Hà Nội|15092024|Đỗ Văn Quyết|Nguyễn Thị Thắm||' },
];
