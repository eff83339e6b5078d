// How long a procedure takes at the counter, from the portal's table, its steps, and the law where the table forgets the unit.

import { assertNever } from '../../shared/base/assert-never.ts';
import type { TimeLimit } from '../../shared/contract/procedure.ts';
import type { ChannelRow } from './channels.ts';
import type { TimeEvidence } from './selection.ts';
import { cutAtWord, tidyText } from './short-text.ts';

const UNITS: Readonly<Record<string, 'hour' | 'day' | 'working-day' | 'month'>> = { Giờ: 'hour', Ngày: 'day', 'Ngày làm việc': 'working-day', Tháng: 'month' };
const WORDS = { hour: 'giờ làm việc', day: 'ngày', 'working-day': 'ngày làm việc', month: 'tháng' } as const;
/** The portal's own wording in civil status: received after three o'clock, given out on the next working day. */
const SAME_DAY = /sau 15 giờ thì có Phiếu hẹn, trả kết quả[^.;]{0,60}trong ngày làm việc tiếp theo/u;
const SAME_DAY_TEXT = 'Trong ngày; tiếp nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo';
const UNSTATED_TEXT = 'Theo quy định; cổng dịch vụ công không ghi thời hạn';
/** Nothing but one limit counted from receipt. */
const DESCRIBED = /^0?(\d{1,3}) (ngày làm việc|ngày) kể từ (?:ngày|khi) nhận (?:được |đủ )?hồ sơ(?: đầy đủ,? hợp lệ| hợp lệ)?\.?$/iu;
const LONGEST_TEXT = 200;

/** The rows that count at a counter: those for filing in person, or all where the page has none. */
export function counterRows(rows: readonly ChannelRow[]): readonly ChannelRow[] {
  const atCounter = rows.filter((row) => row.channel === 'counter');
  return atCounter.length > 0 ? atCounter : rows;
}

/** The rows of one channel. */
export function rowsOf(rows: readonly ChannelRow[], channel: ChannelRow['channel']): readonly ChannelRow[] {
  return rows.filter((row) => row.channel === channel);
}

/** The limit that the page states, or that the evidence of a person adds where the page is unclear; otherwise the page's words. */
export function timeLimitOf(rows: readonly ChannelRow[], steps: string, evidence: TimeEvidence | undefined): TimeLimit {
  const stated = statedLimit(rows, steps);
  if (evidence === undefined) return stated.limit;
  if (stated.limit.unit !== 'unstated') throw new Error('the page states its time itself: the evidence is not needed');
  switch (evidence.from) {
    case 'law-same-day':
      return { unit: 'same-day', text: `${SAME_DAY_TEXT} (${evidence.law})` };
    case 'law':
      return { unit: evidence.unit, amount: evidence.amount, text: `${count(evidence)} (${evidence.law})` };
    case 'unit-of-law':
      if (stated.bareNumber !== evidence.amount) throw new Error(`the page prints ${String(stated.bareNumber)}, the law is said to give ${evidence.amount}`);
      return { unit: evidence.unit, amount: evidence.amount, text: `${count(evidence)} (${evidence.law})` };
    case 'steps':
      if (!steps.replaceAll(/\s+/gu, ' ').includes(evidence.quote)) throw new Error(`the steps do not say "${evidence.quote}"`);
      return { unit: evidence.unit, amount: evidence.amount, text: `${count(evidence)} (theo trình tự thực hiện trên cổng dịch vụ công)` };
    default:
      return assertNever(evidence);
  }
}

function statedLimit(rows: readonly ChannelRow[], steps: string): { readonly limit: TimeLimit; readonly bareNumber: number | null } {
  const times = counterRows(rows).flatMap((row) => row.time ?? []);
  const printed = [...new Set(times.map(({ amount, unit }) => `${amount} ${unit?.toLocaleLowerCase('vi') ?? ''}`.trim()))];
  if (printed.length > 1) return { limit: unstated(`Tùy trường hợp: ${printed.join('; ')}`), bareNumber: null };
  const [time] = times;
  const unit = time?.unit === undefined || time.unit === null ? undefined : UNITS[time.unit];
  if (time !== undefined && unit !== undefined) return { limit: { unit, amount: time.amount, text: count({ amount: time.amount, unit }) }, bareNumber: null };
  if (SAME_DAY.test(steps)) return { limit: { unit: 'same-day', text: SAME_DAY_TEXT }, bareNumber: null };
  if (time !== undefined) return { limit: unstated(`Cổng dịch vụ công ghi "${time.amount}", không ghi đơn vị`), bareNumber: time.amount };
  return { limit: describedLimit(counterRows(rows)[0]?.description ?? ''), bareNumber: null };
}

/** A limit that only the description gives: read where it is one plain sentence, kept as text where it is not. */
function describedLimit(description: string): TimeLimit {
  const plain = DESCRIBED.exec(description.trim());
  if (plain !== null) {
    const unit = /làm việc/u.test(plain[2] ?? '') ? 'working-day' : 'day';
    return { unit, amount: Number(plain[1]), text: count({ amount: Number(plain[1]), unit }) };
  }
  const sentence = description.split(/(?<=[.;])\s+|\n/u).find((part) => /\d+\s+(?:\([^)]*\)\s+)?(?:ngày|giờ)/u.test(part));
  return unstated(sentence === undefined ? UNSTATED_TEXT : tidyText(sentence));
}

function unstated(text: string): TimeLimit {
  return { unit: 'unstated', text: cutAtWord(text, LONGEST_TEXT) };
}

function count({ amount, unit }: { readonly amount: number; readonly unit: keyof typeof WORDS }): string {
  return `${amount} ${WORDS[unit]}`;
}
