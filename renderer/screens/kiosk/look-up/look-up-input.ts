// What people and readers put into the two lines of the look-up, tidied before the station sees it.

import { RECEIPT_QR_PREFIX } from '../../../../shared/domain/codes/receipt-qr.ts';

/** True for the text of a receipt's QR, which a reader in keyboard mode types into the line. */
export function isReceiptText(text: string): boolean {
  return text.trim().toUpperCase().startsWith(RECEIPT_QR_PREFIX);
}

/** Codes are written in capitals without spaces. */
export function tidyCode(text: string): string {
  return text.replaceAll(/\s/g, '').toUpperCase();
}

/** The first `most` digits. A card's QR read into the line leaves its ID number, which stands first, and nothing else of the card. */
export function onlyDigits(text: string, most: number): string {
  return (text.split('|')[0] ?? '').replaceAll(/\D/g, '').slice(0, most);
}

/** 12 digits, or 9 of a card of before 2021. */
export function isIdNumber(text: string): boolean {
  return /^(?:\d{9}|\d{12})$/.test(text);
}
