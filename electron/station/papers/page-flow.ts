// Where the next thing stands: goes down a page, and on to the next one when something does not fit any more.

import { must } from '../../../shared/base/must.ts';
import type { Measure, PageOp, Weight } from './page-ops.ts';

/** From one line to the next, as a share of the size: high enough for two marks above a capital and a dot below the line before it. */
export const LEADING = 1.36;
/** From the top of a line to where its letters stand. */
export const ASCENT = 1.02;
/** Room at the foot for 'Trang x/y', in points. */
const FOOT = 12;

export interface FlowArea {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/** Letters of one line that have the same weight. */
export interface LinePart {
  readonly text: string;
  readonly weight: Weight;
}

export class PageFlow {
  readonly measure: Measure;
  readonly left: number;
  readonly room: number;
  /** Of a page's body, its marks taken off. */
  readonly bodyHeight: number;
  readonly pages: PageOp[][] = [];
  readonly #top: number;
  readonly #bottom: number;
  readonly #marks: readonly PageOp[];
  #y = 0;

  /** `marks` stand at the head of every page and take `marksHeight` there. */
  constructor({ width, height, margin }: FlowArea, measure: Measure, marks: readonly PageOp[], marksHeight: number) {
    this.measure = measure;
    this.left = margin;
    this.room = width - 2 * margin;
    this.#marks = marks;
    this.#top = margin + marksHeight;
    this.#bottom = height - margin - FOOT;
    this.bodyHeight = this.#bottom - this.#top;
    this.newPage();
  }

  get y(): number {
    return this.#y;
  }

  /** What is left of this page. */
  get remaining(): number {
    return this.#bottom - this.#y;
  }

  newPage(): void {
    this.pages.push([...this.#marks]);
    this.#y = this.#top;
  }

  /** Goes on to a new page unless so much fits on this one. What is higher than a page begins where it is. */
  need(height: number): boolean {
    if (height <= this.remaining + 0.01 || height > this.bodyHeight) return false;
    this.newPage();
    return true;
  }

  skip(height: number): void {
    this.#y += height;
  }

  add(op: PageOp): void {
    must(this.pages.at(-1), 'a flow begins with a page').push(op);
  }

  /** A line whose top is `top`, within a width from `x`. */
  line(parts: readonly LinePart[], { x, width, top, size, align }: { readonly x: number; readonly width: number; readonly top: number; readonly size: number; readonly align: 'left' | 'center' | 'right' }): void {
    const wide = parts.reduce((sum, { text, weight }) => sum + this.measure(text, size, weight), 0);
    let at = x + (align === 'left' ? 0 : align === 'center' ? (width - wide) / 2 : width - wide);
    for (const { text, weight } of parts) {
      this.add({ kind: 'text', x: at, y: top + ASCENT * size, size, weight, text });
      at += this.measure(text, size, weight);
    }
  }
}
