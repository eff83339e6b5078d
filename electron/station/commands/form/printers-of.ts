// The printers of the operating system as a window is told of them.

import type { CoverPrinters } from '../../../../shared/contract/cover.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { SystemPrinter } from '../../devices/ports.ts';

/** None where this host reaches none; why, where that is a fault that an officer could have ended. */
export async function systemPrintersOf(system: Pick<SystemPrinter, 'printers'>): Promise<Pick<CoverPrinters, 'system' | 'code'>> {
  try {
    return { system: [...(await system.printers())], code: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { system: [], code: error.code === 'host.not-here' ? null : error.code };
  }
}
