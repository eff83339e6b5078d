// Carries a question to the city over HTTP and brings back whatever was answered, by whomever. What it means is read elsewhere.

import { Readable } from 'node:stream';
import { constants, gzip, zstdCompress } from 'node:zlib';
import { promisify } from 'node:util';
import { Agent, request, type Dispatcher } from 'undici';
import { ANSWER_HEADERS, type RawAnswer } from './classify.ts';
import { pinnedConnector } from './pinned-connector.ts';

const gzipped = promisify(gzip);
const zstdCompressed = promisify(zstdCompress);
/** The quickest of each: on a batch of 500, zstd makes 84 bytes a row in 0.5 ms, gzip 102 in 1.9 ms (docs/decisions/0035). */
const QUICKEST = { gzip: { level: 1 }, zstd: { params: { [constants.ZSTD_c_compressionLevel]: 1 } } } as const;
/** Largest answer that is read; a longer one is not the city's. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** A body goes out in pieces, so that a slow line is told from a dead one: after each piece the waiting begins anew. */
const PIECE_BYTES = 64 * 1024;
/** What the system may still hold of a body after its last piece was taken, and the slowest line on which it must get out: 16 kB/s. */
const HELD_BYTES = 256 * 1024;
const SLOWEST_BYTES_PER_MS = 16;

/** A question with everything that goes out with it. */
export interface CityCall {
  readonly method: 'GET' | 'HEAD' | 'PATCH' | 'POST' | 'PUT';
  /** Below the city's address, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** True for a body that is worth packing. */
  readonly isPackable?: boolean;
  /** Waited for before each piece of the body: a page lets text pass. */
  readonly mayGoOn?: (signal: AbortSignal) => Promise<void>;
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
  readonly #isHttps: boolean;
  /** Whether the city has said that it reads zstd; until then gzip, which every city reads. */
  #readsZstd = false;

  /** `pin`: SHA-256 of the public key that the city's certificate must have, in Base64, or null. `ca`: who must have signed it, in PEM, instead of those that the system trusts. */
  constructor({ url, timeoutMs, pin = null, ca = null }: { readonly url: string; readonly timeoutMs: number; readonly pin?: string | null; readonly ca?: string | null }) {
    this.#root = url.endsWith('/') ? url : `${url}/`;
    this.#isHttps = url.startsWith('https:');
    const connect = { timeout: timeoutMs, ...(ca === null ? {} : { ca }) };
    this.#agent = new Agent({ connect: pin === null ? connect : pinnedConnector(connect, pin), connections: 6, pipelining: 1, keepAliveTimeout: 30_000 });
  }

  async ask(call: CityCall, signal: AbortSignal): Promise<RawAnswer> {
    const packing = call.isPackable === true ? (this.#readsZstd ? 'zstd' : 'gzip') : null;
    const body = call.body === undefined || packing === null ? call.body : await (packing === 'zstd' ? zstdCompressed(call.body, QUICKEST.zstd) : gzipped(call.body, QUICKEST.gzip));
    const size = body?.length ?? 0;
    const timeoutMs = call.timeoutMs + Math.ceil(Math.min(size, HELD_BYTES) / SLOWEST_BYTES_PER_MS);
    const answer = await request(new URL(`.${call.path}`, this.#root), {
      method: call.method,
      dispatcher: this.#agent,
      signal,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      headers: { ...call.headers, ...(packing === null ? {} : { 'content-encoding': packing }), ...(body === undefined ? {} : { 'content-length': String(size) }) },
      body: body === undefined ? null : Readable.from(piecesOf(body, call.mayGoOn, signal), { objectMode: false }),
    });
    // A gateway of another version may stand behind the same address at any moment: what it says last holds.
    const accepts = headerOf(answer, 'accept-encoding');
    if (accepts !== null) this.#readsZstd = /\bzstd\b/.test(accepts);
    else if (answer.statusCode === 415) this.#readsZstd = false;
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of answer.body) {
      const bytes = Buffer.from(chunk as Uint8Array);
      length += bytes.length;
      if (length > MAX_ANSWER_BYTES) {
        answer.body.destroy();
        return { status: answer.statusCode, contentType: '', text: '', isHttps: this.#isHttps };
      }
      chunks.push(bytes);
    }
    return {
      status: answer.statusCode, contentType: headerOf(answer, 'content-type') ?? '', text: Buffer.concat(chunks).toString('utf8'),
      retryAfter: headerOf(answer, 'retry-after'), isHttps: this.#isHttps,
      headers: Object.fromEntries(ANSWER_HEADERS.flatMap((name) => [headerOf(answer, name)].flatMap((value) => (value === null ? [] : [[name, value]])))),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#agent.destroy();
  }
}

function headerOf({ headers }: Dispatcher.ResponseData, name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : null;
}

async function* piecesOf(bytes: Buffer, mayGoOn: CityCall['mayGoOn'], signal: AbortSignal): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
    await mayGoOn?.(signal);
    yield bytes.subarray(from, from + PIECE_BYTES);
  }
}
