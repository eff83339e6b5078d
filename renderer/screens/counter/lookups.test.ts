// What the counter looks up beside its answers: procedures while typing, pictures of pages.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FieldCode } from '../../../shared/base/ids.ts';
import { examplePage, exampleProcedure } from '../../../tests/gallery/desk/example-point.ts';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { createPageImages } from './papers/page-images.ts';
import { createProcedureFinder } from './procedure/procedure-finder.ts';

const summary = { code: exampleProcedure.code, name: exampleProcedure.name, field: exampleProcedure.field, sector: exampleProcedure.sector, papers: 5 };

describe('finding a procedure', () => {
  test('the text typed last wins, though its answer comes first', async () => {
    const gates = new Map<string, () => void>();
    const answered: string[] = [];
    const client = scriptedClient({
      'procedure.search': async ({ text }) => {
        await new Promise<void>((resolve) => gates.set(text, resolve));
        answered.push(text);
        return { procedures: [{ ...summary, name: text }], total: 1 };
      },
    });
    const finder = createProcedureFinder(client);
    finder.search('khai', null);
    finder.search('khai tử', null);
    gates.get('khai tử')?.();
    await expect.poll(() => finder.store.getState().text).toBe('khai tử');
    gates.get('khai')?.();
    await expect.poll(() => answered).toEqual(['khai tử', 'khai']);
    // The late answer still passes the client's own steps.
    for (let step = 0; step < 10; step += 1) await Promise.resolve();
    expect(finder.store.getState()).toMatchObject({ text: 'khai tử', procedures: [{ name: 'khai tử' }], searching: false });
  });

  test('the field narrows the usual ones only', async () => {
    const client = scriptedClient({ 'procedure.search': () => ({ procedures: [summary], total: 1 }) });
    const finder = createProcedureFinder(client);
    finder.search('', 'A' as FieldCode);
    finder.search(' cấp lại ', 'A' as FieldCode);
    expect(client.inputsOf('procedure.search').map(({ text, field }) => [text, field])).toEqual([['', 'A'], ['cấp lại', null]]);
  });

  test('a search that begins anew shows nothing of the one before, until it is answered', async () => {
    const client = scriptedClient({ 'procedure.search': () => ({ procedures: [summary], total: 1 }) });
    const finder = createProcedureFinder(client);
    finder.search('sao y', null);
    await expect.poll(() => finder.store.getState().text).toBe('sao y');
    finder.search('', 'A' as FieldCode);
    expect(finder.store.getState()).toMatchObject({ text: null, procedures: [], searching: true });
    await expect.poll(() => finder.store.getState().text).toBe('');
  });

  test('details are read once, and after a failure again', async () => {
    const client = scriptedClient({ 'procedure.read': () => { throw refusal('internal'); } });
    const finder = createProcedureFinder(client);
    finder.read(exampleProcedure.code);
    finder.read(exampleProcedure.code);
    await expect.poll(() => finder.store.getState().failure?.code).toBe('internal');
    client.answer({ 'procedure.read': () => exampleProcedure });
    finder.read(exampleProcedure.code);
    await expect.poll(() => Object.keys(finder.store.getState().details)).toEqual([exampleProcedure.code]);
    finder.read(exampleProcedure.code);
    expect(client.inputsOf('procedure.read')).toHaveLength(2);
  });
});

describe('pictures of pages', () => {
  const [one, two] = [examplePage(1).pageId, examplePage(2).pageId];
  const revoked: string[] = [];
  beforeEach(() => {
    vi.stubGlobal('URL', { createObjectURL: (blob: Blob) => `blob:${blob.size}`, revokeObjectURL: (url: string) => void revoked.push(url) });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    revoked.length = 0;
  });

  test('come one at a time and are asked for once', async () => {
    let under = 0;
    let most = 0;
    const client = scriptedClient({
      'page.image': async () => {
        under += 1;
        most = Math.max(most, under);
        await Promise.resolve();
        under -= 1;
        return { mime: 'image/png', base64: 'AAEC' };
      },
    });
    const images = createPageImages(client);
    images.want(one);
    images.want(two);
    images.want(one);
    await expect.poll(() => images.store.getState()).toEqual({ [one]: { kind: 'image', url: 'blob:3' }, [two]: { kind: 'image', url: 'blob:3' } });
    expect([most, client.inputsOf('page.image').length]).toEqual([1, 2]);
  });

  test('are let go of with their visit', async () => {
    const images = createPageImages(scriptedClient({ 'page.image': () => ({ mime: 'image/png', base64: 'AAEC' }) }));
    images.want(one);
    await expect.poll(() => images.store.getState()[one]?.kind).toBe('image');
    images.keepOnly([]);
    expect([images.store.getState(), revoked]).toEqual([{}, ['blob:3']]);
  });

  test('a failed one says so and is asked for again when wanted', async () => {
    const client = scriptedClient({ 'page.image': () => { throw refusal('page.not-found'); } });
    const images = createPageImages(client);
    images.want(one);
    await expect.poll(() => images.store.getState()[one]?.kind).toBe('failed');
    client.answer({ 'page.image': () => ({ mime: 'application/pdf', base64: 'AAEC' }) });
    images.want(one);
    await expect.poll(() => images.store.getState()[one]?.kind).toBe('document');
  });

  test('a page is looked at closely piece by piece, one after another, and let go of afterwards', async () => {
    const client = scriptedClient({ 'page.piece': ({ from }) => ({ mime: 'image/png', bytes: 8, base64: from < 6 ? 'AAEC' : 'AAE=' }) });
    const images = createPageImages(client);
    images.lookClosely(one);
    expect(images.close.getState()).toEqual({ pageId: one, image: { kind: 'loading' } });
    await expect.poll(() => images.close.getState()?.image).toEqual({ kind: 'image', url: 'blob:8' });
    expect(client.inputsOf('page.piece')).toEqual([0, 3, 6].map((from) => ({ pageId: one, from })));
    images.lookClosely(null);
    expect([images.close.getState(), revoked]).toEqual([null, ['blob:8']]);
  });

  test('what nobody looks at any more is not asked for further, and a failure is said', async () => {
    const client = scriptedClient({ 'page.piece': () => ({ mime: 'image/png', bytes: 9_000_000, base64: 'AAEC' }) });
    const images = createPageImages(client);
    images.lookClosely(one);
    images.lookClosely(null);
    client.answer({ 'page.piece': () => { throw refusal('page.damaged'); } });
    images.lookClosely(two);
    await expect.poll(() => images.close.getState()).toMatchObject({ pageId: two, image: { kind: 'failed', failure: { code: 'page.damaged' } } });
    expect(client.inputsOf('page.piece').length).toBe(2);
  });
});
