// Makes the projections anew: they are compared on a thread of its own with what the log says, and what differs is written in one transaction.

import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Comparison } from '../../store/projections/compare.ts';
import { UnreadableFact } from '../../store/projections/fact.ts';
import { reproject } from '../../store/projections/replay.ts';
import { answerOnce } from '../../store/requests.ts';
import type { Handler } from '../context.ts';

/** `compare` reads the whole log, which may take minutes; windows are served meanwhile. What happens in that time is right already and is read anew with the rest. */
export function rebuildHandler(compare: () => Promise<Comparison>): Handler<'store.rebuild'> {
  return async (context, input, caller): Promise<CommandOutput<'store.rebuild'>> => {
    const found = await compare();
    if (found.kind !== 'compared') {
      context.note('store.rebuild-refused', { reason: found.kind === 'unreadable' ? found.detail : found.error });
      throw new Refusal('store.rebuild-differs');
    }
    const { events, tables, aggregates } = found;
    try {
      return answerOnce(context.database, context.clock, { command: 'store.rebuild', input, caller }, (store) => {
        for (const aggregate of aggregates) reproject(store, aggregate);
        if (aggregates.length > 0) {
          store.afterCommit(() => {
            context.note('store.rebuilt', { things: aggregates.length });
            context.publish('queue.changed', {});
            context.publish('dossiers.changed', {});
          });
        }
        return { events, tables: [...tables] };
      });
    } catch (error) {
      if (error instanceof UnreadableFact) throw new Refusal('store.rebuild-differs');
      throw error;
    }
  };
}
