// Says the city's messages and reads its answers. Failures are weather: values, never exceptions.

import type { z } from 'zod';
import type { BlobHash, DossierId, EpochMs } from '../../../shared/base/ids.ts';
import { CHANGE_TYPES, pullAnswerSchema, snapshotAnswerSchema, type PullAnswer, type SnapshotAnswer } from '../../../shared/wire/feed.ts';
import { leaseAnswerSchema, type LeaseAnswer, type LeaseRequest } from '../../../shared/wire/leases.ts';
import { catalogueAnswerSchema, type CatalogueAnswer } from '../../../shared/wire/catalogue.ts';
import { historyAnswerSchema, type HistoryAnswer } from '../../../shared/wire/history.ts';
import { UPLOADS_PATH } from '../../../shared/wire/uploads.ts';
import { blobAnswerSchema, pushAnswerSchema, REQUEST_ID_HEADER, WIRE_CONTENT_TYPE, WIRE_VERSION, type BlobAnswer, type PushAnswer } from '../../../shared/wire/messages.ts';
import { packStored } from '../../../shared/wire/packed-operation.ts';
import type { Clock } from '../life/clock.ts';
import type { OutgoingOperation } from '../store/outgoing.ts';
import { readAnswer, type CityFailure, type RawAnswer } from './classify.ts';
import { HttpTransport, type CityCall, type CityTransport } from './http-transport.ts';
import { failureOf } from './transport-failure.ts';
import { readUploadAnswer, uploadMetadata, type UploadAnswer } from './upload-answer.ts';

/** Where the city is and who we are to it. */
export interface CityAccess {
  /** The wire's addresses lie below it. */
  readonly url: string;
  readonly key: string;
  readonly commune: string;
  readonly station: string;
  /** Told what time the city says it is, with each answer that says so and was accepted. */
  readonly onCityTime?: (cityTime: EpochMs) => void;
  /** Longest wait for a connection and between two bytes, in ms. */
  readonly timeoutMs: number;
  /** SHA-256 of the public key of the city's certificate, in Base64; null where what the system trusts is enough. */
  readonly pin?: string | null;
  /** Who must have signed that certificate, in PEM; null for those that the system trusts. */
  readonly ca?: string | null;
  /** True while the station has reason not to believe its wall clock. */
  readonly isClockDoubted?: () => boolean;
}

export type CityResult<Value> = { readonly kind: 'ok'; readonly value: Value } | { readonly kind: 'failed'; readonly failure: CityFailure };

type Call = Omit<CityCall, 'headers' | 'timeoutMs'> & { readonly requestId: string; readonly headers?: Readonly<Record<string, string>>; readonly timeoutMs?: number };

/** The city as sync sees it: push, pull, blobs. */
export class CityClient implements AsyncDisposable {
  readonly #access: CityAccess;
  readonly #clock: Clock;
  readonly #transport: CityTransport;

  /** Over HTTP unless another way is given. */
  constructor(access: CityAccess, clock: Clock, transport: CityTransport = new HttpTransport(access)) {
    this.#access = access;
    this.#clock = clock;
    this.#transport = transport;
  }

  /** Sends operations of one incarnation in order; all have the same fate only if nothing is answered. */
  async push(operations: readonly OutgoingOperation[], signal: AbortSignal): Promise<CityResult<PushAnswer>> {
    const { commune, station } = this.#access;
    const requestId = this.#clock.uuid();
    const incarnation = operations[0]?.incarnation ?? 1;
    const envelope = JSON.stringify({ proto: WIRE_VERSION, requestId, commune, station, incarnation });
    const body = Buffer.from(`${envelope.slice(0, -1)},"operations":${packStored(operations)}}`);
    return this.#call(pushAnswerSchema, { method: 'POST', path: '/v1/push', requestId, body, isPackable: true, headers: { 'content-type': WIRE_CONTENT_TYPE } }, signal);
  }

