// Who is asking: the station whose bearer key the request carries. A key opens its own station's log and its own commune's feed and pages, nothing else.

import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { z } from 'zod';
import { senderSchema } from '../../shared/wire/operation.ts';
import { readRows } from '../database/rows.ts';
import { WireRefusal } from './refusal.ts';

/** A station that showed its key. */
export type Sender = z.infer<typeof senderSchema>;

/** SHA-256 of a key; the database keeps nothing else of it. */
export function keyHash(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** The key in the value of an Authorization header. */
export function bearerOf(authorization: string | undefined): string {
  const key = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization ?? '')?.[1];
  if (key === undefined) throw new WireRefusal('wire.unauthorized', 'a bearer key is needed');
  return key;
}

/** Finds the station by the value of the Authorization header. */
export async function authenticate(pool: Pool, authorization: string | undefined): Promise<Sender> {
  const key = bearerOf(authorization);
  const [sender] = await readRows(pool, senderSchema, 'SELECT commune, station FROM station WHERE key_hash = $1', [keyHash(key)]);
  if (sender === undefined) throw new WireRefusal('wire.unauthorized', 'no station has this key');
  return sender;
}

/** Refuses a request that speaks for another commune or, where it names one, another station. */
export function assertOwn(sender: Sender, claimed: { readonly commune: string; readonly station?: string }): void {
  if (claimed.commune !== sender.commune) throw new WireRefusal('wire.forbidden', 'the key belongs to another commune');
  if (claimed.station !== undefined && claimed.station !== sender.station) throw new WireRefusal('wire.forbidden', 'the key belongs to another station');
}
