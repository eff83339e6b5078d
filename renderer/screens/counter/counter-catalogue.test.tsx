// A new catalogue at the counter: said until it was seen, and the checklist in front of the officer is the new one at once.

import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { cityCatalogue } from '../../../tests/gallery/desk/example-catalogue.ts';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { checkedVisit, examplePoint, servingDesk } from '../../../tests/gallery/desk/example-point.ts';
import { CounterScreen } from './counter-screen.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

async function arrives(desk: ScriptedDesk): Promise<Stage> {
  const screen = (open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client }));
  expect(screen.words()).not.toContain('Danh mục mới');
  desk.state.catalogue = cityCatalogue();
  await act(async () => desk.client.emit('catalogue.changed', {}));
  await screen.settle();
  expect(screen.words()).toContain('40 thủ tục khác lần xem trước');
  return screen;
}

test('it is said until the officer has seen it', async () => {
  const desk = scriptedDesk();
  const screen = await arrives(desk);
  await screen.press('Xem thay đổi');
  expect(screen.words()).toContain('Miễn lệ phí');
  await screen.press('Để sau');
  expect(screen.words()).toContain('Danh mục mới');
  await screen.press('Xem thay đổi');
  desk.failNext('catalogue.seen', 'catalogue.moved-on');
  await screen.press('Đã xem');
  expect(screen.words()).toContain('catalogue.moved-on');
  await screen.press('Đã xem');
  expect(desk.client.inputsOf('catalogue.seen').at(-1)).toMatchObject({ since: cityCatalogue().since });
  expect([screen.words().includes('Danh mục mới'), screen.root.querySelector('dialog')]).toEqual([false, null]);
});

test('what is being entered is read anew, since it follows the new list', async () => {
  const desk = scriptedDesk({ desk: servingDesk, visit: checkedVisit({ 'to-khai': [1, 0], 'giay-chung-sinh': [1, 0] }) });
  const reads = (): readonly number[] => [desk.client.inputsOf('visit.read').length, desk.client.inputsOf('fee.read').length];
  const screen = (open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client }));
  const before = reads();
  await act(async () => desk.client.emit('catalogue.changed', {}));
  await screen.settle();
  expect(reads()).toEqual(before.map((count) => count + 1));
});
