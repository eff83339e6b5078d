// Figures of a measurement: smallest, middle and largest of its rounds, and how they are shown.

/** What several rounds of one measurement came to. */
export interface Figures {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Smallest, middle and largest; `digits` after the point. */
export function figuresOf(values: readonly number[], digits = 2): Figures {
  const sorted = [...values].sort((left, right) => left - right);
  const at = (index: number) => Number((sorted[index] ?? Number.NaN).toFixed(digits));
  return { min: at(0), median: at(Math.floor((sorted.length - 1) / 2)), max: at(sorted.length - 1) };
}

/** Value below which the given share of all lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return Number((sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN).toFixed(2));
}
