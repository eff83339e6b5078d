// The slips about procedures among the prints: what they are called there, and which a kiosk has printed lately.

import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import type { PrintedSlip } from '../../../shared/domain/procedure/slip-limit.ts';
import type { Readable } from './handle.ts';

const PREFIX = 'take-home/';

/** `ofId` of the slip that a window printed: by it a second one of the same is known. */
export function takeHomePrintOf(window: string, code: string): string {
  return `${PREFIX}${window}/${code}`;
}

/** True for what is called so. */
export function isTakeHomePrint(ofId: string): boolean {
  return ofId.startsWith(PREFIX);
}

const slipRow = z.object({ ofId: z.string(), at: epochMsSchema });

/** Asked for at the kiosk after a moment, whatever became of them. */
export function kioskSlipsSince(store: Readable, since: EpochMs): readonly PrintedSlip[] {
  const first = takeHomePrintOf('kiosk', '');
  const rows = store.all(slipRow, `SELECT of_id AS ofId, created_at AS at FROM print_job WHERE what = 'form' AND of_id >= $first AND of_id < $end AND created_at > $since`, { first, end: `${first.slice(0, -1)}0`, since });
  return rows.map(({ ofId, at }) => ({ code: ofId.slice(first.length), at }));
}
