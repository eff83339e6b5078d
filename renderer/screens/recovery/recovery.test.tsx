// The recovery screen: citizens are asked for patience, officers see the steps that help, and what they do reaches the station once.

import { afterEach, expect, test } from 'vitest';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { stage, type Stage } from '../../../tests/fakes/stage.tsx';
import { examplePoint } from '../../../tests/gallery/desk/example-point.ts';
import { recoveryPictures, vaultLost } from '../../../tests/gallery/desk/recovery-pictures.tsx';
import { hallPoint } from '../../../tests/gallery/hall/example-hall.ts';
import { RecoveryScreen } from './recovery-screen.tsx';

let open: Stage | null = null;
afterEach(() => open?.end());

test.each(['kiosk', 'board'] as const)('a %s asks nothing of the station and sends people to an officer', async (role) => {
  const client = scriptedClient({});
  open = await stage(<RecoveryScreen point={{ ...hallPoint(role), mode: 'recovery' }} />, { client });
  expect([open.words().includes('Máy đang được phục hồi'), open.words().includes('Xin hỏi cán bộ'), client.calls.length]).toEqual([true, true, 0]);
});

test('an officer types the passphrase; a wrong one is said beside its step, a right one is sent as it was typed', async () => {
  const client = scriptedClient({ 'recovery.read': () => vaultLost, 'recovery.passphrase': () => Promise.reject(refusal('recovery.wrong-passphrase')) });
  open = await stage(<RecoveryScreen point={{ ...examplePoint('counter'), mode: 'recovery' }} />, { client });
  await open.settle();
  expect(open.words()).toContain('Không có gì bị xóa hay ghi đè');
  await open.type(open.find<HTMLInputElement>('.recovery-step:nth-child(2) input'), 'Hoa phượng đỏ');
  await open.press(open.find('.recovery-step:nth-child(2) button'));
  await open.settle();
  expect(open.find('.recovery-step:nth-child(2)').textContent).toContain('Mật khẩu phục hồi không đúng');
  expect(client.inputsOf('recovery.passphrase')).toEqual([{ passphrase: 'Hoa phượng đỏ' }]);
});

test('a copy is restored by a second touch only, and at the admin window only', async () => {
  const client = scriptedClient({ 'recovery.read': () => vaultLost, 'recovery.restore': () => ({}) });
  open = await stage(<RecoveryScreen point={{ ...examplePoint('admin'), mode: 'recovery' }} />, { client });
  await open.settle();
  await open.press(open.find('.recovery-backups button'));
  expect(client.inputsOf('recovery.restore')).toEqual([]);
  await open.press('Đồng ý khôi phục');
  expect(client.inputsOf('recovery.restore')).toEqual([{ name: 'store-12.db' }]);
  await open.end();
  open = await stage(<RecoveryScreen point={{ ...examplePoint('counter'), mode: 'recovery' }} />, { client });
  await open.settle();
  expect(open.root.querySelectorAll('.recovery-backups button')).toHaveLength(0);
});

test('a store of a newer program offers no step but to try again', async () => {
  open = await stage(recoveryPictures.find(({ name }) => name === 'recovery-newer')?.screen, { client: scriptedClient({}) });
  expect(open.root.querySelectorAll('.recovery-step')).toHaveLength(1);
});

test('after another try it reads again why', async () => {
  const client = scriptedClient({ 'recovery.read': () => vaultLost, 'recovery.retry': () => ({}) });
  open = await stage(<RecoveryScreen point={{ ...examplePoint('admin'), mode: 'recovery' }} />, { client });
  await open.settle();
  await open.press('Thử mở lại');
  client.answer({ 'recovery.read': () => ({ ...vaultLost, attempts: 2 }) });
  client.emit('point.changed', {});
  await open.settle();
  expect(open.words()).toContain('Đã thử 2 lần');
});

test('what can be read is saved by a second touch at the admin window, and while that is under way no step can be taken', async () => {
  const rotten = { ...vaultLost, code: 'store.failed' as const };
  const client = scriptedClient({ 'recovery.read': () => rotten, 'recovery.salvage': () => ({}) });
  open = await stage(<RecoveryScreen point={{ ...examplePoint('admin'), mode: 'recovery' }} />, { client });
  await open.settle();
  await open.press('Cứu dữ liệu');
  expect(client.inputsOf('recovery.salvage')).toEqual([]);
  client.answer({ 'recovery.read': () => ({ ...rotten, salvage: { since: rotten.triedAt, refused: null } }) });
  await open.press('Đồng ý cứu dữ liệu');
  await open.settle();
  expect(client.inputsOf('recovery.salvage')).toEqual([{}]);
  expect([open.words().includes('Đang cứu dữ liệu'), open.root.querySelectorAll('button:not([disabled]):not([aria-disabled="true"])').length]).toEqual([true, 0]);
  client.answer({ 'recovery.read': () => ({ ...rotten, salvage: { since: null, refused: 'recovery.nothing-saved' as const } }) });
  client.emit('point.changed', {});
  await open.settle();
  expect(open.words()).toContain('Chưa cứu được việc nào');
});

test('where the key is missing nothing is offered to be saved', async () => {
  open = await stage(<RecoveryScreen point={{ ...examplePoint('admin'), mode: 'recovery' }} />, { client: scriptedClient({ 'recovery.read': () => vaultLost }) });
  await open.settle();
  expect(open.words()).not.toContain('Cứu những gì còn đọc được');
});
