// Carries messages to the city gateway over HTTP. Failures are weather: values, never exceptions.

import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { Agent, request } from 'undici';
import type { z } from 'zod';
import type { BlobHash } from '../../../shared/base/ids.ts';
import {
  blobAnswerSchema, pullAnswerSchema, pushAnswerSchema, REQUEST_ID_HEADER, WIRE_CONTENT_TYPE, WIRE_VERSION, type BlobAnswer, type PullAnswer, type PushAnswer,
} from '../../../shared/wire/messages.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import type { Clock } from '../life/clock.ts';
import { readAnswer, type CityFailure } from './classify.ts';

const pack = promisify(gzip);
/** Largest answer that is read; a longer one is not the city's. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** Where the city is and who we are to it. */
export interface CityAccess {
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

  constructor(access: CityAccess, clock: Clock) {
    this.#access = access;
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
    const query = new URLSearchParams({ commune: this.#access.commune, after: String(after), limit: String(limit), waitMs: String(waitMs) });
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
    const timeoutMs = call.timeoutMs ?? this.#access.timeoutMs;
    try {
      const answer = await request(new URL(call.path, this.#access.url), {
        method: call.method,
        dispatcher: this.#agent,
        signal,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        headers: { authorization: `Bearer ${this.#access.key}`, [REQUEST_ID_HEADER]: call.requestId, accept: WIRE_CONTENT_TYPE, 'x-station': this.#access.station, ...call.headers },
        body: call.body ?? null,
      });
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of answer.body) {
        const bytes = Buffer.from(chunk as Uint8Array);
        size += bytes.length;
        if (size > MAX_ANSWER_BYTES) {
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
