// What kind of thing a barcode reader has read, told before anything is taken apart.

import type { ProcedureCode } from '../../base/ids.ts';
import { parseDossierCode } from '../codes/dossier-code.ts';
import type { DossierCode } from '../codes/dossier-code.ts';
import { RECEIPT_QR_PREFIX, parseReceiptQr } from '../codes/receipt-qr.ts';
import type { ReceiptQr } from '../codes/receipt-qr.ts';
import { COVER_SHEET_PREFIX, parseCoverSheet } from './cover-sheet.ts';
import type { CoverSheet } from './cover-sheet.ts';
import type { IdNumber } from './id-number.ts';
import { readPaymentCode } from './payment-code.ts';

/** Longer payloads are refused unread; a card has 130 to about 1000 bytes. */
export const LONGEST_PAYLOAD_BYTES = 3000;

/**
 * 'id-card' looks like a card and has to be parsed; 'id-number' is a personal number alone, the bar code of cards from before 2021;
 * 'dossier-code' a code alone or in a link, as the national portal prints it; 'procedure-code' likewise; 'health-card' the social insurance card;
 * 'payment-code' a bank transfer. 'torn' is known by its beginning (`what`) and arrived damaged.
 */
export type ReaderPayload =
  | { readonly kind: 'id-card'; readonly text: string }
  | { readonly kind: 'id-number'; readonly idNumber: IdNumber }
  | { readonly kind: 'receipt'; readonly receipt: ReceiptQr }
  | { readonly kind: 'cover-sheet'; readonly sheet: CoverSheet }
  | { readonly kind: 'dossier-code'; readonly code: DossierCode }
  | { readonly kind: 'procedure-code'; readonly code: ProcedureCode }
  | { readonly kind: 'health-card' }
  | { readonly kind: 'payment-code'; readonly isVietQr: boolean }
  | { readonly kind: 'torn'; readonly what: 'receipt' | 'cover-sheet' | 'payment-code' }
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
  const payment = readPaymentCode(text);
  if (payment.kind === 'torn') return { kind: 'torn', what: 'payment-code' };
  if (payment.kind === 'payment-code') return payment;
  if (text.startsWith(COVER_SHEET_PREFIX)) {
    const sheet = parseCoverSheet(text);
    return sheet === null ? { kind: 'torn', what: 'cover-sheet' } : { kind: 'cover-sheet', sheet };
  }
  if (text.startsWith(RECEIPT_QR_PREFIX)) {
    const receipt = parseReceiptQr(text);
    return receipt === null ? { kind: 'torn', what: 'receipt' } : { kind: 'receipt', receipt };
  }
  return codeIn(text) ?? { kind: 'unknown' };
}

const PROCEDURE_CODE = /^(\d\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}(?:\.[GH]\d{2}(?:\.\d{1,3})*)?)?$/;
/** More pieces than a link with a code in it has. */
const MOST_PIECES = 40;

/** A code that stands alone, or as a part of a link's path, query or fragment. */
function codeIn(text: string): ReaderPayload | null {
  const pieces = /^https?:\/\//i.test(text) ? text.split(/[/?&=#]/, MOST_PIECES).slice(3) : [text];
  for (const piece of pieces) {
    const procedure = PROCEDURE_CODE.exec(piece)?.[1];
    if (procedure !== undefined) return { kind: 'procedure-code', code: procedure as ProcedureCode };
    const code = parseDossierCode(piece);
    if (code !== null) return { kind: 'dossier-code', code };
  }
  return null;
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
