// Books of receipts: each is one station's alone. Two stations that take numbers out of the same one print the same numbers, and a person must know.

import { z } from 'zod';
import { readEvent } from '../../shared/wire/upcast.ts';
import { change, readRows } from '../database/rows.ts';
import type { ApplyContext } from '../dossiers/apply.ts';
import type { SealedOperation } from './chain.ts';
import { noteIncident } from './incident.ts';

const sharedSchema = z.object({ symbol: z.string(), volume: z.string(), belongsTo: z.string() });

/** Notes the books of a station's fresh payments. One that another station had first becomes an incident of the station that came second, and an alarm; the payment itself happened and is kept. */
export async function noteReceiptBooks({ transaction, commune, at, log }: ApplyContext, station: string, fresh: readonly Pick<SealedOperation, 'operation'>[]): Promise<void> {
  const books = new Map<string, { readonly symbol: string; readonly volume: string }>();
  for (const { operation } of fresh) {
    if (operation.type !== 'payment.confirmed') continue;
    const event = readEvent(operation);
    if (event.kind === 'known' && event.type === 'payment.confirmed') books.set(`${event.body.receipt.symbol} ${event.body.receipt.volume}`, event.body.receipt);
  }
  if (books.size === 0) return;
  // In one order for all, so that two stations never wait for each other.
  const inOrder = [...books].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, book]) => book);
  const [symbols, volumes] = [inOrder.map(({ symbol }) => symbol), inOrder.map(({ volume }) => volume)];
  await change(transaction, 'INSERT INTO receipt_book (commune, symbol, volume, station) SELECT $1, b.symbol, b.volume, $2 FROM unnest($3::text[], $4::text[]) AS b (symbol, volume) ON CONFLICT DO NOTHING', [commune, station, symbols, volumes]);
  const shared = await readRows(
    transaction,
    sharedSchema,
    `SELECT r.symbol, r.volume, r.station AS "belongsTo" FROM receipt_book r JOIN unnest($3::text[], $4::text[]) AS b (symbol, volume) USING (symbol, volume) WHERE r.commune = $1 AND r.station <> $2 ORDER BY r.symbol, r.volume`,
    [commune, station, symbols, volumes],
  );
  for (const { symbol, volume, belongsTo } of shared) {
    await noteIncident({ transaction, commune, at }, station, { code: 'receipts.shared-book', subject: `${symbol} ${volume}`, detail: `both ${belongsTo} and ${station} give numbers of it: one of them needs a book of its own` });
    log('alarm', 'receipts.shared-book', { commune, station, subject: `${symbol} ${volume}`, belongsTo });
  }
}
