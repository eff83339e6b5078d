// The peer's station: a PouchDB over LevelDB with the documents of a file, pushed in batches; says what came of it as one JSON line.
import { readFileSync, mkdirSync } from 'node:fs';
import PouchDB from 'pouchdb';

const [folder, documentsFile, url, batch] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const documents = JSON.parse(readFileSync(documentsFile, 'utf8'));
const local = new PouchDB(`${folder}/local`);
for (let from = 0; from < documents.length; from += 500) await local.bulkDocs(documents.slice(from, from + 500));
const startedAt = performance.now();
const pushed = await local.replicate.to(url, { batch_size: Number(batch) });
const seconds = (performance.now() - startedAt) / 1000;
process.stdout.write(`${JSON.stringify({ kind: 'pushed', written: pushed.docs_written, failures: pushed.doc_write_failures, seconds })}\n`);
// The first pull writes its checkpoints; the second has nothing to do.
await local.replicate.from(url, { batch_size: Number(batch) });
process.stdout.write(`${JSON.stringify({ kind: 'polled' })}\n`);
await new Promise((resolve) => process.once('message', resolve));
await local.replicate.from(url, { batch_size: Number(batch) });
process.stdout.write(`${JSON.stringify({ kind: 'polled' })}\n`);
process.once('disconnect', () => process.exit(0));
