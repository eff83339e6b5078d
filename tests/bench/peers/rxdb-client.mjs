// The peer's station: an RxDB in memory with the documents of a file, replicated to the city's own gateway as operations of a log; says what came of it as one JSON line.
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRxDatabase } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { CityClient } from '../../../electron/station/sync/city-client.ts';
import { canonicalBody, canonicalTexts, GENESIS_HASH } from '../../../shared/wire/operation.ts';
import { versionOf } from '../../../shared/wire/log-events.ts';

const [documentsFile, url, key, commune, station, batch] = process.argv.slice(2);
const documents = JSON.parse(readFileSync(documentsFile, 'utf8'));
const database = await createRxDatabase({ name: `peer-${randomUUID()}`, storage: getRxStorageMemory() });
const text = { type: 'string', maxLength: 64 };
await database.addCollections({
  dossiers: { schema: { version: 0, type: 'object', primaryKey: 'dossierId', properties: { dossierId: text, document: { type: 'object' } }, required: ['dossierId', 'document'] } },
});
for (let from = 0; from < documents.length; from += 500) {
  const { error } = await database.dossiers.bulkInsert(documents.slice(from, from + 500).map((document) => ({ dossierId: document.dossierId, document })));
  if (error.length > 0) throw new Error(JSON.stringify(error[0]));
}
const client = new CityClient({ url, key, commune, station, timeoutMs: 30_000 }, systemClock);
const never = new AbortController().signal;
// The gateway takes a log: the place in it, its seal and its link are made as the documents go out, and nothing of them is kept.
let seq = 0;
let prevHash = GENESIS_HASH;
const operationOf = (document) => {
  seq += 1;
  const operation = {
    opId: systemClock.uuid(), seq, incarnation: 1, aggType: 'dossier', aggId: document.dossierId, aggRev: 1, type: 'dossier.opened', typeVersion: versionOf('dossier.opened'), at: systemClock.now(), actor: `counter-${document.counterId}`, prevHash, body: document,
  };
  const body = canonicalBody(document);
  const hash = createHash('sha256').update(canonicalTexts(commune, station, operation, body).raw).digest('hex');
  prevHash = hash;
  return { ...operation, body, hash, clock: null, baseRev: null, refersTo: null, redactedAt: null };
};
const fail = (words) => {
  process.stderr.write(`${words}\n`);
  process.exit(1);
};
let turn = Promise.resolve();
let pushed = 0;
const startedAt = performance.now();
const replication = replicateRxCollection({
  collection: database.dossiers, replicationIdentifier: 'peer', live: false, retryTime: 60_000,
  push: {
    batchSize: Number(batch),
    // It has several batches under way at a time; a log is taken in its order.
    handler: (rows) => (turn = turn.then(async () => {
      const answer = await client.push(rows.map(({ newDocumentState }) => operationOf(newDocumentState.document)), never);
      // Sent once more it would stand in another place of the log.
      if (answer.kind !== 'ok') fail(JSON.stringify(answer.failure));
      pushed += answer.value.results.filter(({ kind }) => kind === 'applied').length;
      return [];
    })),
  },
});
replication.error$.subscribe((error) => fail(error.message));
await replication.awaitInitialReplication();
const seconds = (performance.now() - startedAt) / 1000;
process.stdout.write(`${JSON.stringify({ kind: 'pushed', written: pushed, failures: documents.length - pushed, seconds })}\n`);
await client[Symbol.asyncDispose]();
process.once('disconnect', () => process.exit(0));
