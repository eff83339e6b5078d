// Points out of ratios: the one formula of the index, its rounding, and its bands.

import type { ComponentId, ComponentRule } from './components.ts';

/** What a component counted. `causes` are what is in the denominator and not in the numerator: codes of dossiers, of procedures, or ids of petitions. */
export interface Count {
  readonly numerator: number;
  readonly denominator: number;
  readonly causes: readonly string[];
}

/** 'granted': the row does not apply here. 'no-cases': nothing was there to count. */
export type MeasureNote = 'counted' | 'granted' | 'no-cases';

/** `score` and `percent` have two decimals; `percent` is null where there is nothing to divide by. */
export interface Measure {
  readonly id: ComponentId;
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: number | null;
  readonly score: number;
  readonly max: number;
  readonly note: MeasureNote;
  readonly causes: readonly string[];
}

/** score = min(Pmax, Pmax × R ÷ T), two decimals; found in the published formula document of the index. A component without cases earns `whenEmpty` of its points: sources show 0 or "not applicable". */
export function measureOf(id: ComponentId, { max, threshold }: ComponentRule, { numerator, denominator, causes }: Count, whenEmpty: 0 | 1): Measure {
  if (denominator === 0) return { id, numerator, denominator, percent: null, score: whenEmpty * max, max, note: 'no-cases', causes: [] };
  const score = Math.min(max, roundHalfUp((max * numerator) / (denominator * threshold), 2));
  return { id, numerator, denominator, percent: percentOf(numerator, denominator), score, max, note: 'counted', causes };
}

/** The whole of a row that does not apply. */
export function grantedMeasure(id: ComponentId, { max }: ComponentRule): Measure {
  return { id, numerator: 0, denominator: 0, percent: null, score: max, max, note: 'granted', causes: [] };
}

/** A share in percent, half up, with two decimals unless said otherwise: 3179 of 3483 is 91,27. Null where there is nothing to divide by. */
export function percentOf(numerator: number, denominator: number, decimals = 2): number | null {
  return denominator === 0 ? null : roundHalfUp((numerator * 100) / denominator, decimals);
}

/** Half up, with the last bit of binary fractions forgiven: 1,005 is 1,01. */
export function roundHalfUp(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.floor(value * scale * (1 + Number.EPSILON * 4) + 0.5) / scale;
}

/** Names of the bands, from own knowledge and a public page that calls 83,8 points "tốt". */
export type Band = 'excellent' | 'good' | 'fair' | 'average' | 'weak';

/** Xuất sắc from 90, Tốt from 80, Khá from 70, Trung bình from 50, below that Yếu. */
export function bandOf(points: number): Band {
  if (points >= 90) return 'excellent';
  if (points >= 80) return 'good';
  if (points >= 70) return 'fair';
  return points >= 50 ? 'average' : 'weak';
}
