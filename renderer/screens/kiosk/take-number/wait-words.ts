// How many wait in a field, and for about how long.

import type { Field } from '../../../../shared/contract/point.ts';
import type { QueueOverview } from '../../../../shared/contract/queue.ts';
import type { Remembered } from '../../../client/remembered.ts';
import type { Texts } from '../../../parts/texts/use-texts.tsx';

/** Each is '' where there is nothing to say: a number that may be wrong is worse than none. */
export interface WaitWords {
  readonly people: string;
  readonly time: string;
}

export function waitWords({ t, number }: Texts, field: Field, overview: Remembered<QueueOverview>): WaitWords {
  if (!field.takesTickets) return { people: t('kiosk.fields.closed'), time: '' };
  const queue = overview.kind === 'known' ? overview.value.fields.find((one) => one.field === field.code) : undefined;
  if (queue === undefined) return { people: '', time: '' };
  const people = queue.waiting === 0 ? t('kiosk.fields.nobody') : t('kiosk.fields.waiting', { count: number(queue.waiting) });
  if (queue.openCounters.length === 0) return { people, time: t('kiosk.fields.no-counter') };
  if (queue.expectedWaitMin === null) return { people, time: '' };
  return { people, time: queue.expectedWaitMin === 0 ? t('kiosk.fields.no-wait') : t('kiosk.fields.wait', { count: number(queue.expectedWaitMin) }) };
}
