// Says once what a failed exchange with the city means and what follows from it; every other file only asks for the kind.

import { z } from 'zod';
import { WIRE_CONTENT_TYPE, wireFailureSchema } from '../../../shared/wire/messages.ts';

/**
 * offline: no city there, try again · busy: the city is there and cannot now · gap: go back to what it expects · fork: it holds another past of this station · stale: it keeps no news from so long ago ·
 * superseded: numbers are lent to a newer incarnation only · too-much: the batch as a whole was not taken · refused: a person must act; trying again the same way is useless.
 */
export type CityFailure =
  | { readonly kind: 'offline'; readonly code: 'city.unreachable' | 'city.captive-portal' | 'city.clock' | 'city.certificate'; readonly detail?: string }
  | { readonly kind: 'busy'; readonly code: 'city.overloaded' | 'city.internal'; readonly retryAfterMs: number | null }
  | { readonly kind: 'gap'; readonly code: 'city.gap'; readonly expected: number }
  | { readonly kind: 'fork'; readonly code: 'city.fork'; readonly detail: string; /** The last place on which both agree, plus one. */ readonly expected: number; /** The newest incarnation that the city knows. */ readonly incarnation: number }
  | { readonly kind: 'stale'; readonly code: 'city.gap'; readonly detail: string }
  | { readonly kind: 'too-much'; readonly code: 'city.refused'; readonly detail: string }
  | { readonly kind: 'superseded'; readonly code: 'city.superseded'; readonly detail: string; /** The newest incarnation that the city knows. */ readonly incarnation: number }
  | { readonly kind: 'refused'; readonly code: 'city.refused' | 'city.fork' | 'city.version' | 'city.superseded' | 'city.quarantined'; readonly detail: string };

/** Whatever time the city names, this machine asks again within a quarter of an hour, and never without a second's breath. */
const SHORTEST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 15 * 60_000;
/** What the city's own front says when nobody behind it can answer. */
const OVERLOADED = new Set([429, 502, 503, 504]);

/** Headers of an answer that are read. */
export const ANSWER_HEADERS = ['location', 'upload-offset', 'x-request-id'] as const;
export type AnswerHeader = (typeof ANSWER_HEADERS)[number];

/** An HTTP answer as it came, whoever sent it. */
export interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** The header, where there is one. */
  readonly retryAfter?: string | null;
  /** What the upload protocol says beside its bodies. */
  readonly headers?: Readonly<Partial<Record<AnswerHeader, string>>>;
  /** True when the city's certificate was seen: then no portal can have answered. */
  readonly isHttps?: boolean;
}

/**
 * Takes an answer apart. It counts only if it has our content type and echoes our request id: a captive portal's page with status 200 is "no network", never a refusal and never a success.
 */
export function readAnswer<Schema extends z.ZodType<{ readonly requestId: string }>>(
  schema: Schema,
  requestId: string,
  answer: RawAnswer,
): { readonly kind: 'ok'; readonly value: z.output<Schema> } | { readonly kind: 'failed'; readonly failure: CityFailure } {
  const named = namedTime(secondsOf(answer.retryAfter));
  const body = answer.contentType.split(';')[0]?.trim() === WIRE_CONTENT_TYPE ? parseJson(answer.text) : undefined;
  if (body === undefined) return failed(answer.isHttps === true && OVERLOADED.has(answer.status) ? { kind: 'busy', code: 'city.overloaded', retryAfterMs: named } : { kind: 'offline', code: 'city.captive-portal' });
  if (answer.status >= 200 && answer.status < 300) {
    const parsed = schema.safeParse(body);
    if (parsed.success && parsed.data.requestId === requestId) return { kind: 'ok', value: parsed.data };
    return failed(isEcho(body, requestId) ? { kind: 'refused', code: 'city.version', detail: 'an answer of another shape' } : { kind: 'offline', code: 'city.captive-portal' });
  }
  const refusal = wireFailureSchema.safeParse(body);
  if (!refusal.success || (refusal.data.requestId !== requestId && refusal.data.requestId !== '')) return failed({ kind: 'offline', code: 'city.captive-portal' });
  return failed(fromRefusal(refusal.data.error, named));
}

function fromRefusal(error: z.output<typeof wireFailureSchema>['error'], named: number | null): CityFailure {
  const { code, detail } = error;
  switch (code) {
    case 'wire.gap':
      return error.expected === undefined ? { kind: 'refused', code: 'city.version', detail } : { kind: 'gap', code: 'city.gap', expected: error.expected };
    case 'wire.overloaded':
      return { kind: 'busy', code: 'city.overloaded', retryAfterMs: namedTime(error.retryAfterMs) ?? named };
    case 'wire.internal':
      return { kind: 'busy', code: 'city.internal', retryAfterMs: namedTime(error.retryAfterMs) ?? named };
    case 'wire.fork':
      return error.expected === undefined || error.incarnation === undefined
        ? { kind: 'refused', code: 'city.fork', detail }
        : { kind: 'fork', code: 'city.fork', detail, expected: error.expected, incarnation: error.incarnation };
    case 'wire.stale-cursor':
      return { kind: 'stale', code: 'city.gap', detail };
    case 'wire.quarantined':
      return { kind: 'refused', code: 'city.quarantined', detail };
    case 'wire.superseded':
      return error.incarnation === undefined ? { kind: 'refused', code: 'city.superseded', detail } : { kind: 'superseded', code: 'city.superseded', detail, incarnation: error.incarnation };
    case 'wire.invalid':
    case 'wire.too-large':
      return { kind: 'too-much', code: 'city.refused', detail: `${code}: ${detail}` };
    case 'wire.version':
      return { kind: 'refused', code: 'city.version', detail };
    default:
      return { kind: 'refused', code: 'city.refused', detail: `${code}: ${detail}` };
  }
}

/** A time that the city names, within bounds; null when it names none. */
export function namedTime(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.min(Math.max(ms, SHORTEST_RETRY_MS), LONGEST_RETRY_MS);
}

/** The header `retry-after` in seconds, as milliseconds. A date is passed over: it would be read with a clock that may be wrong. */
export function secondsOf(retryAfter: string | null | undefined): number | undefined {
  return typeof retryAfter === 'string' && /^\d{1,7}$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
}

function failed(failure: CityFailure) {
  return { kind: 'failed', failure } as const;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isEcho(body: unknown, requestId: string): boolean {
  return z.looseObject({ requestId: z.literal(requestId) }).safeParse(body).success;
}
