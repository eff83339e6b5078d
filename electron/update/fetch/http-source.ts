// Asks the city, or a neighbour that serves the same addresses, for what is new, and brings a payload's bytes from any place on.

import { Agent, request, type buildConnector, type Dispatcher } from 'undici';
import { WIRE_CONTENT_TYPE, REQUEST_ID_HEADER } from '../../../shared/wire/messages.ts';
import { MAX_MANIFEST_BYTES, payloadPath, UPDATES_PATH, updateOfferSchema, type SignedManifest, type UpdateTarget } from '../../../shared/wire/updates.ts';
import type { Clock } from '../../station/life/clock.ts';
import { FetchStopped } from './trouble.ts';

/** Longest wait between two bytes, in ms. */
const SILENCE_MS = 30_000;
const MOST_ANSWER_BYTES = 2 * MAX_MANIFEST_BYTES;

export interface HttpSourceParts {
  /** Such as 'https://city.example/'. */
  readonly url: string;
  /** The station's key at the city; null at a neighbour, which gets the station's name instead. */
  readonly key: string | null;
  readonly station: { readonly commune: string; readonly station: string };
  /** How connections are opened, where the city's certificate is pinned. */
  readonly connect?: buildConnector.connector;
  readonly clock: Pick<Clock, 'uuid'>;
}

/** A part of a payload: where it begins, and its bytes. */
export interface PayloadPart {
  readonly from: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface UpdateSource extends AsyncDisposable {
  /** Null where there is nothing new. Throws `FetchStopped` or what the connection throws. */
  offer(target: UpdateTarget, now: { readonly version: string; readonly sequence: number }, signal: AbortSignal): Promise<SignedManifest | null>;
  /** From `from` on, or from the beginning where the source cannot. */
  payload(sha256: string, from: number, signal: AbortSignal): Promise<PayloadPart>;
}

export function httpSource({ url, key, station, connect, clock }: HttpSourceParts): UpdateSource {
  const agent = new Agent({ connections: 2, pipelining: 1, ...(connect === undefined ? { connect: { timeout: 10_000 } } : { connect }) });
  const root = url.endsWith('/') ? url : `${url}/`;

  const ask = (path: string, query: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Dispatcher.ResponseData> => {
    const address = new URL(`.${path}`, root);
    for (const [name, value] of Object.entries(key === null ? { ...query, ...station } : query)) address.searchParams.set(name, value);
    return request(address, { dispatcher: agent, signal, headersTimeout: SILENCE_MS, bodyTimeout: SILENCE_MS, headers: { ...headers, ...(key === null ? {} : { authorization: `Bearer ${key}` }) } });
  };

  return {
    offer: async (target, { version, sequence }, signal) => {
      const requestId = clock.uuid();
      const answer = await ask(`${UPDATES_PATH}/offer`, { ...target, version, sequence: String(sequence) }, { [REQUEST_ID_HEADER]: requestId }, signal);
      const text = await textOf(answer.body);
      refuseStatus(answer);
      let value: unknown = null;
      try {
        value = JSON.parse(text);
      } catch (cause) {
        throw new FetchStopped('portal', cause);
      }
      const parsed = updateOfferSchema.safeParse(value);
      // A portal of a hotel answers everything with 200 and a page of its own; it cannot say the question's id again.
      if (answer.headers['content-type'] !== WIRE_CONTENT_TYPE || !parsed.success || parsed.data.requestId !== requestId) throw new FetchStopped('portal');
      return parsed.data.offer;
    },
    payload: async (sha256, from, signal) => {
      const range = from === 0 ? {} : { range: `bytes=${from}-`, 'if-match': `"${sha256}"` };
      const answer = await ask(payloadPath(sha256), {}, { [REQUEST_ID_HEADER]: clock.uuid(), ...range }, signal);
      if (answer.statusCode === 206 && String(answer.headers['content-range']).startsWith(`bytes ${from}-`)) return { from, bytes: answer.body as AsyncIterable<Uint8Array> };
      if (answer.statusCode === 200 && answer.headers['etag'] === `"${sha256}"`) return { from: 0, bytes: answer.body as AsyncIterable<Uint8Array> };
      answer.body.on('error', () => undefined).destroy();
      refuseStatus(answer);
      throw new FetchStopped('portal');
    },
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}

function refuseStatus({ statusCode }: Dispatcher.ResponseData): void {
  if (statusCode === 404 || statusCode === 410 || statusCode === 412 || statusCode === 416) throw new FetchStopped('gone');
  if (statusCode === 503 || statusCode === 429) throw new FetchStopped('overloaded');
  if (statusCode >= 400) throw new FetchStopped('refused');
  if (statusCode >= 300) throw new FetchStopped('portal');
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > MOST_ANSWER_BYTES) throw new FetchStopped('portal');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
