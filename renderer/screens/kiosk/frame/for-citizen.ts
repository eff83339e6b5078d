// A failure as citizens see it: the trace is for the station's log, where whoever looks after the machine finds it.

import type { Failure } from '../../../../shared/contract/command.ts';

export function forCitizen(failure: Failure): Failure {
  return { ...failure, traceId: '' };
}
