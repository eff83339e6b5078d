// Check 4: the data key is kept where it should be, nobody else can read it, and somebody can still open it when this machine cannot.

import type { Check } from '../../../../shared/contract/admin.ts';
import type { HealthCheck, KeyState } from './check.ts';

export const keyCheck: HealthCheck = {
  number: 4,
  name: 'key',
  run: (subject) => {
    const keys = subject.keys();
    const { state, reason } = judge(keys);
    return { state, params: { ...(reason === null ? {} : { reason }), vault: keys.vault.name, wraps: keys.wraps.map(({ name }) => name).join(', ') } };
  },
};

/** The gravest finding only: the next one shows when it is put right. `reason` chooses the sentence. */
function judge({ vault, wraps, isPrivate }: KeyState): { readonly state: Check['state']; readonly reason: string | null } {
  const has = (kind: string): boolean => wraps.some((wrap) => wrap.kind === kind && (wrap.state === 'asks' || wrap.state === 'opens'));
  if (!isPrivate) return { state: 'failed', reason: null };
  // Its password is in every copy of Chromium (electronjs.org/docs/latest/api/safe-storage).
  if (vault.name === 'basic_text' && !has('passphrase')) return { state: 'failed', reason: 'basic-text' };
  if (!wraps.some(({ kind, state }) => kind === (vault.kind === 'os' ? 'vault' : 'file') && state === 'opens')) return { state: 'failed', reason: 'no-own-wrap' };
  if (wraps.some(({ kind, state }) => state === 'damaged' || (kind === 'vault' && vault.kind === 'os' && state !== 'opens'))) return { state: 'warning', reason: 'failed-wrap' };
  if (!has('recovery')) return { state: 'warning', reason: 'no-recovery' };
  if (vault.kind === 'os' && has('file')) return { state: 'warning', reason: 'key-file-left' };
  return { state: 'ok', reason: vault.kind === 'file' ? 'key-file' : null };
}
