// Carries messages to the city gateway over HTTP. Failures are weather: values, never exceptions.

import { Readable } from 'node:stream';
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { Agent, request } from 'undici';
import type { z } from 'zod';
import type { BlobHash } from '../../../shared/base/ids.ts';
import { CHANGE_TYPES, pullAnswerSchema, type PullAnswer } from '../../../shared/wire/feed.ts';
import { blobAnswerSchema, pushAnswerSchema, REQUEST_ID_HEADER, WIRE_CONTENT_TYPE, WIRE_VERSION, type BlobAnswer, type PushAnswer } from '../../../shared/wire/messages.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import type { Clock } from '../life/clock.ts';
import { readAnswer, type CityFailure } from './classify.ts';

const pack = promisify(gzip);
/** Largest answer that is read; a longer one is not the city's. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** A body goes out in pieces, so that a slow line is told from a dead one: after each piece the waiting begins anew. */
const PIECE_BYTES = 64 * 1024;
/** What the system may still hold of a body after its last piece was taken, and the slowest line on which it must get out: 16 kB/s. */
const HELD_BYTES = 256 * 1024;
const SLOWEST_BYTES_PER_MS = 16;

/** Where the city is and who we are to it. */
export interface CityAccess {
  /** The wire's addresses lie below it. */
  readonly url: string;
  readonly key: string;
  readonly commune: string;
  readonly station: string;
  readonly incarnation: number;
  /** Longest wait for a connection and between two bytes, in ms. */
  readonly timeoutMs: number;
}

export type CityResult<Value> = { readonly kind: 'ok'; readonly value: Value } | { readonly kind: 'failed'; readonly failure: CityFailure };

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly requestId: string;
  readonly body?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** The city as sync sees it: push, pull, blobs. */
export class CityClient implements AsyncDisposable {
  readonly #access: CityAccess;
  readonly #clock: Clock;
  readonly #agent: Agent;
  readonly #root: string;

  constructor(access: CityAccess, clock: Clock) {
    this.#access = access;
    this.#root = access.url.endsWith('/') ? access.url : `${access.url}/`;
    this.#clock = clock;
    this.#agent = new Agent({ connect: { timeout: access.timeoutMs }, connections: 4, pipelining: 1, keepAliveTimeout: 30_000 });
  }

  /** Sends operations in order; all have the same fate only if nothing is answered. */
  async push(operations: readonly Operation[], signal: AbortSignal): Promise<CityResult<PushAnswer>> {
    const { commune, station, incarnation } = this.#access;
    const requestId = this.#clock.uuid();
    const body = await pack(JSON.stringify({ proto: WIRE_VERSION, requestId, commune, station, incarnation, operations }));
    return this.#call(pushAnswerSchema, { method: 'POST', path: '/v1/push', requestId, body, headers: { 'content-type': WIRE_CONTENT_TYPE, 'content-encoding': 'gzip' } }, signal);
  }

  /** Feed items after `after`; waits at the city up to `waitMs` for the first. */
  async pull(after: number, limit: number, waitMs: number, signal: AbortSignal): Promise<CityResult<PullAnswer>> {
    const query = new URLSearchParams({ commune: this.#access.commune, after: String(after), limit: String(limit), waitMs: String(waitMs), accept: CHANGE_TYPES.join(',') });
    return this.#call(pullAnswerSchema, { method: 'GET', path: `/v1/changes?${query.toString()}`, requestId: this.#clock.uuid(), timeoutMs: waitMs + this.#access.timeoutMs }, signal);
  }

  /** Whether the city already holds these bytes. */
  async blobState(hash: BlobHash, signal: AbortSignal): Promise<CityResult<BlobAnswer>> {
    return this.#call(blobAnswerSchema, { method: 'GET', path: `/v1/blobs/${hash}/state`, requestId: this.#clock.uuid() }, signal);
  }

  /** Sends a page's plain bytes; 'verified' in the answer is the city's word that it holds them durably. */
  async putBlob(hash: BlobHash, bytes: Buffer, signal: AbortSignal): Promise<CityResult<BlobAnswer>> {
    return this.#call(blobAnswerSchema, { method: 'PUT', path: `/v1/blobs/${hash}`, requestId: this.#clock.uuid(), body: bytes, headers: { 'content-type': 'application/octet-stream' } }, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#agent.destroy();
  }

  async #call<Schema extends z.ZodType<{ readonly requestId: string }>>(schema: Schema, call: Call, signal: AbortSignal): Promise<CityResult<z.output<Schema>>> {
    const size = call.body?.length ?? 0;
    const timeoutMs = (call.timeoutMs ?? this.#access.timeoutMs) + Math.ceil(Math.min(size, HELD_BYTES) / SLOWEST_BYTES_PER_MS);
    try {
      const answer = await request(new URL(`.${call.path}`, this.#root), {
        method: call.method,
        dispatcher: this.#agent,
        signal,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        headers: { authorization: `Bearer ${this.#access.key}`, [REQUEST_ID_HEADER]: call.requestId, accept: WIRE_CONTENT_TYPE, 'x-station': this.#access.station, ...call.headers, ...(call.body === undefined ? {} : { 'content-length': String(size) }) },
        body: call.body === undefined ? null : Readable.from(piecesOf(call.body), { objectMode: false }),
      });
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of answer.body) {
        const bytes = Buffer.from(chunk as Uint8Array);
        length += bytes.length;
        if (length > MAX_ANSWER_BYTES) {
          answer.body.destroy();
          return { kind: 'failed', failure: { kind: 'offline', code: 'city.captive-portal' } };
        }
        chunks.push(bytes);
      }
      const contentType = answer.headers['content-type'];
      return readAnswer(schema, call.requestId, { status: answer.statusCode, contentType: typeof contentType === 'string' ? contentType : '', text: Buffer.concat(chunks).toString('utf8') });
    } catch {
      // Whatever the socket says (refused, reset, timed out, aborted) means the same here: the answer did not come, so the outcome is unknown and the same words are sent again.
      return { kind: 'failed', failure: { kind: 'offline', code: 'city.unreachable' } };
    }
  }
}

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) yield bytes.subarray(from, from + PIECE_BYTES);
}
