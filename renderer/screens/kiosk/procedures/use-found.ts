// The search's effect: asks the station a moment after the last key and keeps what was found while it asks again.

import { useEffect, useState } from 'react';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { ProcedureSummary } from '../../../../shared/contract/procedure.ts';
import { failureOf } from '../../../client/call-failed.ts';
import { useServices } from '../../../parts/services.tsx';

export const SHOWN_AT_MOST = 30;
const PAUSE_AFTER_KEY_MS = 120;

export type Found =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'found'; readonly text: string; readonly procedures: readonly ProcedureSummary[]; readonly total: number };

/** What was found for `text`; an answer that a later key has overtaken is dropped. */
export function useFound(text: string): { readonly found: Found; readonly again: () => void } {
  const { client } = useServices();
  const [found, setFound] = useState<Found>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const wanted = text.trim();
  useEffect(() => {
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      try {
        const { procedures, total } = await client.call('procedure.search', { text: wanted, field: null, limit: SHOWN_AT_MOST });
        if (isCurrent) setFound({ kind: 'found', text: wanted, procedures, total });
      } catch (thrown) {
        if (isCurrent) setFound({ kind: 'failed', failure: failureOf(thrown) });
      }
    };
    const timer = setTimeout(() => void ask(), PAUSE_AFTER_KEY_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [client, wanted, attempt]);
  return { found, again: () => setAttempt((before) => before + 1) };
}
