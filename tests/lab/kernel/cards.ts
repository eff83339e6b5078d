// An invented person for the lab, as the QR code of an ID card. Serial numbers 000001 to 000099 are given to nobody.

/** 124 bytes, so three reports of at most 56: at both cuts a letter of several bytes is torn apart. */
export const STRADDLING_CARD = '001196000042|012345678|Lê Thị Mỹ Duyên|03021996|Nữ|Thôn Đường Thượng, xã Phú Xuyên, TP Hà Nội|10052021';

/** Cards of as many people as asked for, at most 99. */
export function cardsOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => STRADDLING_CARD.replace('000042', String(index + 1).padStart(6, '0')));
}
