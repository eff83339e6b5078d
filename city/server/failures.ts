// Turns whatever went wrong below a route into an answer of the wire, and into a line of the log where a person should know.

import { DatabaseAway } from '../database/rows.ts';
import type { CityClock } from '../clock.ts';
import { namedFailure } from '../log.ts';
import type { Log } from '../log.ts';
import { WireRefusal } from './refusal.ts';

const RETRY_MS = 1000;
const RETRY_WHEN_FULL_MS = 60_000;

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** The place in our source that failed; the line with the message is left out, for a message may quote a value. */
function placeOf(error: unknown): string {
  return error instanceof Error ? (error.stack?.split('\n').find((line) => /^\s+at /.test(line))?.trim() ?? '') : '';
}

/** Spread out, so that stations which were refused together do not come back together. */
function spread(ms: number, clock: CityClock): number {
  return Math.round(ms * (1 + clock.random()));
}

/** The refusal for any failure. */
export function refusalFor(error: unknown, clock: CityClock, log: Log, facts: { readonly route: string; readonly requestId: string }): WireRefusal {
  if (error instanceof WireRefusal) return error;
  const named = namedFailure(error);
  if (error instanceof DatabaseAway) {
    log('warning', 'database.away', { ...facts, cause: namedFailure(error.cause).errorCode });
    return new WireRefusal('wire.overloaded', 'the database is away', { retryAfterMs: spread(RETRY_MS, clock) });
  }
  if (named.errorCode === 'ENOSPC' || named.errorCode === 'EDQUOT') {
    log('alarm', 'disk.full', facts);
    return new WireRefusal('wire.overloaded', 'the disk is full', { retryAfterMs: spread(RETRY_WHEN_FULL_MS, clock) });
  }
  const status = statusOf(error);
  if (status === 413) return new WireRefusal('wire.too-large', 'the body is too large');
  if (status !== undefined && status >= 400 && status < 500) return new WireRefusal('wire.invalid', named.errorCode, { status });
  log('alarm', 'request.failed', { ...facts, ...named, place: placeOf(error) });
  return new WireRefusal('wire.internal', 'see the log of the city');
}
