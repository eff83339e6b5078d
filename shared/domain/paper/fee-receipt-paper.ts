// What stands on the receipt for a fee; how it looks is the press's business.

import type { EpochMs } from '../../base/ids.ts';
import type { FeeKind } from '../fee/fee.ts';

/** A numbered receipt (biên lai thu phí, lệ phí). */
export interface FeeReceiptPaper {
  readonly unitParent: string;
  readonly unitName: string;
  readonly unitAddress: string;
  readonly unitPhone: string;
  readonly symbol: string;
  readonly volume: string;
  /** Seven digits. */
  readonly number: string;
  /** '' where nobody knows any more. */
  readonly payerName: string;
  /** The dossier's code, or the ticket's number while there is none. */
  readonly about: string;
  /** '' where nobody knows any more. */
  readonly procedureName: string;
  readonly lines: readonly { readonly name: string; readonly kind: FeeKind; readonly quantity: number; readonly unit: string; readonly amount: number }[];
  readonly total: number;
  readonly totalWords: string;
  readonly method: 'cash' | 'transfer';
  readonly paidAt: EpochMs;
  /** Null where the administration has confirmed it. */
  readonly counter: number | null;
  readonly officerName: string;
  /** Printed once more after the money was given back: it says so. */
  readonly isReversed: boolean;
  /** 1 for the first print; from 2 on the paper says that it is a copy. */
  readonly copyNumber: number;
  readonly isExample: boolean;
}
