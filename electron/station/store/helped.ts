// Whom the youth teams helped: numbers by day, team and kind, and nothing of any person.

import { z } from 'zod';
import type { BusinessDay } from '../../../shared/base/ids.ts';
import { helpKindSchema, type HelpRow } from '../../../shared/contract/feedback.ts';
import { businessDaySchema } from '../../../shared/contract/primitives.ts';
import type { Readable } from './handle.ts';

const helpRow = z.object({ day: businessDaySchema, team: z.string(), kind: helpKindSchema, count: z.int() });

/** The newest day first. */
export function helpCounts(store: Readable, from: BusinessDay, to: BusinessDay): HelpRow[] {
  return store.all(helpRow, 'SELECT day, team, kind, count FROM helped WHERE day BETWEEN $from AND $to ORDER BY day DESC, team, kind', { from, to });
}
