// A table over as many pages as it takes: its head stands again on each, and a line that is higher than a page is cut between its lines of words.

import type { TemplateBlock, TemplateColumn } from '../../../shared/domain/paper/template.ts';
import { type BlockParts, GAP, textOf } from './block-parts.ts';
import { breakLines } from './break-lines.ts';
import { LEADING, type LinePart } from './page-flow.ts';
import { POINTS_MM, type Weight } from './page-ops.ts';

/** Between words and the lines of the table, in points. */
const PADDING = 2.4;
const LINE = 0.5;
/** A column that shares the rest is never narrower, in millimetres; where the others leave less, all are made narrower alike. */
const LEAST_MM = 12;

type Lines = readonly (readonly LinePart[])[];

export function layOutTable({ list, columns }: Extract<TemplateBlock, { kind: 'table' }>, { flow, size: plain, values, isNarrow }: BlockParts): void {
  if (isNarrow) return layOutAsList({ list, columns }, { flow, size: plain, values });
  const size = plain * 0.92;
  const widths = columnWidths(columns, flow.room);
  const lefts = widths.map((_, index) => flow.left + widths.slice(0, index).reduce((sum, width) => sum + width, 0));
  const step = size * LEADING;
  const broken = (texts: readonly string[], weight: Weight): readonly Lines[] =>
    texts.map((text, index) => breakLines([{ text, weight }], (widths[index] ?? 0) - 2 * PADDING, size, flow.measure));
  const head = broken(columns.map((column) => column.head), 600);
  const headHeight = Math.max(...head.map((lines) => lines.length)) * step + 2 * PADDING;

  /** One row of the table, or as much of it as begins here. */
  const draw = (cells: readonly Lines[], isHead: boolean): void => {
    const rows = Math.max(...cells.map((lines) => lines.length));
    const height = rows * step + 2 * PADDING;
    const top = flow.y;
    if (isHead) flow.add({ kind: 'box', x: flow.left, y: top, width: flow.room, height, shade: 'grey' });
    for (const [index, lines] of cells.entries()) {
      const [x, width] = [lefts[index] ?? 0, widths[index] ?? 0];
      const above = isHead ? ((rows - lines.length) * step) / 2 : 0;
      for (const [row, line] of lines.entries()) flow.line(line, { x: x + PADDING, width: width - 2 * PADDING, top: top + PADDING + above + row * step, size, align: isHead ? 'center' : (columns[index]?.align ?? 'left') });
      if (index > 0) flow.add({ kind: 'box', x: x - LINE / 2, y: top, width: LINE, height, shade: 'black' });
    }
    const edge = (x: number, y: number, width: number, high: number): void => flow.add({ kind: 'box', x, y, width, height: high, shade: 'black' });
    edge(flow.left, top, flow.room, LINE);
    edge(flow.left, top + height - LINE / 2, flow.room, LINE);
    edge(flow.left, top, LINE, height);
    edge(flow.left + flow.room - LINE, top, LINE, height);
    flow.skip(height);
  };

  const records = values.lists[list] ?? [];
  const rows = (records.length === 0 ? [{}] : records).map((record) => broken(columns.map(({ words }) => textOf(words, { texts: { ...values.texts, ...record } })), 400));
  const heightOf = (cells: readonly Lines[]): number => Math.max(...cells.map((lines) => lines.length)) * step + 2 * PADDING;
  // A head alone at the foot of a page helps nobody: it comes with its first row.
  flow.need(headHeight + Math.min(rows[0] === undefined ? 0 : heightOf(rows[0]), flow.bodyHeight - headHeight));
  draw(head, true);
  for (const row of rows) {
    let cells = row;
    for (;;) {
      const height = heightOf(cells);
      if (height <= flow.remaining + 0.01) break;
      const fits = Math.floor((flow.remaining - 2 * PADDING) / step);
      const isHigherThanPage = height > flow.bodyHeight - headHeight;
      if (isHigherThanPage && fits >= 1) {
        draw(cells.map((lines) => lines.slice(0, fits)), false);
        cells = cells.map((lines) => lines.slice(fits));
      }
      flow.newPage();
      draw(head, true);
      // A head that leaves no room for a line: better cut off than for ever.
      if (flow.remaining < step + 2 * PADDING) break;
    }
    draw(cells, false);
  }
  flow.skip(plain * GAP);
}

/** The field of a line's number; a line whose number is empty is a heading over those that follow. */
const NUMBER = 'tt';

/** On a strip each line of a table is a few lines of words: the column that shares the rest is its name, the others follow with their heads, as far as they say something. */
function layOutAsList({ list, columns }: Pick<Extract<TemplateBlock, { kind: 'table' }>, 'list' | 'columns'>, { flow, size, values }: Omit<BlockParts, 'isNarrow'>): void {
  const nameAt = Math.max(0, columns.findIndex(({ width }) => width === null));
  for (const [index, record] of (values.lists[list] ?? []).entries()) {
    const texts = columns.map(({ words }) => textOf(words, { texts: { ...values.texts, ...record } }).trim());
    const rest = columns.flatMap(({ head, words }, place) => (place === nameAt || texts[place] === '' || head === '' || isNumber(words) ? [] : [`${head}: ${texts[place] ?? ''}`]));
    const number = record[NUMBER] ?? String(index + 1);
    for (const line of breakLines([{ text: `${number === '' ? '' : `${number}. `}${texts[nameAt] ?? ''}`, weight: 600 }, ...(rest.length === 0 ? [] : [{ text: ` ${rest.join('; ')}`, weight: 400 } as const])], flow.room, size, flow.measure)) {
      flow.need(size * LEADING);
      flow.line(line, { x: flow.left, width: flow.room, top: flow.y, size, align: 'left' });
      flow.skip(size * LEADING);
    }
  }
  flow.skip(size * GAP);
}

function isNumber(words: TemplateColumn['words']): boolean {
  return words.every((word) => (word.kind === 'field' ? word.name === NUMBER : word.text.trim() === ''));
}

/** Widths in points that fill the room exactly. */
function columnWidths(columns: readonly TemplateColumn[], room: number): readonly number[] {
  const shared = columns.filter(({ width }) => width === null).length;
  const fixed = columns.reduce((sum, { width }) => sum + (width ?? 0) * POINTS_MM, 0);
  const share = shared === 0 ? 0 : Math.max(LEAST_MM * POINTS_MM, (room - fixed) / shared);
  const wanted = columns.map(({ width }) => (width === null ? share : width * POINTS_MM));
  const sum = wanted.reduce((total, width) => total + width, 0);
  return wanted.map((width) => (width * room) / sum);
}
