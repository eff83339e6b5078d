// Blocks whose parts stand side by side: labels with their values, codes with their captions, signatures; and lines to write on.

import type { TemplateBlock } from '../../../shared/domain/paper/template.ts';
import { type BlockParts, GAP, textOf } from './block-parts.ts';
import { breakLines } from './break-lines.ts';
import { LEADING, type PageFlow } from './page-flow.ts';
import { POINTS_MM } from './page-ops.ts';

type BlockOf<Kind extends TemplateBlock['kind']> = Extract<TemplateBlock, { kind: Kind }>;

/** Side of a code on paper, in points: 22 mm. */
const CODE_SIDE = 22 * POINTS_MM;
/** A code's quiet border: its widest module, of a small code, four times. */
const QUIET = 3 * POINTS_MM;
/** Room to sign in, in lines. */
const SIGN_LINES = 2.7;
const BETWEEN = 8;
const MANY = 100;

/** A value that is empty is left open, with dots to write on. */
export function layOutEntries({ kind, entries }: BlockOf<'entries'>, parts: BlockParts): void {
  const { flow, size, values, isNarrow } = parts;
  if (isNarrow && entries.length > 1) {
    for (const entry of entries) layOutEntries({ kind, entries: [entry] }, parts);
    return;
  }
  const width = (flow.room - BETWEEN * (entries.length - 1)) / entries.length;
  const cells = entries.map(({ label, value }) => {
    const [words, text] = [textOf(label, values), value === null ? '' : textOf(value, values)];
    const isOpen = value !== null && text.replaceAll(/[\s.,;:–-]/gu, '') === '';
    const lines = breakLines([{ text: `${words} `, weight: 400 }, ...(isOpen || text === '' ? [] : [{ text, weight: 600 } as const])], width, size, flow.measure);
    return { lines, isOpen };
  });
  const most = Math.max(...cells.map(({ lines }) => lines.length));
  for (let row = 0; row < most; row += 1) {
    flow.need(size * LEADING);
    for (const [index, { lines, isOpen }] of cells.entries()) {
      const line = lines[row];
      if (line === undefined) continue;
      const x = flow.left + index * (width + BETWEEN);
      flow.line(line, { x, width, top: flow.y, size, align: 'left' });
      if (isOpen && row === lines.length - 1) {
        const said = line.reduce((sum, { text, weight }) => sum + flow.measure(text, size, weight), 0);
        dotted(flow, x + said + 3, width - said - 3, flow.y, size);
      }
    }
    flow.skip(size * LEADING);
  }
  flow.skip(size * GAP * 0.5);
}

/** Each code with its caption at its right. */
export function layOutCodes({ kind, codes }: BlockOf<'codes'>, parts: BlockParts): void {
  const { flow, size, values, isNarrow } = parts;
  const shown = codes.filter(({ field }) => (values.texts[field] ?? '') !== '');
  if (shown.length === 0) return;
  if (isNarrow && shown.length > 1) {
    for (const code of shown) layOutCodes({ kind, codes: [code] }, parts);
    return;
  }
  const side = CODE_SIDE + 2 * QUIET;
  const width = flow.room / shown.length;
  const small = size * 0.88;
  const captions = shown.map(({ caption }) => breakLines([{ text: textOf(caption, values), weight: 400 }], width - side, small, flow.measure));
  const high = Math.max(side, ...captions.map((lines) => lines.length * small * LEADING + 2));
  flow.need(high);
  for (const [index, { field }] of shown.entries()) {
    const x = flow.left + index * width;
    const lines = captions[index] ?? [];
    flow.add({ kind: 'code', x: x + QUIET, y: flow.y + QUIET, side: CODE_SIDE, text: values.texts[field] ?? '' });
    let top = flow.y + (high - lines.length * small * LEADING) / 2;
    for (const line of lines) {
      flow.line(line, { x: x + side, width: width - side, top, size: small, align: 'left' });
      top += small * LEADING;
    }
  }
  flow.skip(high);
}

/** Kept together: a name without the words above it is signed by nobody. */
export function layOutSignatures({ places }: BlockOf<'signatures'>, { flow, size, values }: BlockParts): void {
  const width = (flow.room - BETWEEN * (places.length - 1)) / places.length;
  const cells = places.map(({ title, hint, name }) => ({
    title: breakLines([{ text: textOf(title, values).toLocaleUpperCase('vi'), weight: 600 }], width, size, flow.measure),
    hint: breakLines([{ text: textOf(hint, values), weight: 400 }], width, size * 0.88, flow.measure),
    name: breakLines([{ text: textOf(name, values), weight: 600 }], width, size, flow.measure),
  }));
  const highest = (part: 'title' | 'hint' | 'name'): number => Math.max(...cells.map((cell) => cell[part].length));
  const [titles, hints, names] = [highest('title') * size, highest('hint') * size * 0.88, highest('name') * size].map((high) => high * LEADING) as [number, number, number];
  const room = SIGN_LINES * size * LEADING;
  flow.skip(size * GAP);
  flow.need(titles + hints + room + names);
  const parts = [['title', 0, size], ['hint', titles, size * 0.88], ['name', titles + hints + room, size]] as const;
  for (const [index, cell] of cells.entries()) {
    for (const [part, below, letters] of parts) {
      for (const [row, line] of cell[part].entries()) flow.line(line, { x: flow.left + index * (width + BETWEEN), width, top: flow.y + below + row * letters * LEADING, size: letters, align: 'center' });
    }
  }
  flow.skip(titles + hints + room + names + size * GAP);
}

export function layOutDots({ lines }: BlockOf<'dots'>, { flow, size }: BlockParts): void {
  const step = size * 1.9;
  for (let line = 0; line < lines; line += 1) {
    flow.need(step);
    dotted(flow, flow.left, flow.room, flow.y + step - size * LEADING, size);
    flow.skip(step);
  }
}

/** Dots over a width, on the foot of the line that begins at `top`. */
function dotted(flow: PageFlow, x: number, width: number, top: number, size: number): void {
  // Many at once: beside each other they stand closer than one by one.
  const count = Math.floor((width * MANY) / flow.measure('.'.repeat(MANY), size, 400));
  if (count > 0) flow.line([{ text: '.'.repeat(count), weight: 400 }], { x, width, top, size, align: 'right' });
}
