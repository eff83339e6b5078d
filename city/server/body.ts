// Reads a request's body with limits: on what arrives, and on what it unfolds to.

import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { parseHostileJson } from './hostile-json.ts';
import { WireRefusal } from './refusal.ts';

const unfold = promisify(gunzip);

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

async function unfolded(bytes: Buffer, limit: number): Promise<Buffer> {
  try {
    return await unfold(bytes, { maxOutputLength: limit });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit);
    throw new WireRefusal('wire.invalid', 'the body is not gzip');
  }
}

/** Reads a JSON body; `encoding` is the request's content encoding. */
export async function readJsonBody(stream: Readable, encoding: string | undefined, limit: number): Promise<unknown> {
  if (encoding !== undefined && encoding !== 'identity' && encoding !== 'gzip') {
    throw new WireRefusal('wire.invalid', 'the content encoding is neither identity nor gzip', { status: 415 });
  }
  const bytes = await readBytes(stream, limit);
  return parseHostileJson(encoding === 'gzip' ? await unfolded(bytes, limit) : bytes);
}
