// A queue of the Windows spooler. The calls run on a thread of their own, since a spooler that waits for a printer on the network may not come back for minutes.

import type { DeviceClock, PrinterCode } from '../ports.ts';
import type { PrintQueue } from './queue-printer.ts';
import type { SpoolerAnswer, SpoolerJob, SpoolerQuestion } from './spooler-questions.ts';
import { StandingJobs } from './standing-jobs.ts';

/** The thread; `ask` rejects if it dies or is too slow. */
export interface SpoolerThread extends AsyncDisposable {
  ask(question: SpoolerQuestion): Promise<SpoolerAnswer>;
}

/** Bits of a queue's status and attributes (winspool.h). */
const BITS = { paused: 0x1, error: 0x2, deleting: 0x4, jam: 0x8, paperOut: 0x10, paperProblem: 0x40, offline: 0x80, notAvailable: 0x1000, wantsUser: 0x10_0000, doorOpen: 0x40_0000 } as const;
const WORK_OFFLINE = 0x400;

/** What a queue's bits mean for a ticket: what the printer's own driver knows comes first. */
export function troubleOfBits(status: number, attributes: number): PrinterCode | null {
  const has = (...bits: readonly number[]): boolean => bits.some((bit) => (status & bit) !== 0);
  if (has(BITS.doorOpen)) return 'printer.cover-open';
  if (has(BITS.paperOut)) return 'printer.paper-out';
  if (has(BITS.paused, BITS.deleting, BITS.offline, BITS.notAvailable) || (attributes & WORK_OFFLINE) !== 0) return 'printer.queue-stopped';
  return has(BITS.error, BITS.jam, BITS.paperProblem, BITS.wantsUser) ? 'printer.error' : null;
}

/** Bits of a job's status (winspool.h). */
const JOB = { error: 0x2, offline: 0x20, paperOut: 0x40, printed: 0x80, deleted: 0x100, blocked: 0x200, wantsUser: 0x400, complete: 0x1000 } as const;
/** A job that is out of the queue and stays on its list, as with "keep printed documents". One that is being deleted still holds up what is behind it. */
const DONE = JOB.printed | JOB.deleted | JOB.complete;

/** What the jobs of a queue mean for the next ticket, whoever they belong to: it would wait behind them. */
export function troubleOfJobs(jobs: readonly SpoolerJob[]): PrinterCode | null {
  const waiting = waitingOf(jobs);
  const has = (bit: number): boolean => waiting.some(({ status }) => (status & bit) !== 0);
  if (has(JOB.paperOut)) return 'printer.paper-out';
  if (has(JOB.offline | JOB.blocked)) return 'printer.queue-stopped';
  return has(JOB.error | JOB.wantsUser) ? 'printer.error' : null;
}

const waitingOf = (jobs: readonly SpoolerJob[]): readonly SpoolerJob[] => jobs.filter(({ status }) => (status & DONE) === 0);

/** The queue of that name, as Windows shows it. */
export function spoolerQueue(queue: string, thread: SpoolerThread, clock: DeviceClock): PrintQueue {
  const ours = new StandingJobs();
  return {
    look: async () => {
      const said = await thread.ask({ kind: 'look', queue }).catch(() => null);
      if (said?.kind !== 'looked') return 'printer.queue-stopped';
      const { status, attributes, jobs } = said;
      const trouble = troubleOfBits(status, attributes);
      if (trouble !== null || jobs === null) return trouble;
      const stands = ours.stand(new Set(waitingOf(jobs).map(({ id }) => String(id))), clock.monotonic());
      return troubleOfJobs(jobs) ?? (stands ? 'printer.queue-stopped' : null);
    },
    submit: async (bytes) => {
      const said = await thread.ask({ kind: 'submit', queue, bytes }).catch(() => null);
      if (said?.kind !== 'submitted') return 'doubtful';
      if (said.job !== null) ours.handedOver(String(said.job), clock.monotonic());
      return said.became;
    },
    [Symbol.asyncDispose]: async () => await thread[Symbol.asyncDispose](),
  };
}