  /** Feed items after `after`; waits at the city up to `waitMs` for the first. */
  async pull(after: number, limit: number, waitMs: number, signal: AbortSignal): Promise<CityResult<PullAnswer>> {
    const query = new URLSearchParams({ commune: this.#access.commune, after: String(after), limit: String(limit), waitMs: String(waitMs), accept: CHANGE_TYPES.join(',') });
    return this.#call(pullAnswerSchema, { method: 'GET', path: `/v1/changes?${query.toString()}`, requestId: this.#clock.uuid(), timeoutMs: waitMs + this.#access.timeoutMs }, signal);
  }

  /** Asks for blocks of numbers. The same ids get the same blocks, so that after a lost answer the same is asked again. */
  async leases(incarnation: number, wants: readonly LeaseRequest['wants'][number][], signal: AbortSignal): Promise<CityResult<LeaseAnswer>> {
    const { commune, station } = this.#access;
    const requestId = this.#clock.uuid();
    const body = Buffer.from(JSON.stringify({ proto: WIRE_VERSION, requestId, commune, station, incarnation, wants }));
    return this.#call(leaseAnswerSchema, { method: 'POST', path: '/v1/leases', requestId, body, headers: { 'content-type': WIRE_CONTENT_TYPE } }, signal);
  }

  /** What the city holds of one incarnation of this station after a place. */
  async history({ incarnation, after, limit }: { readonly incarnation: number; readonly after: number; readonly limit: number }, signal: AbortSignal): Promise<CityResult<HistoryAnswer>> {
    const { commune, station } = this.#access;
    const query = new URLSearchParams({ commune, station, incarnation: String(incarnation), after: String(after), limit: String(limit) });
    return this.#call(historyAnswerSchema, { method: 'GET', path: `/v1/log?${query.toString()}`, requestId: this.#clock.uuid() }, signal);
  }

  /** The commune's dossiers after `after` as the city has them now, from the first where it is null. */
  async snapshot(after: DossierId | null, limit: number, signal: AbortSignal): Promise<CityResult<SnapshotAnswer>> {
    const query = new URLSearchParams({ commune: this.#access.commune, ...(after === null ? {} : { after }), limit: String(limit) });
    return this.#call(snapshotAnswerSchema, { method: 'GET', path: `/v1/snapshot?${query.toString()}`, requestId: this.#clock.uuid() }, signal);
  }

  /** The city's catalogue of procedures, where it has a newer one than `have`; says with it which one was refused. */
  async catalogue(have: number, refused: { readonly edition: number; readonly code: string } | null, signal: AbortSignal): Promise<CityResult<CatalogueAnswer>> {
    const { commune, station } = this.#access;
    const query = new URLSearchParams({ commune, station, have: String(have), ...(refused === null ? {} : { refused: String(refused.edition), code: refused.code }) });
    return this.#call(catalogueAnswerSchema, { method: 'GET', path: `/v1/catalogue?${query.toString()}`, requestId: this.#clock.uuid() }, signal);
  }

  /** Whether the city already holds these bytes. */
  async blobState(hash: BlobHash, signal: AbortSignal): Promise<CityResult<BlobAnswer>> {
    return this.#call(blobAnswerSchema, { method: 'GET', path: `/v1/blobs/${hash}/state`, requestId: this.#clock.uuid() }, signal);
  }

  /** Sends a page's plain bytes at once; 'verified' in the answer is the city's word that it holds them durably. `mayGoOn` is waited for before each piece. */
  async putBlob(hash: BlobHash, bytes: Buffer, signal: AbortSignal, mayGoOn: (signal: AbortSignal) => Promise<void> = () => Promise.resolve()): Promise<CityResult<BlobAnswer>> {
    return this.#call(blobAnswerSchema, { method: 'PUT', path: `/v1/blobs/${hash}`, requestId: this.#clock.uuid(), body: bytes, mayGoOn, headers: { 'content-type': 'application/octet-stream' } }, signal);
  }

  /** Begins to send a page in pieces; the answer says under which address it goes on. */
  async beginUpload(hash: BlobHash, bytes: number, signal: AbortSignal): Promise<UploadAnswer> {
    return this.#upload({ method: 'POST', path: UPLOADS_PATH, headers: { 'upload-length': String(bytes), 'upload-metadata': uploadMetadata(hash) } }, signal);
  }

  /** Asks how much of a page is there. */
  async uploadOffset(path: string, signal: AbortSignal): Promise<UploadAnswer> {
    return this.#upload({ method: 'HEAD', path }, signal);
  }

  /** Sends the piece of a page that begins at `offset`; the answer says how much is there then. */
  async sendPiece(path: string, offset: number, body: Buffer, mayGoOn: CityCall['mayGoOn'] & {}, signal: AbortSignal): Promise<UploadAnswer> {
    return this.#upload({ method: 'PATCH', path, body, mayGoOn, headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) } }, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#transport[Symbol.asyncDispose]();
  }

  async #call<Schema extends z.ZodType<{ readonly requestId: string }>>(schema: Schema, call: Call, signal: AbortSignal): Promise<CityResult<z.output<Schema>>> {
    const answer = await this.#ask(call, signal);
    if (answer.kind === 'failed') return answer;
    const read = readAnswer(schema, call.requestId, answer.value);
    if (read.kind === 'ok' && 'cityTime' in read.value) this.#access.onCityTime?.(read.value.cityTime as EpochMs);
    return read;
  }

  async #upload(call: Omit<Call, 'requestId'>, signal: AbortSignal): Promise<UploadAnswer> {
    const requestId = this.#clock.uuid();
    const answer = await this.#ask({ ...call, requestId, headers: { 'tus-resumable': '1.0.0', ...call.headers } }, signal);
    return answer.kind === 'failed' ? answer : readUploadAnswer(requestId, answer.value);
  }

  async #ask(call: Call, signal: AbortSignal): Promise<CityResult<RawAnswer>> {
    const headers = { authorization: `Bearer ${this.#access.key}`, [REQUEST_ID_HEADER]: call.requestId, accept: WIRE_CONTENT_TYPE, 'x-station': this.#access.station, ...call.headers };
    try {
      return { kind: 'ok', value: await this.#transport.ask({ ...call, headers, timeoutMs: call.timeoutMs ?? this.#access.timeoutMs }, signal) };
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error, this.#access.isClockDoubted?.() ?? false) };
    }
  }
}
