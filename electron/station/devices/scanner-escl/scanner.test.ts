// The eSCL client against the virtual scanner over real HTTP: good days, habits of real scanners, and every fault.

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import type { VirtualScanner } from '../../../practice/scanner/interface.ts';
import { startVirtualScanner } from '../../../practice/scanner/virtual-scanner.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { systemClock } from '../../life/clock.ts';
import type { ScannedPage, ScanOptions } from '../ports.ts';
import { capabilitiesXml, statusXml } from '../../../practice/scanner/documents.ts';
import type { EsclTimes } from './line.ts';
import { EsclScanner } from './scanner.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

const QUICK: EsclTimes = { busyMs: 1_500, retryMs: 30, doubtMs: 500, hangMs: 1_500, answerMs: 3_000, pollMs: 50 };
const FEEDER: ScanOptions = { source: 'feeder', dpi: 75, colour: 'colour', duplex: false };

async function virtual(sheets: number, port = 0): Promise<VirtualScanner> {
  const scanner = await startVirtualScanner({ port, sheets });
  open.push(scanner);
  return scanner;
}

function driver(url: string, times: Partial<EsclTimes> = {}): EsclScanner {
  const scanner = new EsclScanner(url, systemClock, { ...QUICK, ...times });
  open.push(scanner);
  return scanner;
}

/** The pages that came, and the code with which the scan ended, if any. */
async function scanned(scanner: EsclScanner, options = FEEDER, signal?: AbortSignal): Promise<{ readonly pages: readonly ScannedPage[]; readonly code: string | null }> {
  const pages: ScannedPage[] = [];
  try {
    for await (const page of scanner.scan(options, signal)) pages.push(page);
    return { pages, code: null };
  } catch (error) {
    if (error instanceof Refusal) return { pages, code: error.code };
    throw error;
  }
}

test('ten sheets of a feeder come as ten pages, byte for byte and in order, and the job is gone afterwards', async () => {
  const paper = await virtual(10);
  const { pages, code } = await scanned(driver(paper.url));
  expect(code).toBeNull();
  expect(pages.map((page) => Buffer.from(page.bytes).toString('base64'))).toEqual(paper.served().map((page) => Buffer.from(page.bytes).toString('base64')));
  expect(pages).toHaveLength(10);
  expect(new Set(pages.map((page) => page.mime))).toEqual(new Set(['image/jpeg']));
  expect([paper.feeder(), paper.openJobs()]).toEqual([0, 0]);
});

test('the glass gives one page', async () => {
  const paper = await virtual(0);
  const { pages, code } = await scanned(driver(paper.url), { source: 'glass', dpi: 100, colour: 'grey', duplex: false });
  expect([pages.length, code, paper.openJobs()]).toEqual([1, null, 0]);
});

test('a page is asked of the scanner only when the caller takes it', async () => {
  const paper = await virtual(3);
  const pages = driver(paper.url).scan(FEEDER)[Symbol.asyncIterator]();
  await pages.next();
  // Whatever the driver might ask of its own accord would have come in before the last of these.
  for (let look = 0; look < 5; look += 1) await (await fetch(`${paper.url}/ScannerStatus`)).text();
  expect([paper.servedCount(), paper.askedPages(), paper.feeder()]).toEqual([1, 1, 2]);
  await pages.next();
  expect([paper.servedCount(), paper.askedPages()]).toEqual([2, 2]);
  await pages.return?.(undefined);
  expect(paper.openJobs()).toBe(0);
});

test.each([
  ['says the end too early', { saysEndTooEarly: true }],
  ['ends a feeder with a conflict', { endsWithConflict: true }],
  ['names itself by a host that nobody knows', { namesForeignHost: true }],
  ['does not say how long a page is', { hidesLength: true }],
  ['has to warm up', { warmUpAnswers: 4 }],
  ['does all of that', { saysEndTooEarly: true, endsWithConflict: true, namesForeignHost: true, hidesLength: true, warmUpAnswers: 3 }],
])('a scanner that %s gives all its pages', async (_name, habits) => {
  const paper = await virtual(3);
  paper.setHabits(habits);
  const { pages, code } = await scanned(driver(paper.url));
  expect([pages.length, code, paper.openJobs()]).toEqual([3, null, 0]);
});

test.each([
  ['busy', 'scanner.busy', 0],
  ['jam', 'scanner.jam', 1],
  ['cover', 'scanner.cover-open', 1],
  ['hang', 'scanner.timeout', 1],
  ['cut', 'scanner.cut', 1],
] as const)('a scanner with the fault %s ends the scan with %s; pages before it stay, the job is deleted, and the next scan works', async (fault, code, before) => {
  const paper = await virtual(4);
  paper.setFault(fault, 2);
  const scanner = driver(paper.url);
  const first = await scanned(scanner);
  expect([first.code, first.pages.length, paper.openJobs()]).toEqual([code, before, 0]);
  paper.setFault('none');
  const left = paper.feeder();
  const second = await scanned(scanner);
  expect([second.code, second.pages.length]).toEqual([null, left]);
});

test.each([['jam', 'scanner.jam'], ['cover', 'scanner.cover-open']] as const)('a %s shows in the state until it is cleared', async (fault, code) => {
  const paper = await virtual(4);
  paper.setFault(fault, 2);
  const scanner = driver(paper.url);
  await scanned(scanner);
  expect(scanner.state()).toMatchObject({ kind: 'trouble', code });
  paper.setFault('none');
  await vi.waitFor(() => expect(scanner.state()).toMatchObject({ kind: 'ready', code: null }), 10_000);
});

