// A day of the cash desk in words: its date, and which supplement of it.

import type { DeskDay } from '../../../shared/base/ids.ts';
import { dateOf, supplementNumber } from '../../../shared/domain/payment/desk-day.ts';
import { typedDate } from '../typed-date.ts';
import type { Texts } from '../texts/use-texts.tsx';

/** '24/11/2026', or the same with the number of the supplement. */
export function deskDayText(day: DeskDay, { t }: Pick<Texts, 't'>): string {
  const number = supplementNumber(day);
  return number === 0 ? typedDate(day) : t('money.supplement', { day: typedDate(dateOf(day)), number });
}
