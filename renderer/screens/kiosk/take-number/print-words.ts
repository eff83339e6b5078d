// What becomes of the paper, said honestly: the number is valid with and without it.

import type { IssuedTicket } from '../../../../shared/contract/queue.ts';
import { caseOfPrint } from '../../../parts/print-case.ts';
import type { TextKey } from '../../../parts/texts/texts.ts';

export interface PrintWords {
  readonly kind: 'working' | 'done' | 'no-paper';
  readonly key: TextKey;
}

export function wordsOfPrint(print: IssuedTicket['print']): PrintWords {
  if (print === null) return { kind: 'no-paper', key: 'kiosk.print.none' };
  const which = caseOfPrint(print);
  return { kind: which === 'working' || which === 'done' ? which : 'no-paper', key: `kiosk.print.${which}` };
}
