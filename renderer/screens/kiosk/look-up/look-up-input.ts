// What people and readers put into the two lines of the look-up, tidied before the station sees it.

import { RECEIPT_QR_PREFIX } from '../../../../shared/domain/codes/receipt-qr.ts';

/** True for the text of a receipt's QR, which a reader in keyboard mode types into the line. */
export function isReceiptText(text: string): boolean {
  return text.trim().toUpperCase().startsWith(RECEIPT_QR_PREFIX);
}

/** True for the code of a complaint's slip, such as 'PA-K1-261124-03'. */
export function isPetitionCode(text: string): boolean {
  return /^PA-[A-Z0-9]{1,8}-\d{6}-\d{2,4}$/i.test(text.trim());
}

/** Codes are written in capitals without spaces. */
export function tidyCode(text: string): string {
  return text.replaceAll(/\s/g, '').toUpperCase();
}

/** The first `most` letters and digits. A card's QR read into the line leaves its ID number, which stands first, and nothing else of the card. */
export function tidyIdNumber(text: string, most: number): string {
  return (text.split('|')[0] ?? '').toUpperCase().replaceAll(/[^A-Z0-9]/g, '').slice(0, most);
}

/** What can stand on an identity card, an old card or a passport: 6 to 12 letters and digits. Which of them the dossier has, the station knows. */
export function isIdNumber(text: string): boolean {
  return /^[A-Z0-9]{6,12}$/.test(text);
}
