// One call at a time for a button: busy while it is under way, with its failure until the next.

import { useState } from 'react';
import type { Failure } from '../../../../shared/contract/command.ts';
import { failureOf } from '../../../client/call-failed.ts';

export interface Ask {
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  run(work: () => Promise<unknown>): void;
}

export function useAsk(): Ask {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  return {
    isBusy, failure,
    run: (work) => {
      setBusy(true);
      setFailure(null);
      work().catch((thrown: unknown) => setFailure(failureOf(thrown))).finally(() => setBusy(false));
    },
  };
}
