// What ended a scan, as a code that the officer sees beside the paper.

import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';

/** Classifies whatever was thrown while a scan ran. A full disk and a failing one are weather; the rest that no port announced is a bug. */
export function failureCodeOf(error: unknown, signal: AbortSignal): { readonly code: ErrorCode; readonly isBug: boolean } {
  if (signal.aborted) return { code: 'scanner.cancelled', isBug: false };
  if (error instanceof Refusal) return { code: error.code, isBug: false };
  const system = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (system === 'ENOSPC' || system === 'SQLITE_FULL') return { code: 'store.disk-full', isBug: false };
  if (system === 'EIO' || system.startsWith('SQLITE_IOERR')) return { code: 'store.failed', isBug: true };
  return { code: 'internal', isBug: true };
}
