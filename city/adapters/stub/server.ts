// The stand-in for a portal as a server on real sockets: reads a request, does wrong what it was told to, and lets one dialect answer. Written from the descriptions alone, apart from what speaks to it.

import { createServer as createPlain } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Faults } from './faults.ts';
import type { Answer } from './classic.ts';

/** One dialect's answers. */
export interface StubDialect {
  nameOf(path: string, body: unknown): string;
  expireSessions(): void;
  answer(path: string, body: unknown, request: { readonly authorization: string; readonly query: URLSearchParams; readonly bytes: Buffer; readonly contentType: string }): Answer;
}

export interface PortalStub extends AsyncDisposable {
  readonly url: string;
  readonly faults: Faults;
  /** What was asked, in the order in which it was answered. */
  readonly asked: string[];
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

function parsedBody(bytes: Buffer, contentType: string): unknown {
  if (!contentType.startsWith('application/json')) return contentType.startsWith('application/x-www-form-urlencoded') ? Object.fromEntries(new URLSearchParams(bytes.toString())) : null;
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

/** Starts it on a port of this machine; with a certificate it speaks TLS. */
export async function startPortalStub(dialect: StubDialect, options: { readonly port?: number; readonly tls?: { readonly key: string; readonly cert: string } } = {}): Promise<PortalStub> {
  const faults = new Faults();
  const asked: string[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const bytes = await bytesOf(request);
    const url = new URL(request.url ?? '/', 'http://portal.invalid');
    const contentType = request.headers['content-type'] ?? '';
    const body = parsedBody(bytes, contentType);
    const name = dialect.nameOf(url.pathname, body);
    const fault = faults.next(name, bytes.toString('utf8'));
    asked.push(name);
    if (fault?.kind === 'cut') return void request.socket.destroy();
    if (fault?.kind === 'maintenance') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Bảo trì</title>Hệ thống đang bảo trì');
    if (fault?.kind === 'blocked') return void response.writeHead(403, { 'content-type': 'text/html' }).end('<!doctype html><title>403</title>Request blocked');
    if (fault?.kind === 'server-error') return void response.writeHead(500, { 'content-type': 'text/plain' }).end('Object reference not set');
    if (fault?.kind === 'nonsense') return send(response, { status: 200, body: ['?'] });
    if (fault?.kind === 'refused') return send(response, { status: 200, body: { error_code: fault.code } });
    if (fault?.kind === 'session-expired') dialect.expireSessions();
    const answer = dialect.answer(url.pathname, body, { authorization: request.headers.authorization ?? '', query: url.searchParams, bytes, contentType });
    if (fault?.kind === 'answer-lost') return void request.socket.destroy();
    if (fault?.kind === 'wrong-code') return send(response, { status: 200, body: { error_code: fault.code } });
    if (fault?.kind === 'slow') await delay(fault.ms);
    send(response, answer);
  };
  const listener: RequestListener = (request, response) => void serve(request, response).catch(() => request.socket.destroy());
  const server = options.tls === undefined ? createPlain(listener) : createTls(options.tls, listener);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, faults, asked,
    [Symbol.asyncDispose]: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
