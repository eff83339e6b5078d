// RxDB in memory, replicated to the very gateway that our stations push to: the peer of the engine alone. Nothing at its end is durable.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenedDossier } from '../../shared/wire/dossier-events.ts';
import { Chance } from '../morning/chance.ts';
import { FaultProxy } from '../morning/fault-proxy.ts';
import { startPeer } from './peer-process.ts';

/** What one round of the peer came to. */
export interface RxdbRound {
  readonly rowsPerSecond: number;
  /** Of its client on TCP. */
  readonly bytesPerRow: number;
}

/** One round: documents into a new database, then the measured replication, as the station that `key` belongs to. */
export async function rxdbRound(folder: string, { commune, station, key, port }: { readonly commune: string; readonly station: string; readonly key: string; readonly port: number }, documents: readonly OpenedDossier[], batch: number): Promise<RxdbRound> {
  const file = path.join(folder, `${station}.json`);
  writeFileSync(file, JSON.stringify(documents));
  await using line = await FaultProxy.start(new Chance(1), { resetChance: 0, resetWithinBytes: 1 });
  line.leadTo(port);
  await using client = startPeer('rxdb-client.mjs', [file, `http://127.0.0.1:${line.port}`, key, commune, station, String(batch)]);
  const pushed = await client.next();
  if (!('kind' in pushed) || pushed.kind !== 'pushed' || pushed.written !== documents.length || pushed.failures > 0) throw new Error(`the peer did not push everything: ${JSON.stringify(pushed)}`);
  return { rowsPerSecond: documents.length / pushed.seconds, bytesPerRow: line.bytesSent / documents.length };
}
