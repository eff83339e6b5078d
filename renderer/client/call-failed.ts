// The one way in which a call fails for a screen.

import type { ErrorCode, ErrorParams } from '../../shared/contract/errors.ts';
import type { Failure } from '../../shared/contract/command.ts';

/** A refusal or failure of the station, or 'station.unreachable' made in the page when no answer came in time. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** A failure that was found in the page itself and so has no trace at the station. */
export function localFailure(code: ErrorCode, params: ErrorParams = {}): Failure {
  return { code, params, traceId: '' };
}

/** What to show for anything that a call threw: its failure, or 'internal' for a bug in the page. */
export function failureOf(thrown: unknown): Failure {
  return thrown instanceof CallFailed ? thrown.failure : localFailure('internal');
}
