// The name that stands on papers and in facts for whoever acts: the officer who is signed in, else the one whom the settings seat at the counter.

import type { CounterId } from '../../../../shared/base/ids.ts';
import type { CommandContext } from '../context.ts';

/** Empty where neither is known. */
export function officerNameAt({ acting, officerAt, point }: Pick<CommandContext, 'acting' | 'officerAt' | 'point'>, counterId: CounterId): string {
  return acting?.officer?.name ?? officerAt?.(counterId)?.name ?? point.counters.find((counter) => counter.counterId === counterId)?.officerName ?? '';
}
