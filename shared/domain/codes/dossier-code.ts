// The two codes of a dossier: the provisional one that a station gives at once, and the official one that only the city gives.

import type { Brand } from '../../base/brand.ts';
import type { BusinessDay, CommuneId, StationId } from '../../base/ids.ts';
import { businessDayFrom, civilDateOf } from '../time/business-day.ts';
import { checkCharacterOf } from './check-character.ts';

/** `T149-K3-000127-C`: commune, station, running number of the station, check character. Printed as provisional. */
export type ProvisionalCode = Brand<string, 'ProvisionalCode'>;
/** `H26.149-260715-0001`: code of the agency, day, running number of that agency and day. By the city, or out of numbers that it lent. */
export type OfficialCode = Brand<string, 'OfficialCode'>;
/** Level-1 to level-4 code of an agency, such as 'H26.149' (decision 20/2020) or the older '000.00.06.H56'. */
export type AgencyCode = Brand<string, 'AgencyCode'>;

/** Last running number that a provisional code can hold. */
export const LAST_PROVISIONAL_NUMBER = 999_999;
/** Last running number of an agency and day. Circular 01/2018/TT-VPCP, article 19: four digits. */
export const LAST_OFFICIAL_NUMBER = 9999;

const AGENCY = String.raw`[GH]\d{2}(?:\.\d{1,3}){0,3}|\d{3}\.\d{2}\.\d{2}\.[GH]\d{2}`;
const AGENCY_PATTERN = new RegExp(`^(?:${AGENCY})$`);
const OFFICIAL_PATTERN = new RegExp(String.raw`^(${AGENCY})-(\d{6}|\d{8})-(\d{4,7})$`);
const PROVISIONAL_PATTERN = /^([A-Z0-9]{2,12})-([A-Z0-9]{1,8})-(\d{6})-([A-Z0-9])$/;
/** Longer than any code: what is longer is refused unread. */
const LONGEST_CODE = 48;

export interface ProvisionalCodeParts {
  readonly commune: CommuneId;
  readonly station: StationId;
  /** From 1; never used twice by the station. */
  readonly number: number;
}

export interface OfficialCodeParts {
  readonly agency: AgencyCode;
  readonly day: BusinessDay;
  readonly number: number;
}

/** A code that a person typed or a reader read. */
export type DossierCode =
  | { readonly kind: 'provisional'; readonly code: ProvisionalCode; readonly parts: ProvisionalCodeParts }
  | { readonly kind: 'official'; readonly code: OfficialCode; readonly parts: OfficialCodeParts };

/** Writes a provisional code; null when the station has used up its six digits. */
export function formatProvisionalCode({ commune, station, number }: ProvisionalCodeParts): ProvisionalCode | null {
  if (!Number.isInteger(number) || number < 1 || number > LAST_PROVISIONAL_NUMBER) return null;
  const digits = String(number).padStart(6, '0');
  return `${commune}-${station}-${digits}-${checkCharacterOf(`${commune}${station}${digits}`)}` as ProvisionalCode;
}

/** Writes an official code with a six-digit day; null when the four digits of the day are used up. `number` is the city's: given by it, or taken out of a block that it lent. */
export function formatOfficialCode({ agency, day, number }: OfficialCodeParts): OfficialCode | null {
  const date = civilDateOf(day);
  if (!Number.isInteger(number) || number < 1 || number > LAST_OFFICIAL_NUMBER || date.year < 2000 || date.year > 2099) return null;
  return `${agency}-${day.slice(2).replaceAll('-', '')}-${String(number).padStart(4, '0')}` as OfficialCode;
}

/** Reads the code of an agency; null for anything else. */
export function parseAgencyCode(text: string): AgencyCode | null {
  return AGENCY_PATTERN.test(text) ? (text as AgencyCode) : null;
}

/** Reads a code in any case, with stray spaces or long dashes; null for anything else, a wrong check character, or a day that does not exist. */
export function parseDossierCode(text: string): DossierCode | null {
  if (text.length > LONGEST_CODE) return null;
  const tidy = tidied(text);
  return provisional(tidy) ?? official(tidy);
}

/**
 * Every code that a text can mean, the one written with its dashes first. People leave dashes out, and without them it cannot be told
 * where the commune's part ends: only a look at what there is can tell.
 */
export function readingsOfCode(text: string): readonly DossierCode[] {
  if (text.length > LONGEST_CODE) return [];
  const exact = parseDossierCode(text);
  if (exact !== null) return [exact];
  const plain = tidied(text).replaceAll('-', '');
  return [...provisionalReadings(plain), ...officialReadings(plain)];
}

function tidied(text: string): string {
  return text.replaceAll(/\s/gu, '').replaceAll(/[‐‑‒–—−]/gu, '-').toUpperCase();
}

function provisionalReadings(plain: string): readonly DossierCode[] {
  const [head, digits, check] = [plain.slice(0, -7), plain.slice(-7, -1), plain.slice(-1)];
  return Array.from(head, (_, end) => provisional(`${head.slice(0, end)}-${head.slice(end)}-${digits}-${check}`)).filter((code) => code !== null);
}

function officialReadings(plain: string): readonly DossierCode[] {
  const splits = [6, 8].flatMap((day) => [4, 5, 6, 7].map((number) => [plain.length - day - number, plain.length - number] as const));
  return splits
    .filter(([agencyEnd]) => agencyEnd > 0)
    .map(([agencyEnd, dayEnd]) => official(`${plain.slice(0, agencyEnd)}-${plain.slice(agencyEnd, dayEnd)}-${plain.slice(dayEnd)}`))
    .filter((code) => code !== null);
}

function provisional(text: string): DossierCode | null {
  const found = PROVISIONAL_PATTERN.exec(text);
  if (found === null) return null;
  const [, commune = '', station = '', digits = '', check = ''] = found;
  if (digits === '000000' || checkCharacterOf(`${commune}${station}${digits}`) !== check) return null;
  const parts = { commune: commune as CommuneId, station: station as StationId, number: Number(digits) };
  return { kind: 'provisional', code: text as ProvisionalCode, parts };
}

function official(text: string): DossierCode | null {
  const found = OFFICIAL_PATTERN.exec(text);
  if (found === null) return null;
  const [, agency = '', date = '', digits = ''] = found;
  const full = date.length === 6 ? `20${date}` : date;
  const day = businessDayFrom(Number(full.slice(0, 4)), Number(full.slice(4, 6)), Number(full.slice(6)));
  if (day === null) return null;
  return { kind: 'official', code: text as OfficialCode, parts: { agency: agency as AgencyCode, day, number: Number(digits) } };
}