test('an empty feeder is found out before the job, since the job would jam it', async () => {
  const paper = await virtual(0);
  const scanner = driver(paper.url);
  expect(await scanned(scanner)).toEqual({ pages: [], code: 'scanner.feeder-empty' });
  paper.load(1);
  expect((await scanned(scanner)).pages).toHaveLength(1);
});

test('a feeder that is filled again after each job gives every scan its pages', async () => {
  const paper = await startVirtualScanner({ port: 0, sheets: 2, refill: 2 });
  open.push(paper);
  const scanner = driver(paper.url);
  for (let scan = 0; scan < 3; scan += 1) {
    const { pages, code } = await scanned(scanner);
    expect([pages.length, code, paper.feeder()]).toEqual([2, null, 2]);
  }
});

test('a slow page is waited for as long as bytes may still come', async () => {
  const paper = await virtual(1);
  paper.setFault('slow');
  const { pages, code } = await scanned(driver(paper.url, { hangMs: 10_000 }));
  expect([pages.length, code]).toEqual([1, null]);
});

test('cancelling ends a page that hangs, at once, and deletes the job', async () => {
  const paper = await virtual(2);
  paper.setFault('hang', 2);
  const cancel = new AbortController();
  const scanner = driver(paper.url, { hangMs: 60_000 });
  const scan = scanned(scanner, FEEDER, cancel.signal);
  await vi.waitFor(() => expect(paper.askedPages()).toBe(2), 10_000);
  cancel.abort();
  const { pages, code } = await scan;
  expect([pages.length, code, paper.openJobs()]).toEqual([1, 'scanner.cancelled', 0]);
});

test('a second scan at the same time is refused and does not disturb the first', async () => {
  const paper = await virtual(3);
  const scanner = driver(paper.url);
  const first = scanned(scanner);
  expect((await scanned(scanner)).code).toBe('scanner.busy');
  expect((await first).pages).toHaveLength(3);
});

test('a scanner that is not there is absent, refuses, and is taken up when it appears', async () => {
  const gone = await startVirtualScanner({ port: 0 });
  const { port, url } = gone;
  await gone[Symbol.asyncDispose]();
  const scanner = driver(url);
  expect((await scanned(scanner)).code).toBe('scanner.absent');
  expect(scanner.state()).toMatchObject({ kind: 'absent', code: 'scanner.absent' });
  const paper = await virtual(2, port);
  await vi.waitFor(() => expect(scanner.state().kind).toBe('ready'), 10_000);
  expect((await scanned(scanner)).pages).toHaveLength(2);
  await paper[Symbol.asyncDispose]();
  open.splice(open.indexOf(paper), 1);
  await vi.waitFor(() => expect(scanner.state().kind).toBe('absent'), 10_000);
});

test('ending the driver ends a scan that hangs', async () => {
  const paper = await virtual(1);
  paper.setFault('hang');
  const scanner = driver(paper.url, { hangMs: 60_000 });
  const scan = scanned(scanner);
  await vi.waitFor(() => expect(paper.askedPages()).toBe(1), 10_000);
  await scanner[Symbol.asyncDispose]();
  expect((await scan).code).toBe('scanner.cancelled');
});

async function strange(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/eSCL`;
}

/** A scanner that is right up to its pages, which are whatever `page` answers. */
function withPages(page: RequestListener): RequestListener {
  return (request, response) => {
    if (request.url?.endsWith('NextDocument') === true) page(request, response);
    else if (request.method === 'POST') response.writeHead(201, { location: '/eSCL/ScanJobs/1' }).end();
    else response.end(request.url?.endsWith('ScannerStatus') === true ? statusXml('Processing', 'ScannerAdfLoaded') : capabilitiesXml());
  };
}

test.each<[string, RequestListener, string]>([
  ['answers everything with a web page', (_request, response) => response.end('<!DOCTYPE html><title>Sign in</title>'), 'scanner.error'],
  ['sends a web page for a page', withPages((_request, response) => response.end('<html></html>')), 'scanner.cut'],
  ['sends half a picture as if it were whole', withPages((_request, response) => response.end(Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0), Buffer.alloc(5_000, 7)]))), 'scanner.cut'],
  ['promises more bytes than it sends', withPages((_request, response) => {
    response.writeHead(200, { 'content-length': '5000' });
    response.write(Buffer.of(0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xd9), () => response.socket?.end());
  }), 'scanner.cut'],
  ['says for ever that there is paper but no page', withPages((_request, response) => response.writeHead(404).end()), 'scanner.timeout'],
  ['gives a page an error of its own', withPages((_request, response) => response.writeHead(500).end()), 'scanner.error'],
  ['takes a job and does not say where it is', (request, response) => (request.method === 'POST' ? response.writeHead(201).end() : withPages(() => undefined)(request, response)), 'scanner.error'],
  ['sends a message without end', (_request, response) => {
    response.writeHead(200);
    const more = (): void => void (response.destroyed ? undefined : response.write(Buffer.alloc(100_000, 0x20), more));
    more();
  }, 'scan.too-large'],
])('a scanner that %s is refused, and nothing half comes out', async (_name, listener, code) => {
  const { pages, code: ended } = await scanned(driver(await strange(listener)));
  expect([pages.length, ended]).toEqual([0, code]);
});
