// A strip of paper that is filled from the top: wrapped lines, pairs, tables, rules, bands and codes; knows neither tickets nor receipts.
// Everything is measured first and drawn at the end, on a canvas that is exactly as long as the paper.

import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { PrintJob } from '../ports.ts';
import { fontOf, type PaperWeight } from './fonts.ts';
import { qrModules } from './qr.ts';
import { toDots } from './dots.ts';
import { wrap, wrapEvenly } from './wrap.ts';

export interface TextStyle {
  readonly size: number;
  readonly weight: PaperWeight;
  readonly align?: 'left' | 'center' | 'right';
}

/** A column of a row of cells; `width` in dots. */
export interface Cell {
  readonly text: string;
  readonly width: number;
  readonly style: TextStyle;
}

/** A finished strip, with the rows that hold a code and its quiet border: nothing is ever drawn over them. */
export interface DrawnStrip extends PrintJob {
  readonly codes: readonly { readonly top: number; readonly rows: number }[];
}

/** How far, in parts of its size, a letter of this typeface reaches above (Ẳ) and below (ự) its base line, and how far base lines are apart. */
const ASCENT = 1.25;
const DESCENT = 0.27;
const LINE = 1.44;
/** Dots between two cells of a row. */
export const CELL_GAP = 12;
/** Printers lose a dot or two at either edge. */
const MARGIN = 8;
const SMALLEST_MODULE = 3;
const MOST_WIDTHS = 10_000;

/** Widths that are known already: breaking lines asks for the same beginnings again and again, papers share most of their words, and the shaper is slow to answer. */
export class TextWidths {
  readonly #known = new Map<string, number>();

