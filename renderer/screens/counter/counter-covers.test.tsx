// Cover sheets at the counter: printing them, what their reading made of a stack, and putting pages in order by hand.

import { act } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { checkedVisit, COUNTER, examplePage, examplePoint, examplePrint, exampleProcedure, exampleSheet, servingDesk } from '../../../tests/gallery/desk/example-point.ts';
import type { Visit } from '../../../shared/contract/visit.ts';
import { must } from '../../../shared/base/must.ts';
import { CounterScreen } from './counter-screen.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

const FILED = checkedVisit({ 'to-khai': [1, 0], 'giay-chung-sinh': [1, 0] }, { 'to-khai': [1] });
/** Two pages behind a sheet of somebody else. */
const STRANGE: Visit = {
  ...FILED,
  papers: [...FILED.papers, { paperId: '', originals: 0, certified: 0, copies: 0, reused: null, pages: [examplePage(2), examplePage(3)] }],
  sheets: [exampleSheet(4, { ticket: 'A009' })],
};

async function counter(desk: ScriptedDesk): Promise<Stage> {
  open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client });
  return open;
}
async function atPapers(visit: Visit): Promise<{ readonly desk: ScriptedDesk; readonly screen: Stage }> {
  const desk = scriptedDesk({ desk: servingDesk, visit });
  const screen = await counter(desk);
  await screen.key('3', { altKey: true });
  return { desk, screen };
}
const last = <Value,>(values: readonly Value[]): Value => must(values.at(-1), 'it was called');

describe('printing cover sheets', () => {
  test('asks for all papers on the printer that was used last, or for those that are chosen on another', async () => {
    const { desk, screen } = await atPapers(FILED);
    await screen.press('In tờ bìa');
    await screen.press('In 5 tờ');
    expect(last(desk.client.inputsOf('cover.print'))).toMatchObject({ paperIds: exampleProcedure.papers.map(({ paperId }) => paperId), printer: { kind: 'system', name: 'van-phong' } });
    expect(screen.root.querySelector('dialog')).toBeNull();
    expect(screen.words()).toContain('Tờ bìa chờ in');
    await screen.press('In tờ bìa');
    await screen.press('Bỏ chọn');
    expect(screen.button(/^In 0 tờ/).disabled).toBe(true);
    await screen.press(screen.find('dialog input[type="checkbox"]'));
    await screen.press(screen.find('dialog input[type="radio"]'));
    await screen.press('In 1 tờ');
    expect(last(desk.client.inputsOf('cover.print'))).toMatchObject({ paperIds: ['to-khai'], printer: { kind: 'roll' } });
  });

  test('stays open and says why when it is refused', async () => {
    const { desk, screen } = await atPapers(FILED);
    await screen.press('In tờ bìa');
    desk.failNext('cover.print', 'printer.absent');
    await screen.press('In 5 tờ');
    expect(screen.find('dialog').textContent).toContain('Không thấy máy in');
  });

  test('says that there is no printer, and offers nothing to press', async () => {
    const desk = scriptedDesk({ desk: servingDesk, visit: FILED, coverPrinters: { roll: false, system: [], code: null, chosen: null } });
    const screen = await counter(desk);
    await screen.key('3', { altKey: true });
    await screen.press('In tờ bìa');
    expect(screen.words()).toContain('Quầy này chưa có máy in nào');
    expect(screen.button(/^In 5 tờ/).disabled).toBe(true);
  });
});

