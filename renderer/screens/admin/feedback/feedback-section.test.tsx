// The people's word at the administration: the next step of a complaint, the share of each level, and sums that close.

import { expect, test } from 'vitest';
import type { BusinessDay, CounterId, EpochMs } from '../../../../shared/base/ids.ts';
import { refusal, scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../../tests/fakes/stage.tsx';
import { examplePetition } from '../../../../tests/gallery/desk/feedback-pictures.tsx';
import { FeedbackSection } from './feedback-section.tsx';

const moved = () => ({ petitionId: examplePetition(2).petitionId, state: examplePetition(2).state });

async function open(script: Script = {}) {
  const client = scriptedClient({
    'petition.list': () => ({ petitions: [examplePetition(2)], hasMoreOpen: true }),
    'petition.move': () => moved(),
    'rating.list': () => ({ rows: [1, 2].map((counter) => ({ day: '2026-11-24' as BusinessDay, counterId: counter as CounterId, served: 10 * counter, satisfied: 3, neutral: 0, dissatisfied: 1, byNumber: 1 })) }),
    'helper.list': () => ({ rows: [{ day: '2026-11-24' as BusinessDay, team: 'Đoàn Thanh niên', kind: 'online' as const, count: 4 }, { day: '2026-11-24' as BusinessDay, team: 'Đoàn Thanh niên', kind: 'device' as const, count: 3 }] }),
    ...script,
  });
  return { client, screen: await stage(<FeedbackSection now={STAGE_NOW} />, { client }) };
}

test('a list that is cut says so', async () => {
  const { screen } = await open();
  expect(screen.words()).toContain('chỉ hiện 1 phản ánh, kiến nghị chưa xong lâu nhất; còn nữa');
  await screen.end();
});

test('the last seven days are asked for, and other stretches at a touch', async () => {
  const { client, screen } = await open();
  await screen.press('30 ngày');
  expect(client.inputsOf('rating.list')).toEqual([{ from: '2026-11-18', to: '2026-11-24' }, { from: '2026-10-26', to: '2026-11-24' }]);
  await screen.end();
});

test('each level has its share of those who said something, and the sums close', async () => {
  const { screen } = await open();
  const [ratings, helped] = [...screen.root.querySelectorAll('tfoot')].map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent));
  expect(ratings).toEqual(['30', '8', '6 (75%)', '0 (0%)', '2 (25%)', '2']);
  expect(helped).toEqual(['0', '0', '4', '3', '0', '0', '7']);
  await screen.end();
});

test('who wrote is cut until somebody asks, which the station writes down', async () => {
  const { client, screen } = await open({ 'petition.list': () => ({ petitions: [examplePetition(2, { contactName: 'Trần V. M.', contactPhone: '••• 001' })], hasMoreOpen: false }), 'petition.contact': () => ({ contactName: 'Trần Văn Mẫu', contactPhone: '0900000001' }) });
  await screen.press('Xử lý');
  expect(client.inputsOf('petition.contact')).toEqual([]);
  await screen.press('Xem người gửi (có ghi nhật ký)');
  expect(screen.words()).toContain('Trần Văn Mẫu · 0900000001');
  await screen.end();
});

test('a complaint is given to somebody, and what is refused stays in the dialog', async () => {
  const { client, screen } = await open({ 'petition.move': ({ step }) => (step === 'assigned' ? moved() : Promise.reject(refusal('petition.wrong-state', { code: 'PA' }))) });
  await screen.press('Xử lý');
  expect(screen.button('Lưu').disabled).toBe(true);
  await screen.type(screen.find<HTMLInputElement>('.dialog input[type=text], .dialog .field input'), 'Cán bộ mẫu');
  await screen.press('Lưu');
  expect(client.inputsOf('petition.move')).toMatchObject([{ step: 'assigned', owner: 'Cán bộ mẫu', words: '' }]);
  await screen.press('Xử lý');
  await screen.press(screen.find('input[value=answered]'));
  expect(screen.button('Lưu').disabled).toBe(true);
  await screen.type(screen.find<HTMLTextAreaElement>('.dialog textarea'), 'Đã nhắc nhở');
  await screen.press('Lưu');
  expect(screen.words()).toContain('petition.wrong-state');
  await screen.end();
});

test('a step that comes too late is said to count as late before it is taken', async () => {
  const clock = (step: 'refuse' | 'ask' | 'handle', days: number) => ({ step, dueAt: (STAGE_NOW + days * 86_400_000) as EpochMs });
  const { screen } = await open({ 'petition.list': () => ({ petitions: [examplePetition(2, { state: 'open', clocks: [clock('refuse', -1), clock('ask', 2), clock('handle', 9)] })], hasMoreOpen: false }) });
  await screen.press('Xử lý');
  await screen.press(screen.find('input[value=asked]'));
  expect(screen.words()).not.toContain('bị tính là quá hạn');
  await screen.press(screen.find('input[value=refused]'));
  expect(screen.words()).toContain('từ chối lúc này thì phản ánh bị tính là quá hạn');
  await screen.end();
});