  of(font: string, text: string, measure: () => number): number {
    const key = `${font} ${text}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_WIDTHS) this.#known.clear();
    const width = measure();
    this.#known.set(key, width);
    return width;
  }
}

export class Sheet {
  readonly widthDots: number;
  /** Room for words and tables between the margins. */
  readonly roomDots: number;
  readonly #measure = createCanvas(8, 8).getContext('2d');
  readonly #widths: TextWidths;
  readonly #parts: { readonly top: number; draw(context: SKRSContext2D, top: number): void }[] = [];
  readonly #codes: { readonly top: number; readonly rows: number }[] = [];
  #height = 0;

  constructor(widthDots: number, widths = new TextWidths()) {
    this.#widths = widths;
    this.widthDots = widthDots;
    this.roomDots = widthDots - 2 * MARGIN;
  }

  space(rows: number): void {
    this.#height += rows;
  }

  /** A paragraph across the paper. */
  text(text: string, style: TextStyle): void {
    this.cells([{ text, width: this.roomDots, style }]);
  }

  /** Cells side by side, each wrapped in its own width. */
  cells(cells: readonly Cell[]): void {
    const wrapped = cells.map((cell) => ({ cell, lines: this.#lines(cell) }));
    const height = Math.max(...wrapped.map(({ cell, lines }) => heightOf(lines.length, cell.style.size)));
    this.#add(height, (context, top) => {
      let left = MARGIN;
      for (const { cell, lines } of wrapped) {
        drawLines(context, lines, cell.style, left, top, cell.width);
        left += cell.width + CELL_GAP;
      }
    });
  }

  /** A label at the left and what it stands for at the right of it. */
  pair(label: string, value: string, labelWidth: number, size: number, weight: PaperWeight = 600): void {
    this.cells([
      { text: label, width: labelWidth, style: { size, weight: 400 } },
      { text: value, width: this.roomDots - labelWidth - CELL_GAP, style: { size, weight } },
    ]);
    this.space(3);
  }

  /** One line as large as the paper allows, up to `largest`; for a word that must be read from afar. */
  headline(text: string, weight: PaperWeight, largest: number): void {
    this.#measure.font = fontOf(100, weight);
    const size = Math.min(largest, Math.floor((this.roomDots * 98) / this.#measure.measureText(text).width));
    const height = Math.ceil(size * 0.78);
    this.#add(height, (context, top) => {
      context.font = fontOf(size, weight);
      context.textAlign = 'center';
      context.fillText(text, this.widthDots / 2, top + Math.round(size * 0.74));
    });
  }

  /** White words on a black band. */
  band(text: string, size: number): void {
    const lines = this.#lines({ text, width: this.widthDots - 24, style: { size, weight: 800, align: 'center' } });
    const height = heightOf(lines.length, size) + 8;
    this.#add(height, (context, top) => {
      context.fillRect(0, top, this.widthDots, height);
      context.fillStyle = '#fff';
      drawLines(context, lines, { size, weight: 800, align: 'center' }, 12, top + 3, this.widthDots - 24);
      context.fillStyle = '#000';
    });
  }

  /** Letters in columns of one width, so that a missing one leaves a hole; '' leaves one by intent. */
  letters(row: readonly string[], columns: number, size: number): void {
    const width = this.roomDots / columns;
    this.#add(heightOf(1, size), (context, top) => {
      context.font = fontOf(size, 600);
      context.textAlign = 'center';
      row.forEach((letter, index) => context.fillText(letter, Math.round(MARGIN + (index + 0.5) * width), top + Math.round(size * ASCENT)));
    });
  }

  /** A ruler over the whole width with a stroke for each `dots`, a longer one for each fifth: for whoever holds a real one to it. */
  ruler(dots: number): void {
    this.#add(26, (context, top) => {
      context.fillRect(0, top, this.widthDots, 2);
      for (let stroke = 0; stroke * dots < this.widthDots; stroke += 1) context.fillRect(stroke * dots, top, 2, stroke % 10 === 0 ? 24 : stroke % 5 === 0 ? 17 : 9);
      context.fillRect(this.widthDots - 2, top, 2, 24);
    });
  }

  rule(kind: 'solid' | 'dashed'): void {
    this.#add(kind === 'solid' ? 3 : 2, (context, top) => {
      if (kind === 'solid') context.fillRect(0, top, this.widthDots, 3);
      else for (let left = 0; left < this.widthDots; left += 14) context.fillRect(left, top, 8, 2);
    });
  }

  /** A QR code with its quiet border: at least six dots a module wherever the paper is wide enough. */
  qr(text: string): void {
    this.modules(qrModules(text), 0);
  }

  /** Likewise for a code that is made already; `leastDots` is how wide it must be at least without its border, if the paper is. */
  modules(modules: readonly (readonly boolean[])[], leastDots: number): void {
    const side = modules.length + 8;
    const wanted = Math.max(6, Math.ceil(leastDots / modules.length), Math.min(8, Math.floor((this.widthDots * 0.6) / side)));
    const dots = Math.min(Math.floor(this.widthDots / side), wanted);
    if (dots < SMALLEST_MODULE) throw new RangeError(`a QR code of ${side} modules on ${this.widthDots} dots`);
    const left = Math.floor((this.widthDots - side * dots) / 2);
    this.#codes.push({ top: this.#height, rows: side * dots });
    this.#add(side * dots, (context, top) => {
      modules.forEach((row, y) => row.forEach((isDark, x) => {
        if (isDark) context.fillRect(left + (x + 4) * dots, top + (y + 4) * dots, dots, dots);
      }));
    });
  }

  /** The finished picture. */
  toJob(): DrawnStrip {
    const canvas = createCanvas(this.widthDots, Math.max(1, this.#height));
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#000';
    for (const part of this.#parts) part.draw(context, part.top);
    return { ...toDots(context.getImageData(0, 0, canvas.width, canvas.height)), codes: this.#codes };
  }

  #add(height: number, draw: (context: SKRSContext2D, top: number) => void): void {
    this.#parts.push({ top: this.#height, draw });
    this.#height += height;
  }

  #lines(cell: Cell): string[] {
    const font = fontOf(cell.style.size, cell.style.weight);
    this.#measure.font = font;
    const measure = (text: string): number => this.#widths.of(font, text, () => this.#measure.measureText(text).width);
    return cell.style.align === 'center' ? wrapEvenly(cell.text, cell.width, measure) : wrap(cell.text, cell.width, measure);
  }
}

function heightOf(lines: number, size: number): number {
  return Math.ceil(size * (ASCENT + DESCENT + (lines - 1) * LINE));
}

function drawLines(context: SKRSContext2D, lines: readonly string[], style: TextStyle, left: number, top: number, width: number): void {
  const align = style.align ?? 'left';
  context.font = fontOf(style.size, style.weight);
  context.textAlign = align;
  const x = align === 'left' ? left : align === 'right' ? left + width : left + width / 2;
  lines.forEach((line, index) => context.fillText(line, x, top + Math.round(style.size * (ASCENT + index * LINE))));
}
