// Who acts when papers change hands: the one place that says it.

import type { CounterId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { CommandContext } from '../context.ts';
import { officerNameAt } from '../staff/officer-name.ts';

/** The counter with the officer whose name stands on it; the administration has neither. */
export function officerOf(context: Pick<CommandContext, 'acting' | 'officerAt' | 'point'>, caller: Caller): { readonly counterId: CounterId | null; readonly officerName: string } {
  if (!('counterId' in caller)) return { counterId: null, officerName: context.acting?.officer?.name ?? '' };
  return { counterId: caller.counterId, officerName: officerNameAt(context, caller.counterId) };
}
