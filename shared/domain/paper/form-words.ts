// How the program writes moments, days and codes into the fields of forms. The words themselves are texts of resources/texts/paper.vi.json.

import type { EpochMs } from '../../base/ids.ts';
import { paddedTimeOf } from '../time/business-day.ts';

/** What stands on the slip of a procedure and in its codes. */
type TakeHomeKey = `paper.take-home.${'code' | 'part' | 'papers' | 'papers-none' | 'elsewhere' | 'case' | 'original' | 'copy' | 'if-any' | 'note' | 'same-note' | 'shortened' | 'ask' | 'left-out' | 'rest-left-out' | 'time' | 'time-unstated' | 'fee' | 'fee-unstated' | 'where' | 'open' | 'hours' | 'days' | 'period' | 'as-of' | `day-${1 | 2 | 3 | 4 | 5 | 6 | 7}`}`;

/** The texts by key; `{name}` in them stands for a value. */
export type FormWords = Readonly<Record<'paper.receipt.moment' | 'paper.receipt.no-due' | 'paper.receipt.counter-value' | 'paper.receipt.provisional-note' | 'paper.form.today' | 'paper.form.provisional' | `paper.form.channel.${'counter' | 'online' | 'post'}` | 'paper.form.by-post' | 'paper.form.paid' | 'paper.form.unpaid' | `paper.form.fee-${'now' | 'later' | 'not-due' | 'exempt' | 'none' | 'none-why'}` | 'paper.fee.reversed' | `paper.fee.method-${'cash' | 'transfer'}` | 'paper.form.case' | 'paper.form.content' | 'paper.form.total' | 'paper.form.post-office' | 'paper.form.supplement-past' | 'paper.form.supplement-moved' | TakeHomeKey, string>>;

/** The text with its values; every name in it must be among them. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/gu, (_whole, name: string) => values[name] ?? '');
}

/** '08:13 ngày 27/11/2026' */
export function momentText(words: FormWords, at: EpochMs): string {
  return filled(words['paper.receipt.moment'], { ...paddedTimeOf(at) });
}

/** '27/11/2026' */
export function dayText(at: EpochMs): string {
  const { day, month, year } = paddedTimeOf(at);
  return `${day}/${month}/${year}`;
}

/** 'Ngày 27 tháng 11 năm 2026' */
export function todayText(words: FormWords, at: EpochMs): string {
  return filled(words['paper.form.today'], { ...paddedTimeOf(at) });
}
