// A laid-out paper: what is drawn where, in points from the upper left corner. It knows no font file and no format; drawing adds nothing to it.

export type Weight = 400 | 600;

export type PageOp =
  /** `y` is the line on which the letters stand. */
  | { readonly kind: 'text'; readonly x: number; readonly y: number; readonly size: number; readonly weight: Weight; readonly text: string; readonly isLight?: boolean }
  | { readonly kind: 'box'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly shade: 'black' | 'grey' }
  /** A square with the code of a text, without its quiet border. */
  | { readonly kind: 'code'; readonly x: number; readonly y: number; readonly side: number; readonly text: string };

export interface LaidOutPaper {
  /** Points, 1/72 inch. */
  readonly width: number;
  readonly height: number;
  readonly pages: readonly (readonly PageOp[])[];
}

/** Width of a text in points. */
export type Measure = (text: string, size: number, weight: Weight) => number;

export const POINTS_MM = 72 / 25.4;
