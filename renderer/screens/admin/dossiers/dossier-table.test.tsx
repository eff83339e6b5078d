// Both lists of the day's dossiers say what the city has as every other list does.

import { expect, test } from 'vitest';
import { scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../../tests/fakes/stage.tsx';
import { counterModel, fresh } from '../../../../tests/gallery/desk/example-model.ts';
import { exampleDesk, exampleDossiers, NOW } from '../../../../tests/gallery/desk/example-point.ts';
import { stillActs } from '../../../../tests/gallery/desk/still.ts';
import type { CounterActions } from '../../counter/counter-model.ts';
import { DossierList } from '../../counter/side/dossier-list.tsx';
import { DossierTable } from './dossier-table.tsx';

const badges = ['Chưa gửi 16 phút', 'Còn 2 trang', 'Khớp Thành phố', 'Bị trả lại'];

test('the administration’s list says what the city has and what to do about it, and sends again from the row', async () => {
  const client = scriptedClient({ 'dossier.send-again': () => Promise.reject(new Error('not asked for more')) });
  const screen = await stage(<DossierTable dossiers={exampleDossiers} now={NOW} onOpen={() => undefined} />, { client });
  const cells = [...screen.root.querySelectorAll('tbody .lag-cell')];
  expect(cells.map((cell) => cell.querySelector('.badge')?.textContent)).toEqual(badges);
  expect(cells[3]?.textContent).toContain('Lý do ở mục «Hàng chờ gửi»');
  expect(cells.map((cell) => cell.querySelectorAll('button').length)).toEqual([1, 1, 0, 1]);
  await screen.press('Gửi lại ngay T149-K1-000011-B');
  expect(client.inputsOf('dossier.send-again')).toEqual([{ dossierId: exampleDossiers[0]?.dossierId }]);
  await screen.end();
});

test('the counter’s list of the day has the same badges, and none of them takes the focus from its row', async () => {
  const screen = await stage(<DossierList model={counterModel(exampleDesk(), null, { dossiers: fresh(exampleDossiers) })} act={stillActs as CounterActions} />, { client: scriptedClient({}) });
  const rows = [...screen.root.querySelectorAll('.dossier')];
  expect(rows.map((row) => row.querySelector('.badge')?.textContent)).toEqual(badges);
  expect(screen.root.querySelectorAll('.dossier [tabindex]').length).toBe(0);
  await screen.end();
});