describe('pages behind a sheet that says nothing here', () => {
  test('stand in the way of the dossier until they are moved, and the sheet says whose it is', async () => {
    const { desk, screen } = await atPapers(STRANGE);
    expect(screen.words()).toContain('Tờ bìa của A009');
    expect(screen.words()).toContain('Trang chưa biết thuộc giấy tờ nào');
    await screen.key('F12');
    expect(desk.client.inputsOf('dossier.open')).toEqual([]);
    expect(screen.words()).toContain('Xếp các trang chưa rõ giấy tờ');
    for (const page of [2, 3]) {
      await screen.press('Trang 1 của Trang chưa biết');
      await screen.press(/^Chuyển$/);
      expect(last(desk.client.inputsOf('visit.move-page'))).toMatchObject({ pageId: examplePage(page).pageId, paperId: 'to-khai' });
      expect(screen.root.querySelector('dialog')).toBeNull();
    }
    expect(screen.words()).not.toContain('Trang chưa biết thuộc giấy tờ nào');
    await screen.key('F12');
    expect(desk.client.inputsOf('dossier.open')).toEqual([]);
    expect(screen.words()).toContain('Xử lý tờ bìa không dùng được');
    await screen.press('Tờ bìa của A009');
    await screen.press(/^Chuyển$/);
    await screen.key('F12');
    expect(desk.client.inputsOf('dossier.open')).toHaveLength(1);
  });

  test('what was taken for a sheet becomes a page where the officer says', async () => {
    const { desk, screen } = await atPapers(STRANGE);
    await screen.press('Tờ bìa của A009');
    await act(async () => {
      const select = screen.find<HTMLSelectElement>('dialog select');
      select.value = 'uy-quyen';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await screen.press(/^Chuyển$/);
    expect(last(desk.client.inputsOf('visit.move-page'))).toMatchObject({ pageId: examplePage(4).pageId, paperId: 'uy-quyen' });
    expect(screen.words()).not.toContain('Tờ bìa của A009');
  });

  test('a move that is refused is said beside the page', async () => {
    const { desk, screen } = await atPapers(STRANGE);
    await screen.press('Trang 1 của Trang chưa biết');
    desk.failNext('visit.move-page', 'scan.paper-full');
    await screen.press(/^Chuyển$/);
    expect(screen.find('dialog').textContent).toContain('scan.paper-full');
  });
});

test('a scanner that gives PDF is said to find no cover sheets, where any were printed', async () => {
  const pdf: Visit = { ...FILED, papers: FILED.papers.map((paper) => ({ ...paper, pages: paper.pages.map((page) => ({ ...page, mime: 'application/pdf' })) })) };
  const { desk, screen } = await atPapers(pdf);
  expect(screen.words()).not.toContain('Máy quét này cho tệp PDF');
  desk.state.visit = { ...pdf, covers: [{ paperId: 'to-khai', print: examplePrint('printed') }] };
  await act(async () => desk.tellVisit());
  await screen.settle();
  expect(screen.words()).toContain('Máy quét này cho tệp PDF');
});

describe('a cover sheet under the hand reader', () => {
  test('leads to its paper, and the next scan is of it', async () => {
    const desk = scriptedDesk({ desk: servingDesk, visit: FILED });
    const screen = await counter(desk);
    await act(async () => desk.client.emit('reader.cover', { counterId: COUNTER, visitId: FILED.visitId, paperId: 'giay-ket-hon' }));
    await screen.settle();
    expect(screen.find('.paper[data-focused="true"]').textContent).toContain('Giấy chứng nhận kết hôn');
    await screen.key('F8');
    expect(last(desk.client.inputsOf('visit.scan'))).toMatchObject({ paperId: 'giay-ket-hon', source: 'feeder' });
  });

  test('changes nothing behind an open dialog, and nothing for another visit', async () => {
    const { desk, screen } = await atPapers(FILED);
    const focused = (): string => screen.find('.paper[data-focused="true"]').textContent;
    const before = focused();
    await screen.press('In tờ bìa');
    await act(async () => desk.client.emit('reader.cover', { counterId: COUNTER, visitId: FILED.visitId, paperId: 'uy-quyen' }));
    await screen.key('Escape');
    await screen.press('Đóng');
    await act(async () => desk.client.emit('reader.cover', { counterId: COUNTER, visitId: examplePage(1).pageId as unknown as Visit['visitId'], paperId: 'uy-quyen' }));
    expect(focused()).toBe(before);
  });
});
