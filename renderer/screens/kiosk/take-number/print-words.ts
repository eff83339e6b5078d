// What becomes of the paper, said honestly: the number is valid with and without it.

import type { IssuedTicket } from '../../../../shared/contract/queue.ts';
import { assertNever } from '../../../../shared/base/assert-never.ts';
import type { TextKey } from '../../../parts/texts/texts.ts';

export interface PrintWords {
  readonly kind: 'working' | 'done' | 'no-paper';
  readonly key: TextKey;
}

export function wordsOfPrint(print: IssuedTicket['print']): PrintWords {
  if (print === null) return { kind: 'no-paper', key: 'kiosk.print.none' };
  switch (print.state) {
    case 'queued':
    case 'printing':
      return { kind: 'working', key: 'kiosk.print.working' };
    case 'printed':
      return { kind: 'done', key: 'kiosk.print.done' };
    case 'failed':
    case 'marked':
      return { kind: 'no-paper', key: print.code === 'printer.paper-out' ? 'kiosk.print.paper-out' : 'kiosk.print.failed' };
    case 'unknown':
      return { kind: 'no-paper', key: print.code === 'printer.unconfirmed' ? 'kiosk.print.unconfirmed' : 'kiosk.print.unknown' };
    default:
      return assertNever(print.state);
  }
}
