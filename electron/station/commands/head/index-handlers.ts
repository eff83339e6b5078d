// The commands of index 766: computed at every look out of this station's dossiers, with what people entered of the portal's reports.

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EpochMs, ProcedureCode } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { HolidayFile } from '../../../../shared/contract/holiday-file.ts';
import type { indexCommands, IndexView, Reading } from '../../../../shared/contract/index766.ts';
import { indexSettingsOf } from '../../../../shared/contract/index-rules.ts';
import { officeHoursOf } from '../../../../shared/contract/office-hours.ts';
import { workingDaysBetween } from '../../../../shared/domain/due-date/working-days.ts';
import { COMPONENT_IDS, GROUPS, type ComponentId, type GroupId } from '../../../../shared/domain/index766/components.ts';
import { scopeOf, usualReceived } from '../../../../shared/domain/index766/dossier-counts.ts';
import { estimateOf, maxOf, type LocalKnowledge } from '../../../../shared/domain/index766/estimate.ts';
import { indexScore, type IndexFacts } from '../../../../shared/domain/index766/index766.ts';
import { movesOf } from '../../../../shared/domain/index766/moves.ts';
import { daysOfPeriod } from '../../../../shared/domain/index766/period.ts';
import { averageTimes, petitionsByKind } from '../../../../shared/domain/index766/shown-only.ts';
import { addDays, addMonths, businessDayOf, parseBusinessDay, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import { calendarInForce } from '../../store/holidays.ts';
import { readingById, readingsOf } from '../../store/index-readings.ts';
import { petitionsReceived } from '../../store/petitions.ts';
import { dossiersReceived } from '../../store/received.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { actorOf } from '../queue/step.ts';
import { gatherDossiers } from '../report/gather-dossiers.ts';
import { proceduresWithPages } from '../report/procedure-facts.ts';

/**
 * Rows of which this station has the data: progress and the reuse of papers whole; contentment as far as lateness and ratings take points off, and complaints as far as they were received here, since the portal
 * receives others; what the city has not got, where there is one, is not at the portal either, and what it has got may not be. Of papers and results the files that were made here: a result may be issued as a file
 * elsewhere; and of filing online what came by here. Of pages and payments something is seen that does not bound the row: what the catalogue copied, and what was paid in cash.
 */
const KNOWN: LocalKnowledge = new Map([
  ['2.1', 'counted'], ['5.2', 'at-most'], ['5.3', 'at-most'], ['5.4', 'at-most'], ['1.4', 'at-most'], ['4.3', 'counted'], ['4.1', 'at-least'], ['4.2', 'at-least'], ['3.2', 'at-least'], ['3.3', 'at-least'],
  ['1.3', 'part'], ['3.5b', 'part'], ['3.6', 'part'],
]);
/** Rows that are measured by what is at the portal: without a city nothing of it is known. */
const BY_PORTAL: readonly ComponentId[] = ['1.4', '3.3'];
const MOST_CODES = 20;

/** One handler for each command; `shipped` are the holiday tables that came with the program. */
export function indexHandlers(shipped: readonly HolidayFile[]): Handlers<keyof typeof indexCommands> {
  return {
    'index.read': (context, { period }) => readIndex(context, shipped, period),
    'index.enter-reading': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'index.enter-reading', input, caller }, (store): { readonly reading: Reading } => {
        const { period, of, hundredths, place } = input;
        const max = maxOf(of, indexSettingsOf(context.point.index766).rules);
        if (hundredths > max * 100) throw new Refusal('reading.too-high', { max });
        const readOn = parseBusinessDay(input.readOn);
        const shown = input.readOn.split('-').reverse().join('/');
        if (readOn === null) throw new Refusal('reading.no-such-day', { day: shown });
        if (readOn > businessDayOf(context.clock.now())) throw new Refusal('reading.in-future', { day: shown });
        const readingId = context.clock.uuid();
        record(store, context.identity, context.clock, { type: 'reading.entered', aggregate: 'station', aggregateId: `reading-${period}`, actor: actorOf(caller), body: { readingId, period, of, hundredths, readOn, place } });
        tellAfter(context, store);
        return { reading: must(readingById(store, readingId), 'what was entered is there') };
      }),
    'index.strike-reading': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'index.strike-reading', input, caller }, (store): { readonly reading: Reading } => {
        const { readingId } = input;
        const found = readingById(store, readingId);
        if (found === null) throw new Refusal('reading.not-found');
        if (found.struckAt !== null) return { reading: found };
        record(store, context.identity, context.clock, { type: 'reading.struck', aggregate: 'station', aggregateId: `reading-${found.period}`, actor: actorOf(caller), body: { readingId, period: found.period } });
        tellAfter(context, store);
        return { reading: must(readingById(store, readingId), 'what was struck is there') };
      }),
  };
}

