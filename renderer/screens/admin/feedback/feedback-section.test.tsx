// The people's word at the administration: the next step of a complaint, the share of each level, and sums that close.

import { expect, test } from 'vitest';
import type { BusinessDay, CounterId, EpochMs } from '../../../../shared/base/ids.ts';
import type { RatingRow } from '../../../../shared/domain/feedback/rating-table.ts';
import { refusal, scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../../tests/fakes/stage.tsx';
import { examplePetition, exampleSlip } from '../../../../tests/gallery/desk/feedback-pictures.tsx';
import { FeedbackSection } from './feedback-section.tsx';

const levels = (more: Partial<RatingRow['levels']> = {}): RatingRow['levels'] => ({ 'very-satisfied': 0, satisfied: 0, neutral: 0, dissatisfied: 0, ...more });
const ratingRow = (more: Partial<RatingRow> = {}): RatingRow => ({ day: '2026-11-24' as BusinessDay, counterId: null, name: '', known: 'known', served: 0, levels: levels({ 'very-satisfied': 1, satisfied: 2, dissatisfied: 1 }), paper: levels(), byNumber: 1, own: 0, ...more });

const moved = () => ({ petitionId: examplePetition(2).petitionId, state: examplePetition(2).state });

async function open(script: Script = {}) {
  const client = scriptedClient({
    'petition.list': () => ({ petitions: [examplePetition(2)], hasMoreOpen: true }),
    'petition.move': () => moved(),
    'rating.list': () => ({ rows: [ratingRow({ counterId: 1 as CounterId, served: 10 }), ratingRow({ counterId: 2 as CounterId, served: 20, paper: levels({ dissatisfied: 1 }) })] }),
    'opinion.list': () => ({ slips: [exampleSlip(1), exampleSlip(2, { isOwn: true, enteredBy: '' })], hasMore: true }),
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
  expect(client.inputsOf('rating.list')).toEqual([{ from: '2026-11-18', to: '2026-11-24', by: 'day' }, { from: '2026-10-26', to: '2026-11-24', by: 'day' }]);
  expect(client.inputsOf('opinion.list')).toEqual([{ from: '2026-11-18', to: '2026-11-24' }, { from: '2026-10-26', to: '2026-11-24' }]);
  await screen.end();
});

test('each level has its share of those who said something, and the sums close', async () => {
  const { screen } = await open();
  const [ratings, helped] = [...screen.root.querySelectorAll('tfoot')].map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent));
  expect(ratings).toEqual(['30', '8phiếu giấy: 1bằng số: 2', '2 (25%)', '4 (50%)', '2 (25%)phiếu giấy: 1', '75%']);
  expect(helped).toEqual(['0', '0', '4', '3', '0', '0', '7']);
  await screen.end();
});

test('the table is folded by officer, field or counter at a touch, and says who is only known from the settings', async () => {
  const { client, screen } = await open();
  client.answer({ 'rating.list': () => ({ rows: [ratingRow({ day: null, name: 'Cán bộ mẫu A', served: 9, own: 1, levels: levels({ neutral: 2 }) }), ratingRow({ day: null, name: 'Cán bộ mẫu B', known: 'settings' }), ratingRow({ day: null, known: 'unknown' })] }) });
  await screen.press('Theo cán bộ');
  expect(client.inputsOf('rating.list').at(-1)).toMatchObject({ by: 'officer' });
  const table = screen.find('.feedback-wide');
  expect([...table.querySelectorAll('thead th')].map((cell) => cell.textContent)).toContain('Bình thường');
  expect([...table.querySelectorAll('tbody tr')].map((row) => row.firstElementChild?.textContent)).toEqual(['Cán bộ mẫu A', 'Cán bộ mẫu BLúc đó không ai đăng nhập; tên theo thiết lập', 'Không rõ']);
  await screen.end();
});

test('paper slips show that they are paper, who entered them, and those that an officer entered of himself', async () => {
  const { screen } = await open();
  expect(screen.words()).toContain('Từ phiếu giấy');
  expect(screen.words()).toContain('Cán bộ tự nhập phiếu về mình');
  expect(screen.words()).toContain('Người nhập: không ai đăng nhập');
  expect(screen.words()).toContain('chỉ hiện 2 phiếu mới nhất; còn nữa');
  await screen.end();
});

