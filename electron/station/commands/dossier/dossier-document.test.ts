// The document of a dossier as an officer gets it: pages by the order of the papers, in parts, with what is missing told, and on record before it goes.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { DossierId } from '../../../../shared/base/ids.ts';
import type { DossierDetail } from '../../../../shared/contract/dossier-life.ts';
import { readOperations } from '../../store/event-log.ts';
import { dossierLifeHandlers as life } from './dossier-life.ts';

const COUNTER = atCounter(1);
const BINDING = '0190a8b0-0000-7000-8000-0000000000b1';
let station: TestStation;
let dossierId: DossierId;
let code: string;
let bound: { readonly pages: readonly string[]; readonly title: string; readonly from: number; readonly binding: string | null }[];
beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH] });
  ({ dossierId, provisionalCode: code } = await openDossier(station));
  bound = [];
  station.bindDocument = ({ pages, title }, binding, from, most) => {
    bound.push({ pages: pages.map(({ sha256 }) => sha256.slice(0, 3)), title, from, binding });
    return Promise.resolve({ binding: BINDING, missing: 1, bytes: 2_000_000, piece: new Uint8Array(Math.min(most, 2_000_000 - from)).fill(65) });
  };
});
afterEach(() => station[Symbol.asyncDispose]());

/** A page of the dossier as a scan and what was made of it have left it; `at` is its place in time. */
function page(at: number, blob: string | null, leaf: 'due' | 'read' | 'unread' | 'as-is' = 'due', isOver = 0): void {
  const sha256 = String(at).padStart(3, '0') + 'a'.repeat(61);
  station.context.database.write((store) => {
    if (blob !== null) store.run(`INSERT INTO blob (sha256, bytes, mime, state, created_at) VALUES ($sha256, 5, 'image/jpeg', $blob, $at)`, { sha256, blob, at });
    if (blob !== null && leaf !== 'due') store.run('INSERT INTO page_leaf (sha256, tries, state, is_over_budget) VALUES ($sha256, 1, $leaf, $isOver)', { sha256, leaf, isOver });
    store.run('INSERT INTO dossier_page (dossier_id, page_id, sha256) VALUES ($dossierId, $pageId, $sha256)', { dossierId, sha256, pageId: `0190a8b0-0000-7000-8000-${String(at).padStart(12, '0')}` });
  });
}
const read = async (): Promise<DossierDetail['document']> => (await station.call('dossier.read', life['dossier.read'], COUNTER, { dossierId })).document;
const fetchFrom = (from: number, part = 1, binding: string | null = null) => station.call('dossier.document', life['dossier.document'], COUNTER, { dossierId, part, binding, from });
const purposes = () => station.context.database.read((store) => readOperations(store, 0, 500)).filter(({ type }) => type === 'access.noted').map(({ body }) => body['purpose']);

describe('the document of a dossier', () => {
  it('tells what of it can be searched, what cannot, what is too large and what is missing', async () => {
    page(1, 'verified', 'read');
    page(2, 'waiting', 'read', 1);
    page(3, 'waiting');
    page(4, 'verified', 'unread');
    page(5, 'verified', 'as-is');
    page(6, 'purged');
    page(7, 'damaged');
    page(8, null);
    expect(await read()).toEqual({ parts: 1, pages: 5, due: 1, unread: 1, asIs: 1, gone: 3, overBudget: 1 });
  });

  it('is given in pieces of a megabyte, without the pages that are gone, and noted once before the first', async () => {
    page(2, 'waiting');
    page(1, 'verified', 'read');
    page(3, 'purged');
    const [first, second] = [await fetchFrom(0), await fetchFrom(1024 * 1024, 1, BINDING)];
    expect([first.binding, first.missing, first.bytes, Buffer.from(first.base64, 'base64').length, Buffer.from(second.base64, 'base64').length]).toEqual([BINDING, 1, 2_000_000, 1024 * 1024, 2_000_000 - 1024 * 1024]);
    expect(bound).toEqual([0, 1024 * 1024].map((from) => ({ pages: ['001', '002'], title: code, from, binding: from === 0 ? null : BINDING })));
    expect(purposes()).toEqual(['export']);
  });

  it('of many pages comes in parts of a hundred; a part that is not there, and a dossier without pages, are refused and noted nowhere', async () => {
    await expect(fetchFrom(0)).rejects.toMatchObject({ code: 'page.not-found' });
    for (let at = 1; at <= 101; at += 1) page(at, 'waiting');
    expect(await read()).toMatchObject({ parts: 2, pages: 101 });
    await fetchFrom(0, 2);
    expect(bound.map(({ pages }) => pages)).toEqual([['101']]);
    await expect(fetchFrom(0, 3)).rejects.toMatchObject({ code: 'page.not-found' });
    await expect(station.call('dossier.document', life['dossier.document'], COUNTER, { dossierId: '0190a8b0-0000-7000-8000-000000000001' as DossierId, part: 1, binding: null, from: 0 })).rejects.toMatchObject({ code: 'dossier.unknown' });
    expect(purposes()).toEqual(['detail', 'export']);
  });

  it('that is still being bound is to be asked for again', async () => {
    page(1, 'waiting');
    station.bindDocument = () => Promise.resolve(null);
    expect(await fetchFrom(0)).toEqual({ binding: null, bytes: null, missing: 0, base64: '' });
  });
});
