// What the station asks its host to do with the operating system's printers, and how the host says how it ended. Parsed at both ends of the parent link.

import { z } from 'zod';
import { errorCodeSchema } from '../../shared/contract/errors.ts';

/** A page that the host lays out (HTML of the body and its style sheet; no program of it ever runs), or a PDF in Base64. */
const paperSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('page'), title: z.string().max(200), body: z.string().max(4_000_000), style: z.string().max(200_000) }),
  z.strictObject({ kind: z.literal('pdf'), bytes: z.base64().max(24_000_000) }),
]);
export type SentPaper = z.infer<typeof paperSchema>;

export const printAskSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('printers') }),
  z.strictObject({ what: z.literal('print'), paper: paperSchema, printer: z.string().min(1).max(200), copies: z.int().min(1).max(20) }),
]);
export type PrintAsk = z.infer<typeof printAskSchema>;

export const printAnswerSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('printers'), printers: z.array(z.strictObject({ name: z.string().max(200), label: z.string().max(400) })).max(500) }),
  /** 'printed': the system took the whole job. 'failed': nothing was handed over. 'unknown': handed over, and no word came back. */
  z.strictObject({ what: z.literal('ended'), outcome: z.enum(['printed', 'failed', 'unknown']), code: errorCodeSchema.nullable() }),
  /** This host has no way to a printer. */
  z.strictObject({ what: z.literal('refused') }),
]);
export type PrintAnswer = z.infer<typeof printAnswerSchema>;
export type PrintEnd = Omit<Extract<PrintAnswer, { what: 'ended' }>, 'what'>;

/** The way of one host to the system's printers. Neither rejects for what printers do; null: there is no way from here. */
export interface HostPrinter {
  printers(): Promise<readonly { readonly name: string; readonly label: string }[] | null>;
  print(paper: SentPaper, printer: string, copies: number): Promise<PrintEnd | null>;
}

/** Asks that are remembered so that none is done twice. */
const MOST_REMEMBERED = 1000;

/** Answers asks over `printer`; null for an ask whose id was heard before: it has been answered, or is being. */
export function answerPrinting(printer: HostPrinter | null, onBug: (error: unknown) => void): (id: string, ask: PrintAsk) => Promise<PrintAnswer | null> {
  const heard = new Set<string>();
  return async (id, ask) => {
    if (heard.has(id)) return null;
    heard.add(id);
    for (const oldest of heard) if (heard.size > MOST_REMEMBERED) heard.delete(oldest);
    try {
      if (ask.what === 'printers') {
        const printers = (await printer?.printers()) ?? null;
        return printers === null ? { what: 'refused' } : { what: 'printers', printers: [...printers] };
      }
      const end = (await printer?.print(ask.paper, ask.printer, ask.copies)) ?? null;
      return end === null ? { what: 'refused' } : { what: 'ended', ...end };
    } catch (error) {
      onBug(error);
      // How far it had come when it broke, nobody knows.
      return ask.what === 'print' ? { what: 'ended', outcome: 'unknown', code: 'printer.error' } : { what: 'refused' };
    }
  };
}
