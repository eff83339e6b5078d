// The peer's city: express-pouchdb over LevelDB, on a free port of this machine; says the port as one JSON line.
import { mkdirSync } from 'node:fs';
import express from 'express';
import expressPouch from 'express-pouchdb';
import PouchDB from 'pouchdb';

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
process.chdir(folder);
const app = express();
app.use(
  '/',
  expressPouch(PouchDB.defaults({ prefix: `${folder}/` }), { mode: 'minimumForPouchDB', logPath: `${folder}/log.txt`, inMemoryConfig: true }),
);
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`);
});
process.on('SIGTERM', () => process.exit(0));
