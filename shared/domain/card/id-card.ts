// The QR of the Vietnamese ID card: read by position, checked gently, refused only when it cannot be a whole card.

import type { BusinessDay } from '../../base/ids.ts';
import { businessDayFrom } from '../time/business-day.ts';
import { checkIdNumber } from './id-number.ts';
import type { IdNumber, IdNumberWarning, Sex } from './id-number.ts';
import { isDamagedByKeyboard } from './keyboard-damage.ts';

/** 'card.torn': a part is missing; 'card.garbled': the reader is in keyboard mode and has spoilt the letters. */
export type CardRefusal = 'card.torn' | 'card.garbled';

/** The chip card of 2021 has seven fields; the card since 1 July 2024 appends relatives and cancelled numbers. */
export type CardIssue = 'cccd-2021' | 'can-cuoc-2024';

/** Doubts that an officer should compare with the card itself; none of them blocks. */
export type CardWarning = IdNumberWarning | 'birth-date' | 'issue-date' | 'fields-missing';

/** What a card says, in the card's own words (NFC); '' where it says nothing, or nothing readable. */
export interface CardPerson {
  readonly idNumber: IdNumber;
  /** The nine-digit number of before, where there was one. */
  readonly oldIdNumber: string;
  readonly fullName: string;
  /** '' also where the card gives only the year. */
  readonly birthDate: BusinessDay | '';
  readonly sex: Sex | 'unknown';
  readonly address: string;
  readonly issuedOn: BusinessDay | '';
}

export type CardReading =
  | {
      readonly kind: 'card';
      readonly issue: CardIssue;
      readonly person: CardPerson;
      readonly warnings: readonly CardWarning[];
      /** The fields after the seventh as they stand on the card; whom they name is not settled by any published order, so nothing reads them. */
      readonly extra: readonly string[];
    }
  | { readonly kind: 'refused'; readonly code: CardRefusal };

/** A whole card has seven fields; the last, the date of issue, is missing on some readers. What follows (new cards: relatives) is kept apart. */
const FEWEST_FIELDS = 6;
const LONGEST_NAME = 100;

/**
 * Reads a payload that `classifyPayload` takes for an ID card: `number|old number|name|birth|sex|address|issue`, fields by position, dates as ddMMyyyy or dd/MM/yyyy, a label
 * before the number ignored. Never throws. Contradictions are warnings; the officer decides.
 */
export function parseIdCard(text: string): CardReading {
  const fields = text.split('|').map((field) => field.trim().replaceAll(/\s+/gu, ' '));
  const [numberField = '', oldIdNumber = '', fullName = '', birthField = '', sexField = '', address = '', issueField = '', ...extra] = fields;
  const idNumber = numberField.replace(/^[^\d]*/u, '');
  const endsTooEarly = fields.length < FEWEST_FIELDS || (fields.length === FEWEST_FIELDS && address === '');
  if (!/^\d{12}$/.test(idNumber) || endsTooEarly || fullName === '') return refused('card.torn');
  if (isDamagedByKeyboard(fullName, sexField, address)) return refused('card.garbled');
  if (!/^\p{L}[^\d]*$/u.test(fullName) || fullName.length > LONGEST_NAME || !/^[\d/. -]*$/.test(birthField)) return refused('card.torn');

  const birthDate = readDay(birthField);
  const sex = readSex(sexField);
  const issuedOn = readDay(issueField);
  const warnings: CardWarning[] = [...checkIdNumber(idNumber, { sex, birthYear: readBirthYear(birthField) })];
  if (birthDate === '') warnings.push('birth-date');
  if (issuedOn === '' && issueField !== '') warnings.push('issue-date');
  if (sex === 'unknown' || address === '' || issueField === '') warnings.push('fields-missing');
  const issue = extra.length === 0 ? 'cccd-2021' : 'can-cuoc-2024';
  return { kind: 'card', issue, extra, warnings, person: { idNumber: idNumber as IdNumber, oldIdNumber, fullName, birthDate, sex, address, issuedOn } };
}

function refused(code: CardRefusal): CardReading {
  return { kind: 'refused', code };
}

function readSex(field: string): Sex | 'unknown' {
  const word = field.toLowerCase();
  if (word === 'nam') return 'male';
  return word === 'nữ' ? 'female' : 'unknown';
}

function readDay(field: string): BusinessDay | '' {
  const found = /^(\d{2})[/. -]?(\d{2})[/. -]?((?:18|19|20)\d{2})$/.exec(field);
  return (found === null ? null : businessDayFrom(Number(found[3]), Number(found[2]), Number(found[1]))) ?? '';
}

/** Old people's cards may give only a year, also written 0000yyyy. */
function readBirthYear(field: string): number | null {
  const year = readDay(field).slice(0, 4) || /^(?:0000|00\/00\/)?((?:18|19|20)\d{2})$/.exec(field)?.[1];
  return year === undefined ? null : Number(year);
}
