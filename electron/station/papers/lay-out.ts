// Lays a paper out: the blocks of its template with what stands in their fields, from page to page. The same words give the same pages.

import { assertNever } from '../../../shared/base/assert-never.ts';
import type { FormValues } from '../../../shared/domain/paper/form.ts';
import type { Template, TemplateBlock } from '../../../shared/domain/paper/template.ts';
import { type BlockParts, GAP, textOf } from './block-parts.ts';
import { breakLines } from './break-lines.ts';
import { layOutHead } from './lay-out-head.ts';
import { layOutCodes, layOutDots, layOutEntries, layOutSignatures } from './lay-out-rows.ts';
import { layOutTable } from './lay-out-table.ts';
import { LEADING, PageFlow } from './page-flow.ts';
import { type LaidOutPaper, type Measure, type PageOp, POINTS_MM, type Weight } from './page-ops.ts';

/** What the program itself says on a paper, whatever its template says. */
export interface PaperMarks {
  /** Over all of it, in a black band: 'BẢN IN LẠI – LẦN 2', 'TẬP DƯỢT …'. */
  readonly bands: readonly string[];
  /** At the foot of every page of several, before their number: the code by which the pages are found together again. */
  readonly footLabel: string;
  /** 'Trang {page}/{pages}' */
  readonly pageWords: string;
}

const SIZES = { A4: [210, 297], A5: [148, 210] } as const;

/** All pages, those of the second copy after those of the first. */
export function layOut(template: Template, values: FormValues, marks: PaperMarks, measure: Measure): LaidOutPaper {
  const [short, long] = SIZES[template.size];
  const [width, height] = (template.isLandscape ? [long, short] : [short, long]).map((mm) => mm * POINTS_MM) as [number, number];
  const copies = template.copies.length === 0 ? [''] : template.copies;
  return { width, height, pages: copies.flatMap((copy) => layOutCopy({ template, values, marks, measure, width, height, copy })) };
}

/** Longest strip of a ticket printer that is still paper and not a mistake, in points: three metres. */
const LONGEST_STRIP = 3_000 * POINTS_MM;
/** What is left free at the edges of a strip, and the size of its words, in points. */
const STRIP_MARGIN = 4;
const STRIP_SIZE = 9;

/** One strip for a ticket printer, `width` points wide and as long as it takes; several copies one below the other. Throws for what would be longer than three metres. */
export function layOutStrip(template: Template, values: FormValues, marks: PaperMarks, measure: Measure, width: number): LaidOutPaper {
  const copies = template.copies.length === 0 ? [''] : template.copies;
  const ops: PageOp[] = [];
  let top = 0;
  for (const copy of copies) {
    const head = headMarks(marks, copy, { left: STRIP_MARGIN, room: width - 2 * STRIP_MARGIN, size: STRIP_SIZE, measure });
    const flow = new PageFlow({ width, height: LONGEST_STRIP, margin: STRIP_MARGIN }, measure, head.ops, head.height);
    layOutBlocks(template.blocks, { flow, size: STRIP_SIZE, values, isNarrow: true });
    if (flow.pages.length > 1) throw new Error('the strip would be longer than three metres');
    ops.push(...(flow.pages[0] ?? []).map((op) => ({ ...op, y: op.y + top })));
    top += flow.y + STRIP_SIZE * 2;
  }
  return { width, height: top, pages: [ops] };
}

