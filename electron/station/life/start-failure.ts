// Why a station could not start, as a code for the screen and words for the log. Nothing is deleted or made anew in any of these cases.

import type { ErrorCode } from '../../../shared/contract/errors.ts';

const CODES: Readonly<Record<string, ErrorCode>> = {
  MissingKey: 'store.key-missing',
  RefusedKey: 'store.failed',
  UnreadableStore: 'store.failed',
  UnsafeStore: 'store.failed',
  ForeignStore: 'store.failed',
  FailedStep: 'store.failed',
  NewerStore: 'store.newer',
  LockedStore: 'store.locked',
};

/** Code by the error's own name, 'internal' for what nobody foresaw. */
export function startFailure(error: unknown): { readonly code: ErrorCode; readonly detail: string } {
  if (!(error instanceof Error)) return { code: 'internal', detail: typeof error };
  const code = Object.hasOwn(CODES, error.name) ? CODES[error.name] : undefined;
  return { code: code ?? 'internal', detail: `${error.name}: ${error.message}`.slice(0, 600) };
}
