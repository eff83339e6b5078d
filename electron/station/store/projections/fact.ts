// An event as projections read it: its body as of today, its place in the log, who and when. Nothing else may go into a projection, or it could not be made anew.

import { z } from 'zod';
import type { OperationId } from '../../../../shared/base/ids.ts';
import { epochMsSchema, operationIdSchema } from '../../../../shared/contract/primitives.ts';
import { aggregateTypeSchema } from '../../../../shared/wire/log-events.ts';
import { readEvent, type ReadEvent } from '../../../../shared/wire/upcast.ts';

/** The row of an event, from whichever table. */
export const factRow = z.object({
  opId: operationIdSchema, incarnation: z.int(), seq: z.int(), aggregate: aggregateTypeSchema, aggregateId: z.string(), type: z.string(), typeVersion: z.int(), body: z.string(), at: epochMsSchema, actor: z.string(),
  baseRev: z.int().nullable(),
});
export type FactRow = z.output<typeof factRow>;

/** What is known of any fact beside its body. */
type Envelope = Omit<FactRow, 'type' | 'typeVersion' | 'body'>;
/** A fact that this program knows; `type` tells its body. */
export type Fact = Envelope & ReadEvent;

/** An event that cannot be read: nothing may be made out of a log that has one. Names its place, never its content. */
export class UnreadableFact extends Error {
  override readonly name = 'UnreadableFact';
  readonly opId: OperationId;
  constructor({ opId, incarnation, seq }: Pick<Envelope, 'opId' | 'incarnation' | 'seq'>, faults: string) {
    super(`event ${incarnation}/${seq} cannot be read: ${faults}`);
    this.opId = opId;
  }
}

/** Null for a kind of event that this program has not learned: it is kept, and shows in nothing. Throws `UnreadableFact`. */
export function readFact({ type, typeVersion, body, ...envelope }: FactRow): Fact | null {
  const reading = readEvent({ type, typeVersion, body: parsed(body), at: envelope.at });
  if (reading.kind === 'unknown') return null;
  if (reading.kind === 'invalid') throw new UnreadableFact(envelope, reading.faults);
  return { ...envelope, ...reading };
}

/** Undefined for what is no JSON, which no schema takes. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One number for the place in all the log's incarnations: later is larger. */
export function placeOf({ incarnation, seq }: Pick<Envelope, 'incarnation' | 'seq'>): number {
  return incarnation * 1e10 + seq;
}
