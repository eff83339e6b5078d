// The pages of a dossier in the hands of its officer: by paper, looked at one by one, put where they belong.

import { act } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { cityDetail, examplePapers } from '../../../tests/gallery/desk/example-dossier.ts';
import { examplePoint } from '../../../tests/gallery/desk/example-point.ts';
import { refusal } from '../../../tests/fakes/scripted-client.ts';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { CounterScreen } from '../../screens/counter/counter-screen.tsx';

let open: Stage | null = null;
afterEach(async () => {
  vi.restoreAllMocks();
  await open?.end();
  open = null;
});

describe('the pages of a dossier', () => {
  const pages = async (): Promise<readonly [Stage, ScriptedDesk]> => {
    const desk = scriptedDesk({ dossiers: [cityDetail.dossier] });
    desk.client.answer({ 'dossier.read': () => cityDetail });
    open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client });
    const screen = open;
    await screen.press(cityDetail.dossier.ticketNumber);
    vi.spyOn(URL, 'createObjectURL').mockImplementation(() => 'blob:page');
    desk.client.answer({ 'dossier.pages': () => ({ papers: [...examplePapers] }), 'dossier.page-image': () => ({ mime: 'image/jpeg', base64: btoa('x') }) });
    await screen.press('Xem, chuyển trang');
    return [screen, desk];
  };
  const [first, second] = examplePapers;

  test('stand under their papers, are shown when asked for, and go to another paper', async () => {
    const [screen, { client }] = await pages();
    expect([...screen.root.querySelectorAll('.dossier-page-list li')].map((paper) => paper.querySelectorAll('button').length).slice(0, 3)).toEqual([2, 1, 0]);
    await screen.press('Trang 2');
    expect([client.inputsOf('dossier.page-image'), screen.find('img').getAttribute('src')]).toEqual([[{ dossierId: cityDetail.dossier.dossierId, pageId: first?.pages[1]?.pageId }], 'blob:page']);
    const target = screen.find<HTMLSelectElement>('select');
    expect([...target.options].map(({ value }) => value)).not.toContain(first?.paperId);
    client.answer({ 'dossier.move-page': () => cityDetail, 'dossier.pages': () => ({ papers: examplePapers.map((paper, index) => ({ ...paper, pages: index === 0 ? paper.pages.slice(0, 1) : paper.pages })) }) });
    await screen.press(screen.find('.dossier-page-move button'));
    expect(client.inputsOf('dossier.move-page')).toMatchObject([{ pageId: first?.pages[1]?.pageId, paperId: second?.paperId }]);
    expect([screen.words().includes('Đã chuyển trang.'), screen.root.querySelector('dialog img')]).toEqual([true, null]);
  });

  test('say why one cannot be seen or moved, and why the list cannot be read', async () => {
    const [screen, { client }] = await pages();
    client.answer({ 'dossier.page-image': () => { throw refusal('page.damaged'); }, 'dossier.move-page': () => { throw refusal('scan.paper-full'); } });
    await screen.press('Trang 2');
    await screen.press(screen.find('.dossier-page-move button'));
    expect(screen.find('dialog').textContent).toContain('page.damaged');
    expect(screen.find('dialog').textContent).toContain('Giấy tờ này đã đủ 400 trang');
    client.answer({ 'dossier.pages': () => { throw refusal('store.failed'); } });
    await act(async () => client.emit('dossiers.changed', {}));
    await screen.settle();
    expect(screen.find('dialog').textContent).toContain('Máy này không ghi được dữ liệu');
    await screen.press('Quay lại');
    expect(screen.words()).toContain('Quá trình xử lý');
  });
});
