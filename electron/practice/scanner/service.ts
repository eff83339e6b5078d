// The virtual scanner's eSCL service: requests taken apart, pages sent as well or as badly as the machine says.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { capabilitiesXml, parseJob } from './documents.ts';
import type { ScannerModel } from './interface.ts';
import type { PageAnswer, ScannerMachine } from './machine.ts';

const LONGEST_JOB = 64 * 1024;
const SLOW_PAGE_MS = 1_500;
/** What a page of the fault 'huge' promises. */
const HUGE_BYTES = 3 * 1024 ** 3;

/** Answers one request. `scheme` is how this service is reached; `end` cuts what is slow. */
export async function answerEscl(machine: ScannerMachine, model: ScannerModel, scheme: 'http' | 'https', request: IncomingMessage, response: ServerResponse, end: AbortSignal): Promise<void> {
  if (machine.fault === 'silent') return;
  const path = (request.url ?? '').split('?')[0] ?? '';
  const job = /^\/eSCL\/ScanJobs\/([0-9a-f-]{36})(\/NextDocument)?\/?$/.exec(path);
  if (request.method === 'GET' && path === '/eSCL/ScannerCapabilities') sendXml(response, capabilitiesXml(model));
  else if (request.method === 'GET' && path === '/eSCL/ScannerStatus') sendXml(response, machine.status());
  else if (request.method === 'POST' && path === '/eSCL/ScanJobs') await startJob(machine, model, scheme, request, response);
  else if (request.method === 'GET' && job?.[1] !== undefined && job[2] !== undefined) {
    const page = await machine.nextPage(job[1]);
    if (page.kind === 'page' && machine.habits.sheetMs > 0) await delay(machine.habits.sheetMs, undefined, { signal: end }).catch(() => undefined);
    await sendPage(page, machine.habits.hidesLength, response, end);
  } else if (request.method === 'DELETE' && job?.[1] !== undefined) response.writeHead(machine.endJob(job[1]) ? 200 : 404).end();
  else response.writeHead(404).end();
}

async function startJob(machine: ScannerMachine, model: ScannerModel, scheme: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const settings = body.length > LONGEST_JOB ? null : parseJob(body.toString('utf8'), model);
  const started = settings === null ? 400 : machine.startJob(settings);
  if (typeof started === 'number') {
    response.writeHead(started, started === 503 ? { 'retry-after': '1' } : {}).end();
    return;
  }
  const root = machine.habits.namesForeignHost ? 'http://scanner-in-the-hall.invalid:8080' : `${scheme}://${request.headers.host ?? ''}`;
  response.writeHead(201, { location: `${root}/eSCL/ScanJobs/${started}` }).end();
}

async function sendPage(page: PageAnswer, hidesLength: boolean, response: ServerResponse, end: AbortSignal): Promise<void> {
  if (page.kind === 'hang') return;
  if (page.kind === 'status') {
    response.writeHead(page.status).end();
    return;
  }
  const half = page.bytes.length >> 1;
  if (page.kind === 'long' || page.kind === 'short') {
    // Written past Node's own answer, which would not let a server lie.
    const promised = page.kind === 'long' ? half : page.bytes.length;
    response.socket?.write(`HTTP/1.1 200 OK\r\nContent-Type: ${page.format}\r\nContent-Length: ${promised}\r\nConnection: close\r\n\r\n`, 'latin1');
    response.socket?.end(page.kind === 'long' ? page.bytes : page.bytes.subarray(0, half));
    return;
  }
  const length = page.kind === 'huge' ? HUGE_BYTES : page.bytes.length;
  response.writeHead(200, { 'content-type': page.format, ...(hidesLength ? {} : { 'content-length': length }) });
  if (page.kind === 'huge') {
    // With or without a word on its length it goes on until the other side has had enough.
    const more = (): void => void (response.destroyed || end.aborted ? response.destroy() : response.write(page.bytes, more));
    more();
    return;
  }
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
