// The index as far as it can be known here: what local data say, what somebody has read at the portal and entered, and how far the rest may reach.

import type { ComponentId, GroupId } from './components.ts';
import type { IndexScore } from './index766.ts';
import { bandOf, roundHalfUp, type Band, type Measure } from './score.ts';

/** What local data say of a row: 'counted', all of it; 'at-most', what is known only takes points off; 'at-least', what is known is a part of what earns them; 'part', something is seen that is worth telling and bounds nothing. Rows that are not named are not known here. */
export type LocalKnowledge = ReadonlyMap<ComponentId, Knowledge>;
type Knowledge = 'counted' | 'at-most' | 'at-least' | 'part';

/** Where a row's points come from: counted here; read at the portal and entered; granted to the level; 'at-most' and 'at-least', part of it is known here; 'part', something is seen here and no points follow; 'no-cases', nothing was there to count; 'unknown', only the portal knows. */
export type Source = 'local' | 'entered' | 'granted' | 'at-most' | 'at-least' | 'part' | 'no-cases' | 'unknown';

/** A row with the least and the most that it may have: both the same where it is known. */
export interface RowEstimate extends Measure {
  readonly source: Source;
  readonly low: number;
  readonly high: number;
  /** What was read at the portal last, also where it is counted here; null where nothing was. */
  readonly portal: number | null;
}

export interface GroupEstimate {
  readonly id: GroupId;
  readonly max: number;
  readonly low: number;
  readonly high: number;
  /** True where its rows leave something open and the portal's number of the whole group was taken for it. */
  readonly isEntered: boolean;
  readonly rows: readonly RowEstimate[];
}

export interface IndexEstimate {
  readonly low: number;
  readonly high: number;
  readonly max: number;
  readonly lowBand: Band;
  readonly highBand: Band;
  readonly groups: readonly GroupEstimate[];
}

/** `entered` is the newest reading of each row and group. What is counted here goes before what was read: the reading is of an earlier day, and stands beside. A group's reading is taken as far as its rows allow it. */
export function estimateOf({ groups }: IndexScore, local: LocalKnowledge, entered: ReadonlyMap<ComponentId | GroupId, number>): IndexEstimate {
  const estimated = groups.map(({ id, max, measures }): GroupEstimate => {
    const rows = measures.map((measure) => rowOf(measure, local.get(measure.id) ?? null, entered.get(measure.id) ?? null));
    const [least, most] = [sum(rows.map((row) => row.low)), sum(rows.map((row) => row.high))];
    const reading = entered.get(id);
    if (reading === undefined || least === most) return { id, max, low: least, high: most, isEntered: false, rows };
    const taken = Math.min(most, Math.max(least, reading));
    return { id, max, low: taken, high: taken, isEntered: true, rows };
  });
  const [low, high] = [sum(estimated.map((group) => group.low)), sum(estimated.map((group) => group.high))];
  return { low, high, max: sum(estimated.map(({ max }) => max)), lowBand: bandOf(low), highBand: bandOf(high), groups: estimated };
}

function rowOf(measure: Measure, local: Knowledge | null, portal: number | null): RowEstimate {
  const between = (source: Source, low: number, high: number): RowEstimate => ({ ...measure, source, low, high, portal });
  if (measure.note === 'granted') return between('granted', measure.score, measure.score);
  if (local === 'counted' && measure.note === 'counted') return between('local', measure.score, measure.score);
  if (portal !== null) return between('entered', Math.min(portal, measure.max), Math.min(portal, measure.max));
  if (local === 'at-most' && measure.note === 'counted') return between('at-most', 0, measure.score);
  if (local === 'at-least' && measure.note === 'counted') return between('at-least', measure.score, measure.max);
  if (local === 'part' && measure.note === 'counted') return between('part', 0, measure.max);
  return between(local === null ? 'unknown' : 'no-cases', 0, measure.max);
}

/** Most points of a row, a group, or all: 18, 20, 12, 10, 22, 18 and 100, unless the unit corrected rows. */
export function maxOf(of: GroupId | ComponentId | 'total', rules: Readonly<Record<ComponentId, { readonly group: GroupId; readonly max: number }>>): number {
  return sum((Object.entries(rules) as [ComponentId, { readonly group: GroupId; readonly max: number }][]).filter(([id, { group }]) => of === 'total' || of === group || of === id).map(([, { max }]) => max));
}

function sum(values: readonly number[]): number {
  return roundHalfUp(values.reduce((total, value) => total + value, 0), 2);
}
