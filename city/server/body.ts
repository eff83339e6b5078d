// Reads a request's body with limits: on what arrives, and on what it unfolds to.

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { constants, gunzip, zstdDecompress } from 'node:zlib';
import { z } from 'zod';
import { OLDEST_WIRE_VERSION, WIRE_CONTENT_TYPE, WIRE_VERSION } from '../../shared/wire/messages.ts';
import { parseHostileJson } from './hostile-json.ts';
import { WireRefusal } from './refusal.ts';

const JSON_TYPES = new Set(['application/json', WIRE_CONTENT_TYPE]);
const MAX_FAULTS = 5;
const protoSchema = z.object({ proto: z.int() });

/** What bodies may be packed with; said with each answer, since stations pack with what they last heard of. */
export const READ_ENCODINGS = 'zstd, gzip';
/** The window that a decoder may be made to hold, as RFC 8878 wants it of every decoder: 8 MB. The limit on the output does not bound it. */
const MOST_ZSTD_WINDOW = { [constants.ZSTD_d_windowLogMax]: 23 } as const;
const gunzipped = promisify(gunzip);
const zstdUnpacked = promisify(zstdDecompress);

function tooLarge(limit: number): WireRefusal {
  return new WireRefusal('wire.too-large', `the body has more than ${limit} bytes`);
}

/** Gathers a stream; when it is too long, the rest is left to the server to pour away, for a request cut off here would take its answer along. */
export async function readBytes(stream: Readable, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > limit) throw tooLarge(limit);
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

async function unfolded(bytes: Buffer, packing: 'gzip' | 'zstd', limit: number): Promise<Buffer> {
  try {
    return await (packing === 'gzip' ? gunzipped(bytes, { maxOutputLength: limit }) : zstdUnpacked(bytes, { maxOutputLength: limit, params: MOST_ZSTD_WINDOW }));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit);
    throw new WireRefusal('wire.invalid', `the body is not ${packing}`);
  }
}

/** Reads a JSON body; `encoding` is the request's content encoding. */
async function readJsonBody(stream: Readable, encoding: string | undefined, limit: number): Promise<unknown> {
  if (encoding !== undefined && encoding !== 'identity' && encoding !== 'gzip' && encoding !== 'zstd') {
    throw new WireRefusal('wire.invalid', 'the content encoding is neither identity nor one of those in accept-encoding', { status: 415 });
  }
  const bytes = await readBytes(stream, limit);
  return parseHostileJson(encoding === 'gzip' || encoding === 'zstd' ? await unfolded(bytes, encoding, limit) : bytes);
}

function assertJson(contentType: string | undefined): void {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!JSON_TYPES.has(type)) throw new WireRefusal('wire.invalid', 'the content type is not JSON', { status: 415 });
}

/** The places that are at fault, never what stands there. */
function faultsOf({ issues }: z.ZodError): string {
  return issues.slice(0, MAX_FAULTS).map(({ path, code }) => `${path.join('.')}: ${code}`).join('; ');
}

/** Parses what came from outside, such as the query of an address. */
export function parseOutside<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new WireRefusal('wire.invalid', faultsOf(parsed.error));
}

/** Parses a message of the wire; refuses another version of it before it looks at the rest. */
function parseMessage<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const version = protoSchema.safeParse(value);
  if (version.success && (version.data.proto > WIRE_VERSION || version.data.proto < OLDEST_WIRE_VERSION)) {
    throw new WireRefusal('wire.version', `this city speaks versions ${OLDEST_WIRE_VERSION} to ${WIRE_VERSION}`);
  }
  return parseOutside(schema, value);
}

/** Reads the message in a request's body, with at most `limit` bytes after decompression. Its `requestId` must be that of the header. */
export async function readMessage<Schema extends z.ZodType<{ readonly requestId: string }>>(
  { headers, raw }: { readonly headers: IncomingHttpHeaders; readonly raw: IncomingMessage }, requestId: string, schema: Schema, limit: number,
): Promise<z.infer<Schema>> {
  assertJson(headers['content-type']);
  const message = parseMessage(schema, await readJsonBody(raw, headers['content-encoding'], limit));
  if (message.requestId !== requestId) throw new WireRefusal('wire.invalid', 'requestId: not that of the header');
  return message;
}
