// The catalogue in the admin window: what holds and what was refused is said, more is read on, and going back wants a reason and names what was looked at.

import { afterEach, expect, test } from 'vitest';
import { cityCatalogue, leftCatalogue, shippedCatalogue } from '../../../../tests/gallery/desk/example-catalogue.ts';
import type { ProcedureCode } from '../../../../shared/base/ids.ts';
import { NOW } from '../../../../tests/gallery/desk/example-point.ts';
import { refusal, scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import type { Script, ScriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../../tests/fakes/stage.tsx';
import { CatalogueSection } from './catalogue-section.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

async function section(script: Script): Promise<{ readonly client: ScriptedClient; readonly screen: Stage }> {
  const client = scriptedClient(script);
  open = await stage(<CatalogueSection now={NOW} />, { client });
  return { client, screen: open };
}

test('the shipped one offers no way back', async () => {
  const { screen } = await section({ 'catalogue.read': () => shippedCatalogue });
  expect(screen.words()).toContain('chưa nhận danh mục nào');
  expect(screen.words()).not.toContain('Quay lại danh mục trước');
});

test('a refused edition stands there with its code and place, and why somebody went back', async () => {
  const { screen } = await section({ 'catalogue.read': () => leftCatalogue });
  for (const words of ['Chưa nhận bản 5', 'catalogue.unreadable', '1.001193, papers.2.originals', 'Bản 4 ghi sai lệ phí', 'bản 4, dữ liệu tháng 11/2026']) expect(screen.words()).toContain(words);
});

test('changes that did not come along are read on where they end', async () => {
  const { client, screen } = await section({ 'catalogue.read': ({ from }) => (from === 0 ? cityCatalogue({ counts: { changed: 4, ended: 1, new: 1 } }) : cityCatalogue({ changes: [{ code: '9.999999' as ProcedureCode, name: 'Thủ tục sau cùng', kind: 'new', differences: [] }] })) });
  await screen.press('Xem thêm (còn 1)');
  expect(client.inputsOf('catalogue.read')).toEqual([{ from: 0 }, { from: 5 }]);
  expect(screen.words()).toContain('Thủ tục sau cùng');
  expect(screen.words()).not.toContain('Xem thêm');
});

test('going back is sent with its reason and with the catalogue that was looked at, and what is refused is said in the dialog', async () => {
  const { client, screen } = await section({ 'catalogue.read': () => cityCatalogue(), 'catalogue.go-back': () => Promise.reject(refusal('catalogue.moved-on')) });
  await screen.press('Quay lại danh mục trước');
  const send = screen.find<HTMLButtonElement>('dialog button[type="submit"]');
  expect(send.disabled).toBe(true);
  await screen.type(screen.find<HTMLInputElement>('dialog input'), 'sai lệ phí');
  await screen.press(send);
  expect(client.inputsOf('catalogue.go-back')).toMatchObject([{ since: cityCatalogue().since, reason: 'sai lệ phí' }]);
  expect(screen.words()).toContain('catalogue.moved-on');
});
