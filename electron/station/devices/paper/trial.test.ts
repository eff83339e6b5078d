// The test page: every letter stands on it whole, in its place, on both widths of paper.

import { readFileSync } from 'node:fs';
import jsQR from 'jsqr';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import { VIETNAMESE_LETTERS, VIETNAMESE_ROWS } from '../../../../shared/domain/text/vietnamese-letters.ts';
import type { PrintJob } from '../ports.ts';
import type { TrialPaper } from '../trial-ports.ts';
import { toDots } from './dots.ts';
import { fontOf } from './fonts.ts';
import { createPaperPress } from './press.ts';
import { parsePaperTexts } from './texts.ts';

const press = createPaperPress(576, parsePaperTexts(readFileSync(new URL('../../../../resources/texts/paper.vi.json', import.meta.url), 'utf8')));
const paper = (widthDots: number): TrialPaper => ({ widthDots, name: 'Máy in số – sảnh', unitName: 'Điểm phục vụ', version: '0.1.0', at: 1_790_000_000_000 as EpochMs, qr: 'MC-TEST' });

/** A letter alone, in dots, by the typeface and nothing of the page; the rows that it has, without white around it. */
function drawnAlone(letter: string, size: number): string[] {
  const canvas = createCanvas(64, 64);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 64, 64);
  context.fillStyle = '#000';
  context.font = fontOf(size, 600);
  context.textAlign = 'center';
  context.fillText(letter, 32, 44);
  return trimmed(rowsOf(toDots(context.getImageData(0, 0, 64, 64)), 0, 64, 0, 64));
}

function rowsOf({ widthDots, bits }: PrintJob, left: number, width: number, top: number, height: number): string[] {
  return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_one, x) => (((bits[((top + y) * widthDots + left + x) >> 3] ?? 0) & (0x80 >> ((left + x) & 7))) === 0 ? ' ' : '#')).join(''));
}

/** Without empty rows and columns at its edges. */
function trimmed(rows: readonly string[]): string[] {
  const inked = rows.filter((row) => row.includes('#'));
  const left = Math.min(...inked.map((row) => row.indexOf('#')));
  const right = Math.max(...inked.map((row) => row.lastIndexOf('#')));
  return inked.map((row) => row.slice(left, right + 1));
}

/** Where the rows of letters lie: between the solid rule and the dashed one, thirteen bands of one height that ends of ink tell. */
function lettersOf(job: PrintJob, size: number): Map<string, string[]> {
  const isSolid = (y: number): boolean => rowsOf(job, 0, job.widthDots, y, 1)[0]?.includes(' ') === false;
  const tops = Array.from({ length: job.rows }, (_, y) => y).filter((y) => isSolid(y) && !isSolid(y - 1));
  // The band of the title is solid at its edges; the rule is the first that is three rows high.
  const rule = tops.find((y) => isSolid(y + 2) && !isSolid(y + 3)) ?? 0;
  const height = Math.ceil(size * 1.52);
  const words = Math.ceil((size - 6) * 1.52);
  const column = (job.widthDots - 16) / 12;
  return new Map(VIETNAMESE_ROWS.flatMap((row, index) => [...row.entries(), ...row.map((letter, place) => [place + 6, letter.toUpperCase()] as const)].map(([place, letter]): [string, string[]] => {
    const left = Math.round(8 + place * column);
    return [letter, trimmed(rowsOf(job, left, Math.floor(column), rule + 3 + 6 + words + index * height, height))];
  })));
}

describe.each([[576, 28], [384, 24]])('on paper of %i dots', (widthDots, size) => {
  const job = press.drawTrial(paper(widthDots));

  it('each of the 134 letters is drawn whole, as the typeface alone draws it', () => {
    const letters = lettersOf(job, size);
    expect(letters.size).toBe(134);
    const wrong = VIETNAMESE_LETTERS.filter((letter) => letters.get(letter)?.join('\n') !== drawnAlone(letter, size).join('\n'));
    expect(wrong).toEqual([]);
  });

  it('no letter could be taken for another', () => {
    const letters = lettersOf(job, size);
    const shapes = new Set([...letters.values()].map((rows) => rows.join('\n')));
    expect(shapes.size).toBe(134);
  });

  it('the code can be read back, and nothing runs over the edge', () => {
    const rgba = new Uint8ClampedArray(job.widthDots * job.rows * 4).fill(255);
    rowsOf(job, 0, job.widthDots, 0, job.rows).forEach((row, y) => [...row].forEach((dot, x) => {
      if (dot === '#') rgba.fill(0, (y * job.widthDots + x) * 4, (y * job.widthDots + x) * 4 + 3);
    }));
    expect(jsQR(rgba, job.widthDots, job.rows)?.data).toBe('MC-TEST');
    expect([job.widthDots, job.bits.length]).toEqual([widthDots, (widthDots / 8) * job.rows]);
  });
});
