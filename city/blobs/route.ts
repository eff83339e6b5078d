// GET /v1/blobs/<sha256>/state and PUT /v1/blobs/<sha256>

import type { Pool } from 'pg';
import { z } from 'zod';
import type { BlobHash } from '../../shared/base/ids.ts';
import { blobAnswerSchema, MAX_BLOB_BYTES } from '../../shared/wire/messages.ts';
import type { BlobAnswer } from '../../shared/wire/messages.ts';
import type { CityClock } from '../clock.ts';
import { readRows } from '../database/rows.ts';
import type { Log } from '../log.ts';
import type { Admission } from '../server/admission.ts';
import { authenticate } from '../server/caller.ts';
import { WireRefusal } from '../server/refusal.ts';
import type { Route } from '../server/server.ts';
import { announcePage } from './announce.ts';
import type { BlobStore } from './store.ts';

export interface BlobContext {
  readonly pool: Pool;
  readonly clock: CityClock;
  readonly log: Log;
  readonly store: BlobStore;
  readonly admission: Admission;
}

const parametersSchema = z.object({ sha256: blobAnswerSchema.shape.sha256 });

function hashOf(parameters: unknown): BlobHash {
  const parsed = parametersSchema.safeParse(parameters);
  if (!parsed.success) throw new WireRefusal('wire.invalid', 'the address does not end in a SHA-256');
  return parsed.data.sha256;
}

/** Verified is only what has both its row and its file: a station deletes its own copy on this word. */
async function stateOf({ pool, log, store }: BlobContext, commune: string, sha256: BlobHash): Promise<Pick<BlobAnswer, 'state' | 'bytes'>> {
  const [row] = await readRows(pool, z.object({ bytes: z.int() }), 'SELECT bytes FROM blob WHERE commune = $1 AND sha256 = $2', [commune, sha256]);
  if (row === undefined) return { state: 'absent', bytes: 0 };
  const size = await store.size(commune, sha256);
  if (size === row.bytes) return { state: 'verified', bytes: size };
  log('alarm', 'blob.file-lost', { commune, sha256, expected: row.bytes, found: size });
  return { state: 'absent', bytes: 0 };
}

export function blobRoutes(context: BlobContext): readonly Route[] {
  const { pool, clock, store } = context;
  return [
    {
      method: 'GET',
      url: '/v1/blobs/:sha256/state',
      wantsRequestId: true,
      answer: async ({ request, requestId }) => {
        const { commune } = await authenticate(pool, request.headers.authorization);
        const sha256 = hashOf(request.params);
        return { requestId, sha256, ...(await stateOf(context, commune, sha256)) } satisfies BlobAnswer;
      },
    },
    {
      method: 'PUT',
      url: '/v1/blobs/:sha256',
      wantsRequestId: true,
      answer: async ({ request, requestId }) => {
        const { commune } = await authenticate(pool, request.headers.authorization);
        context.admission.admit(commune, 'scans');
        const sha256 = hashOf(request.params);
        if (request.headers['content-encoding'] !== undefined) throw new WireRefusal('wire.invalid', 'a page travels as plain bytes', { status: 415 });
        if (Number(request.headers['content-length'] ?? 0) > MAX_BLOB_BYTES) throw new WireRefusal('wire.too-large', `a page has at most ${MAX_BLOB_BYTES} bytes`);
        const bytes = await store.receive(commune, sha256, request.raw);
        const isHeld = await announcePage(pool, clock, { commune, sha256, bytes, at: clock.now() });
        return { requestId, sha256, state: isHeld ? 'verified' : 'absent', bytes: isHeld ? bytes : 0 } satisfies BlobAnswer;
      },
    },
  ];
}
