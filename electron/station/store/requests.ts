// Remembers the answer to each changing command, so that a request sent twice changes things once.

import { hash } from 'node:crypto';
import { z } from 'zod';
import type { EpochMs, RequestId } from '../../../shared/base/ids.ts';
import type { Caller } from '../../../shared/contract/command.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { Clock } from '../life/clock.ts';
import type { StationDatabase } from './database.ts';
import type { Writable } from './handle.ts';

const requestRow = z.object({ command: z.string(), input_hash: z.string(), output: z.string() });

/** How long an answer is kept: longer than any window waits and any officer retries. */
export const REQUEST_KEPT_MS = 7 * 24 * 3_600_000;
/** So many of the newest are kept whatever their age: more than a day has, so that no clock can make today's be forgotten. */
export const REQUESTS_ALWAYS_KEPT = 10_000;

/**
 * Runs `work` in one durable transaction that also stores its answer under the request's id. A repeat with the same input gets the stored answer and changes nothing;
 * the same id with another input or from another caller is refused with 'request.reused'. What `work` throws is not remembered: nothing happened.
 */
export function answerOnce<Output>(
  database: StationDatabase,
  clock: Clock,
  request: { readonly command: string; readonly input: { readonly requestId: RequestId }; readonly caller: Caller },
  work: (store: Writable) => Output,
): Output {
  const { caller } = request;
  const inputHash = hash('sha256', JSON.stringify([caller.role, 'counterId' in caller ? caller.counterId : null, request.input]));
  const { requestId } = request.input;
  return database.write((store) => {
    const known = store.get(requestRow, 'SELECT command, input_hash, output FROM request WHERE request_id = $requestId', { requestId });
    if (known !== null) {
      if (known.command !== request.command || known.input_hash !== inputHash) throw new Refusal('request.reused');
      return JSON.parse(known.output) as Output;
    }
    const output = work(store);
    store.witness('SELECT 1 AS landed FROM request WHERE request_id = $requestId', { requestId });
    store.runOne('INSERT INTO request (request_id, command, input_hash, output, at) VALUES ($requestId, $command, $inputHash, $output, $at)', {
      requestId, command: request.command, inputHash, output: JSON.stringify(output), at: clock.now(),
    });
    return output;
  });
}

/** Forgets answers older than `REQUEST_KEPT_MS`, except the newest; returns how many. */
export function forgetOldRequests(store: Writable, now: EpochMs, alwaysKept: number = REQUESTS_ALWAYS_KEPT): number {
  return store.run('DELETE FROM request WHERE at < $before AND rowid <= (SELECT max(rowid) FROM request) - $alwaysKept', { before: now - REQUEST_KEPT_MS, alwaysKept });
}
