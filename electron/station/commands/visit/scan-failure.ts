// What ended a scan, as a code that the officer sees beside the paper.

import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';

/** Classifies whatever was thrown while a scan ran. The scanner and the store say their codes themselves; a page's file fails as the system says; the rest is a bug. */
export function failureCodeOf(error: unknown, signal: AbortSignal): { readonly code: ErrorCode; readonly isBug: boolean } {
  if (signal.aborted) return { code: 'scanner.cancelled', isBug: false };
  if (error instanceof Refusal) return { code: error.code, isBug: false };
  const system = error instanceof Error && 'code' in error ? error.code : null;
  if (system === 'ENOSPC' || system === 'EDQUOT') return { code: 'store.disk-full', isBug: false };
  if (system === 'EIO' || system === 'EROFS') return { code: 'store.failed', isBug: false };
  return { code: 'internal', isBug: true };
}
