// The HTTP server: every answer carries the wire's content type and the request's id, every failure is an answer, and no request ends the process.

import { STATUS_CODES } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { MAX_BLOB_BYTES, REQUEST_ID_HEADER, requestIdHeaderSchema, WIRE_CONTENT_TYPE } from '../../shared/wire/messages.ts';
import type { CityClock } from '../clock.ts';
import { namedFailure } from '../log.ts';
import type { Log } from '../log.ts';
import { READ_ENCODINGS } from './body.ts';
import { refusalFor } from './failures.ts';
import { WireRefusal } from './refusal.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];
/** A connection on which nothing moves; longer than a long poll. */
const SILENCE_MS = 60_000;
/** A whole request: the largest page over a slow line. */
const REQUEST_MS = 600_000;

/** A refused body is read on to its end, so that the answer is not lost with the connection, but not without end. */
const MAX_POURED_BYTES = 2 * MAX_BLOB_BYTES;

export interface Call {
  readonly request: FastifyRequest;
  /** The header's, checked. */
  readonly requestId: string;
  readonly gone: AbortSignal;
}

/** What a route answers: a body that is sent as JSON, or null where it has replied by itself. */
export type Answer = (call: Call, reply: FastifyReply) => Promise<object | null>;

export interface Route {
  readonly method: HTTPMethods;
  readonly url: string;
  /** False for what may be asked without a request id, as a person with a browser does. */
  readonly wantsRequestId: boolean;
  readonly answer: Answer;
}

/** What may be echoed of a request id that was not checked. */
function echoed(request: FastifyRequest): string {
  const header = request.headers[REQUEST_ID_HEADER];
  return typeof header === 'string' ? header.slice(0, 64) : '';
}

function send(reply: FastifyReply, status: number, body: object): FastifyReply {
  // As bytes: a text would get a charset added to the content type.
  return reply.code(status).header('content-type', WIRE_CONTENT_TYPE).header('cache-control', 'no-store').header('accept-encoding', READ_ENCODINGS).send(Buffer.from(JSON.stringify(body)));
}

/** Node pours away a body that nobody touched, but not the rest of one that was half read: the connection would stand still. */
function pourAway(body: IncomingMessage): void {
  if (body.complete) return;
  let left = MAX_POURED_BYTES;
  body.on('error', () => body.destroy());
  body.on('data', (part: Buffer) => {
    left -= part.length;
    if (left < 0) body.destroy();
  });
  body.resume();
}

function refuse(reply: FastifyReply, refusal: WireRefusal, requestId: string): FastifyReply {
  pourAway(reply.request.raw);
  const { retryAfterMs } = refusal.extras;
  if (retryAfterMs !== undefined) void reply.header('retry-after', String(Math.ceil(retryAfterMs / 1000)));
  return send(reply, refusal.status, refusal.answer(requestId));
}

/** Answers what is not even HTTP, by hand. */
function refuseUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const body = JSON.stringify(new WireRefusal('wire.invalid', 'this is not a request of HTTP').answer(''));
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\ncontent-type: ${WIRE_CONTENT_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
}

/** Aborted when the asker has gone, or when the gateway stops. */
function goneSignal(reply: FastifyReply, stopping: AbortSignal): AbortSignal {
  const left = new AbortController();
  reply.raw.once('close', () => left.abort());
  return AbortSignal.any([left.signal, stopping]);
}

function addRoute(app: FastifyInstance, route: Route, stopping: AbortSignal): void {
  app.route({
    method: route.method,
    url: route.url,
    handler: async (request, reply) => {
      const parsed = requestIdHeaderSchema.safeParse(request.headers[REQUEST_ID_HEADER]);
      if (!parsed.success && route.wantsRequestId) throw new WireRefusal('wire.invalid', `the header ${REQUEST_ID_HEADER} is missing or malformed`);
      const body = await route.answer({ request, requestId: parsed.data ?? '', gone: goneSignal(reply, stopping) }, reply);
      return body === null ? reply : send(reply, 200, body);
    },
  });
}

function addWrongMethods(app: FastifyInstance, routes: readonly Route[]): void {
  for (const url of new Set(routes.map((route) => route.url))) {
    const allowed = new Set(routes.filter((route) => route.url === url).map(({ method }) => method));
    app.route({
      method: METHODS.filter((method) => !allowed.has(method)),
      url,
      handler: async (_request, reply) => {
        void reply.header('allow', [...allowed].join(', '));
        throw new WireRefusal('wire.invalid', 'this method is not for this address', { status: 405 });
      },
    });
  }
}

/** Builds the server; it does not listen yet. Bodies are left unread: each route authenticates first and reads then. */
export function buildServer(routes: readonly Route[], clock: CityClock, log: Log, stopping: AbortSignal): FastifyInstance {
  const failed = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const requestId = echoed(request);
    const route = request.routeOptions.url ?? '';
    if (request.raw.destroyed && !request.raw.complete) {
      log('info', 'request.cut', { route, requestId, ...namedFailure(error) });
      return reply.hijack();
    }
    return refuse(reply, refusalFor(error, clock, log, { route, requestId }), requestId);
  };
  const app = fastify({
    bodyLimit: MAX_BLOB_BYTES,
    connectionTimeout: SILENCE_MS,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: SILENCE_MS,
    routerOptions: { maxParamLength: 100 },
    return503OnClosing: false,
    exposeHeadRoutes: false,
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error, request, reply) => {
      failed(error, request, reply);
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.setErrorHandler(failed);
  app.setNotFoundHandler((request, reply) => refuse(reply, new WireRefusal('wire.not-found', 'there is nothing at this address'), echoed(request)));
  app.addHook('onSend', async (_request, reply) => {
    // While the gateway stops, no connection is kept for a next request.
    if (stopping.aborted) void reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    log('info', 'request', {
      method: request.method, route: request.routeOptions.url ?? '', status: reply.statusCode, ms: Math.round(reply.elapsedTime), requestId: echoed(request),
    });
  });
  for (const route of routes) addRoute(app, route, stopping);
  addWrongMethods(app, routes);
  return app;
}
