// How crooked a page lies: the angle at which its lines of writing fall into rows. Ink is counted along slanted rows (a projection profile); the sharper rows and gaps part, the better the angle.

import type { Ink } from './ink.ts';

/** Widest angle that is looked for, in degrees. */
const WIDEST = 11;
const COARSE = 0.5;
const FINE = 0.05;
/** So many dots of ink are enough to find the rows of any page. */
const MOST_DOTS = 24_000;
const FEWEST_DOTS = 400;
/** More ink than this share is a picture, whose shades fall into rows by chance. */
const MOST_SHARE = 0.25;
/** How much sharper the best angle is than most: a stamp or a photograph has no rows. */
const CLEARLY = 1.6;

/** Degrees by which the writing is turned clockwise; null where no rows are found. To about a tenth. */
export function skewOf(ink: Ink): number | null {
  const inkDots = ink.marks.reduce((sum, { dots }) => sum + dots, 0);
  if (inkDots > ink.width * ink.height * MOST_SHARE) return null;
  const points = pointsOf(ink);
  if (points.x.length < FEWEST_DOTS) return null;
  const rows = Math.ceil(Math.hypot(ink.width, ink.height)) * 2 + 2;
  const sharpness = (degrees: number): number => sharpnessAt(points, degrees, rows);
  const tried = range(-WIDEST, WIDEST, COARSE).map((degrees) => ({ degrees, score: sharpness(degrees) }));
  const usual = tried.map(({ score }) => score).toSorted((one, other) => one - other)[Math.floor(tried.length / 2)] ?? 0;
  const rough = best(tried);
  const exact = best(range(rough.degrees - COARSE, rough.degrees + COARSE, FINE).map((degrees) => ({ degrees, score: sharpness(degrees) })));
  if (exact.score < usual * CLEARLY || Math.abs(exact.degrees) >= WIDEST) return null;
  return Math.round(exact.degrees * 100) / 100;
}

interface Points {
  readonly x: Int16Array;
  readonly y: Int16Array;
}

function pointsOf({ isInk, width }: Ink): Points {
  const all: number[] = [];
  for (let dot = 0; dot < isInk.length; dot += 1) if (isInk[dot] === 1) all.push(dot);
  // Every so many-th in reading order: all rows keep their share.
  const step = Math.max(1, all.length / MOST_DOTS);
  const count = Math.floor(all.length / step);
  const x = new Int16Array(count);
  const y = new Int16Array(count);
  for (let index = 0; index < count; index += 1) {
    const dot = all[Math.floor(index * step)] ?? 0;
    x[index] = dot % width;
    y[index] = Math.floor(dot / width);
  }
  return { x, y };
}

function sharpnessAt({ x, y }: Points, degrees: number, rows: number): number {
  const angle = (degrees * Math.PI) / 180;
  const sine = Math.sin(angle);
  const cosine = Math.cos(angle);
  const profile = new Float64Array(rows);
  const middle = rows / 2;
  for (let index = 0; index < x.length; index += 1) {
    const row = Math.round((y[index] ?? 0) * cosine - (x[index] ?? 0) * sine + middle);
    profile[row] = (profile[row] ?? 0) + 1;
  }
  let score = 0;
  for (let row = 1; row < rows; row += 1) score += ((profile[row] ?? 0) - (profile[row - 1] ?? 0)) ** 2;
  return score;
}

interface Tried {
  readonly degrees: number;
  readonly score: number;
}

function best(tried: readonly Tried[]): Tried {
  return tried.reduce((one, other) => (other.score > one.score ? other : one), { degrees: 0, score: 0 });
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step);
}
