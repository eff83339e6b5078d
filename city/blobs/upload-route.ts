// The tus protocol below /v1/uploads: POST begins, HEAD says how much is there, PATCH brings more, DELETE gives up. What is refused is refused as everywhere on the wire.

import type { Readable } from 'node:stream';
import { FileStore, type Configstore } from '@tus/file-store';
import { Server } from '@tus/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MAX_BLOB_BYTES, REQUEST_ID_HEADER } from '../../shared/wire/messages.ts';
import { UPLOADS_PATH, uploadMetadataSchema } from '../../shared/wire/uploads.ts';
import type { Admission } from '../server/admission.ts';
import { authenticate, type Sender } from '../server/caller.ts';
import { WireRefusal, type WireCode } from '../server/refusal.ts';
import type { Call, Route } from '../server/server.ts';
import { UploadLocks } from './upload-locks.ts';
import { dropUpload, findUpload, finishUpload, noteUpload, type UploadContext } from './uploads.ts';

/** What the holder of an upload gets for what has arrived, when a newer request wants it. */
const DRAIN_MS = 500;
/** What the protocol may see of a request's head; the rest is settled before it, or is none of its business. */
const ASKED = ['tus-resumable', 'upload-length', 'upload-offset', 'upload-metadata', 'upload-defer-length', 'upload-concat'];
const ANSWERED = ['location', 'upload-offset', 'upload-length', 'tus-resumable', 'tus-version', 'tus-extension', 'tus-max-size'];
const ID = /^[0-9a-f-]{36}$/;
const metadataSchema = z.strictObject(uploadMetadataSchema.shape);
const keptSchema = metadataSchema.extend({ station: z.string() });
const CODES: Readonly<Record<number, WireCode>> = { 404: 'wire.not-found', 410: 'wire.not-found', 413: 'wire.too-large', 500: 'wire.internal' };

interface TusContext extends UploadContext {
  readonly admission: Admission;
}

/** Who asks, and what went wrong below the protocol, of the requests that it is at. */
class Asked {
  readonly #senders = new WeakMap<Request, Sender>();
  readonly #failures = new WeakMap<Request, unknown>();
  begin(request: Request, sender: Sender): void {
    this.#senders.set(request, sender);
  }
  sender(request: Request): Sender {
    const sender = this.#senders.get(request);
    if (sender === undefined) throw new Error('a request comes here only through its route');
    return sender;
  }
  failed(request: Request, failure: unknown): void {
    this.#failures.set(request, failure);
  }
  failure(request: Request): unknown {
    return this.#failures.get(request);
  }
}

/** The protocol's own notes on an upload, as rows of the database: every gateway sees them, and another commune's are not there. */
function rowsOf(context: UploadContext): Configstore {
  return {
    get: async (name) => {
      const found = await findUpload(context, name);
      if (found === null) return undefined;
      const { bytes, sha256, createdAt } = found;
      return { id: name, size: bytes, offset: 0, metadata: { sha256 }, creation_date: new Date(createdAt).toISOString(), storage: undefined, sizeIsDeferred: false };
    },
    set: async (name, { size, metadata }) => {
      const { sha256, station } = keptSchema.parse(metadata);
      await noteUpload(context, { name, commune: communeOf(name), station, sha256, bytes: z.int().parse(size), createdAt: context.clock.now() });
    },
    delete: (name) => dropUpload(context, name),
  };
}

function communeOf(name: string): string {
  return name.slice(0, name.indexOf('.'));
}

