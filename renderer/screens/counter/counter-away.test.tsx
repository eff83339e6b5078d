// Due lists by the keyboard, and somebody who goes without a dossier.

import { afterEach, expect, test } from 'vitest';
import { refusal } from '../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../tests/fakes/scripted-client.ts';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { DeskState, ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { atCityScript, cityDetail } from '../../../tests/gallery/desk/example-dossier.ts';
import { someDue } from '../../../tests/gallery/desk/example-head.ts';
import { checkedVisit, examplePoint, NOW, servingDesk, uuid } from '../../../tests/gallery/desk/example-point.ts';
import { runningPetitions } from '../../../tests/gallery/desk/due-pictures.tsx';
import { turnAwayScript } from '../../../tests/gallery/desk/turn-away-pictures.tsx';
import { CounterScreen } from './counter-screen.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});
async function counter(script: Script, state: Partial<DeskState> = {}): Promise<readonly [Stage, ScriptedDesk]> {
  const desk = scriptedDesk(state);
  desk.client.answer({ ...turnAwayScript, ...atCityScript(), ...script });
  open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client });
  await open.settle();
  return [open, desk];
}
const serving = { desk: servingDesk, visit: checkedVisit({ 'to-khai': [1, 0] }, {}) };
const reasonField = (screen: Stage): HTMLInputElement => {
  const label = [...screen.root.querySelectorAll('dialog label')].find((one) => one.textContent === 'Lý do');
  return label?.parentElement?.querySelector('input') ?? expect.fail('a field for the reason');
};

test('Alt H shows what is overdue and due today, the arrows go through both, and Enter opens the dossier', async () => {
  const [screen, { client }] = await counter({ 'dossier.due-lists': () => someDue, 'dossier.read': () => cityDetail });
  expect(screen.words()).toContain('Đến hạn hôm nay 1 · Quá hạn 2');
  await screen.key('h', { code: 'KeyH', altKey: true });
  const rows = [...screen.root.querySelectorAll<HTMLButtonElement>('dialog .dossier')];
  expect(rows.map((row) => row.textContent?.includes('đã hẹn lại'))).toEqual([true, false, false]);
  rows[0]?.focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  expect(document.activeElement).toBe(rows[2]);
  await screen.press(rows[2] ?? expect.fail('three rows'));
  expect(client.inputsOf('dossier.read')).toEqual([{ dossierId: someDue.dueToday[0]?.dossierId }]);
});

test('Alt P takes a complaint down in somebody’s own words, tells its code and day, and shows the clocks of those that run', async () => {
  const [screen, { client }] = await counter({ 'petition.clocks': () => ({ petitions: [...runningPetitions], hasMoreOpen: false }), 'petition.receive': () => ({ code: 'PA-K1-261124-02', receivedAt: NOW, handleBy: NOW, print: { printJobId: uuid(5, 1) as never, state: 'queued', code: null, attempts: 0 } }) });
  await screen.key('p', { code: 'KeyP', altKey: true });
  expect(screen.words()).toContain('Đang xử lý: 2');
  expect(screen.words()).toContain('Từ chối chậm nhất');
  const words = screen.find<HTMLTextAreaElement>('dialog textarea');
  const send = [...screen.root.querySelectorAll('button')].find((one) => one.textContent === 'Tiếp nhận và in phiếu');
  expect(send?.getAttribute('aria-disabled') === 'true' || send?.disabled).toBe(true);
  await screen.type(words, ' Chờ quá lâu ');
  await screen.press('Tiếp nhận và in phiếu');
  expect(client.inputsOf('petition.receive')).toMatchObject([{ kind: 'complaint', about: 'other', text: 'Chờ quá lâu', contactName: '', contactPhone: '' }]);
  expect(screen.words()).toContain('PA-K1-261124-02');
});

test('somebody goes with form 02: what is missing is ticked, and one press writes, prints and ends', async () => {
  const [screen, { client }] = await counter({ 'visit.turn-away': async () => ({ turnedAway: (await turnAwayScript['turn-away.list']?.({ number: '' }))?.turnedAway[0] ?? expect.fail('one') }) }, serving);
  await screen.key('r', { code: 'KeyR', altKey: true });
  await screen.type(reasonField(screen), 'Thiếu giấy');
  await screen.press('Ghi, in và kết thúc lượt');
  expect(client.inputsOf('visit.turn-away')).toMatchObject([{ form: 'supplement', reason: 'Thiếu giấy', paperIds: ['giay-chung-sinh'], printer: { kind: 'system', name: 'van-phong' } }]);
  expect(screen.root.querySelector('dialog')).toBeNull();
});

test('which form, why and which papers are kept by the station while they are typed, and are there in a window that opens anew', async () => {
  const [screen, desk] = await counter({}, serving);
  await screen.key('r', { code: 'KeyR', altKey: true });
  await screen.type(reasonField(screen), 'Thiếu chữ ký của người mẹ');
  await screen.press(screen.find<HTMLInputElement>('dialog input[type="checkbox"]'));
  await screen.settle();
  const { typing } = desk.client.inputsOf('visit.keep-typing').at(-1) ?? expect.fail('the station was told');
  expect(typing).toEqual({ 'away.reason': 'Thiếu chữ ký của người mẹ', 'away.papers': '11000' });
  await open?.end();
  const [again, { client }] = await counter({}, { ...serving, visit: { ...serving.visit, typing: { ...typing, 'away.form': 'refusal' } } });
  await again.press('Chưa nhận hồ sơ');
  expect(reasonField(again).value).toBe('Thiếu chữ ký của người mẹ');
  await again.press('Ghi, in và kết thúc lượt');
  expect(client.inputsOf('visit.turn-away')).toMatchObject([{ form: 'refusal', reason: 'Thiếu chữ ký của người mẹ' }]);
});

test('an empty reason is said beside its field and nothing is sent; a refusal of the station stands in the dialog', async () => {
  const [screen, { client }] = await counter({ 'visit.turn-away': () => { throw refusal('fee.locked'); } }, serving);
  await screen.press('Chưa nhận hồ sơ');
  await screen.press('Ghi, in và kết thúc lượt');
  expect(reasonField(screen).getAttribute('aria-invalid')).toBe('true');
  expect(client.inputsOf('visit.turn-away')).toEqual([]);
  await screen.type(reasonField(screen), 'x');
  await screen.press('Ghi, in và kết thúc lượt');
  expect(screen.words()).toContain('Muốn sửa thì hủy lần thu đó trước');
});
