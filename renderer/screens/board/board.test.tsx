// The hall board in its states, as time and the station change it.

import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { must } from '../../../shared/base/must.ts';
import { endless, refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../tests/fakes/stage.tsx';
import { emptyOverview, hallPoint, overview } from '../../../tests/gallery/hall/example-hall.ts';
import { BoardScreen } from './board-screen.tsx';
import { spotlightOf } from './spotlight.ts';

beforeEach(() => void vi.useFakeTimers({ now: STAGE_NOW }));
afterEach(() => void vi.useRealTimers());

const call = (number: string, counterId: number, ageMs: number, calls = 1) => ({ number, counterId, calledAt: STAGE_NOW - ageMs, calls });
const recent = [call('A012', 1, 6_000), call('B004', 3, 180_000)];
const calling = () => overview({ calling: recent, recent });

async function open(script: Script) {
  const client = scriptedClient(script);
  const screen = await stage(<BoardScreen point={hallPoint('board')} />, { client, now: () => Date.now() });
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  return { client, screen, pass };
}
const isNew = (root: HTMLElement) => root.querySelector('.board-now')?.getAttribute('data-new');

test('a new call is large, with its counter, told aloud to those who listen, and calm after 20 seconds', async () => {
  const { screen, pass } = await open({ 'queue.overview': calling });
  expect(isNew(screen.root)).toBe('true');
  expect(screen.find('[aria-live]').textContent).toBe('Mời số A012 đến quầy số 1');
  expect(screen.find('.board-now-main').textContent).toBe('Đang mờiA012đến quầy số1');
  await pass(15_000);
  expect(isNew(screen.root)).toBe('false');
  expect(screen.find('.board-now-main').textContent).toBe('Vừa mờiA012đến quầy số1');
  await screen.end();
});

test('the pushed call brings the board up to date at once', async () => {
  const { client, screen } = await open({ 'queue.overview': () => emptyOverview });
  expect(screen.words()).toContain('Chưa mời số nào');
  client.answer({ 'queue.overview': calling });
  await act(async () => client.emit('ticket.called', must(overview({ recent }).recent[0], 'a call')));
  await screen.settle();
  expect(screen.words()).toContain('A012');
  await screen.end();
});

test('a number called again says so', async () => {
  const again = [call('A012', 1, 3_000, 2)];
  const { screen } = await open({ 'queue.overview': () => overview({ calling: again, recent: again }) });
  expect(screen.words()).toContain('Mời lại lần 2');
  await screen.end();
});

test('counters show number, pause or readiness; fields show who waits', async () => {
  const { screen } = await open({ 'queue.overview': calling });
  const rows = [...screen.root.querySelectorAll('tbody tr')].map((row) => row.textContent);
  expect(rows).toEqual(['1A012', '2A011', '3B004', '4Tạm dừng', '5R003']);
  expect([...screen.root.querySelectorAll('.board-waiting-strip li')][0]?.textContent).toBe('AHộ tịch – Chứng thực7');
  await screen.end();
});

test('when all who were called are served, the board asks for patience', async () => {
  const { screen } = await open({ 'queue.overview': () => overview({ calling: [], recent }) });
  expect(screen.words()).toContain('Xin chờ mời số tiếp theo');
  await screen.end();
});

test('a station that is gone leaves the last numbers, with their age, and nothing flashes', async () => {
  const { client, screen, pass } = await open({ 'queue.overview': calling });
  client.answer({ 'queue.overview': () => Promise.reject(refusal('station.unreachable')) });
  await act(async () => client.connect('connecting'));
  await pass(1_100);
  expect(screen.find('[role=alert]').textContent).toContain('Mất kết nối – số liệu lúc 08:30');
  expect(screen.words()).toContain('A012');
  expect(isNew(screen.root)).toBe('false');
  client.answer({ 'queue.overview': calling });
  await act(async () => client.connect('open'));
  await screen.settle();
  expect(screen.words()).not.toContain('Mất kết nối');
  await screen.end();
});

test('a station that falls silent without closing is found out too', async () => {
  const { client, screen, pass } = await open({ 'queue.overview': calling });
  client.answer({ 'queue.overview': () => Promise.reject(refusal('station.unreachable')) });
  await pass(10_100);
  expect(screen.words()).toContain('Mất kết nối – số liệu lúc 08:30');
  await screen.end();
});

test.each([
  ['loading', () => endless<never>(), 'Đang tải'],
  ['without any data', () => Promise.reject(refusal('station.unreachable')), 'Màn hình chưa nhận được số liệu'],
] as const)('a board %s says so', async (_what, read, words) => {
  const { screen } = await open({ 'queue.overview': read });
  expect(screen.words()).toContain(words);
  await screen.end();
});

test('calls of the same moment stand beside the newest', () => {
  const { calling: calls } = overview({ calling: [call('B005', 3, 2_000), call('A012', 1, 9_000), call('R003', 5, 60_000)] });
  expect(spotlightOf(calls, STAGE_NOW)).toEqual({ main: calls[0], isNew: true, besides: [calls[1]] });
  expect(spotlightOf([], STAGE_NOW)).toEqual({ main: null, isNew: false, besides: [] });
  expect(spotlightOf(calls.slice(2), STAGE_NOW)).toEqual({ main: calls[2], isNew: false, besides: [] });
});
