// The HTTP door through which a person or a test works a virtual device: one page that redraws itself, and posts as form or JSON. Loopback only.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONTROL_SCRIPT, CONTROL_STYLE, framePage } from './page.ts';

const LONGEST_BODY = 64 * 1024;

export interface ControlAnswer {
  readonly status?: number;
  readonly type: string;
  readonly body: string | Uint8Array;
}

/** What one virtual device shows and lets people do. */
export interface ControlledDevice {
  readonly title: string;
  /** HTML inside `<main>`; asked for again after each `changed`. */
  draw(): string;
  /** State for programs, as JSON. */
  describe(): unknown;
  /** Does what a form or a program asks for; false if it makes no sense. `action` is the path without its first slash. */
  act(action: string, body: Readonly<Record<string, unknown>>): boolean;
  /** Further documents, such as pictures; null if there is none of that path. */
  document?(path: string): ControlAnswer | null;
}

export interface ControlServer extends AsyncDisposable {
  readonly url: string;
  /** Tells open pages to draw themselves anew. */
  changed(): void;
}

/** Starts the door of one device on 127.0.0.1; port 0 takes any free one. */
export async function startControlServer(device: ControlledDevice, port: number): Promise<ControlServer> {
  const watchers = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    void answer(device, request, watchers, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}/`,
    changed: () => {
      for (const watcher of watchers) watcher.write('data: changed\n\n');
    },
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(device: ControlledDevice, request: IncomingMessage, watchers: Set<ServerResponse>, response: ServerResponse): Promise<void> {
  const host = request.headers.host ?? '';
  const origin = request.headers.origin;
  // Another site that a browser has open must not work the devices, by whatever name it reaches this port.
  if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host) || (origin !== undefined && origin !== `http://${host}`)) {
    send(response, { status: 403, type: 'text/plain', body: 'refused' });
    return;
  }
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (request.method === 'POST') {
    await act(device, path, request, response);
  } else if (path === '/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': open\n\n');
    watchers.add(response);
    response.once('close', () => watchers.delete(response));
  } else {
    send(response, documentOf(device, path));
  }
}

function documentOf(device: ControlledDevice, path: string): ControlAnswer {
  switch (path) {
    case '/': return { type: 'text/html; charset=utf-8', body: framePage(device.title, device.draw()) };
    case '/main': return { type: 'text/html; charset=utf-8', body: device.draw() };
    case '/state': return { type: 'application/json', body: JSON.stringify(device.describe()) };
    case '/control.css': return { type: 'text/css; charset=utf-8', body: CONTROL_STYLE };
    case '/control.js': return { type: 'text/javascript; charset=utf-8', body: CONTROL_SCRIPT };
    default: return device.document?.(path) ?? { status: 404, type: 'text/plain', body: 'not found' };
  }
}

async function act(device: ControlledDevice, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const fields = body === null ? null : isForm ? Object.fromEntries(new URLSearchParams(body)) : parseJsonObject(body);
  const done = fields !== null && device.act(path.slice(1), fields);
  if (isForm && done) {
    response.writeHead(303, { location: '/' }).end();
    return;
  }
  send(response, { status: done ? 200 : 400, type: 'application/json', body: JSON.stringify({ done }) });
}

function send(response: ServerResponse, answer: ControlAnswer): void {
  response.writeHead(answer.status ?? 200, {
    'content-type': answer.type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  });
  response.end(answer.body);
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > LONGEST_BODY) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJsonObject(text: string): Record<string, unknown> | null {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
