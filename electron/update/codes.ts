// The codes under which windows hear why a source, a bundle or an installation came to nothing.

import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { BundleFault } from './bundle/verify.ts';
import type { FetchTrouble } from './fetch/trouble.ts';
import type { OutcomeReason } from './keeper/plan.ts';

/** Every word for a fault is the tail of a code; that each has one is what the compiler checks here. */
export function updateCode(word: BundleFault | FetchTrouble | OutcomeReason): ErrorCode {
  return `update.${word}` satisfies ErrorCode;
}
