// Apologising with a new date from the dossier in front, and the paper that comes next.

import { afterEach, expect, test } from 'vitest';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import { atCityScript, cityDetail } from '../../../tests/gallery/desk/example-dossier.ts';
import { examplePoint, NOW } from '../../../tests/gallery/desk/example-point.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { refusal } from '../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../tests/fakes/scripted-client.ts';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { CounterScreen } from '../../screens/counter/counter-screen.tsx';

const DAY = 86_400_000;
const detail: DossierDetail = { ...cityDetail, dossier: { ...cityDetail.dossier, dueAt: (NOW - DAY) as EpochMs } };
const given: DossierDetail = { ...detail, owedForm: 'apology', newDates: [{ at: NOW, dueBefore: (NOW - DAY) as EpochMs, dueAt: (NOW + DAY) as EpochMs, reason: 'Chờ Tòa án' }] };
const OFFER = { dueBefore: (NOW - DAY) as EpochMs, given: 0, most: 1, proposedAt: (NOW + DAY) as EpochMs, code: null };

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

async function dossier(script: Script): Promise<readonly [Stage, ScriptedDesk]> {
  const desk = scriptedDesk({ dossiers: [detail.dossier] });
  desk.client.answer({ 'dossier.read': () => detail, 'dossier.offer-date': () => OFFER, ...atCityScript(), ...script });
  open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client });
  await open.press(detail.dossier.ticketNumber);
  return [open, desk];
}
const field = (screen: Stage, label: string): HTMLInputElement => {
  const found = [...screen.root.querySelectorAll('dialog label')].find((one) => one.textContent === label);
  return found?.parentElement?.querySelector('input') ?? expect.fail(`a field called ${label}`);
};
const confirm = (screen: Stage): HTMLButtonElement => screen.find('dialog .dialog-actions button:last-child');

test('a day is proposed, what is typed is sent, and the form stands in front of the officer', async () => {
  const [screen, { client }] = await dossier({
    'dossier.apologise': () => given,
    'form.offer': () => ({ forms: ['apology', 'receipt'], printers: { roll: false, system: [{ name: 'van-phong', label: 'Văn phòng' }], code: null, chosen: null } }),
    'form.preview': () => ({ pages: 1, page: 0, png: 'iVBORw0KGgo=', template: 'shipped', copyNumber: 1 }),
  });
  await screen.press('Xin lỗi, hẹn lại');
  expect(field(screen, 'Ngày hẹn lại').value).toBe('25/11/2026');
  await screen.type(field(screen, 'Lý do trễ hạn'), 'Chờ Tòa án');
  await screen.type(field(screen, 'Ngày hẹn lại'), '26/11/2026');
  await screen.press(confirm(screen));
  expect(client.inputsOf('dossier.apologise')).toMatchObject([{ day: '26/11/2026', reason: 'Chờ Tòa án' }]);
  expect(screen.words()).toContain('Đã ghi phiếu xin lỗi và hẹn lại.');
  expect(client.inputsOf('form.preview')).toMatchObject([{ form: 'apology' }]);
});

test.each([
  ['dossier.reason-missing', 'Lý do trễ hạn', 'Chưa ghi lý do'],
  ['dossier.date-closed', 'Ngày hẹn lại', 'Lúc đó cơ quan không làm việc'],
  ['dossier.date-too-early', 'Ngày hẹn lại', 'phải ở sau lúc này'],
] as const)('%s stands beside its field until another word is typed', async (code, label, words) => {
  const [screen] = await dossier({ 'dossier.apologise': () => { throw refusal(code, { next: '27/11/2026' }); } });
  await screen.press('Xin lỗi, hẹn lại');
  await screen.press(confirm(screen));
  expect(field(screen, label).getAttribute('aria-invalid')).toBe('true');
  expect(field(screen, label).closest('.field')?.textContent).toContain(words);
  await screen.type(field(screen, label), 'x');
  expect(field(screen, label).getAttribute('aria-invalid')).toBe('false');
});

test('where no new date may be given, the dialog says why', async () => {
  const [screen] = await dossier({ 'dossier.offer-date': () => ({ ...OFFER, given: 1, code: 'dossier.date-too-often' }) });
  await screen.press('Xin lỗi, hẹn lại');
  expect(screen.words()).toContain('đã được hẹn lại 1 lần');
});

test('a form that was never printed is named, one press from its print', async () => {
  const [screen] = await dossier({ 'dossier.read': () => given });
  expect(screen.words()).toContain('Chưa in: Mẫu 04 – Phiếu xin lỗi và hẹn lại ngày trả.');
});
