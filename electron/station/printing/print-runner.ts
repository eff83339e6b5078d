// Takes queued prints to the printer, one after the other, and writes down what became of each.
//
// A print goes: 'printing' durable → draw → printer → outcome durable with its event. So what a crash leaves in 'printing' may be on paper or not: it becomes 'unknown', and only a person
// prints it again. A print of which the printer certainly got nothing is tried again by itself when the printer is ready, as long as somebody waits for it; older ones are left to a person.

import type { PrintJobId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import type { EventPayload } from '../../../shared/contract/events.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import { ticketIdSchema } from '../../../shared/contract/primitives.ts';
import type { PrintJob, SystemPrintOutcome, TicketPrinter } from '../devices/ports.ts';
import type { Clock } from '../life/clock.ts';
import { Wake } from '../life/wake.ts';
import type { StationDatabase } from '../store/database.ts';
import type { LogIdentity } from '../store/event-log.ts';
import type { Writable } from '../store/handle.ts';
import { type PrintEnd, type PrintedThing, printJobById } from '../store/print-jobs.ts';
import { isPrinting, jobsInState, type LineRow, markPrinting, nextQueued, type PrintLine, requeueHealed, unmarkPrinting } from '../store/print-jobs-line.ts';
import { countPaper } from '../store/paper-roll.ts';
import { recordPrintEnd } from '../store/print-outcome.ts';

/** How long a paper is worth printing without a person: whoever took the number has then gone to sit down. */
export const WANTED_MS = 3 * 60_000;
const MOST_ATTEMPTS = 5;
const LOOK_AGAIN_MS = 30_000;
const STORE_PAUSE_MS = 1_000;

export interface PrintRunnerParts {
  readonly database: StationDatabase;
  readonly clock: Clock;
  readonly identity: LogIdentity;
  /** Null where no printer is configured: every print fails as 'printer.absent'. */
  readonly printer: TicketPrinter | null;
  draw(what: PrintedThing, paper: string): Promise<PrintJob>;
  /** For the line of the system's printers: lays a job out and hands it over, at most once. Without it the line is that of the printer of tickets. */
  readonly hand?: (job: LineRow) => Promise<SystemPrintOutcome>;
  readonly publish: (event: 'print.changed', payload: EventPayload<'print.changed'>) => void;
  readonly wakeSync: () => void;
  /** A paper may have come out, and is counted. */
  readonly paperUsed: () => void;
  /** A failure of our own or of the disk, for the log; the runner goes on. */
  readonly onFailure: (error: unknown) => void;
}

/** The running printer's line. Disposing lets a print that has begun come to its outcome. */
export interface PrintRunner extends AsyncDisposable {
  /** A print was queued. */
  wake(): void;
}

/** Settles what the last run left behind, then prints until disposed. */
export function startPrintRunner(parts: PrintRunnerParts): PrintRunner {
  const { database, clock, printer } = parts;
  const line: PrintLine = parts.hand === undefined ? 'roll' : 'system';
  const stop = new AbortController();
  const bell = new Wake(clock);
  let isReadyAgain = true;
  /** Marked as begun by a commit of which nobody knows yet whether it happened, with the attempt: the printer has got none of them. */
  const doubtful = new Map<PrintJobId, number>();

  const unlisten = printer?.onChange((state) => {
    if (state.kind !== 'ready') return;
    isReadyAgain = true;
    bell.ring();
  });

  const tell = (store: Writable, job: LineRow, state: EventPayload<'print.changed'>['state'], code: PrintEnd['code']): void =>
    store.afterCommit(() => parts.publish('print.changed', { printJobId: job.printJobId, ticketId: job.what === 'ticket' ? ticketIdSchema.parse(job.ofId) : null, state, code }));

  const end = (store: Writable, job: LineRow, outcome: PrintEnd): void => {
    recordPrintEnd(store, parts.identity, clock, job, outcome, 'station');
    if (outcome.mayExist && line === 'roll') {
      countPaper(store);
      store.afterCommit(parts.paperUsed);
    }
    tell(store, job, outcome.state, outcome.code);
    store.afterCommit(parts.wakeSync);
  };

  /** Writes the outcome of an attempt, once: an earlier try whose commit only seemed to fail has written it already. */
  const finish = (store: Writable, job: LineRow, outcome: PrintEnd): void => {
    if (isPrinting(store, job)) return end(store, job, outcome);
    const { state, code } = must(printJobById(store, job.printJobId), 'a print is never deleted');
    tell(store, job, state, code);
    store.afterCommit(parts.wakeSync);
  };

  /** What the last run left: begun prints are unknown, old ones and those of an unknown age too late. */
  const settle = (): void =>
    database.write((store) => {
      for (const job of jobsInState(store, 'printing', line)) end(store, job, { state: 'unknown', code: 'printer.interrupted', mayExist: true, triedAgain: false });
      for (const job of jobsInState(store, 'queued', line)) {
        if (Math.abs(clock.now() - job.queuedAt) > WANTED_MS) end(store, job, { state: 'failed', code: 'print.too-late', mayExist: false, triedAgain: false });
      }
    });

  /** The next print, marked as begun; first those that a ready printer heals join the line again, and those that were begun in doubt. */
  const take = (): LineRow | null =>
    database.write((store) => {
      for (const [printJobId, attempts] of doubtful) if (isPrinting(store, { printJobId, attempts })) unmarkPrinting(store, printJobId);
      if (isReadyAgain) {
        for (const job of requeueHealed(store, line, WANTED_MS, MOST_ATTEMPTS, clock.now())) tell(store, job, 'queued', null);
        store.afterCommit(() => void (isReadyAgain = false));
      }
      const job = nextQueued(store, line);
      store.afterCommit(() => doubtful.clear());
      if (job === null) return null;
      doubtful.set(job.printJobId, job.attempts + 1);
      markPrinting(store, job.printJobId);
      tell(store, job, 'printing', null);
      return { ...job, attempts: job.attempts + 1 };
    });

  /** Null if nothing was sent because the station ends. */
  const print = async (job: LineRow): Promise<PrintEnd | null> => {
    if (parts.hand !== undefined) return await handOver(parts.hand, job);
    if (printer === null) return { state: 'failed', code: 'printer.absent', mayExist: false, triedAgain: true };
    let picture;
    try {
      picture = await parts.draw(job.what, job.paper);
    } catch (error) {
      parts.onFailure(error);
      return { state: 'failed', code: 'printer.error', mayExist: false, triedAgain: false };
    }
    try {
      const outcome = await printer.print(picture, stop.signal);
      if (outcome.kind === 'printed') return { state: 'printed', code: null, mayExist: true, triedAgain: false };
      const isFailed = outcome.kind === 'failed';
      return { state: outcome.kind, code: outcome.code, mayExist: !isFailed, triedAgain: isFailed };
    } catch (error) {
      if (stop.signal.aborted) return null;
      parts.onFailure(error);
      return { state: 'unknown', code: 'printer.error', mayExist: true, triedAgain: false };
    }
  };

  /** The system says no more than that it took the job; what failed there is not tried again by itself, since nobody hears when it is well again. */
  const handOver = async (hand: NonNullable<PrintRunnerParts['hand']>, job: LineRow): Promise<PrintEnd> => {
    try {
      const outcome = await hand(job);
      return { state: outcome.kind, code: outcome.kind === 'printed' ? null : outcome.code, mayExist: outcome.kind !== 'failed', triedAgain: false };
    } catch (error) {
      // Laying out has failed: nothing was handed over.
      parts.onFailure(error);
      return { state: 'failed', code: 'printer.error', mayExist: false, triedAgain: false };
    }
  };

  /** Tries until the disk takes it: an outcome that is lost would be printed or asked about once more. At the end one try, and the next start finds 'printing'. */
  const untilDone = async <Result>(work: () => Result): Promise<Result | null> => {
    for (;;) {
      try {
        return work();
      } catch (error) {
        parts.onFailure(error);
        if (stop.signal.aborted || !(error instanceof Refusal)) return null;
        await clock.sleep(STORE_PAUSE_MS, stop.signal).catch(() => undefined);
      }
    }
  };

  const run = async (): Promise<void> => {
    await untilDone(settle);
    while (!stop.signal.aborted) {
      const job = await untilDone(take);
      if (job === null) {
        await bell.wait(LOOK_AGAIN_MS, stop.signal);
        continue;
      }
      const outcome = await print(job);
      await untilDone(() => database.write((store) => (outcome === null ? unmarkPrinting(store, job.printJobId) : finish(store, job, outcome))));
    }
  };

  const running = run();
  return {
    wake: () => bell.ring(),
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      unlisten?.();
      await running;
    },
  };
}
