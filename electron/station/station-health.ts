// The self-checks of a station at work: where each of their subjects is found.

import type { Check } from '../../shared/contract/admin.ts';
import type { Host, Status } from '../../shared/contract/point.ts';
import type { Caller } from '../../shared/contract/command.ts';
import type { HolidayTable } from '../../shared/domain/due-date/office-calendar.ts';
import { parseTemplate } from '../../shared/domain/paper/parse-template.ts';
import { businessDayOf, startOfDay } from '../../shared/domain/time/business-day.ts';
import type { CatalogueShelf } from './catalogue/shelf.ts';
import type { Clock } from './life/clock.ts';
import type { HealthSubject } from './life/health/check.ts';
import { runChecks } from './life/health/run-checks.ts';
import type { KeyRing } from './life/keys/key-ring.ts';
import type { TrueTime } from './life/true-time.ts';
import type { StationUpdates } from './station-updates.ts';
import type { StoreCare } from './store-care.ts';
import type { StationDatabase } from './store/database.ts';
import type { DiskRoom } from './store/disk-room.ts';
import type { LogIdentity } from './store/event-log.ts';
import { calendarInForce } from './store/holidays.ts';
import { ownTemplates } from './store/paper-templates.ts';
import { unprintedSince } from './store/print-jobs.ts';
import { isHistoryOpen, readHistory } from './store/returned-events.ts';
import { lastSelfTest } from './store/self-tests.ts';

export interface StationHealthParts {
  readonly dataFolder: string;
  readonly host: Host;
  readonly clock: Clock;
  readonly database: StationDatabase;
  readonly identity: LogIdentity;
  readonly status: () => Status;
  readonly care: StoreCare;
  readonly numbers: { read(): ReturnType<HealthSubject['numbers']> };
  readonly trueTime: Pick<TrueTime, 'doubt'>;
  readonly keys: KeyRing;
  /** Windows before the public. */
  readonly shown: readonly Caller[];
  readonly room: Pick<DiskRoom, 'freeBytes'>;
  /** Started after the checks can be asked for. */
  readonly updates: () => StationUpdates;
  readonly recordings: HealthSubject['recordings'];
  readonly logs: HealthSubject['logs'];
  /** The tables of days off that came with the program. */
  readonly shippedHolidays: readonly HolidayTable[];
  readonly setup: HealthSubject['setup'];
  readonly staff: HealthSubject['staff'];
  readonly shelf: Pick<CatalogueShelf, 'note' | 'file' | 'size' | 'lost'>;
}

/** Answers with every check, made now. */
export function stationHealth({ dataFolder, host, clock, database, identity, status, care, numbers, trueTime, keys, shown, room, updates, recordings, logs, setup, staff, shelf, shippedHolidays }: StationHealthParts): () => Check[] {
  return () =>
    runChecks({
      dataFolder, host,
      now: clock.now(),
      status: status(),
      storeCondition: () => database.condition(),
      storeVerdicts: () => care.inspector.read(),
      printsWaiting: () => database.read((store) => unprintedSince(store, startOfDay(businessDayOf(clock.now())), 'doubtful')).length,
      backups: () => care.backups.verdict(),
      numbers: () => numbers.read(),
      clockDoubt: () => trueTime.doubt(),
      history: () => database.read((store) => ({ ...readHistory(store, identity.incarnation), isOpen: isHistoryOpen(store) })),
      keys: () => ({ vault: keys.vault, wraps: keys.read(), isPrivate: keys.isPrivate() }),
      lockDown: () => database.read((store) => shown.filter(({ role }) => role === 'kiosk').map((target) => lastSelfTest(store, target))),
      freeBytes: () => room.freeBytes(),
      updates: () => updates().updater.read(),
      recordings, logs, setup, staff,
      catalogue: () => ({ asOf: shelf.file.asOf, procedures: shelf.size, origin: shelf.note.current?.origin ?? 'shipped', lost: shelf.lost, refused: shelf.note.refused }),
      paperTemplates: () => ownTemplateState(database),
      calendarYears: () => database.read((store) => calendarInForce(store, shippedHolidays).years),
    });
}

function ownTemplateState(database: StationDatabase): ReturnType<HealthSubject['paperTemplates']> {
  const own = database.read(ownTemplates);
  return { own: own.length, broken: own.filter(({ form, text }) => parseTemplate(form, text).kind === 'faults').map(({ form }) => form) };
}
