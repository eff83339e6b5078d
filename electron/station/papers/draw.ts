// Draws laid-out papers: as one PDF whose words can be searched, and as pictures of its pages.

import { createCanvas, PDFDocument, type SKRSContext2D } from '@napi-rs/canvas';
import { toDots } from '../devices/paper/dots.ts';
import { installedFontFolder, loadPaperFonts } from '../devices/paper/fonts.ts';
import { qrModules } from '../devices/paper/qr.ts';
import type { PrintJob } from '../devices/ports.ts';
import { letterRuns } from './letter-runs.ts';
import type { LaidOutPaper, Measure, PageOp, Weight } from './page-ops.ts';

const GREY = '#e4e4e4';
/** Of words that lie across a whole page. */
const PALE = '#d9d9d9';
/** Of words that are an aid and no part of the form. */
const LIGHT = '#444';

/** Makes the typeface known to this thread's canvas and measures with it. */
export function openPaperFonts(): Measure {
  loadPaperFonts(installedFontFolder());
  const context = createCanvas(8, 8).getContext('2d');
  const known = new Map<string, number>();
  return (text, size, weight) => {
    const key = `${weight} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
      width = letterRuns(text).reduce((sum, run) => sum + widthOf(context, run, MEASURED_AT, weight), 0);
      // Forgotten as a whole: the words of a paper come again and again, those of the one before do not.
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(key, width);
    }
    return (width * size) / MEASURED_AT;
  };
}

/** The same paper gives the same bytes: no moment and no chance is in them. */
export function drawPdf(paper: LaidOutPaper, title: string, across: string | null = null): Uint8Array {
  const pdf = new PDFDocument({ title, producer: 'Mot Cua' });
  for (const ops of paper.pages) {
    const context = pdf.beginPage(paper.width, paper.height) as SKRSContext2D;
    if (across !== null) drawAcross(context, paper, across);
    drawPage(context, ops);
    pdf.endPage();
  }
  return new Uint8Array(pdf.close());
}

/** One page as a PNG, white where nothing is printed. */
export async function drawPicture(paper: LaidOutPaper, page: number, dpi: number, across: string | null = null): Promise<Uint8Array> {
  const scale = dpi / 72;
  const canvas = createCanvas(Math.round(paper.width * scale), Math.round(paper.height * scale));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  if (across !== null) drawAcross(context, paper, across);
  drawPage(context, paper.pages[page] ?? []);
  return new Uint8Array(await canvas.encode('png'));
}

/** A strip in the dots of a ticket printer, whose width in dots is that of the paper in points by `widthDots`. */
export function drawStrip(paper: LaidOutPaper, widthDots: number): PrintJob & { readonly codes: readonly { readonly top: number; readonly rows: number }[] } {
  const scale = widthDots / paper.width;
  const canvas = createCanvas(widthDots, Math.ceil(paper.height * scale));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  drawPage(context, paper.pages[0] ?? []);
  const { width, height, data } = context.getImageData(0, 0, canvas.width, canvas.height);
  // With the quiet border, of four modules of at most a twentieth of the side.
  const codes = (paper.pages[0] ?? []).flatMap((op) => (op.kind === 'code' ? [{ top: Math.floor((op.y - op.side / 5) * scale), rows: Math.ceil(op.side * 1.4 * scale) }] : []));
  return { ...toDots({ width, height, data }), codes };
}

/** Grey words from corner to corner, beneath what is written. */
function drawAcross(context: SKRSContext2D, { width, height }: Pick<LaidOutPaper, 'width' | 'height'>, words: string): void {
  const diagonal = Math.hypot(width, height);
  const runs = letterRuns(words);
  const wide = runs.reduce((sum, run) => sum + widthOf(context, run, MEASURED_AT, 600), 0);
  const size = Math.min((diagonal * 0.7 * MEASURED_AT) / wide, height / 5);
  context.save();
  context.translate(width / 2, height / 2);
  context.rotate(-Math.atan2(height, width));
  context.fillStyle = PALE;
  let x = -(wide * size) / MEASURED_AT / 2;
  for (const run of runs) {
    context.font = fontOf(run.file, size, 600);
    context.fillText(run.text, x, size * 0.35);
    x += widthOf(context, run, size, 600);
  }
  context.restore();
}

function drawPage(context: SKRSContext2D, ops: readonly PageOp[]): void {
  for (const op of ops) {
    switch (op.kind) {
      case 'box':
        context.fillStyle = op.shade === 'black' ? '#000' : GREY;
        context.fillRect(op.x, op.y, op.width, op.height);
        break;
      case 'text': {
        context.fillStyle = op.isLight === true ? LIGHT : '#000';
        let x = op.x;
        for (const run of letterRuns(op.text)) {
          if (run.file === 'tick-box') drawTickBoxes(context, run.text.length, x, op);
          else {
            context.font = fontOf(run.file, op.size, op.weight);
            context.fillText(run.text, x, op.y);
          }
          x += widthOf(context, run, op.size, op.weight);
        }
        break;
      }
      case 'code':
        drawCode(context, op);
        break;
    }
  }
}

/** As one shape: modules drawn one by one would show seams between them. */
function drawCode(context: SKRSContext2D, { x, y, side, text }: Extract<PageOp, { kind: 'code' }>): void {
  const rows = qrModules(text);
  const module = side / rows.length;
  context.fillStyle = '#000';
  context.beginPath();
  for (const [row, modules] of rows.entries()) for (const [column, isDark] of modules.entries()) if (isDark) context.rect(x + column * module, y + row * module, module, module);
  context.fill();
}

function drawTickBoxes(context: SKRSContext2D, count: number, x: number, { y, size }: Extract<PageOp, { kind: 'text' }>): void {
  context.strokeStyle = '#000';
  context.lineWidth = 0.6;
  for (let box = 0; box < count; box += 1) context.strokeRect(x + size * (box * TICK_EM + 0.05), y - size * 0.78, size * 0.85, size * 0.85);
}

function widthOf(context: SKRSContext2D, run: { readonly file: string; readonly text: string }, size: number, weight: Weight): number {
  if (run.file === 'tick-box') return run.text.length * TICK_EM * size;
  // Measured at one large size: at a small one widths are rounded to the dots of a screen.
  context.font = fontOf(run.file, MEASURED_AT, weight);
  const { width } = context.measureText(run.text);
  context.font = fontOf(run.file, size, weight);
  return (width * size) / MEASURED_AT;
}

const MEASURED_AT = 100;
const MOST_KNOWN = 20_000;
const TICK_EM = 1.05;

function fontOf(file: string, size: number, weight: Weight): string {
  return `${size}px paper-${file}-${weight}`;
}
