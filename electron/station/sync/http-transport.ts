// Carries a question to the city over HTTP and brings back whatever was answered, by whomever. What it means is read elsewhere.

import { Readable } from 'node:stream';
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { Agent, request } from 'undici';
import type { RawAnswer } from './classify.ts';

const pack = promisify(gzip);
/** Largest answer that is read; a longer one is not the city's. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** A body goes out in pieces, so that a slow line is told from a dead one: after each piece the waiting begins anew. */
const PIECE_BYTES = 64 * 1024;
/** What the system may still hold of a body after its last piece was taken, and the slowest line on which it must get out: 16 kB/s. */
const HELD_BYTES = 256 * 1024;
const SLOWEST_BYTES_PER_MS = 16;

/** A question with everything that goes out with it. */
export interface CityCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the city's address, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** True for a body that is worth packing. */
  readonly isPackable?: boolean;
  /** Longest wait between two bytes, in ms. */
  readonly timeoutMs: number;
}

/** The way to the city. */
export interface CityTransport extends AsyncDisposable {
  /** Throws when no answer came, for whatever reason. */
  ask(call: CityCall, signal: AbortSignal): Promise<RawAnswer>;
}

/** HTTP with connections that are kept. */
export class HttpTransport implements CityTransport {
  readonly #agent: Agent;
  readonly #root: string;

  constructor({ url, timeoutMs }: { readonly url: string; readonly timeoutMs: number }) {
    this.#root = url.endsWith('/') ? url : `${url}/`;
    this.#agent = new Agent({ connect: { timeout: timeoutMs }, connections: 4, pipelining: 1, keepAliveTimeout: 30_000 });
  }

  async ask(call: CityCall, signal: AbortSignal): Promise<RawAnswer> {
    const body = call.body !== undefined && call.isPackable === true ? await pack(call.body) : call.body;
    const size = body?.length ?? 0;
    const timeoutMs = call.timeoutMs + Math.ceil(Math.min(size, HELD_BYTES) / SLOWEST_BYTES_PER_MS);
    const packing = call.isPackable === true ? { 'content-encoding': 'gzip' } : {};
    const answer = await request(new URL(`.${call.path}`, this.#root), {
      method: call.method,
      dispatcher: this.#agent,
      signal,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      headers: { ...call.headers, ...packing, ...(body === undefined ? {} : { 'content-length': String(size) }) },
      body: body === undefined ? null : Readable.from(piecesOf(body), { objectMode: false }),
    });
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of answer.body) {
      const bytes = Buffer.from(chunk as Uint8Array);
      length += bytes.length;
      if (length > MAX_ANSWER_BYTES) {
        answer.body.destroy();
        return { status: answer.statusCode, contentType: '', text: '' };
      }
      chunks.push(bytes);
    }
    const contentType = answer.headers['content-type'];
    return { status: answer.statusCode, contentType: typeof contentType === 'string' ? contentType : '', text: Buffer.concat(chunks).toString('utf8') };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#agent.destroy();
  }
}

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) yield bytes.subarray(from, from + PIECE_BYTES);
}
