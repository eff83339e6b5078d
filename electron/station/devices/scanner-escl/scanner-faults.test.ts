// The eSCL client against what the virtual scanner can do wrong or differently: each named fault has its code, each habit its pages.

import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { startVirtualScanner, type VirtualScannerOptions } from '../../../practice/scanner/virtual-scanner.ts';
import type { VirtualScanner } from '../../../practice/scanner/interface.ts';
import { systemClock } from '../../life/clock.ts';
import type { ScannedPage, ScanOptions } from '../ports.ts';
import { EsclScanner } from './scanner.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

const FEEDER: ScanOptions = { source: 'feeder', dpi: 75, colour: 'colour', duplex: false };

async function virtual(options: Partial<VirtualScannerOptions> = {}): Promise<VirtualScanner> {
  const scanner = await startVirtualScanner({ port: 0, ...options });
  open.push(scanner);
  return scanner;
}

function driver(place: string | (() => Promise<string | null>), certificate: string | null = null): EsclScanner {
  const scanner = new EsclScanner(place, systemClock, { busyMs: 1_500, retryMs: 30, doubtMs: 500, hangMs: 1_500, answerMs: 3_000, pollMs: 50 }, certificate);
  open.push(scanner);
  return scanner;
}

async function scanned(scanner: EsclScanner, options: Partial<ScanOptions> = {}, signal?: AbortSignal): Promise<{ readonly pages: readonly ScannedPage[]; readonly code: string | null }> {
  const pages: ScannedPage[] = [];
  try {
    for await (const page of scanner.scan({ ...FEEDER, ...options }, signal)) pages.push(page);
    return { pages, code: null };
  } catch (error) {
    if (error instanceof Refusal) return { pages, code: error.code };
    throw error;
  }
}

test.each([
  ['busy', 'scanner.busy', 0], ['busy-page', 'scanner.busy', 0], ['jam', 'scanner.jam', 2], ['mispick', 'scanner.jam', 2], ['hang', 'scanner.timeout', 2], ['cut', 'scanner.cut', 2],
  ['short', 'scanner.cut', 2], ['long', 'scanner.cut', 2], ['huge', 'scan.too-large', 2], ['garbage', 'scanner.cut', 2], ['cover', 'scanner.cover-open', 2], ['stuck', 'scanner.timeout', 0],
  ['down', 'scanner.error', 0],
] as const)('the fault %s ends in %s after %i whole pages, and leaves no job behind', async (fault, code, before) => {
  const paper = await virtual({ sheets: 4 });
  paper.setFault(fault, 3);
  const { pages, code: ended } = await scanned(driver(paper.url));
  expect([ended, pages.length, paper.openJobs()]).toEqual([code, before, 0]);
  expect(pages.map(({ bytes }) => bytes.length)).toEqual(paper.served().map(({ bytes }) => bytes.length));
});

test('a scanner that takes every request and answers none is absent, and a scan ends with a reason', async () => {
  const paper = await virtual({ sheets: 1 });
  paper.setFault('silent');
  const scanner = new EsclScanner(paper.url, systemClock, { answerMs: 200, pollMs: 50 });
  open.push(scanner);
  expect((await scanned(scanner)).code).toBe('scanner.timeout');
  expect(scanner.state()).toMatchObject({ kind: 'absent', code: 'scanner.absent' });
  paper.setFault('none');
  await vi.waitFor(() => expect(scanner.state().kind).toBe('ready'), 10_000);
});

test('a page without end and without a promise of its length is refused once it is too large', async () => {
  const paper = await virtual({ sheets: 1 });
  paper.setHabits({ hidesLength: true });
  paper.setFault('huge');
  expect(await scanned(driver(paper.url))).toEqual({ pages: [], code: 'scan.too-large' });
});

test('a feeder that says "processing" from its first page on is asked until it is empty', async () => {
  const paper = await virtual({ sheets: 4 });
  paper.setHabits({ saysProcessing: true, endsWithConflict: true });
  const { pages, code } = await scanned(driver(paper.url));
  expect([pages.length, code]).toEqual([4, null]);
});

test('both sides of a sheet are asked for and given where the scanner turns paper, and refused by name where it does not', async () => {
  const paper = await virtual({ sheets: 2 });
  const { pages, code } = await scanned(driver(paper.url), { duplex: true });
  expect([pages.length, code, paper.feeder(), paper.lastJob()?.isDuplex]).toEqual([4, null, 0, true]);
  const plain = await virtual({ sheets: 2, model: { hasDuplex: false } });
  expect(await scanned(driver(plain.url), { duplex: true })).toEqual({ pages: [], code: 'scanner.unsupported' });
  expect([plain.feeder(), plain.lastJob()]).toEqual([2, null]);
});

