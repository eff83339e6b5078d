// What somebody who waits for a paper has to know of its print; each case is a sentence of its own, in the words of the screen.

import { assertNever } from '../../shared/base/assert-never.ts';
import type { Print } from '../../shared/contract/queue.ts';

/** 'unconfirmed': a printer without answers has got the whole of it. */
export function caseOfPrint({ state, code }: Pick<Print, 'state' | 'code'>): 'working' | 'done' | 'paper-out' | 'failed' | 'unconfirmed' | 'unknown' {
  switch (state) {
    case 'queued':
    case 'printing':
      return 'working';
    case 'printed':
      return 'done';
    case 'failed':
    case 'marked':
      return code === 'printer.paper-out' ? 'paper-out' : 'failed';
    case 'unknown':
      return code === 'printer.unconfirmed' ? 'unconfirmed' : 'unknown';
    default:
      return assertNever(state);
  }
}
