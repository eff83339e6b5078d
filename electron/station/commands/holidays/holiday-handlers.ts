// The commands of the working calendar. A year is set as a whole: the last word on it is one event of the log, from which it can be made anew.

import type { EpochMs, RequestId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { HolidayFile } from '../../../../shared/contract/holiday-file.ts';
import type { holidayCommands, HolidayYear } from '../../../../shared/contract/holidays.ts';
import { holidayFault } from '../../../../shared/domain/due-date/holiday-table.ts';
import type { Readable } from '../../store/handle.ts';
import { calendarInForce, setYears, type HolidayDays } from '../../store/holidays.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { actorOf } from '../queue/step.ts';

/** One handler for each command; `shipped` are the tables that came with the program. */
export function holidayHandlers(shipped: readonly HolidayFile[]): Handlers<keyof typeof holidayCommands> {
  return {
    'holidays.read': ({ database, identity }, { year }) => database.read((store) => yearView(store, identity, shipped, year)),
    'holidays.set': (context, input, caller) => {
      const { year, basis, closed, working } = input;
      const fault = holidayFault({ year, closed, working });
      if (fault !== null) throw new Refusal(`holidays.${fault.kind}`, { day: typedDay(fault.day), year });
      return setYear(context, shipped, caller, { command: 'holidays.set', input }, { basis, closed, working } as HolidayDays);
    },
    'holidays.reset': (context, input, caller) => setYear(context, shipped, caller, { command: 'holidays.reset', input }, null),
  };
}

function setYear(
  context: CommandContext, shipped: readonly HolidayFile[], caller: Caller,
  { command, input }: { readonly command: string; readonly input: { readonly requestId: RequestId; readonly year: number; readonly seenAt: EpochMs | null } }, table: HolidayDays | null,
): HolidayYear {
  return answerOnce(context.database, context.clock, { command, input, caller }, (store) => {
    const { year, seenAt } = input;
    const setAt = setYears(store).find((set) => set.year === year)?.setAt ?? null;
    if (setAt !== seenAt) throw new Refusal('holidays.changed-elsewhere', { year });
    record(store, context.identity, context.clock, { type: 'holidays.set', aggregate: 'station', aggregateId: `holidays-${year}`, actor: actorOf(caller), body: { year, table } });
    store.afterCommit(() => {
      context.publish('holidays.changed', {});
      context.wakeSync();
    });
    return yearView(store, context.identity, shipped, year);
  });
}

function yearView(store: Readable, { commune, station }: CommandContext['identity'], shipped: readonly HolidayFile[], year: number): HolidayYear {
  const years = [...calendarInForce(store, shipped).years].sort((one, other) => one - other);
  const own = setYears(store).find((set) => set.year === year);
  const came = shipped.find((table) => table.year === year);
  const days = own?.days ?? came ?? { basis: '', closed: [], working: [] };
  const origin = own !== undefined && own.days !== null ? 'own' : came === undefined ? 'none' : 'shipped';
  return { station: `${commune}-${station}`, year, origin, setAt: own?.setAt ?? null, basis: days.basis, closed: [...days.closed], working: [...days.working], years };
}

/** As people here write a day, for the sentence. */
function typedDay(day: string): string {
  return day.split('-').reverse().join('/');
}
