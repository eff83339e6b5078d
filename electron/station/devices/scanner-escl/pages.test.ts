// When a scan is over and when it only seems so, against a scanner whose every answer is written down here.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { capabilitiesXml } from '../../../practice/scanner/documents.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { systemClock } from '../../life/clock.ts';
import { EsclLine } from './line.ts';
import { scanPages } from './pages.ts';

const PAGE = Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0), Buffer.alloc(1_000, 1), Buffer.of(0xff, 0xd9)]);
const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
});

/** An answer to a request for a page: the page or a status, and how the scanner says it is after it. The last one is given for ever. */
interface Answer {
  readonly gives: 'page' | 404 | 409;
  readonly state?: string;
  readonly feeder: string;
  readonly job?: string;
}

/** How many pages a scan brings, and how it ends. */
async function scanned(answers: readonly Answer[], { busyMs = 15_000, doubtMs = 100 } = {}): Promise<readonly [pages: number, code: string | null, asked: number]> {
  let [asked, now]: [number, Answer] = [0, { gives: 'page', state: 'Idle', feeder: 'Loaded' }];
  const server = createServer((request, response) => {
    const { method, url = '' } = request;
    request.resume();
    if (method === 'DELETE') response.end();
    else if (method === 'POST') response.writeHead(201, { location: '/eSCL/ScanJobs/7' }).end();
    else if (url.endsWith('ScannerCapabilities')) response.end(capabilitiesXml());
    else if (url.endsWith('ScannerStatus')) response.end(`<ScannerStatus><State>${now.state ?? 'Idle'}</State><AdfState>ScannerAdf${now.feeder}</AdfState><Jobs>${now.job ?? ''}</Jobs></ScannerStatus>`);
    else {
      now = answers[Math.min(asked, answers.length - 1)] ?? now;
      asked += 1;
      if (now.gives === 'page') response.end(PAGE);
      else response.writeHead(now.gives).end();
    }
  }).listen(0, '127.0.0.1');
  open.push(server);
  await once(server, 'listening');
  const times = { busyMs, retryMs: 20, doubtMs, hangMs: 5_000, answerMs: 5_000, pollMs: 50 };
  const line = new EsclLine(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/eSCL/`), null, times, systemClock);
  let pages = 0;
  try {
    for await (const _page of scanPages(line, { source: 'feeder', dpi: 200, colour: 'colour', duplex: false }, new AbortController().signal)) pages += 1;
    return [pages, null, asked];
  } catch (error) {
    return [pages, error instanceof Refusal ? error.code : String(error), asked];
  }
}

const page: Answer = { gives: 'page', feeder: 'Loaded' };
const job = (state: string, left: number): string => `<JobInfo><JobUri>/eSCL/ScanJobs/6</JobUri><ImagesToTransfer>9</ImagesToTransfer></JobInfo><JobInfo><JobUri>http://scanner/eSCL/ScanJobs/7/</JobUri><JobState>${state}</JobState><ImagesToTransfer>${left}</ImagesToTransfer></JobInfo>`;

test('a scan that is refused while sheets lie in the feeder is cut, never whole; a feeder that is seen to be empty a moment later is', async () => {
  expect((await scanned([page, { gives: 409, feeder: 'Loaded' }])).slice(0, 2)).toEqual([1, 'scanner.cut']);
  expect((await scanned([page, { gives: 409, feeder: 'Loaded' }, { gives: 409, feeder: 'Empty' }], { doubtMs: 15_000 })).slice(0, 2)).toEqual([1, null]);
});

test('with the last sheet on its way "no more pages" is doubted for as long as a busy scanner is waited for', async () => {
  const early: readonly Answer[] = Array.from({ length: 12 }, () => ({ gives: 404, state: 'Processing', feeder: 'Empty' }));
  expect((await scanned([page, ...early, page, { gives: 404, feeder: 'Empty' }])).slice(0, 2)).toEqual([2, null]);
  const waiting: readonly Answer[] = Array.from({ length: 12 }, () => ({ gives: 404, feeder: 'Empty', job: job('Completed', 1) }));
  expect((await scanned([page, ...waiting, page, { gives: 404, feeder: 'Empty', job: job('Completed', 0) }])).slice(0, 2)).toEqual([2, null]);
});

test('pages that never come are missed by name, and a job that has ended is not waited for whatever else the scanner does', async () => {
  expect((await scanned([page, { gives: 404, feeder: 'Empty', job: job('Processing', 1) }], { busyMs: 300 })).slice(0, 2)).toEqual([1, 'scanner.timeout']);
  expect(await scanned([page, { gives: 404, state: 'Processing', feeder: 'Empty', job: job('Completed', 0) }])).toEqual([1, null, 2]);
});
