// Why something that the keeper tried came to nothing: what was thrown, in the words of an outcome, and whether a disk may do better the next time.

import type { OutcomeReason } from './plan.ts';
import { NoRoom } from './ports.ts';
import { BundleRefused } from './take.ts';

/** The order was found too late to be carried out. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** The version in use is not kept, or what is kept of it is not what was kept: there would be no way back to it. */
export class NoWayBack extends Error {
  override readonly name = 'NoWayBack';
}

function systemCode(error: unknown): string | null {
  // Node's own faults ('ERR_…') are bugs, not disks.
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : null;
}

/** True for what the system said of a file: it is tried again. Everything else is a bug and ends the keeper, which its service starts again. */
export function isDiskFault(error: unknown): boolean {
  return systemCode(error) !== null;
}

/** Why, and the faults of a bundle by name. */
export function outcomeOf(error: unknown, otherwise: OutcomeReason): { readonly reason: OutcomeReason; readonly detail: readonly string[] } {
  const code = systemCode(error);
  if (error instanceof NoRoom || code === 'ENOSPC' || code === 'EDQUOT') return { reason: 'no-room', detail: [] };
  if (error instanceof TooLate) return { reason: 'too-late', detail: [] };
  if (error instanceof NoWayBack) return { reason: 'no-way-back', detail: [] };
  if (error instanceof BundleRefused) return { reason: error.fault === 'gone' ? 'bundle-gone' : 'bundle-refused', detail: [error.fault] };
  return { reason: code === null ? otherwise : 'unreadable', detail: [] };
}
