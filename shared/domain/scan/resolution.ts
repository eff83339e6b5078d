// Chooses the resolution of a scan from what a scanner offers.

/** Below this a scanned paper is no record: decree 30/2020 asks for 200 dots per inch at least. */
const LEAST_DPI = 200;
/** Finer than this only makes files large. */
const MOST_DPI = 300;
const USUAL = [75, 100, 150, 200, 240, 250, 300, 400, 600];

/** The nearest resolution that is offered, but none that is too coarse for a record while there is a finer one. `offered` ascends. */
export function nearestDpi(offered: readonly number[], wanted: number): number {
  const fine = offered.filter((dpi) => dpi >= Math.min(wanted, LEAST_DPI));
  const nearest = (best: number, one: number): number => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best);
  return fine.length > 0 ? fine.reduce(nearest, fine[0] ?? wanted) : (offered.at(-1) ?? wanted);
}

/** Those of a scanner's resolutions that an officer may choose from. */
export function recordDpis(offered: readonly number[]): readonly number[] {
  return [...new Set(offered)].filter((dpi) => dpi >= LEAST_DPI && dpi <= MOST_DPI).toSorted((a, b) => a - b);
}

/** The usual resolutions within a range, with its ends. `step` is 0 where it does not matter. */
export function dpisOfRange(min: number, max: number, step: number): readonly number[] {
  if (!(min <= max)) return [];
  return [...USUAL.filter((dpi) => dpi >= min && dpi <= max && (!(step > 1) || (dpi - min) % step === 0)), min, max];
}
