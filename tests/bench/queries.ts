// How long the reading commands take on a store with a year of a busy point in it: while one runs, the station's loop stands still.

import { businessDayOf } from '../../shared/domain/time/business-day.ts';
import type { Caller } from '../../shared/contract/command.ts';
import { commands, type CommandName } from '../../shared/contract/commands.ts';
import { accessHandlers } from '../../electron/station/commands/access/access-handlers.ts';
import { historyHandlers } from '../../electron/station/commands/admin/history-handlers.ts';
import { deadLetterHandlers } from '../../electron/station/commands/dead-letter/dead-letter-handlers.ts';
import { dossierLifeHandlers } from '../../electron/station/commands/dossier/dossier-life.ts';
import { dossierHandlers } from '../../electron/station/commands/dossier/dossier-handlers.ts';
import { noticeHandlers } from '../../electron/station/commands/notice/notice-handlers.ts';
import { numbersHandlers } from '../../electron/station/commands/numbers/numbers-handlers.ts';
import { printHandlers } from '../../electron/station/commands/print/print-handlers.ts';
import { queueHandlers } from '../../electron/station/commands/queue/queue-handlers.ts';
import { createScanSessions } from '../../electron/station/commands/visit/scan-sessions.ts';
import { readOutbox } from '../../electron/station/store/outbox.ts';
import { readWaiting } from '../../electron/station/store/sync-state.ts';
import { atCounter, TestStation } from '../fakes/test-station.ts';
import { fillYear } from './busy-year.ts';
import { percentile } from './figures.ts';

const TIMES = 20;
/** Events that wait after a month without a line. */
const BACKLOG = 25_000;
const TODAY_TICKETS = 90;
const ADMIN: Caller = { role: 'admin' };
const KIOSK: Caller = { role: 'kiosk' };

/** Milliseconds. What the thread worked tells of the query; the wall clock tells of everything else on the machine too. */
export interface QueryFigure {
  readonly query: string;
  readonly longestWork: number;
  readonly medianWall: number;
  readonly longestWall: number;
}

export interface QueryBench {
  readonly dossiers: number;
  readonly events: number;
  /** The slowest first. */
  readonly queries: readonly QueryFigure[];
}

/** Each reading command as its handler does it, its answer made ready for the window; the first call of each warms up. */
export async function benchQueries(): Promise<QueryBench> {
  await using station = new TestStation();
  const { database, clock, identity } = station.context;
  const today = businessDayOf(clock.now());
  const year = fillYear(database, today, identity.incarnation, TODAY_TICKETS);
  station.clock.advance(8 * 3_600_000);
  const handlers = {
    ...queueHandlers, ...printHandlers, ...numbersHandlers, ...deadLetterHandlers, ...noticeHandlers, ...historyHandlers, ...accessHandlers, ...dossierLifeHandlers,
    ...dossierHandlers(createScanSessions(station.context, () => undefined), []),
  };
  const figures: QueryFigure[] = [];
  const measure = async (query: string, once: () => unknown): Promise<void> => {
    const [work, wall]: [number[], number[]] = [[], []];
    for (let index = 0; index <= TIMES; index += 1) {
      const [startedAt, worked] = [performance.now(), process.threadCpuUsage()];
      await once();
      const { user, system } = process.threadCpuUsage(worked);
      if (index > 0) work.push((user + system) / 1000);
      if (index > 0) wall.push(performance.now() - startedAt);
    }
    figures.push({ query, longestWork: percentile(work, 1), medianWall: percentile(wall, 0.5), longestWall: percentile(wall, 1) });
  };
  const ask = (name: keyof typeof handlers & CommandName, caller: Caller, input: object, note = ''): Promise<void> =>
    measure(`${name}${note}`, async () => {
      const answer: unknown = await handlers[name](station.context, commands[name].input.parse(input) as never, caller);
      return JSON.stringify(commands[name].output.parse(answer));
    });
  await ask('queue.overview', KIOSK, {});
  await ask('ticket.read', KIOSK, { ticketId: year.ticketId });
  await ask('desk.read', atCounter(1), {});
  await ask('dossier.list', ADMIN, { limit: 200 });
  await ask('dossier.read', ADMIN, { dossierId: year.dossierId });
  await ask('dossier.look-up', KIOSK, { by: 'code', code: year.provisionalCode, idNumber: '001099000001' });
  await ask('print.list', ADMIN, {});
  await ask('numbers.read', ADMIN, {});
  await ask('dead-letter.list', ADMIN, {});
  await ask('notice.list', ADMIN, { values: true });
  await ask('store.history', ADMIN, {});
  await ask('access.list', ADMIN, { from: today, to: today, dossierId: null }, ', a day');
  await ask('access.list', ADMIN, { from: '2025-01-01', to: today, dossierId: null }, ', a year');
  await ask('access.list', ADMIN, { from: '2025-01-01', to: today, dossierId: year.dossierId }, ', a dossier');
  await measure('outbox.read', () => database.read(readOutbox));
  await measure('sync state', () => database.read(readWaiting));
  database.write((store) => store.run('UPDATE sync SET acked_seq = acked_seq - $backlog WHERE id = 1', { backlog: BACKLOG }));
  await measure('outbox.read, a month waiting', () => database.read(readOutbox));
  await measure('sync state, a month waiting', () => database.read(readWaiting));
  await ask('dossier.list', ADMIN, { limit: 200 }, ', a month waiting');
  return { dossiers: year.dossiers, events: year.events, queries: figures.toSorted((a, b) => b.longestWork - a.longestWork) };
}
