// The QR of the Vietnamese ID card: read by position, checked gently, refused only when it cannot be a whole card.

import type { BusinessDay } from '../../base/ids.ts';
import { businessDayFrom } from '../time/business-day.ts';
import { checkIdNumber } from './id-number.ts';
import type { IdNumber, IdNumberWarning, Sex } from './id-number.ts';
import { isDamagedByKeyboard } from './keyboard-damage.ts';
import { classifyPayload } from './payload.ts';

/** 'card.torn': a part is missing; 'card.foreign': something else; 'card.garbled': the reader is in keyboard mode and has spoilt the letters. */
export type CardRefusal = 'card.torn' | 'card.foreign' | 'card.oversized' | 'card.garbled';

/** Things on the card that an officer should compare with the card itself. */
export type CardWarning =
  | IdNumberWarning
  | 'card.birth-date-unreadable'
  | 'card.issue-date-unreadable'
  | 'card.issue-date-missing'
  | 'card.sex-unreadable'
  | 'card.old-number-unreadable'
  | 'card.address-missing'
  | 'card.no-accents';

/** What a card says, in the card's own words (NFC). */
export interface CardPerson {
  readonly idNumber: IdNumber;
  /** The nine-digit number of before, where there was one. */
  readonly oldNumber: string | null;
  readonly fullName: string;
  /** Null where the card gives a year only, or no day that exists. */
  readonly bornOn: BusinessDay | null;
  readonly birthYear: number | null;
  readonly sex: Sex | null;
  readonly address: string;
  readonly issuedOn: BusinessDay | null;
}

export type CardReading =
  | { readonly kind: 'card'; readonly person: CardPerson; readonly warnings: readonly CardWarning[] }
  | { readonly kind: 'refused'; readonly code: CardRefusal };

/** A whole card has seven fields; the last, the date of issue, is missing on some readers. What follows (new cards: relatives) is ignored. */
const FEWEST_FIELDS = 6;
const LONGEST_NAME = 100;

/**
 * Reads a decoded payload: `number|old number|name|birth|sex|address|issue`, fields by position, dates as ddMMyyyy or dd/MM/yyyy, a label
 * before the number ignored. Never throws. Contradictions are warnings; the officer decides.
 */
export function parseIdCard(raw: string): CardReading {
  const payload = classifyPayload(raw);
  if (payload.kind === 'oversized') return refused('card.oversized');
  if (payload.kind !== 'id-card') return refused('card.foreign');
  const fields = payload.text.split('|').map((field) => field.trim().replaceAll(/\s+/gu, ' '));
  const [numberField = '', oldNumber = '', fullName = '', birthField = '', sexField = '', address = '', issueField] = fields;
  const idNumber = numberField.replace(/^[^\d]*/u, '');
  const endsTooEarly = fields.length < FEWEST_FIELDS || (issueField === undefined && address === '');
  if (!/^\d{12}$/.test(idNumber) || endsTooEarly || fullName === '') return refused('card.torn');
  if (isDamagedByKeyboard(fullName, sexField, address)) return refused('card.garbled');
  if (!/^\p{L}[^\d]*$/u.test(fullName) || fullName.length > LONGEST_NAME || !/^[\d/. -]*$/.test(birthField)) return refused('card.torn');

  const birth = readBirth(birthField);
  const sex = readSex(sexField);
  const issuedOn = readDay(issueField ?? '');
  const person: CardPerson = {
    idNumber: idNumber as IdNumber,
    oldNumber: oldNumber === '' ? null : oldNumber,
    fullName,
    bornOn: birth.day,
    birthYear: birth.year,
    sex,
    address,
    issuedOn,
  };
  const warnings: CardWarning[] = [...checkIdNumber(idNumber, { sex, birthYear: birth.year })];
  if (birth.year === null) warnings.push('card.birth-date-unreadable');
  if (sex === null) warnings.push('card.sex-unreadable');
  if (oldNumber !== '' && !/^\d{9}(?:\d{3})?$/.test(oldNumber)) warnings.push('card.old-number-unreadable');
  if (address === '') warnings.push('card.address-missing');
  if (issueField === undefined || issueField === '') warnings.push('card.issue-date-missing');
  else if (issuedOn === null) warnings.push('card.issue-date-unreadable');
  if (!/[^\p{ASCII}]/u.test(fullName + address)) warnings.push('card.no-accents');
  return { kind: 'card', person, warnings };
}

function refused(code: CardRefusal): CardReading {
  return { kind: 'refused', code };
}

function readSex(field: string): Sex | null {
  const word = field.toLowerCase();
  if (word === 'nam') return 'male';
  return word === 'nữ' ? 'female' : null;
}

/** Old people's cards may give only a year, also written 0000yyyy. */
function readBirth(field: string): { readonly day: BusinessDay | null; readonly year: number | null } {
  const day = readDay(field);
  if (day !== null) return { day, year: Number(day.slice(0, 4)) };
  const year = /^(?:0000|00\/00\/)?((?:18|19|20)\d{2})$/.exec(field)?.[1];
  return { day: null, year: year === undefined ? null : Number(year) };
}

function readDay(field: string): BusinessDay | null {
  const found = /^(\d{2})[/. -]?(\d{2})[/. -]?((?:18|19|20)\d{2})$/.exec(field);
  return found === null ? null : businessDayFrom(Number(found[3]), Number(found[2]), Number(found[1]));
}
