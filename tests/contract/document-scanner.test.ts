// What every document scanner does, whatever it speaks: the fake of the station's tests and the eSCL driver over real HTTP, in one suite, so that the fake cannot drift.

import { afterEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../shared/contract/errors.ts';
import type { DocumentScanner, ScanOptions } from '../../electron/station/devices/ports.ts';
import { EsclScanner } from '../../electron/station/devices/scanner-escl/scanner.ts';
import { systemClock } from '../../electron/station/life/clock.ts';
import { startVirtualScanner } from '../../electron/practice/scanner/virtual-scanner.ts';
import { FakeScanner, scannedPage } from '../fakes/fake-scanner.ts';

const FEEDER: ScanOptions = { source: 'feeder', dpi: 75, colour: 'colour', duplex: false };

/** A scanner with `sheets` in its feeder; with a fault, that happens when the sheet after them is asked for. */
interface Bench {
  readonly scanner: DocumentScanner;
  load(sheets: number, fault?: 'jam' | 'hang'): void;
  /** How many pages have been asked of the device. */
  asked(): number;
}

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

async function fake(): Promise<Bench> {
  const scanner = new FakeScanner();
  const ends = { jam: 'scanner.jam', hang: 'hang' } as const;
  await Promise.resolve();
  return {
    scanner,
    load: (sheets, fault) => scanner.load({ pages: Array.from({ length: sheets }, (_, index) => scannedPage(index)), ...(fault === undefined ? {} : { end: ends[fault] }) }),
    asked: () => scanner.asked,
  };
}

async function escl(): Promise<Bench> {
  const paper = await startVirtualScanner({ port: 0, sheets: 0 });
  const scanner = new EsclScanner(paper.url, systemClock, { busyMs: 1_500, retryMs: 30, doubtMs: 500, hangMs: 10_000, answerMs: 10_000, pollMs: 50 });
  open.push(paper, scanner);
  return {
    scanner,
    load: (sheets, fault) => {
      paper.load(fault === undefined ? sheets : sheets + 1);
      paper.setFault(fault ?? 'none', sheets + 1);
    },
    asked: () => paper.askedPages(),
  };
}

/** Pages that came, and the code with which the scan ended; `onPage` hears of each. */
async function scan(scanner: DocumentScanner, signal?: AbortSignal, onPage: (count: number) => void = () => undefined): Promise<readonly [pages: number, code: string | null]> {
  let pages = 0;
  try {
    for await (const page of scanner.scan(FEEDER, signal)) {
      expect(page.bytes.length).toBeGreaterThan(0);
      pages += 1;
      onPage(pages);
    }
    return [pages, null];
  } catch (error) {
    if (error instanceof Refusal) return [pages, error.code];
    throw error;
  }
}

describe.each([['the fake', fake], ['eSCL over HTTP', escl]] as const)('a document scanner: %s', (_name, make) => {
  it('gives every sheet of the feeder, and is ready for the next scan', async () => {
    const { scanner, load } = await make();
    load(3);
    expect(await scan(scanner)).toEqual([3, null]);
    load(1);
    expect(await scan(scanner)).toEqual([1, null]);
  });

  it('asks the device for a page only when the caller asks for it', async () => {
    const { scanner, load, asked } = await make();
    load(2);
    const pages = scanner.scan(FEEDER)[Symbol.asyncIterator]();
    expect(asked()).toBe(0);
    await pages.next();
    expect(asked()).toBe(1);
    await pages.return?.(undefined);
    expect(asked()).toBe(1);
  });

  it('says that the feeder is empty', async () => {
    const { scanner } = await make();
    expect(await scan(scanner)).toEqual([0, 'scanner.feeder-empty']);
  });

  it('keeps the pages before a jam', async () => {
    const { scanner, load } = await make();
    load(2, 'jam');
    expect(await scan(scanner)).toEqual([2, 'scanner.jam']);
  });

  it('is cancelled while the device hangs, and keeps the pages before', async () => {
    const { scanner, load } = await make();
    load(1, 'hang');
    const abort = new AbortController();
    expect(await scan(scanner, abort.signal, () => void setImmediate(() => abort.abort()))).toEqual([1, 'scanner.cancelled']);
  });

  it('scans nothing for a caller who cancelled before it began', async () => {
    const { scanner, load } = await make();
    load(1);
    expect(await scan(scanner, AbortSignal.abort())).toEqual([0, 'scanner.cancelled']);
  });
});
