// Who acts when papers change hands: the one place that says it.

import type { CounterId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { CommandContext } from '../context.ts';

/** The counter with the officer whose name stands on it; the administration has neither. */
export function officerOf({ point }: Pick<CommandContext, 'point'>, caller: Caller): { readonly counterId: CounterId | null; readonly officerName: string } {
  if (!('counterId' in caller)) return { counterId: null, officerName: '' };
  return { counterId: caller.counterId, officerName: point.counters.find(({ counterId }) => counterId === caller.counterId)?.officerName ?? '' };
}
