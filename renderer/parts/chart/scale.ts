// The scale of a chart: a round highest value above everything that is drawn, and the lines between.

/** Round numbers that a person reads at a glance; each is divisible by its half or its quarter. */
const STEPS = [4, 8, 12, 20, 40, 60, 80] as const;

/** The least round number that is not below the value; 4 at the least, so that single people stay small. */
export function niceMax(value: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of STEPS) if (step * power >= value) return step * power;
  }
}

/** Nought, half and all of the scale, the largest first. */
export function ticksOf(max: number): readonly number[] {
  return [max, max / 2, 0];
}
