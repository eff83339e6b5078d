// Where there is ink on a page: what is darker than the paper around it, gathered into marks. Paper is measured place by place, so that shadow and yellowed paper are no ink.

import { DOTS_A_MM, type Shade } from './shade.ts';

/** Dots of ink that touch each other. Edges are inclusive. */
export interface Mark {
  readonly dots: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Ink {
  readonly width: number;
  readonly height: number;
  /** Without what the scanner's bed and punched holes leave. */
  readonly marks: readonly Mark[];
  /** One byte for each dot: 1 where one of the marks is. */
  readonly isInk: Uint8Array;
}

/** Side of the squares in which the paper's own shade is measured, in dots. */
const SQUARE = 16;
/** So much darker than its paper is a dot of ink, and so dark is at least one dot of each mark: what shines through from the other side is blurred and stays below. */
const DARKER = 45;
const CORE = 75;
/** No paper is darker than this: a page that is dark all over is a picture. */
const DARKEST_PAPER = 130;
/** Marks of fewer dots are no letter of any size. */
const FEWEST_DOTS = 4;

/** Finds the ink of a page. */
export function inkOf(shade: Shade): Ink {
  const { width, height } = shade;
  const depth = depthOf(shade);
  const isInk = new Uint8Array(width * height);
  const marks: Mark[] = [];
  const seen = new Uint8Array(width * height);
  for (let start = 0; start < depth.length; start += 1) {
    if (seen[start] === 1 || (depth[start] ?? 0) < DARKER) continue;
    const { dots, core, mark } = gather(depth, seen, start, width, height);
    if (dots.length < FEWEST_DOTS || core < CORE || isOfTheBed(mark, width, height) || isHole(mark, width, height)) continue;
    marks.push(mark);
    for (const dot of dots) isInk[dot] = 1;
  }
  return { width, height, marks, isInk };
}

/** How much darker than its paper each dot is. */
function depthOf({ width, height, dots }: Shade): Uint8Array {
  const columns = Math.ceil(width / SQUARE);
  const rows = Math.ceil(height / SQUARE);
  const paper = paperOf(dots, width, height, columns, rows);
  const depth = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / SQUARE) * columns;
    for (let x = 0; x < width; x += 1) depth[y * width + x] = Math.max(0, (paper[row + Math.floor(x / SQUARE)] ?? 255) - (dots[y * width + x] ?? 255));
  }
  return depth;
}

/** The paper's shade in each square: bright dots of the squares around it. Nowhere much darker than the page as a whole, or a photograph would be its own paper. */
function paperOf(dots: Uint8Array, width: number, height: number, columns: number, rows: number): Uint8Array {
  const bright = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1) bright[row * columns + column] = brightOf(dots, width, height, column * SQUARE, row * SQUARE);
  const whole = bright.toSorted()[Math.floor(bright.length * 0.8)] ?? 255;
  return bright.map((_, index) => {
    const around: number[] = [];
    const row = Math.floor(index / columns);
    const column = index % columns;
    for (let y = Math.max(0, row - 2); y <= Math.min(rows - 1, row + 2); y += 1) for (let x = Math.max(0, column - 2); x <= Math.min(columns - 1, column + 2); x += 1) around.push(bright[y * columns + x] ?? 255);
    around.sort((one, other) => one - other);
    return Math.max(around[Math.floor(around.length / 2)] ?? 255, Math.round(whole * 0.7), DARKEST_PAPER);
  });
}

/** The shade that a fifth of a square's dots is brighter than. */
function brightOf(dots: Uint8Array, width: number, height: number, left: number, top: number): number {
  const counts = new Uint16Array(256);
  let all = 0;
  for (let y = top; y < Math.min(height, top + SQUARE); y += 1) {
    for (let x = left; x < Math.min(width, left + SQUARE); x += 1) {
      const dot = dots[y * width + x] ?? 255;
      counts[dot] = (counts[dot] ?? 0) + 1;
      all += 1;
    }
  }
  let above = 0;
  for (let shade = 255; shade > 0; shade -= 1) {
    above += counts[shade] ?? 0;
    if (above * 5 >= all) return shade;
  }
  return 0;
}

/** All dots of ink that hang together with one. */
function gather(depth: Uint8Array, seen: Uint8Array, start: number, width: number, height: number): { dots: number[]; core: number; mark: Mark } {
  const dots = [start];
  seen[start] = 1;
  let core = 0;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let next = 0; next < dots.length; next += 1) {
    const dot = dots[next] ?? 0;
    const x = dot % width;
    const y = (dot - x) / width;
    core = Math.max(core, depth[dot] ?? 0);
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    for (let beside = Math.max(0, y - 1); beside <= Math.min(height - 1, y + 1); beside += 1) {
      for (let along = Math.max(0, x - 1); along <= Math.min(width - 1, x + 1); along += 1) {
        const found = beside * width + along;
        if (seen[found] === 1 || (depth[found] ?? 0) < DARKER) continue;
        seen[found] = 1;
        dots.push(found);
      }
    }
  }
  return { dots, core, mark: { dots: dots.length, left, top, right, bottom } };
}

/** The scanner's bed beside the paper, a shadow along an edge, the dark wedge beside a crooked sheet: it reaches the very edge, and is flat along it or goes all around. */
function isOfTheBed({ dots, left, top, right, bottom }: Mark, width: number, height: number): boolean {
  const atSide = left <= width * 0.01 || right >= width * 0.99 - 1;
  const atEnd = top <= height * 0.01 || bottom >= height * 0.99 - 1;
  const isNarrow = right - left < width * 0.2;
  const isFlat = bottom - top < height * 0.2;
  const isFrame = right - left > width * 0.9 && bottom - top > height * 0.9 && dots < width * height * 0.3;
  return (atSide && isNarrow) || (atEnd && isFlat) || (atSide && atEnd && isFrame);
}

/** A punched hole: a filled round of 4 to 9 mm, near an edge. */
function isHole({ dots, left, top, right, bottom }: Mark, width: number, height: number): boolean {
  const across = right - left + 1;
  const along = bottom - top + 1;
  const isRound = Math.min(across, along) >= 4 * DOTS_A_MM && Math.max(across, along) <= 9 * DOTS_A_MM && Math.abs(across - along) <= 0.25 * Math.max(across, along) && dots >= 0.62 * across * along;
  const near = 22 * DOTS_A_MM;
  return isRound && Math.min(left, top, width - right, height - bottom) < near;
}
