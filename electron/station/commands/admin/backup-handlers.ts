// Answers who looks after the point about the copies of the store.

import type { RequestId } from '../../../../shared/base/ids.ts';
import type { Backup } from '../../../../shared/contract/care.ts';
import type { Handlers } from '../context.ts';

/** Who makes the copies. */
export interface BackupPort {
  list(): Promise<Backup[]>;
  /** Throws 'backup.failed'. */
  make(requestId: RequestId): Promise<Backup[]>;
}

/** Handlers over the given port. */
export function createBackupHandlers(backups: () => BackupPort): Handlers<'backup.list' | 'backup.make'> {
  return {
    'backup.list': async () => ({ backups: await backups().list() }),
    'backup.make': async (_context, { requestId }) => ({ backups: await backups().make(requestId) }),
  };
}
