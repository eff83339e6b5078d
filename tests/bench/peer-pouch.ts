// PouchDB over LevelDB pushing to express-pouchdb over LevelDB: the peer that a push is compared with, on the same documents and the same machine. Neither of its ends syncs to the disk.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { OpenedDossier } from '../../shared/wire/dossier-events.ts';
import { FaultProxy } from '../morning/fault-proxy.ts';
import { Chance } from '../morning/chance.ts';
import { startPeer } from './peer-process.ts';

/** What one round of the peer came to. Bytes are those of its client on TCP. */
export interface PouchRound {
  readonly rowsPerSecond: number;
  readonly bytesPerRow: number;
  /** A pull with nothing new, both ways together. */
  readonly pollBytes: number;
}

/** One round: documents into a new local database, then the measured push, then a pull with nothing new. */
export async function pouchRound(folder: string, documents: readonly OpenedDossier[], batch: number): Promise<PouchRound> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'documents.json');
  writeFileSync(file, JSON.stringify(documents.map((document) => ({ _id: document.dossierId, ...document }))));
  await using parts = new AsyncDisposableStack();
  const server = parts.use(startPeer('pouch-server.mjs', [path.join(folder, 'server')]));
  const { port } = z.object({ port: z.int() }).parse(await server.next());
  const line = parts.use(await FaultProxy.start(new Chance(1), { resetChance: 0, resetWithinBytes: 1 }));
  line.leadTo(port);
  const client = parts.use(startPeer('pouch-client.mjs', [path.join(folder, 'client'), file, `http://127.0.0.1:${line.port}/documents`, String(batch)]));
  const pushed = await client.next();
  if (!('kind' in pushed) || pushed.kind !== 'pushed' || pushed.written !== documents.length || pushed.failures > 0) throw new Error(`the peer did not push everything: ${JSON.stringify(pushed)}`);
  const pushedBytes = line.bytesSent;
  await client.next();
  const before = line.bytesSent + line.bytesReceived;
  client.goOn();
  await client.next();
  return { rowsPerSecond: documents.length / pushed.seconds, bytesPerRow: pushedBytes / documents.length, pollBytes: line.bytesSent + line.bytesReceived - before };
}
