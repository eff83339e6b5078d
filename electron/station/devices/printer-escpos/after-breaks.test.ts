// What a printer's line remembers from one job to the next: a picture that broke off until its rest is really out, and a stray byte no longer than its own job.

import { afterEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../life/clock.ts';
import type { PrintJob } from '../ports.ts';
import { askStatus, encodeRecovery, FENCE } from './encode.ts';
import type { PrinterLine } from './line.ts';
import { EscPosPrinter } from './printer.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

const job: PrintJob = { widthDots: 576, rows: 8, bits: new Uint8Array(72 * 8).fill(1) };
const RECOVERY = Buffer.from(encodeRecovery(576));
const TIMES = { openMs: 1_000, answerMs: 200, jobMs: 1_000, pollMs: 60_000 };

/** A printer in memory: what it takes in, and what it says to the fence. */
interface Printer {
  /** What came in, one entry a write. */
  readonly taken: Buffer[];
  /** False while the line carries nothing longer than a question. */
  carries: boolean;
  /** What is said when a fence has come through; null ends the line instead. */
  toFence: readonly number[] | null;
}

function lineTo(printer: Printer): PrinterLine {
  const end = Promise.withResolvers<void>();
  let isOpen = true;
  let say: (chunk: Uint8Array) => void = () => undefined;
  const drop = (): void => {
    isOpen = false;
    end.resolve();
  };
  return {
    closed: end.promise,
    get isOpen() {
      return isOpen;
    },
    onData: (listener) => void (say = listener),
    write: async (bytes) => {
      if (!printer.carries && bytes.length > 3) return await end.promise.then(() => false);
      printer.taken.push(Buffer.from(bytes));
      if (bytes.length === 3 && bytes[0] === askStatus(1)[0]) say(Uint8Array.of(0x12));
      if (Buffer.from(bytes).subarray(-FENCE.length).equals(FENCE)) {
        if (printer.toFence === null) drop();
        else say(Uint8Array.from(printer.toFence));
      }
      return await Promise.resolve(isOpen);
    },
    close: async () => await Promise.resolve(drop()),
    drop,
  };
}

function driver(printer: Printer): EscPosPrinter {
  const made = new EscPosPrinter({ open: async () => await Promise.resolve(lineTo(printer)), widthDots: 576, answers: true }, systemClock, TIMES);
  open.push(made);
  return made;
}

test('a picture that broke off is remembered until its rest is really out, and no ticket is sent before that', async () => {
  const printer: Printer = { taken: [], carries: true, toFence: null };
  const own = driver(printer);
  expect(await own.print(job)).toMatchObject({ kind: 'unknown' });
  Object.assign(printer, { carries: false, toFence: [0] });
  printer.taken.splice(0);
  for (let round = 0; round < 2; round += 1) expect(await own.print(job)).toEqual({ kind: 'failed', code: 'printer.offline' });
  expect(printer.taken).toEqual([]);
  printer.carries = true;
  expect(await own.print(job)).toEqual({ kind: 'printed' });
  expect(printer.taken[0]?.equals(RECOVERY)).toBe(true);
  expect(printer.taken.filter((one) => one.equals(RECOVERY))).toHaveLength(1);
});

test('a stray byte puts the job in doubt during which it came, and not the ones after it', async () => {
  const printer: Printer = { taken: [], carries: true, toFence: [0xff, 0] };
  const own = driver(printer);
  await vi.waitFor(() => expect(own.state()).toMatchObject({ kind: 'ready', code: null }), 10_000);
  expect(await own.print(job)).toEqual({ kind: 'unknown', code: 'printer.unconfirmed' });
  expect(own.state()).toMatchObject({ kind: 'ready', code: 'printer.unconfirmed' });
  printer.toFence = [0];
  expect(await own.print(job)).toEqual({ kind: 'printed' });
  expect(own.state()).toMatchObject({ kind: 'ready', code: null });
});
