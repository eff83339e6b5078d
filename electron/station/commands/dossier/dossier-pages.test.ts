// The pages of a dossier that is open: listed by paper, shown on record, put to another paper by events once, and no page is ever without its content.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeScanner, scannedPage } from '../../../../tests/fakes/fake-scanner.ts';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { DossierId, PageId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { DossierPaper } from '../../../../shared/contract/dossier-life.ts';
import { visitIdSchema } from '../../../../shared/contract/primitives.ts';
import { dossierById } from '../../store/dossiers.ts';
import { readOperations } from '../../store/event-log.ts';
import { pagesOfVisit } from '../../store/pages.ts';
import { dossierLifeHandlers as life } from './dossier-life.ts';

const COUNTER = atCounter(2);
const UNKNOWN = '0190a8b0-0000-7000-8000-000000000001';
let station: TestStation;
let dossierId: DossierId;
beforeEach(async () => {
  const scanner = new FakeScanner();
  station = new TestStation({ procedures: [BIRTH], scanners: new Map([[1, scanner]]) });
  ({ dossierId } = await openDossier(station, {
    scan: {
      scanner, pages: [1, 2],
      settled: async (isScanning) => {
        for (const end = performance.now() + 10_000; isScanning() && performance.now() < end; ) await sleep(5);
      },
    },
  }));
});
afterEach(() => station[Symbol.asyncDispose]());

const papers = async (): Promise<readonly DossierPaper[]> => (await station.call('dossier.pages', life['dossier.pages'], COUNTER, { dossierId })).papers;
const pageIds = async (): Promise<Readonly<Record<string, readonly PageId[]>>> => Object.fromEntries((await papers()).map(({ paperId, pages }) => [paperId, pages.map(({ pageId }) => pageId)]));
const move = (pageId: PageId, paperId: string, requestId = station.requestId()) => station.call('dossier.move-page', life['dossier.move-page'], COUNTER, { requestId, dossierId, pageId, paperId });
const image = (pageId: PageId) => station.call('dossier.page-image', life['dossier.page-image'], COUNTER, { dossierId, pageId });
const events = () => station.context.database.read((store) => readOperations(store, 0, 500)).filter(({ aggId }) => aggId === dossierId).map(({ type, actor, body }) => [type, actor, body['reason'] ?? body['purpose'] ?? body['paperId'] ?? '']);

describe('the pages of a dossier', () => {
  it('are listed under every paper that its procedure asks for, and shown; both looks are on record', async () => {
    const list = await papers();
    expect(list.map(({ name, pages }) => [name, pages.length])).toEqual([['Tờ khai', 2], ['Giấy chứng sinh', 0], ['Văn bản ủy quyền', 0]]);
    const [first] = must(list[0], 'a paper').pages;
    const { mime, base64 } = await image(must(first, 'a page').pageId);
    expect([mime, Buffer.from(base64, 'base64')]).toEqual(['image/jpeg', Buffer.from(scannedPage(1).bytes)]);
    expect(events().slice(1)).toEqual([['access.noted', 'counter-2', 'detail'], ['access.noted', 'counter-2', 'page']]);
    await expect(image(UNKNOWN as PageId)).rejects.toMatchObject({ code: 'page.not-found' });
  });

  it('go to another paper by two events that say from where to where, once for each request, and the dossier has its content all the time', async () => {
    const [first, second] = must((await pageIds())['to-khai'], 'two pages');
    const requestId = station.requestId();
    for (let time = 0; time < 2; time += 1) {
      const { history, dossier } = await move(must(first, 'a page'), 'uy-quyen', requestId);
      expect([history.map(({ type, text }) => [type, text]).slice(-2), dossier.pages]).toEqual([[['dossier.page-added', ''], ['dossier.page-removed', 'Tờ khai → Văn bản ủy quyền']], 2]);
    }
    expect(events().filter(([type]) => type !== 'access.noted').slice(1)).toEqual([['dossier.page-added', 'counter-2', 'uy-quyen'], ['dossier.page-removed', 'counter-2', 'Tờ khai → Văn bản ủy quyền']]);
    const after = await pageIds();
    expect(after).toEqual({ 'to-khai': [second], 'giay-chung-sinh': [], 'uy-quyen': [expect.not.stringMatching(must(first, 'a page')) as string] });
    const { base64 } = await image(must(after['uy-quyen']?.[0], 'the page that was moved'));
    expect(Buffer.from(base64, 'base64')).toEqual(Buffer.from(scannedPage(1).bytes));
    // Its visit, which is over, has it there too.
    const visitId = visitIdSchema.parse(station.context.database.read((store) => dossierById(store, dossierId))?.visitId);
    expect(station.context.database.read((store) => pagesOfVisit(store, visitId)).map(({ pageId, paperId }) => [paperId, pageId])).toEqual([['to-khai', second], ['uy-quyen', after['uy-quyen']?.[0]]]);
  });

  it('do not move to where they are, to a paper that is not asked for, or in a dossier that was given up; nothing is written then', async () => {
    const page = must((await pageIds())['to-khai']?.[0], 'a page');
    const before = events().length;
    await expect(move(page, 'to-khai')).rejects.toMatchObject({ code: 'dossier.nothing-changed' });
    await expect(move(page, 'so-ho-khau')).rejects.toMatchObject({ code: 'paper.unknown' });
    await expect(move(UNKNOWN as PageId, 'uy-quyen')).rejects.toMatchObject({ code: 'page.not-found' });
    await expect(station.call('dossier.pages', life['dossier.pages'], COUNTER, { dossierId: UNKNOWN as DossierId })).rejects.toMatchObject({ code: 'dossier.unknown' });
    expect(events()).toHaveLength(before);
    await station.call('dossier.void', life['dossier.void'], COUNTER, { dossierId, reason: 'mở nhầm' });
    await expect(move(page, 'uy-quyen')).rejects.toMatchObject({ code: 'dossier.voided' });
    expect(await pageIds()).toMatchObject({ 'to-khai': [page, expect.anything()] });
  });
});
