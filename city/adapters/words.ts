// Our words and a portal's, side by side: enums, dates and kinds of ID numbers. Where two descriptions of the portal contradict each other, each dialect has its own column.

import type { BusinessDay, EpochMs } from '../../shared/base/ids.ts';
import type { DossierStatus } from '../../shared/domain/dossier/status.ts';
import { addDays, businessDayOf, civilDateOf, localTimeOf, parseBusinessDay, startOfDay } from '../../shared/domain/time/business-day.ts';
import { epochDayOf } from '../../shared/domain/time/civil.ts';
import type { ApplicantKind, Channel } from './case.ts';

/** The adapter of 2019 to 2025 with its services, and the calls of 2026 in six steps. */
export type Dialect = 'classic' | 'six-step';

/**
 * LoaiDoiTuong. The classic adapter has no word for a household business: both systems that speak to it say 1 for whatever is no enterprise, and a household business is none (decision 0112). One of them says 3 for a body of the
 * state and 4 for any other organisation; the six-step guide knows of neither, and its 1 is for whoever is a legal person.
 */
const APPLICANT_KINDS: Readonly<Record<Dialect, Readonly<Record<ApplicantKind, string>>>> = {
  classic: { citizen: '1', business: '2', 'household-business': '1', 'state-body': '3', 'other-organisation': '4' },
  'six-step': { citizen: '0', business: '1', 'household-business': '2', 'state-body': '1', 'other-organisation': '1' },
};

/** LoaiDoiTuong of a dialect, or what the city's settings say instead. */
export function applicantKindWord(dialect: Dialect, kind: ApplicantKind, own: Partial<Record<ApplicantKind, string>>): string {
  return own[kind] ?? APPLICANT_KINDS[dialect][kind];
}

/** The counter tells a person, an organisation and a household business apart; what kind of organisation it is, only its name says: by how it begins, whatever the size of its letters. */
export function organisationKind(name: string, beginnings: Readonly<Record<'state-body' | 'other-organisation', readonly string[]>>): 'organisation' | 'state-body' | 'other-organisation' {
  const plain = (text: string): string => text.normalize('NFC').toLocaleLowerCase('vi').replaceAll(/\s+/gu, ' ').trim();
  const begins = (kind: 'state-body' | 'other-organisation'): boolean => beginnings[kind].some((beginning) => `${plain(name)} `.startsWith(`${plain(beginning)} `));
  return begins('state-body') ? 'state-body' : begins('other-organisation') ? 'other-organisation' : 'organisation';
}

/** Not longer than `most`: what is too long ends after a whole word with three dots, as live systems cut it. */
export function shortened(text: string, most: number): string {
  const whole = text.normalize('NFC');
  if (whole.length <= most) return whole;
  const room = whole.slice(0, most - 2);
  const end = room.lastIndexOf(' ');
  return `${(end > 0 ? room.slice(0, end) : room.slice(0, most - 3)).trimEnd()}...`;
}

/** KenhThucHien: 1 at the counter, 2 online, 3 by public post. */
export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = { counter: '1', online: '2', post: '3' };

/** HinhThuc of the classic adapter knows two: 0 at the counter, 1 by post. What came online was not handed over a counter, and has none. */
export const FORM_WORDS: Readonly<Record<Channel, string | null>> = { counter: '0', online: null, post: '1' };

/** HinhThucThu of the six-step calls: 1 as it is handed in, 4 with the result (2, with a supplement, is never asked for here); what costs nothing has none. */
export const COLLECTION_WORDS: Readonly<Record<'now' | 'later' | 'none', '1' | '4' | null>> = { now: '1', later: '4', none: null };

/** What the portal calls its statuses: for a step of which nobody wrote a reason. */
export const STATUS_NAMES: Readonly<Record<DossierStatus, string>> = {
  1: 'Mới đăng ký', 2: 'Được tiếp nhận', 3: 'Không được tiếp nhận', 4: 'Đang xử lý', 5: 'Yêu cầu bổ sung giấy tờ', 6: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  7: 'Công dân yêu cầu rút hồ sơ', 8: 'Dừng xử lý', 9: 'Đã xử lý xong', 10: 'Đã trả kết quả',
};

/** LoaiDinhDanh: 1 for twelve digits, 2 for the nine of the old card. Passports and what was typed wrong have no word: then neither kind nor number is told. */
export function identityWords(idNumber: string): { readonly kind: '1' | '2'; readonly number: string } | null {
  const number = idNumber.replaceAll(/[\s.]/gu, '');
  if (/^\d{12}$/.test(number)) return { kind: '1', number };
  return /^\d{9}$/.test(number) ? { kind: '2', number } : null;
}

/** How a moment is written: '20260715090000'; '2026-07-15 09:00:00'; '2026-07-15T09:00:00.000' by the clocks of Vietnam or of UTC. */
export type DateForm = 'compact' | 'spaced' | 'iso-local' | 'iso-utc';

/** A moment in Asia/Ho_Chi_Minh, except for 'iso-utc'. */
export function dateWord(at: EpochMs, form: DateForm = 'compact'): string {
  if (form === 'iso-utc') return new Date(at).toISOString().replace('Z', '');
  const { year, month, day, hour, minute, second } = localTimeOf(at);
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map((part, place) => String(part).padStart(place === 0 ? 4 : 2, '0'));
  if (form === 'compact') return `${y}${mo}${d}${h}${mi}${s}`;
  return form === 'spaced' ? `${y}-${mo}-${d} ${h}:${mi}:${s}` : `${y}-${mo}-${d}T${h}:${mi}:${s}.${String(at % 1000).padStart(3, '0')}`;
}

/** A calendar day as its midnight; null for a year alone, an empty text, and days that do not exist. */
export function dayWord(text: string, form: DateForm = 'compact'): string | null {
  const day = parseBusinessDay(text);
  return day === null ? null : dateWord(startOfDay(day), form);
}

/** Calendar days from the day of a moment to another day, '0' on the same; null for a day before it, as where a step came under a clock that went wrong. */
export function daysUntil(from: EpochMs, day: BusinessDay): string | null {
  const days = epochDayOf(civilDateOf(day)) - epochDayOf(civilDateOf(businessDayOf(from)));
  return days < 0 ? null : String(days);
}

/** The last second of a day. */
export function endOfDay(day: BusinessDay): EpochMs {
  return (startOfDay(addDays(day, 1)) - 1000) as EpochMs;
}
