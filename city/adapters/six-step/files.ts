// Scanned pages on their way to the portal: each page of a dossier goes up once, and what the portal calls it is kept at once.

import { Blob } from 'node:buffer';
import { FormData } from 'undici';
import { z } from 'zod';
import { change, readRows } from '../../database/rows.ts';
import { PortalFailure } from '../failures.ts';
import { keepClaim } from '../outbox/claim.ts';
import type { ClaimedStep } from '../outbox/claim.ts';
import { fileName } from '../outbox/read-case.ts';
import { IS_HANDED_IN, IS_RESULT } from '../outbox/result-pages.ts';
import type { PortalParts } from '../portal.ts';
import type { SixStepSettings } from '../settings.ts';
import type { SixStepCalls } from './calls.ts';

const pageRow = z.object({ pageId: z.string(), sha256: z.string(), mime: z.string(), isHere: z.boolean() });
const fileSchema = z.looseObject({ IdTepTin: z.string().min(1).max(200), HashTepTin: z.string().min(1).max(200) });
/** The guide shows the answer as its own go-between wraps it; the portal's own is taken as well. */
const answerSchema = z.union([
  z.looseObject({ data: z.tuple([fileSchema], z.unknown()) }).transform(({ data: [file] }) => file),
  z.looseObject({ data: z.tuple([z.looseObject({ response: z.looseObject({ data: z.tuple([fileSchema], z.unknown()) }) })], z.unknown()) }).transform(({ data: [{ response }] }) => response.data[0]),
]);
const SHA256 = /^[0-9a-f]{64}$/i;

/** Sends what the portal has not got of the pages of papers, or of the result. Throws 'portal.pages-awaited' where some have not come to the city yet. */
export async function sendFiles({ pool, clock, store }: PortalParts, settings: SixStepSettings, calls: SixStepCalls, step: ClaimedStep, of: 'papers' | 'result'): Promise<void> {
  const { commune, dossierId } = step;
  const pages = await readRows(
    pool,
    pageRow,
    `SELECT p.page_id AS "pageId", p.sha256, p.mime, EXISTS (SELECT FROM blob b WHERE b.commune = p.commune AND b.sha256 = p.sha256) AS "isHere"
     FROM dossier_page p LEFT JOIN portal_file f USING (commune, dossier_id, page_id) WHERE p.commune = $1 AND p.dossier_id = $2 AND p.removed_at IS NULL AND f.page_id IS NULL AND ${of === 'result' ? IS_RESULT : IS_HANDED_IN} ORDER BY p.page_id`,
    [commune, dossierId],
  );
  for (const { pageId, sha256, mime, isHere } of pages) {
    const bytes = isHere ? await store.read(commune, sha256) : null;
    if (bytes === null) continue;
    const form = new FormData();
    form.append('files', new Blob([Uint8Array.from(bytes)], { type: mime }), fileName(pageId, mime));
    await keepClaim(pool, clock, settings, step);
    const answered = await calls.call({ step: 'upload', file: form, isChange: true });
    const parsed = answerSchema.safeParse(answered.kind === 'answer' ? answered.body : null);
    if (!parsed.success) throw new PortalFailure('portal.unreadable', 'upload');
    const { IdTepTin: fileId, HashTepTin: hash } = parsed.data;
    // Where the portal's hash is of our kind, it must be of our bytes.
    if (SHA256.test(hash) && hash.toLowerCase() !== sha256) throw new PortalFailure('portal.unreadable', 'upload hash');
    await change(pool, 'INSERT INTO portal_file (commune, dossier_id, page_id, file_id, hash) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [commune, dossierId, pageId, fileId, hash]);
  }
  if (pages.some(({ isHere }) => !isHere)) throw new PortalFailure('portal.pages-awaited', String(pages.filter(({ isHere }) => !isHere).length));
}
