// Puts the commands of the system's printers together: the host's way to them, or none, and the words of the test page.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../shared/contract/errors.ts';
import type { systemPrinterCommands } from '../../shared/contract/system-printer.ts';
import type { Handlers } from './commands/context.ts';
import { createSystemPrinterHandlers } from './commands/system-printer/system-printer-handlers.ts';
import type { SystemPrinter } from './devices/ports.ts';

const wordsSchema = z.record(z.string(), z.string());

/** Where no host reaches a printer. */
const noPrinter: SystemPrinter = {
  printers: () => Promise.reject(new Refusal('host.not-here')),
  print: () => Promise.resolve({ kind: 'failed', code: 'host.not-here' }),
};

/** The host's printers, or those of a host that has none. */
export function systemPrinterOf(printer: SystemPrinter | undefined): SystemPrinter {
  return printer ?? noPrinter;
}

/** The words of test pages in both languages. */
export function plainWords(resources: string): { readonly vi: Record<string, string>; readonly en: Record<string, string> } {
  const words = (language: string): Record<string, string> => wordsSchema.parse(JSON.parse(readFileSync(path.join(resources, 'texts', `plain.${language}.json`), 'utf8')));
  return { vi: words('vi'), en: words('en') };
}

/** Handlers over the host's printers; `resources` is the folder of the texts. */
export function systemPrinting(printer: SystemPrinter, resources: string): Handlers<keyof typeof systemPrinterCommands> {
  return createSystemPrinterHandlers(printer, plainWords(resources));
}
