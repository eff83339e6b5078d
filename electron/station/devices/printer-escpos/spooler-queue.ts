// A queue of the Windows spooler. The calls run on a thread of their own, since a spooler that waits for a printer on the network may not come back for minutes.

import type { PrinterCode } from '../ports.ts';
import type { PrintQueue } from './queue-printer.ts';
import type { SpoolerAnswer, SpoolerQuestion } from './spooler-questions.ts';

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

/** The queue of that name, as Windows shows it. */
export function spoolerQueue(queue: string, thread: SpoolerThread): PrintQueue {
  return {
    look: async () => {
      const said = await thread.ask({ kind: 'look', queue }).catch(() => null);
      return said?.kind === 'looked' ? troubleOfBits(said.status, said.attributes) : 'printer.queue-stopped';
    },
    submit: async (bytes) => {
      const said = await thread.ask({ kind: 'submit', queue, bytes }).catch(() => null);
      return said?.kind === 'submitted' ? said.became : 'doubtful';
    },
    [Symbol.asyncDispose]: async () => await thread[Symbol.asyncDispose](),
  };
}