test('whoever enters a slip begins with its number, not in the middle of what is ticked', async () => {
  const { screen } = await open();
  await screen.press('Nhập phiếu góp ý giấy');
  expect(screen.find('dialog [autofocus]')).toBe(screen.find('dialog input.text-input'));
  await screen.end();
});

test('a slip is entered as it was ticked, then the next one; words that complain become a complaint', async () => {
  const { client, screen } = await open({ 'opinion.enter': ({ wordsAre }) => ({ opinionId: exampleSlip(1).opinionId, petition: wordsAre === 'remark' ? null : { code: 'PA-K1-261124-07', handleBy: null } }) });
  await screen.press('Nhập phiếu góp ý giấy');
  expect(screen.button('Lưu phiếu').disabled).toBe(true);
  await screen.press(screen.find('input[name=slip-level][value=dissatisfied]'));
  await screen.press(screen.find('input[value=late]'));
  await screen.press(screen.find('input[value=unclear]'));
  await screen.press('Lưu phiếu');
  expect(client.inputsOf('opinion.enter')).toMatchObject([{ code: '', day: '2026-11-24', level: 'dissatisfied', pace: 'late', manner: 'unsaid', flaws: ['unclear'], words: '', wordsAre: 'remark' }]);
  expect(screen.words()).toContain('Đã lưu phiếu. Có thể nhập phiếu tiếp theo.');
  expect(screen.button('Lưu phiếu').disabled).toBe(true);
  await screen.press(screen.find('input[name=slip-level][value=satisfied]'));
  expect(screen.words()).not.toContain('Đã lưu phiếu');
  await screen.type(screen.find<HTMLTextAreaElement>('.dialog textarea'), ' Chờ lâu quá ');
  await screen.press(screen.find('input[value=complaint]'));
  await screen.press('Lưu phiếu');
  expect(client.inputsOf('opinion.enter')[1]).toMatchObject({ words: 'Chờ lâu quá', wordsAre: 'complaint', about: 'other' });
  expect(screen.words()).toContain('PA-K1-261124-07');
  await screen.end();
});

test('a slip that was entered wrongly is struck with a reason, is told what goes on, and stays on the list', async () => {
  const struck = exampleSlip(1, { struck: { at: STAGE_NOW as EpochMs, by: 'Hoàng Thị Mẫu', reason: 'Nhập hai lần' } });
  const { client, screen } = await open({ 'opinion.list': () => ({ slips: [exampleSlip(1, { petitionCode: 'PA-K1-261124-07' })], hasMore: false }), 'opinion.strike': ({ opinionId }) => ({ opinionId }) });
  await screen.press('Hủy phiếu');
  expect([screen.find('dialog').textContent?.includes('PA-K1-261124-07 ghi từ phiếu này vẫn giữ'), screen.find<HTMLButtonElement>('dialog .dialog-actions button:last-child').disabled]).toEqual([true, true]);
  await screen.type(screen.find<HTMLInputElement>('dialog input'), ' Nhập hai lần ');
  client.answer({ 'opinion.list': () => ({ slips: [struck], hasMore: false }) });
  await screen.press(screen.find('dialog .dialog-actions button:last-child'));
  expect(client.inputsOf('opinion.strike')).toMatchObject([{ opinionId: exampleSlip(1).opinionId, reason: 'Nhập hai lần' }]);
  expect([screen.root.querySelector('dialog'), screen.words().includes('Đã hủy, không tính'), screen.words().includes('Hủy: Hoàng Thị Mẫu'), screen.root.querySelectorAll('li[data-struck=true] button').length]).toEqual([null, true, true, 0]);
  await screen.end();
});

test('a slip that is refused stays in the dialog as it was typed', async () => {
  const { screen } = await open({ 'opinion.enter': () => Promise.reject(refusal('rating.already', { number: 'A019' })) });
  await screen.press('Nhập phiếu góp ý giấy');
  await screen.type(screen.find<HTMLInputElement>('.dialog input.text-input'), 'A019');
  await screen.press(screen.find('input[name=slip-level][value=satisfied]'));
  await screen.press('Lưu phiếu');
  expect(screen.words()).toContain('rating.already');
  expect(screen.find<HTMLInputElement>('.dialog input.text-input').value).toBe('A019');
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
