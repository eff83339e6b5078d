// Why a station could not start, as a code for the screen and words for the log. Nothing is deleted or made anew in any of these cases.

import { Refusal, type ErrorCode } from '../../../shared/contract/errors.ts';

const CODES: Readonly<Record<string, ErrorCode>> = {
  MissingKey: 'store.key-missing',
  RefusedKey: 'store.failed',
  UnreadableStore: 'store.failed',
  UnsafeStore: 'store.failed',
  ForeignStore: 'store.failed',
  TrainingStore: 'store.training',
  WorkingStore: 'store.not-training',
  FailedStep: 'store.failed',
  NewerStore: 'store.newer',
  UnreadableFact: 'store.rebuild-differs',
  LockedStore: 'store.locked',
};

/** Failures that a person can do something about while the station stands: the rest is wrong settings, another program, or a bug. */
const RECOVERABLE: ReadonlySet<string> = new Set(['MissingKey', 'RefusedKey', 'UnreadableStore', 'NewerStore']);
/** What a store says that opened and met a page on the way that is not as it was written: from then on it refuses to write. */
const DAMAGED: ReadonlySet<string> = new Set(['store.failed', 'store.recovering']);
/** SQLite's own words for a store that cannot be read. */
const UNREADABLE = /^SQLITE_(CORRUPT|NOTADB|IOERR|CANTOPEN)/;

/** True where the recovery screen helps. */
export function isRecoverable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return RECOVERABLE.has(error.name) || isUnreadable(error) || (error instanceof Refusal && DAMAGED.has(error.code));
}

function isUnreadable(error: Error): boolean {
  return error.name === 'SqliteError' && 'code' in error && typeof error.code === 'string' && UNREADABLE.test(error.code);
}

/** Code by the error's own name, 'internal' for what nobody foresaw. */
export function startFailure(error: unknown): { readonly code: ErrorCode; readonly detail: string } {
  if (!(error instanceof Error)) return { code: 'internal', detail: typeof error };
  if (error instanceof Refusal) return { code: DAMAGED.has(error.code) ? 'store.failed' : error.code, detail: `Refusal: ${error.code}: ${String(error.cause)}`.slice(0, 600) };
  if (isUnreadable(error)) return { code: 'store.failed', detail: `${error.name}: ${error.message}`.slice(0, 600) };
  const code = Object.hasOwn(CODES, error.name) ? CODES[error.name] : undefined;
  return { code: code ?? 'internal', detail: `${error.name}: ${error.message}`.slice(0, 600) };
}