function tellAfter({ publish, wakeSync }: CommandContext, store: { afterCommit(hook: () => void): void }): void {
  store.afterCommit(() => {
    publish('index.changed', {});
    wakeSync();
  });
}

async function readIndex(context: CommandContext, shipped: readonly HolidayFile[], period: string): Promise<IndexView> {
  const { database, clock, identity } = context;
  const hours = officeHoursOf(context.point.officeHours);
  const settings = indexSettingsOf(context.point.index766);
  const { kind, from, to } = daysOfPeriod(period);
  const span = { from: startOfDay(from), to: startOfDay(addDays(to, 1)) };
  const asOf = clock.now();
  const until = Math.min(span.to, asOf + 1) as EpochMs;
  // Only what counts in the period is kept: years of ended dossiers are passed over page by page.
  const gathered = await gatherDossiers(context, from, until, ({ fact }) => scopeOf([fact], [], span, asOf).handled.length > 0);
  const { from: thisYear } = daysOfPeriod(period.slice(0, 4));
  const { calendar, readings, petitions, lastYear } = database.read((store) => ({
    calendar: calendarInForce(store, shipped), readings: readingsOf(store, period), petitions: petitionsReceived(store, span.from, until), lastYear: dossiersReceived(store, startOfDay(addMonths(thisYear, -12)), startOfDay(thisYear)),
  }));
  const dossiers = gathered.map(({ fact }) => fact);
  const usual = usualReceived(kind, lastYear);
  // Of a period that runs, the part that has not come is not missing yet.
  const isOver = span.to <= asOf;
  const facts: IndexFacts = { dossiers, procedures: proceduresWithPages(context, dossiers), petitions, receivedByPortal: null, receivedUsually: isOver ? usual : null, certifiesElectronically: false };
  const scope = scopeOf(dossiers, facts.procedures, span, asOf);
  const workingDays = (one: EpochMs, other: EpochMs): number => workingDaysBetween(one, other, hours, calendar);
  const known: LocalKnowledge = context.status().sync.kind === 'unconfigured' ? new Map([...KNOWN].filter(([id]) => !BY_PORTAL.includes(id))) : KNOWN;
  await nextTurn();
  const index = indexScore(facts, span, asOf, workingDays, settings);
  await nextTurn();
  const moves = movesOf(facts, span, asOf, workingDays, settings, [...known].flatMap(([id, how]) => (how === 'part' ? [] : [id]))).filter(({ kind }) => kind !== 'send' || known.has('1.4'));
  const newestOf = (of: string): Reading | null => readings.findLast((reading) => reading.of === of && reading.struckAt === null) ?? null;
  const entered = new Map([...COMPONENT_IDS, ...(Object.keys(GROUPS) as GroupId[])].flatMap((id): [ComponentId | GroupId, number][] => {
    const reading = newestOf(id);
    return reading === null ? [] : [[id, reading.points]];
  }));
  const { groups, ...total } = estimateOf(index, known, entered);
  const isMore = usual !== null && scope.received.length > 0 && usual > scope.received.length && known.has('1.4') && !entered.has('1.4');
  return {
    station: `${identity.commune}-${identity.station}`, period, from, to, asOf, dossiers: facts.dossiers.length, ...total, portal: newestOf('total'),
    groups: groups.map(({ id, rows, ...group }) => ({
      id, ...group, portal: newestOf(id),
      rows: rows.map((row) => ({ id: row.id, source: row.source, numerator: row.numerator, denominator: row.denominator, percent: row.percent, low: row.low, high: row.high, max: row.max, portal: row.portal, isSure: settings.rules[row.id].isSure })),
    })),
    moves: moves.map(({ kind, codes, points }) => ({ kind, codes: codes.slice(0, MOST_CODES), count: codes.length, points })),
    readings: [...readings],
    usual: isMore ? { lastYear, received: usual, isTaken: isOver } : null,
    averages: averageTimes(scope).map(({ procedureCode, ...own }) => ({ procedureCode: procedureCode as ProcedureCode, name: context.catalogue.read(procedureCode as ProcedureCode)?.name ?? '', ...own })),
    petitionKinds: [...petitionsByKind(petitions)],
  };
}
