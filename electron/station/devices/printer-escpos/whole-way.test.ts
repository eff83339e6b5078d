// A ticket all the way: drawn, sent, read by the virtual printer's own reader of ESC/POS, and its code read from the paper.

import { readFileSync } from 'node:fs';
import jsQR from 'jsqr';
import { afterEach, expect, test } from 'vitest';
import { startVirtualPrinter } from '../../../practice/printer/virtual-printer.ts';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import { systemClock } from '../../life/clock.ts';
import { createPaperPress } from '../paper/press.ts';
import { parsePaperTexts } from '../paper/texts.ts';
import { EscPosPrinter } from './printer.ts';
import { tcpLine } from './tcp-line.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

test.each([576, 384])('on paper of %i dots every dot of a ticket is where it was drawn, and its code can be read', async (widthDots) => {
  const paper = await startVirtualPrinter({ port: 0, widthDots });
  const printer = new EscPosPrinter({ open: tcpLine('127.0.0.1', paper.port), widthDots, answers: true }, systemClock);
  open.push(paper, printer);
  const texts = parsePaperTexts(readFileSync(new URL('../../../../resources/texts/paper.vi.json', import.meta.url), 'utf8'));
  const job = createPaperPress(widthDots, texts).drawTicket({
    unitParent: 'UBND Thành phố', unitName: 'Trung tâm Phục vụ hành chính công xã Phú Xuyên', fieldName: 'Đất đai – Môi trường – Nông nghiệp và Phát triển nông thôn', number: 'B128',
    issuedAt: Date.UTC(2026, 10, 24, 2, 7) as EpochMs, waitingAhead: 12, counters: [3, 4], isPriority: true, qr: 'MC1:T:B128', isExample: false,
  });
  expect(await printer.print(job)).toEqual({ kind: 'printed' });
  const page = paper.pages()[0] ?? expect.fail('nothing was printed');
  expect([page.widthDots, page.pictureRows, paper.notUnderstood()]).toEqual([widthDots, job.rows, []]);
  expect(Buffer.from(page.bits.subarray(0, job.bits.length)).equals(Buffer.from(job.bits))).toBe(true);
  const rgba = new Uint8ClampedArray(page.widthDots * page.rows * 4).fill(255);
  for (let dot = 0; dot < page.widthDots * page.rows; dot += 1) if (((page.bits[dot >> 3] ?? 0) & (0x80 >> (dot & 7))) !== 0) rgba.fill(0, dot * 4, dot * 4 + 3);
  expect(jsQR(rgba, page.widthDots, page.rows)?.data).toBe('MC1:T:B128');
});
