// The operating system's printers as the administration sees them: which there are, and a test page on one.

import { z } from 'zod';
import { change, nothing, query } from './command.ts';
import { errorCodeSchema } from './errors.ts';

export const systemPrinterCommands = {
  /** Printers that the operating system knows. Refuses 'host.not-here' where the host cannot ask, 'printer.timeout' where it does not answer. */
  'system-printer.list': query(['admin'], nothing, z.strictObject({ printers: z.array(z.strictObject({ name: z.string(), label: z.string() })) })),
  /** Prints a page without a dialog, once for each request. 'unknown': handed over, and no word came back in time; a repeat after that prints nothing. */
  'system-printer.test': change(['admin'], { printer: z.string().min(1).max(200) }, z.strictObject({ outcome: z.enum(['printed', 'failed', 'unknown']), code: errorCodeSchema.nullable() })),
};