function layOutCopy({ template, values, marks, measure, width, height, copy }: {
  readonly template: Template; readonly values: FormValues; readonly marks: PaperMarks; readonly measure: Measure; readonly width: number; readonly height: number; readonly copy: string;
}): readonly (readonly PageOp[])[] {
  const margin = template.margin * POINTS_MM;
  const head = headMarks(marks, copy, { left: margin, room: width - 2 * margin, size: template.fontSize, measure });
  const flow = new PageFlow({ width, height, margin }, measure, head.ops, head.height);
  layOutBlocks(template.blocks, { flow, size: template.fontSize, values, isNarrow: false });
  const pages = flow.pages.length;
  if (pages === 1) return flow.pages;
  return flow.pages.map((ops, index) => {
    const size = Math.max(6, template.fontSize * 0.8);
    const text = marks.pageWords.replace('{page}', String(index + 1)).replace('{pages}', String(pages));
    const y = height - margin;
    return [
      ...ops,
      { kind: 'text', x: margin, y, size, weight: 400, text: marks.footLabel, isLight: true },
      { kind: 'text', x: width - margin - measure(text, size, 400), y, size, weight: 400, text, isLight: true },
    ];
  });
}

function headMarks(marks: PaperMarks, copy: string, { left, room, size, measure }: { readonly left: number; readonly room: number; readonly size: number; readonly measure: Measure }): { readonly ops: readonly PageOp[]; readonly height: number } {
  const ops: PageOp[] = [];
  let top = left;
  for (const text of marks.bands) {
    const high = size * 1.9;
    // Two boxes with the words between them: black words on white are read by every scanner and copier.
    ops.push({ kind: 'box', x: left, y: top, width: room, height: 1, shade: 'black' }, { kind: 'box', x: left, y: top + high, width: room, height: 1, shade: 'black' });
    ops.push({ kind: 'text', x: left + (room - measure(text, size, 600)) / 2, y: top + size * 1.36, size, weight: 600, text });
    top += high + size * 0.5;
  }
  if (copy !== '') {
    ops.push({ kind: 'text', x: left + room - measure(copy, size * 0.9, 600), y: top + size, size: size * 0.9, weight: 600, text: copy });
    top += size * 1.4;
  }
  return { ops, height: top - left };
}

function layOutBlocks(blocks: readonly TemplateBlock[], parts: BlockParts): void {
  for (const block of blocks) layOutBlock(block, parts);
}

function layOutBlock(block: TemplateBlock, parts: BlockParts): void {
  const { flow, size, values } = parts;
  switch (block.kind) {
    case 'if':
      if (isEmpty(block.field, values) === block.isEmpty) layOutBlocks(block.blocks, parts);
      return;
    case 'head':
      return layOutHead(parts);
    case 'title':
      flow.skip(size * 0.4);
      return writeLines(flow, textOf(block.words, values), { size: size * 1.35, weight: 600, align: 'center' });
    case 'paragraph':
      return writeLines(flow, textOf(block.words, values), { size, weight: block.isBold ? 600 : 400, align: block.align });
    case 'entries':
      return layOutEntries(block, parts);
    case 'table':
      return layOutTable(block, parts);
    case 'codes':
      return layOutCodes(block, parts);
    case 'signatures':
      return layOutSignatures(block, parts);
    case 'rule':
      flow.need(size);
      flow.add({ kind: 'box', x: flow.left, y: flow.y + size * 0.3, width: flow.room, height: 0.6, shade: 'black' });
      return flow.skip(size * 0.6 + 0.6);
    case 'space':
      return flow.skip(Math.min(block.mm * POINTS_MM, Math.max(0, flow.remaining)));
    case 'dots':
      return layOutDots(block, parts);
    default:
      return assertNever(block);
  }
}

/** Lines one below the other over the whole width; an empty text takes no room. */
function writeLines(flow: PageFlow, text: string, { size, weight, align }: { readonly size: number; readonly weight: Weight; readonly align: 'left' | 'center' | 'right' }): void {
  if (text.trim() === '') return;
  for (const line of breakLines([{ text, weight }], flow.room, size, flow.measure)) {
    flow.need(size * LEADING);
    flow.line(line, { x: flow.left, width: flow.room, top: flow.y, size, align });
    flow.skip(size * LEADING);
  }
  flow.skip(size * GAP);
}

function isEmpty(field: string, { texts, lists }: FormValues): boolean {
  const list = lists[field];
  return list === undefined ? (texts[field] ?? '').trim() === '' : list.length === 0;
}
