// Who looked at whose data, for the head of the point: on the screen, and as a file to take along, which is itself on record.

import type { BusinessDay } from '../../../../shared/base/ids.ts';
import type { accessCommands } from '../../../../shared/contract/care.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { addDays, parseBusinessDay, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import { ALL_DOSSIERS, type AccessSpan, countAccesses, readAccesses } from '../../store/accesses.ts';
import { answerOnce } from '../../store/requests.ts';
import type { Handlers } from '../context.ts';
import { accessCsv } from './access-csv.ts';
import { noteAccess } from './note-access.ts';

const SHOWN = 500;
/** About 2 MB: no more goes to a window at once. */
const EXPORTED = 20_000;

/** Both days are in it. Refuses 'request.invalid' for a day that no calendar has. */
function spanOf({ from, to, dossierId }: { readonly from: BusinessDay; readonly to: BusinessDay; readonly dossierId: AccessSpan['dossierId'] }): AccessSpan {
  for (const [field, day] of Object.entries({ from, to })) if (parseBusinessDay(day) === null) throw new Refusal('request.invalid', { field });
  return { from: startOfDay(from), before: startOfDay(addDays(to, 1)), dossierId };
}

export const accessHandlers: Handlers<keyof typeof accessCommands> = {
  'access.list': (context, input) =>
    context.database.read((store) => {
      const span = spanOf(input);
      return { entries: [...readAccesses(store, span, SHOWN)], total: countAccesses(store, span) };
    }),
  'access.export': (context, input, caller) =>
    answerOnce(context.database, context.clock, { command: 'access.export', input, caller }, (store) => {
      const span = spanOf(input);
      if (countAccesses(store, span) > EXPORTED) throw new Refusal('access.too-many', { most: EXPORTED });
      const text = accessCsv(readAccesses(store, span, EXPORTED));
      noteAccess(store, context, caller, input.dossierId ?? ALL_DOSSIERS, 'export');
      return { name: `nhat-ky-truy-cap-${input.from}-${input.to}.csv`, text };
    }),
};
