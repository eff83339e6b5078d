// Why a source gave nothing: weather and refusals, as values that end on the screen under 'error.update.<trouble>'.

export const fetchTroubles = ['unreachable', 'portal', 'refused', 'overloaded', 'gone', 'no-room', 'disk'] as const;
export type FetchTrouble = (typeof fetchTroubles)[number];

/** The source or the disk stood in the way; what has arrived stays. */
export class FetchStopped extends Error {
  override readonly name = 'FetchStopped';
  readonly trouble: FetchTrouble;
  constructor(trouble: FetchTrouble, cause?: unknown) {
    super(trouble, { cause });
    this.trouble = trouble;
  }
}

/** Sorts what a disk or a connection threw. */
export function troubleOf(error: unknown): FetchTrouble {
  if (error instanceof FetchStopped) return error.trouble;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'no-room';
  return /^(EIO|EROFS|EACCES|EPERM|EMFILE|ENOTDIR|EISDIR)$/.test(code) ? 'disk' : 'unreachable';
}
