// What a unit corrects of the points of index 766, as its settings give it: sources disagree about some rows, and what does not apply to a unit is granted.

import { z } from 'zod';
import { COMPONENT_IDS, GRANTED_AT_COMMUNE, rulesWith } from '../domain/index766/components.ts';
import { maxOf } from '../domain/index766/estimate.ts';
import type { IndexSettings } from '../domain/index766/index766.ts';

const rowSchema = z.strictObject({
  row: z.enum(COMPONENT_IDS),
  /** Most points of the row. */
  points: z.number().min(0).max(100),
  /** Percent from which the row earns all of them. */
  fullAt: z.int().min(1).max(100),
});

/** `rows` are those that the unit's own city counts otherwise; all others are as they usually are. */
export const indexRulesSchema = z
  .strictObject({ rows: z.array(rowSchema).max(COMPONENT_IDS.length).default([]), granted: z.array(z.enum(COMPONENT_IDS)).max(COMPONENT_IDS.length).default([...GRANTED_AT_COMMUNE]) })
  .superRefine(({ rows }, context) => {
    for (const [index, { row }] of rows.entries()) {
      if (rows.findIndex((other) => other.row === row) < index) context.addIssue({ code: 'custom', path: ['rows', index, 'row'], message: 'a row stands twice', params: { rule: 'index-row-twice', row } });
    }
    const sum = maxOf('total', indexSettingsOf({ rows, granted: [] }).rules);
    if (sum !== 100) context.addIssue({ code: 'custom', path: ['rows'], message: `the points of all rows are ${sum} together, and must be 100`, params: { rule: 'index-sum', sum } });
  })
  .prefault({});
export type IndexRules = z.infer<typeof indexRulesSchema>;

/** What the index is computed with. A component without cases earns nothing: sources show 0 or "not applicable". */
export function indexSettingsOf({ rows, granted }: IndexRules): IndexSettings {
  return { rules: rulesWith(rows.map(({ row, points, fullAt }) => ({ id: row, max: points, threshold: fullAt / 100 }))), granted, whenEmpty: 0 };
}
