// Answers what every window asks first: what this point is and how it is.

import type { CommandContext, Handlers } from '../context.ts';
import { CONTRACT_VERSION, type Caller } from '../../../../shared/contract/command.ts';
import { isTrainingStation } from '../../../../shared/domain/codes/training-station.ts';
import type { Point } from '../../../../shared/contract/point.ts';

/** The point as its settings name it; the store is not asked. */
export function describePoint({ point, host, programVersion, clock }: Pick<CommandContext, 'point' | 'host' | 'programVersion' | 'clock'>, caller: Caller, mode: Point['mode']): Point {
  const { unit, fields, counters, example, queue, helpers } = point;
  const priority = { elderlyFrom: queue.elderlyFrom, grounds: [...queue.priorities] };
  return { contractVersion: CONTRACT_VERSION, mode, caller, unit, fields, counters, priority, hasHelpers: helpers.length > 0, host, programVersion, example, training: isTrainingStation(point.station), now: clock.now() };
}

export const pointHandlers: Handlers<'point.describe' | 'status.read'> = {
  'point.describe': (context, _input, caller) => describePoint(context, caller, 'working'),
  'status.read': (context) => context.status(),
};
