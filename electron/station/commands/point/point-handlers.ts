// Answers what every window asks first: what this point is and how it is.

import type { Handlers } from '../context.ts';
import { CONTRACT_VERSION } from '../../../../shared/contract/command.ts';

export const pointHandlers: Handlers<'point.describe' | 'status.read'> = {
  'point.describe': (context, _input, caller) => ({
    contractVersion: CONTRACT_VERSION,
    caller,
    unit: context.point.unit,
    fields: context.point.fields,
    counters: context.point.counters,
    host: context.host,
    programVersion: context.programVersion,
    example: context.point.example,
    now: context.clock.now(),
  }),
  'status.read': (context) => context.status(),
};
