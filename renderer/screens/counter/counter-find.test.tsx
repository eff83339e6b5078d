// The search for older dossiers at a counter: as one types, by keyboard alone, with a card or a receipt under the reader, and back to it from a dossier.

import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { refusal } from '../../../tests/fakes/scripted-client.ts';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { atCityScript, stationDetail } from '../../../tests/gallery/desk/example-dossier.ts';
import { COUNTER, exampleDossiers, examplePoint, exampleVisit, servingDesk } from '../../../tests/gallery/desk/example-point.ts';
import { MOST_MORE, READER_AGAIN_MS } from '../../../shared/contract/dossier.ts';
import { CounterScreen } from './counter-screen.tsx';

let open: Stage | null = null;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(async () => {
  await open?.end();
  open = null;
  vi.useRealTimers();
});

async function searching(more = 0): Promise<{ readonly desk: ScriptedDesk; readonly screen: Stage; readonly field: HTMLInputElement }> {
  const desk = scriptedDesk({ desk: servingDesk, visit: exampleVisit() });
  desk.client.answer({ ...atCityScript(), 'reader.work-for': () => ({}), 'dossier.find': ({ text }) => ({ dossiers: text === 'không' ? [] : [...exampleDossiers], more }), 'dossier.read': () => stationDetail });
  open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client });
  await open.key('f', { code: 'KeyF', altKey: true });
  return { desk, screen: open, field: open.find<HTMLInputElement>('dialog input') };
}
async function typed(screen: Stage, field: HTMLInputElement, text: string): Promise<void> {
  await screen.type(field, text);
  await act(async () => void vi.advanceTimersByTime(120));
  await screen.settle();
}
const opened = (desk: ScriptedDesk) => desk.client.inputsOf('dossier.read').map(({ dossierId }) => dossierId);

test('the station is asked once the fingers rest, the arrows choose, Enter opens, and leaving the dossier leads back to what was found', async () => {
  const { desk, screen, field } = await searching(27);
  for (const text of ['n', 'ng', 'ngu']) await screen.type(field, text);
  expect(desk.client.inputsOf('dossier.find')).toEqual([]);
  await typed(screen, field, ' nguyen duc ');
  expect(desk.client.inputsOf('dossier.find')).toEqual([{ text: 'nguyen duc' }]);
  expect(screen.words()).toContain('Còn 27 hồ sơ nữa, gõ thêm để thu hẹp.');
  await screen.key('ArrowDown', { on: field });
  await screen.key('Enter', { on: field });
  expect(opened(desk)).toEqual([exampleDossiers[1]?.dossierId]);
  await screen.press(/^Đóng/);
  expect(screen.find<HTMLInputElement>('dialog input').value).toBe('nguyen duc');
});

test('Enter opens nothing while the list still answers an older text, and what cannot be asked is said', async () => {
  const { desk, screen, field } = await searching();
  await typed(screen, field, 'nguyen');
  await screen.type(field, 'tran');
  await screen.key('Enter', { on: field });
  expect(opened(desk)).toEqual([]);
  desk.client.answer({ 'dossier.find': () => { throw refusal('store.failed'); } });
  await typed(screen, field, 'tran m');
  expect(screen.find('dialog').textContent).toContain('Máy này không ghi được dữ liệu');
});

test('of too many it says at least how many others there are, and of none what to try', async () => {
  const { screen, field } = await searching(MOST_MORE);
  await typed(screen, field, 'nguyen');
  expect(screen.words()).toContain('Còn ít nhất 500 hồ sơ nữa');
  await typed(screen, field, 'không');
  expect(screen.words()).toContain('Không có hồ sơ nào khớp với «không»');
});

test('a card is looked for, a receipt opens its dossier, a foreign code is said, and the station hears that the reader works for the search until it is closed', async () => {
  const { desk, screen, field } = await searching();
  await act(async () => void vi.advanceTimersByTime(READER_AGAIN_MS));
  expect(desk.client.inputsOf('reader.work-for')).toEqual([{ work: 'visit' }, { work: 'search' }, { work: 'search' }]);
  await act(async () => {
    desk.client.emit('reader.searched', { counterId: COUNTER, idNumber: '001085000021' });
    desk.client.emit('reader.refused', { counterId: COUNTER, code: 'card.foreign' });
  });
  expect(field.value).toBe('001085000021');
  expect(screen.find('dialog').textContent).toContain('không phải');
  await act(async () => desk.client.emit('reader.dossier', { counterId: COUNTER, dossierId: stationDetail.dossier.dossierId }));
  await screen.settle();
  expect(opened(desk)).toEqual([stationDetail.dossier.dossierId]);
  expect(desk.client.inputsOf('reader.work-for').at(-1)).toEqual({ work: 'nothing' });
});
