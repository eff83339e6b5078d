// A document scanner without glass: an eSCL service that hands out invented sheets, good days and bad ones.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { startControlServer } from '../control/control-server.ts';
import { capabilitiesXml, parseJob } from './documents.ts';
import type { ServedPage, VirtualScanner } from './interface.ts';
import { ScannerMachine, type PageAnswer } from './machine.ts';
import { scannerControl } from './scanner-control.ts';
import { SheetDrawer } from './sheet-drawer.ts';

const LONGEST_JOB = 64 * 1024;
const SLOW_PAGE_MS = 1_500;

export interface VirtualScannerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly controlPort?: number;
  /** The same seed draws the same sheets. */
  readonly seed?: number;
  /** Sheets in the feeder at the start. */
  readonly sheets?: number;
  /** Sheets that somebody puts into an emptied feeder as soon as its job is over; by default nobody does. */
  readonly refill?: number;
  /** Draws no more than so many pictures and hands them out again and again, each time as another file; by default every sheet is drawn. */
  readonly distinctSheets?: number;
}

/** Starts a virtual scanner on 127.0.0.1, with its control page. */
export async function startVirtualScanner(options: VirtualScannerOptions): Promise<VirtualScanner> {
  const listeners = new Set<(page: ServedPage) => void>();
  const machine = new ScannerMachine(new SheetDrawer(options.seed ?? 1, options.distinctSheets ?? Infinity), options.refill ?? 0, (page) => {
    if (page !== null) for (const listener of listeners) listener(page);
    control.changed();
  });
  const end = new AbortController();
  const server = createServer((request, response) => {
    void answer(machine, request, response, end.signal).catch(() => response.destroy());
  });
  const scanner: VirtualScanner = {
    get port() {
      return (server.address() as AddressInfo).port;
    },
    get url() {
      return `http://127.0.0.1:${scanner.port}/eSCL`;
    },
    get controlUrl() {
      return control.url;
    },
    feeder: () => machine.feeder,
    load: (sheets) => machine.load(sheets),
    fault: () => machine.fault,
    setFault: (fault, atPage = 1) => machine.setFault(fault, atPage),
    setHabits: (habits) => machine.setHabits(habits),
    served: () => machine.served,
    onServed: (listener) => void listeners.add(listener),
    servedCount: () => machine.servedCount,
    openJobs: () => machine.openJobs,
    askedPages: () => machine.askedPages,
    [Symbol.asyncDispose]: async () => {
      end.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await control[Symbol.asyncDispose]();
    },
  };
  const control = await startControlServer(scannerControl(scanner), options.controlPort ?? 0);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  if (options.sheets !== undefined) machine.load(options.sheets);
  return scanner;
}

async function answer(machine: ScannerMachine, request: IncomingMessage, response: ServerResponse, end: AbortSignal): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const job = /^\/eSCL\/ScanJobs\/([0-9a-f-]{36})(\/NextDocument)?\/?$/.exec(path);
  if (request.method === 'GET' && path === '/eSCL/ScannerCapabilities') sendXml(response, capabilitiesXml());
  else if (request.method === 'GET' && path === '/eSCL/ScannerStatus') sendXml(response, machine.status());
  else if (request.method === 'POST' && path === '/eSCL/ScanJobs') await startJob(machine, request, response);
  else if (request.method === 'GET' && job?.[1] !== undefined && job[2] !== undefined) {
    await sendPage(await machine.nextPage(job[1]), machine.habits.hidesLength, response, end);
  } else if (request.method === 'DELETE' && job?.[1] !== undefined) response.writeHead(machine.endJob(job[1]) ? 200 : 404).end();
  else response.writeHead(404).end();
}

async function startJob(machine: ScannerMachine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const settings = body.length > LONGEST_JOB ? null : parseJob(body.toString('utf8'));
  const started = settings === null ? 400 : machine.startJob(settings);
  if (typeof started === 'number') {
    response.writeHead(started, started === 503 ? { 'retry-after': '1' } : {}).end();
    return;
  }
  const root = machine.habits.namesForeignHost ? 'http://scanner-in-the-hall.invalid:8080' : `http://${request.headers.host ?? ''}`;
  response.writeHead(201, { location: `${root}/eSCL/ScanJobs/${started}` }).end();
}

async function sendPage(page: PageAnswer, hidesLength: boolean, response: ServerResponse, end: AbortSignal): Promise<void> {
  if (page.kind === 'hang') return;
  if (page.kind === 'status') {
    response.writeHead(page.status).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'image/jpeg', ...(hidesLength ? {} : { 'content-length': page.bytes.length }) });
  const half = page.bytes.length >> 1;
  response.write(page.bytes.subarray(0, half));
  if (page.kind === 'cut') {
    // Once the first half is on its way the connection is reset.
    await delay(20, undefined, { signal: end }).catch(() => undefined);
    response.destroy();
    return;
  }
  if (page.isSlow) await delay(SLOW_PAGE_MS, undefined, { signal: end }).catch(() => undefined);
  response.end(page.bytes.subarray(half));
}

function sendXml(response: ServerResponse, xml: string): void {
  response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8', 'content-length': Buffer.byteLength(xml) }).end(xml);
}
