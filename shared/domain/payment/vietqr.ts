// The text of a VietQR code that a citizen's bank app reads: to whom, how much and what for (NAPAS on EMVCo merchant-presented mode).

import { CHECK_SUM_FIELD, checkSumOf, writeField } from './tagged-fields.ts';

/** NAPAS as the owner of the account field, and its two services. */
const NAPAS = 'A000000727';
const TO_ACCOUNT = 'QRIBFTTA';
const TO_CARD = 'QRIBFTTC';
/** Vietnamese đồng (ISO 4217) and Vietnam (ISO 3166-1). */
const DONG = '704';
const COUNTRY = 'VN';

/** Purposes longer than this are cut by some banks: found as "25 safe"; the field itself would take 99. */
const LONGEST_PURPOSE = 25;
const LONGEST_ACCOUNT = 19;
const LONGEST_BILL = 25;
/** The amount field takes 13 characters (EMVCo table 3.4). */
const LARGEST_AMOUNT = 9_999_999_999_999;

/** What a code asks for. */
export interface VietQrOrder {
  /** The bank's number at NAPAS, six digits. */
  readonly bankNumber: string;
  /** Letters and digits, at most 19; of a card the number without spaces. */
  readonly account: string;
  readonly kind: 'account' | 'card';
  /** Whole đồng; null makes a code that can be used again and asks for no amount. */
  readonly amount: number | null;
  /** In the payer's own words: accents are taken off, and it is cut to 25 characters. May be empty. */
  readonly purpose: string;
  /** The number by which the payment is found again; ASCII, at most 25. */
  readonly billNumber: string | null;
}

/** 'refused' names the first member that no bank would take. */
export type VietQrCode = { readonly kind: 'code'; readonly text: string } | { readonly kind: 'refused'; readonly field: keyof VietQrOrder };

/**
 * Writes the code. Never throws. Field numbers, the owner and both services are those of three published NAPAS strings, which come out letter by letter. Everything in it is ASCII, so that its lengths are
 * the same in characters and bytes for every reader.
 */
export function vietQrCode(order: VietQrOrder): VietQrCode {
  const refused = refusedField(order);
  if (refused !== null) return { kind: 'refused', field: refused };
  const { bankNumber, account, kind, amount, billNumber } = order;
  const beneficiary = writeField('00', bankNumber) + writeField('01', account);
  const merchant = writeField('00', NAPAS) + writeField('01', beneficiary) + writeField('02', kind === 'account' ? TO_ACCOUNT : TO_CARD);
  const purpose = asciiPurpose(order.purpose);
  const additional = (billNumber === null ? '' : writeField('01', billNumber)) + (purpose === '' ? '' : writeField('08', purpose));
  const body = [
    writeField('00', '01'),
    writeField('01', amount === null ? '11' : '12'),
    writeField('38', merchant),
    writeField('53', DONG),
    ...(amount === null ? [] : [writeField('54', String(amount))]),
    writeField('58', COUNTRY),
    ...(additional === '' ? [] : [writeField('62', additional)]),
    `${CHECK_SUM_FIELD}04`,
  ].join('');
  return { kind: 'code', text: body + checkSumOf(body) };
}

function refusedField({ bankNumber, account, amount, billNumber }: VietQrOrder): keyof VietQrOrder | null {
  if (!/^\d{6}$/.test(bankNumber)) return 'bankNumber';
  if (!/^[A-Za-z0-9]+$/.test(account) || account.length > LONGEST_ACCOUNT) return 'account';
  if (amount !== null && (!Number.isInteger(amount) || amount < 1 || amount > LARGEST_AMOUNT)) return 'amount';
  if (billNumber !== null && (!/^[\x20-\x7e]+$/.test(billNumber) || billNumber.length > LONGEST_BILL)) return 'billNumber';
  return null;
}

/** A purpose as every bank shows it: without accents, letters, digits, spaces, dots and hyphens only, at most 25 characters. */
export function asciiPurpose(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll(/[^A-Za-z0-9.-]+/g, ' ')
    .trim()
    .slice(0, LONGEST_PURPOSE)
    .trim();
}
