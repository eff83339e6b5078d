// How many wait in a field and for about how long, in one line.

import type { Field } from '../../../../shared/contract/point.ts';
import type { QueueOverview } from '../../../../shared/contract/queue.ts';
import type { Remembered } from '../../../client/remembered.ts';
import type { Texts } from '../../../parts/texts/use-texts.tsx';

/** '' while the queue is not known: a number that may be wrong is worse than none. */
export function waitWords({ t, number }: Texts, field: Field, overview: Remembered<QueueOverview>): string {
  if (!field.takesTickets) return t('kiosk.fields.closed');
  const queue = overview.kind === 'known' ? overview.value.fields.find((one) => one.field === field.code) : undefined;
  if (queue === undefined) return '';
  const people = queue.waiting === 0 ? t('kiosk.fields.nobody') : t('kiosk.fields.waiting', { count: number(queue.waiting) });
  if (queue.openCounters.length === 0) return `${people} · ${t('kiosk.fields.no-counter')}`;
  if (queue.expectedWaitMin === null) return people;
  return `${people} · ${queue.expectedWaitMin === 0 ? t('kiosk.fields.no-wait') : t('kiosk.fields.wait', { count: number(queue.expectedWaitMin) })}`;
}
