// The limit of a push: HTTP in, one upsert of the whole batch out, durable, and nothing else. A process of its own, as the gateway is.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { z } from 'zod';

const batchSchema = z.array(z.looseObject({ dossierId: z.string() }));

const pool = new pg.Pool({ connectionString: process.env['BENCH_DATABASE_URL'], max: 4 });
pool.on('error', () => undefined);
await pool.query('CREATE TABLE IF NOT EXISTS bare_document (id uuid PRIMARY KEY, body jsonb NOT NULL)');

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => void chunks.push(chunk));
  request.on('end', () => {
    void upsert(Buffer.concat(chunks)).then(
      (rows) => response.end(JSON.stringify({ rows })),
      (error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      },
    );
  });
});

async function upsert(bytes: Buffer): Promise<number> {
  const batch = batchSchema.parse(JSON.parse(gunzipSync(bytes).toString('utf8')));
  await pool.query('INSERT INTO bare_document SELECT * FROM unnest($1::uuid[], $2::jsonb[]) ON CONFLICT (id) DO UPDATE SET body = EXCLUDED.body', [
    batch.map(({ dossierId }) => dossierId), batch.map((document) => JSON.stringify(document)),
  ]);
  return batch.length;
}

server.listen(0, '127.0.0.1', () => process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void pool.end();
});
if (process.channel !== undefined) process.once('disconnect', () => process.exit(0));
