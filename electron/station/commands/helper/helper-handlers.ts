// The youth teams at the kiosk: a team's PIN opens their bar, and each person helped is one more in a table.

import { Refusal } from '../../../../shared/contract/errors.ts';
import type { helperCommands } from '../../../../shared/contract/feedback.ts';
import { helpCounts } from '../../store/helped.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import type { Handlers } from '../context.ts';
import { TrialLimit } from '../dossier/trial-limit.ts';
import { withinMost } from '../feedback/rating-handlers.ts';
import { actorOf, momentOf } from '../queue/step.ts';

/** Compares a typed PIN with what the settings keep of one; takes long on purpose. */
export type IsPin = (pin: string, hash: string) => Promise<boolean>;

/** One handler for each command of helpers. */
export function helperHandlers(isPin: IsPin): Handlers<keyof typeof helperCommands> {
  const limit = new TrialLimit();
  return {
    'helper.enter': async (context, { pin }) => {
      const now = context.clock.monotonic();
      const waitMs = limit.waitMs(now);
      if (waitMs > 0) throw new Refusal('helper.wait', { seconds: Math.ceil(waitMs / 1000) });
      for (const { team, pin: hash } of context.point.helpers) if (await isPin(pin, hash)) return { team };
      limit.miss(now);
      throw new Refusal('helper.wrong-pin');
    },
    'helper.count': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'helper.count', input, caller }, (store) => {
        const { team, kind } = input;
        if (!context.point.helpers.some((known) => known.team === team)) throw new Refusal('helper.unknown');
        const { day } = momentOf(context);
        record(store, context.identity, context.clock, { type: 'people.helped', aggregate: 'station', aggregateId: `helped-${day}`, actor: actorOf(caller), body: { day, team, kind } });
        store.afterCommit(() => {
          context.publish('feedback.changed', {});
          context.wakeSync();
        });
        return { today: helpCounts(store, day, day).reduce((sum, row) => (row.team === team ? sum + row.count : sum), 0) };
      }),
    'helper.list': (context, { from, to }) => context.database.read((store) => ({ rows: helpCounts(store, withinMost(from, to), to) })),
  };
}
