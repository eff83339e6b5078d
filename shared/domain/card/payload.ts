// What kind of thing a barcode reader has read, told before anything is taken apart.

import { parseDossierCode } from '../codes/dossier-code.ts';
import type { DossierCode } from '../codes/dossier-code.ts';
import { parseReceiptQr } from '../codes/receipt-qr.ts';
import type { ReceiptQr } from '../codes/receipt-qr.ts';
import type { IdNumber } from './id-number.ts';

/** Longer payloads are refused unread; a card has 130 to about 1000 bytes. */
export const LONGEST_PAYLOAD_BYTES = 3000;

/** First characters of the QR on a cover sheet, which stands before the pages of one paper in the feeder. */
export const COVER_SHEET_PREFIX = 'MCP1:';

/**
 * 'id-card' looks like a card and has to be parsed; 'id-number' is a personal number alone, the bar code of cards from before 2021;
 * 'dossier-code' a code alone, as the national portal prints it; 'health-card' the social insurance card; 'vietqr' a bank transfer.
 */
export type ReaderPayload =
  | { readonly kind: 'id-card'; readonly text: string }
  | { readonly kind: 'id-number'; readonly idNumber: IdNumber }
  | { readonly kind: 'receipt'; readonly receipt: ReceiptQr }
  | { readonly kind: 'cover-sheet'; readonly label: string }
  | { readonly kind: 'dossier-code'; readonly code: DossierCode }
  | { readonly kind: 'health-card' }
  | { readonly kind: 'vietqr' }
  | { readonly kind: 'oversized' }
  | { readonly kind: 'unknown' };

/** Number, then the name in hexadecimal: at least seven bytes, which no old card number has. */
const HEALTH_CARD = /^(?:[A-Z]{2}\d{13}|\d{10}|\d{12})\|(?:[0-9A-Fa-f]{2}){7,}\|/;
/** Twelve digits before the first bar, with or without a label before them. */
const CARD_START = /^(?:[\p{L} ]{1,12}:\s*)?\d{12}\|/u;
/** The rest of a card whose beginning was lost. */
const CARD_MIDDLE = /\|\d{2}\/?\d{2}\/?\d{4}\|(?:Nam|Nữ)\|/iu;

/** Tells the kinds of payloads apart. Never throws, whatever was read. */
export function classifyPayload(raw: string): ReaderPayload {
  if (utf8Length(raw) > LONGEST_PAYLOAD_BYTES) return { kind: 'oversized' };
  const text = tidyPayload(raw);
  if (HEALTH_CARD.test(text)) return { kind: 'health-card' };
  if (CARD_START.test(text) || CARD_MIDDLE.test(text)) return { kind: 'id-card', text };
  if (/^\d{12}$/.test(text)) return { kind: 'id-number', idNumber: text as IdNumber };
  if (/^000201\d/.test(text)) return { kind: 'vietqr' };
  if (text.startsWith(COVER_SHEET_PREFIX)) return coverSheet(text.slice(COVER_SHEET_PREFIX.length));
  const receipt = parseReceiptQr(text);
  if (receipt !== null) return { kind: 'receipt', receipt };
  const code = parseDossierCode(text);
  return code === null ? { kind: 'unknown' } : { kind: 'dossier-code', code };
}

/** One form of accents, no byte-order mark, no control characters (readers end with CR or send Aim prefixes), no blanks around. */
export function tidyPayload(raw: string): string {
  return raw.normalize('NFC').replaceAll(/[\p{Cc}\uFEFF]/gu, '').trim();
}

/** Length of a text in UTF-8; a lone surrogate counts as the three bytes of its replacement. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10_000 ? 3 : 4;
  }
  return bytes;
}

function coverSheet(label: string): ReaderPayload {
  return /^[0-9A-Za-z:._-]{1,80}$/.test(label) ? { kind: 'cover-sheet', label } : { kind: 'unknown' };
}