function protocolOf(context: UploadContext, asked: Asked): Server {
  const { clock, store } = context;
  const files = new FileStore({ directory: store.uploads, configstore: rowsOf(context) });
  files.extensions = ['creation', 'termination'];
  return new Server({
    path: UPLOADS_PATH,
    datastore: files,
    locker: new UploadLocks(clock),
    maxSize: MAX_BLOB_BYTES,
    lockDrainTimeout: DRAIN_MS,
    namingFunction: (request) => `${asked.sender(request).commune}.${clock.unique()}`,
    generateUrl: (_request, { path, id }) => `${path}/${id.slice(id.indexOf('.') + 1)}`,
    getFileIdFromRequest: (request, id) => (id !== undefined && ID.test(id) ? `${asked.sender(request).commune}.${id}` : undefined),
    onUploadCreate: async (request, { size, metadata }) => {
      const parsed = metadataSchema.safeParse(metadata);
      if (!parsed.success) throw new WireRefusal('wire.invalid', 'the metadata is the SHA-256 and nothing else');
      if (size === undefined || size === 0) throw new WireRefusal('wire.invalid', 'the page is empty');
      return Promise.resolve({ metadata: { ...parsed.data, station: asked.sender(request).station } });
    },
    onUploadFinish: async (_request, { id }) => {
      const upload = await findUpload(context, id);
      if (upload !== null) await finishUpload(context, upload);
      return {};
    },
    onResponseError: (request, failure) => {
      asked.failed(request, failure);
      return undefined;
    },
  });
}

/** A request as the protocol gets it: its own headers alone, and a body that nobody has begun to read. */
function requestOf({ method, url, headers, raw }: FastifyRequest): Request {
  const own = new Headers(ASKED.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])));
  if (method !== 'PATCH') return new Request(new URL(url, 'http://city'), { method, headers: own });
  for (const name of ['content-type', 'content-length'] as const) if (headers[name] !== undefined) own.set(name, headers[name]);
  return new Request(new URL(url, 'http://city'), { method, headers: own, body: bodyOf(raw), duplex: 'half' });
}

/** Touches the stream only when it is read from: a body that is refused unread is poured away by the server. */
function bodyOf(raw: Readable): ReadableStream<Uint8Array> {
  const parts = raw.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
  return new ReadableStream(
    {
      pull: async (into) => {
        const part = await parts.next();
        if (part.done === true) into.close();
        else into.enqueue(part.value);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Throws what the protocol has refused, in the wire's own words. */
function assertTaken({ status }: Response, failure: unknown): void {
  if (status < 400) return;
  if (failure instanceof Error && !('status_code' in failure)) throw failure;
  if (status >= 500 && status !== 501) throw new Error('a piece of a page could not be stored');
  throw new WireRefusal(CODES[status] ?? 'wire.invalid', 'the upload protocol does not allow this here', { status: status === 410 ? 404 : status });
}

/** The routes of uploads. */
export function uploadRoutes(context: TusContext): readonly Route[] {
  const { pool, admission } = context;
  const asked = new Asked();
  const protocol = protocolOf(context, asked);
  const answer = async ({ request, requestId }: Call, reply: FastifyReply): Promise<null> => {
    // These answers have no body that could name the question: with this header no portal's answer is taken for the city's.
    void reply.header(REQUEST_ID_HEADER, requestId);
    const sender = await authenticate(pool, request.headers.authorization);
    if (request.method === 'POST' || request.method === 'PATCH') admission.admit(sender.commune, 'scans');
    if (request.headers['content-encoding'] !== undefined) throw new WireRefusal('wire.invalid', 'a page travels as plain bytes', { status: 415 });
    const question = requestOf(request);
    asked.begin(question, sender);
    const response = await protocol.handleWeb(question);
    assertTaken(response, asked.failure(question));
    const { headers } = response;
    // All bytes were there, and whoever had to finish it has died: the next to ask does it.
    if (request.method === 'HEAD' && headers.get('upload-offset') === headers.get('upload-length')) {
      const upload = await findUpload(context, `${sender.commune}.${request.url.slice(UPLOADS_PATH.length + 1)}`);
      if (upload !== null) await finishUpload(context, upload);
    }
    for (const name of ANSWERED) if (headers.has(name)) void reply.header(name, headers.get(name));
    await reply.code(response.status).header('cache-control', 'no-store').send();
    return null;
  };
  return [
    { method: 'POST', url: UPLOADS_PATH, wantsRequestId: true, answer },
    { method: 'OPTIONS', url: UPLOADS_PATH, wantsRequestId: true, answer },
    ...(['HEAD', 'PATCH', 'DELETE'] as const).map((method): Route => ({ method, url: `${UPLOADS_PATH}/:upload`, wantsRequestId: true, answer })),
  ];
}