test.each([
  [['image/png', 'application/pdf'], 'image/png'],
  [['application/pdf'], 'application/pdf'],
  [['application/pdf', 'image/jpeg'], 'image/jpeg'],
] as const)('of the kinds of file %s a scan asks for %s', async (formats, mime) => {
  const paper = await virtual({ sheets: 2, model: { formats } });
  const { pages, code } = await scanned(driver(paper.url));
  expect([code, pages.map((page) => page.mime)]).toEqual([null, [mime, mime]]);
});

test('a feeder that comes as one PDF is kept whole, as one file', async () => {
  const paper = await virtual({ sheets: 5, model: { formats: ['application/pdf'] } });
  paper.setHabits({ joinsPages: true });
  const { pages, code } = await scanned(driver(paper.url));
  expect([code, pages.length, paper.feeder(), paper.openJobs()]).toEqual([null, 1, 0, 0]);
  expect(Buffer.from(pages[0]?.bytes ?? []).toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(5);
});

test('what a scanner can be asked for is known once it is there', async () => {
  const paper = await virtual({ model: { hasDuplex: false, hasColour: false, resolutions: [150, 200, 240, 300, 600] } });
  const scanner = driver(paper.url);
  expect(scanner.offers()).toBeNull();
  await vi.waitFor(() => expect(scanner.state().kind).toBe('ready'), 10_000);
  expect(scanner.offers()).toEqual({ feeder: true, glass: true, duplex: false, colours: ['grey'], dpis: [200, 240, 300] });
});

test('a scan that is cancelled while its job is being ordered still deletes the job', async () => {
  const paper = await virtual({ sheets: 2 });
  const stop = new AbortController();
  const scan = scanned(driver(paper.url), {}, stop.signal);
  await vi.waitFor(() => expect(paper.openJobs()).toBe(1), { timeout: 10_000, interval: 1 });
  stop.abort();
  expect(await scan).toMatchObject({ code: 'scanner.cancelled' });
  expect(paper.openJobs()).toBe(0);
});

test('a document of 400 sheets comes whole, page after page', { timeout: 240_000 }, async () => {
  const paper = await virtual({ sheets: 400, distinctSheets: 1 });
  const sums: string[] = [];
  for await (const page of driver(paper.url).scan(FEEDER)) sums.push(createHash('sha256').update(page.bytes).digest('hex'));
  expect([sums.length, new Set(sums).size, paper.feeder(), paper.openJobs()]).toEqual([400, 400, 0, 0]);
});

test('a scanner that is looked for by name is found again at another address', async () => {
  const first = await virtual({ sheets: 1 });
  let place: string | null = first.url;
  const scanner = driver(async () => await Promise.resolve(place));
  expect((await scanned(scanner)).pages).toHaveLength(1);
  await first[Symbol.asyncDispose]();
  open.splice(open.indexOf(first), 1);
  place = null;
  await vi.waitFor(() => expect(scanner.state().kind).toBe('absent'), 10_000);
  expect((await scanned(scanner)).code).toBe('scanner.absent');
  place = (await virtual({ sheets: 2 })).url;
  await vi.waitFor(() => expect(scanner.state().kind).toBe('ready'), 10_000);
  expect((await scanned(scanner)).pages).toHaveLength(2);
});

let folder = '';
const pem = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-escl-'));
  for (const name of ['own', 'other']) {
    const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', '/CN=scanner', '-days', '3650'];
    execFileSync('openssl', made, { cwd: folder, stdio: 'pipe' });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('over https a scanner that signs for itself is used with its certificate pinned', async () => {
  const paper = await virtual({ sheets: 2, secure: { key: pem('own.key'), cert: pem('own.pem') } });
  const pinned = new X509Certificate(pem('own.pem')).fingerprint256;
  for (const words of [pinned, pinned.replaceAll(':', '').toLowerCase()]) {
    paper.load(2);
    const { pages, code } = await scanned(driver(paper.url, words));
    expect([code, pages.length, paper.openJobs()]).toEqual([null, 2, 0]);
  }
});

test('over https another certificate, or an own one that nobody pinned, is refused by name before anything is asked', async () => {
  const paper = await virtual({ sheets: 2, secure: { key: pem('own.key'), cert: pem('own.pem') } });
  for (const certificate of [new X509Certificate(pem('other.pem')).fingerprint256, null]) {
    const scanner = driver(paper.url, certificate);
    expect(await scanned(scanner)).toEqual({ pages: [], code: 'scanner.certificate' });
    await vi.waitFor(() => expect(scanner.state()).toMatchObject({ kind: 'trouble', code: 'scanner.certificate' }), 10_000);
  }
  expect([paper.lastJob(), paper.askedPages()]).toEqual([null, 0]);
});

test('a scanner that speaks no TLS where https is expected is refused and does not hang', async () => {
  const paper = await virtual({ sheets: 1 });
  expect((await scanned(driver(paper.url.replace('http:', 'https:')))).code).toBe('scanner.certificate');
});
