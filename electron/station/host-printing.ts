// The operating system's printers as the station reaches them: the host alone may ask them, so each job goes over the link to it, once, and is never given to it a second time.

import type { PrintAnswer, PrintAsk } from '../link/printing.ts';
import type { FromStation, ToStation } from '../link/parent-link.ts';
import { Refusal } from '../../shared/contract/errors.ts';
import type { SystemPrinter, SystemPrintOutcome } from './devices/ports.ts';
import type { Clock } from './life/clock.ts';

/** Longer than a host takes for a page and its printing system together (up to 65 s), in ms. */
const LONGEST_MS = 75_000;

/** The station's end: jobs out, outcomes in. */
export interface HostPrinting extends SystemPrinter {
  hear(message: Extract<ToStation, { kind: 'printing' }>): void;
  /** The host is gone: what it was given has no outcome any more. */
  lost(): void;
}

export function createHostPrinting(send: (message: FromStation) => void, clock: Pick<Clock, 'sleep' | 'uuid'>): HostPrinting {
  const waiting = new Map<string, (answer: PrintAnswer | null) => void>();
  const end = { isLost: false };

  /** Null: no answer in time, or ever. */
  const ask = async (question: PrintAsk): Promise<PrintAnswer | null> => {
    if (end.isLost) return { what: 'refused' };
    const id = clock.uuid();
    const late = new AbortController();
    try {
      return await new Promise<PrintAnswer | null>((resolve) => {
        waiting.set(id, resolve);
        clock.sleep(LONGEST_MS, late.signal).then(() => resolve(null), () => undefined);
        send({ kind: 'printing', id, ask: question });
      });
    } finally {
      waiting.delete(id);
      late.abort();
    }
  };

  return {
    printers: async () => {
      const answer = await ask({ what: 'printers' });
      if (answer?.what !== 'printers') throw new Refusal(answer === null ? 'printer.timeout' : 'host.not-here');
      return answer.printers;
    },
    print: async (paper, printer, copies) => {
      const sent = paper.kind === 'pdf' ? { kind: 'pdf' as const, bytes: Buffer.from(paper.bytes).toString('base64') } : paper;
      return outcomeOf(await ask({ what: 'print', paper: sent, printer, copies }));
    },
    hear: ({ id, answer }) => waiting.get(id)?.(answer),
    lost: () => {
      end.isLost = true;
      for (const resolve of waiting.values()) resolve(null);
    },
  };
}

function outcomeOf(answer: PrintAnswer | null): SystemPrintOutcome {
  if (answer === null) return { kind: 'unknown', code: 'printer.timeout' };
  if (answer.what === 'refused') return { kind: 'failed', code: 'host.not-here' };
  if (answer.what === 'printers') return { kind: 'unknown', code: 'printer.error' };
  if (answer.outcome === 'printed') return { kind: 'printed' };
  return { kind: answer.outcome, code: answer.code ?? 'printer.error' };
}
