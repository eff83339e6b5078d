// The self-test as a technician meets it: what the page noticed outweighs the word, each step is saved before and after, and a restart goes on where it was.

import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { must } from '../../../shared/base/must.ts';
import { SELF_TEST_STEPS } from '../../../shared/contract/self-test.ts';
import type { SelfTestResult, SelfTestStep } from '../../../shared/contract/self-test.ts';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { ScriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { selfTestUpTo, wholeSelfTest } from '../../../tests/gallery/desk/example-self-test.ts';
import { countsOf, nextStep, placeOf } from './run-state.ts';
import { SelfTestScreen } from './self-test-screen.tsx';
import { judge } from './steps.ts';
import { farthest } from './touch-targets.tsx';

let open: Stage | null = null;
let viewport: EventTarget & { scale: number };
beforeEach(() => {
  viewport = Object.assign(new EventTarget(), { scale: 1 });
  vi.stubGlobal('visualViewport', viewport);
  vi.stubGlobal('screen', { width: window.innerWidth, height: window.innerHeight });
});
afterEach(async () => {
  await open?.end();
  open = null;
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const begun = (step: SelfTestStep): SelfTestResult => ({ step, state: 'begun', sights: [], said: null, detail: '', at: 0 as SelfTestResult['at'] });

/** The station's side: keeps what is noted. */
function keeper(first = selfTestUpTo('screen')): ScriptedClient {
  let run = first;
  return scriptedClient({
    'self-test.note': ({ requestId: _request, runId: _run, ...result }) => {
      run = { ...run, results: [...run.results.filter(({ step }) => step !== result.step), { ...result, at: 0 as SelfTestResult['at'] }] };
      return run;
    },
    'self-test.end': () => ({}),
  });
}
async function at(step: SelfTestStep, client = keeper(selfTestUpTo(step))): Promise<ScriptedClient> {
  open = await stage(<SelfTestScreen run={selfTestUpTo(step)} hasRestarted={false} />, { client });
  return client;
}
const happens = (...events: readonly Event[]): Promise<void> => act(async () => events.forEach((event) => window.dispatchEvent(event)));
const noted = (client: ScriptedClient) => client.inputsOf('self-test.note').map(({ step, state, sights, said }) => ({ step, state, sights, said }));

it('a step is saved as begun before it is tried, and with its word after it; then the next one is there', async () => {
  const client = await at('edge-left');
  expect(noted(client)).toEqual([{ step: 'edge-left', state: 'begun', sights: [], said: null }]);
  await open?.press('Không có gì khác hiện ra');
  expect(noted(client).slice(1)).toEqual([{ step: 'edge-left', state: 'passed', sights: [], said: 'nothing' }, { step: 'edge-right', state: 'begun', sights: [], said: null }]);
  expect(open?.words()).toContain('Vuốt từ mép phải');
});

it('a window that lost the focus has failed the step, and no button says otherwise', async () => {
  const client = await at('windows-key');
  await happens(new Event('blur'));
  expect(open?.words()).toContain('mất tiêu điểm');
  expect(() => open?.button('Không có gì khác hiện ra')).toThrow('a button called');
  await open?.press('Ghi là không đạt');
  expect(noted(client)[1]).toEqual({ step: 'windows-key', state: 'failed', sights: ['blur'], said: 'something' });
});

it('a page that was zoomed has failed the pinch', async () => {
  const client = await at('pinch');
  viewport.scale = 1.4;
  await act(async () => viewport.dispatchEvent(new Event('resize')));
  await open?.press('Ghi là không đạt');
  expect(noted(client)[1]).toMatchObject({ step: 'pinch', state: 'failed', sights: ['zoomed'] });
});

it('a technician who slipped may try the step again, and what was noticed before is forgotten', async () => {
  const client = await at('alt-tab');
  await happens(new Event('blur'));
  await open?.press('Thử lại bước này');
  await open?.press('Không có gì khác hiện ra');
  expect(noted(client).filter(({ state }) => state !== 'begun')[0]).toEqual({ step: 'alt-tab', state: 'passed', sights: [], said: 'nothing' });
});

it('keys that reached the page are told by name, letters are not', async () => {
  const client = await at('function-keys');
  await happens(new KeyboardEvent('keydown', { key: 'F11' }), new KeyboardEvent('keydown', { key: 'p', ctrlKey: true }));
  expect(open?.words()).toContain('F11, abc');
  await open?.press('Không có gì khác hiện ra');
  expect(client.inputsOf('self-test.note')[1]).toMatchObject({ state: 'passed', sights: ['keys'], detail: 'F11 abc' });
});

it('a display that is not filled fails where that is asked, whatever was said', async () => {
  vi.stubGlobal('screen', { width: window.innerWidth, height: window.innerHeight + 40 });
  const client = await at('display-off');
  await open?.press('Trở lại đúng chỗ và phủ kín');
  expect(noted(client)[1]).toEqual({ step: 'display-off', state: 'failed', sights: ['not-full-screen'], said: 'nothing' });
});

it('touches that land far from the crosses fail the step, and their distances are kept', async () => {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 1000, 1000));
  const client = await at('touch');
  for (const [x, y] of [[0.06, 0.06], [0.94, 0.06], [0.06, 0.94], [0.94, 0.94], [0.5, 0.5]] as const) {
    const place = must(open, 'it is on the stage').find('.self-test-targets');
    await act(async () => place.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, clientX: x * 1000 + (x === 0.94 ? 60 : 3), clientY: y * 1000 })));
  }
  expect(open?.words()).toContain('Điểm chạm lệch');
  await open?.press('Ghi là không đạt');
  expect(client.inputsOf('self-test.note')[1]).toMatchObject({ state: 'failed', detail: '3 60 3 60 3 px' });
  expect(client.inputsOf('self-test.note')[1]?.sights).toContain('off-target');
  expect([farthest(1000, 1000), farthest(400, 300)]).toEqual([35, 28]);
});

it('a page that was closed during a step finds the step failed when it is back', async () => {
  const run = selfTestUpTo('alt-f4', [begun('alt-f4')]);
  const client = keeper(run);
  open = await stage(<SelfTestScreen run={run} hasRestarted={false} />, { client });
  expect(client.calls).toEqual([]);
  await open.press('Ghi là không đạt');
  expect(noted(client)[0]).toEqual({ step: 'alt-f4', state: 'failed', sights: ['reloaded'], said: 'something' });
});

it('after the restart the test goes on by itself; a program that was only opened again cannot pass for one', async () => {
  const run = selfTestUpTo('restart', [begun('restart')]);
  const client = keeper(run);
  open = await stage(<SelfTestScreen run={run} hasRestarted />, { client });
  expect(open.words()).toContain('Máy đã khởi động lại');
  await open.press('Tự trở lại');
  expect(noted(client)[0]).toEqual({ step: 'restart', state: 'passed', sights: ['restarted'], said: 'nothing' });
  expect(open.words()).toContain('Cả 23 bước đều đạt');
  await open.end();
  open = await stage(<SelfTestScreen run={run} hasRestarted={false} />, { client });
  expect(open.words()).toContain('máy chưa khởi động lại');
  expect(() => open?.button('Tự trở lại')).toThrow('a button called');
});

it('a test that nobody has signed cannot be saved; signed, it ends', async () => {
  const client = keeper();
  open = await stage(<SelfTestScreen run={wholeSelfTest('')} hasRestarted={false} />, { client });
  expect(open.button('Lưu kết quả').disabled).toBe(true);
  await open.type(open.find<HTMLInputElement>('input'), 'KT-2');
  await open.press('Lưu kết quả');
  expect(client.inputsOf('self-test.end')).toMatchObject([{ how: 'finished', who: 'KT-2' }]);
});

it('a step that failed can be tried again from the summary', async () => {
  open = await stage(<SelfTestScreen run={wholeSelfTest('KT-1')} hasRestarted={false} />, { client: keeper(wholeSelfTest('KT-1')) });
  await open.press('Thử lại bước này: Vuốt từ mép phải');
  await open.press('Không có gì khác hiện ra');
  expect(open.words()).toContain('22 đạt, 0 không đạt, 1 không thử');
});

it('ten minutes without a touch give the window back to citizens; a touch begins them anew', async () => {
  vi.useFakeTimers();
  const client = await at('pinch');
  await act(async () => vi.advanceTimersByTime(599_000));
  await happens(new Event('pointerdown'));
  await act(async () => vi.advanceTimersByTime(599_000));
  expect(client.inputsOf('self-test.end')).toEqual([]);
  await act(async () => vi.advanceTimersByTime(1_000));
  expect(client.inputsOf('self-test.end')).toMatchObject([{ how: 'left' }]);
});

it('what could not be saved is said, and the step stays', async () => {
  const client = await at('pinch');
  client.answer({ 'self-test.note': () => Promise.reject(refusal('self-test.over')) });
  await open?.press('Không thử được');
  expect(open?.words()).toContain('đã kết thúc hoặc bị bỏ dở');
  expect(open?.words()).toContain('Chụm, mở hai ngón');
});

it('no word passes a step that the page saw fail, and a restart is passed by a restart only', () => {
  expect(judge('edge-top', { sights: ['touch'], said: 'nothing' })).toBe('passed');
  for (const sight of ['blur', 'hidden', 'resized', 'zoomed', 'reloaded'] as const) expect(judge('edge-top', { sights: [sight], said: 'nothing' }), sight).toBe('failed');
  expect(judge('ctrl-alt-del', { sights: ['blur'], said: 'nothing' })).toBe('passed');
  expect([judge('restart', { sights: [], said: 'nothing' }), judge('restart', { sights: ['restarted'], said: 'nothing' })]).toEqual(['failed', 'passed']);
  for (const step of SELF_TEST_STEPS) expect(judge(step, { sights: ['restarted'], said: 'something' }), step).toBe('failed');
});

it('the next step is the first without a word after this one, then whatever was passed over', () => {
  expect(nextStep(selfTestUpTo('pinch').results)).toBe('pinch');
  expect(nextStep(selfTestUpTo('pinch').results, 'pinch')).toBe('two-fingers');
  expect(nextStep(wholeSelfTest('').results.filter(({ step }) => step !== 'screen'), 'restart')).toBe('screen');
  expect(nextStep(wholeSelfTest('').results)).toBeNull();
  expect([placeOf(selfTestUpTo('screen'), false).at, placeOf(wholeSelfTest(''), false).at]).toEqual(['intro', 'summary']);
  expect(countsOf(wholeSelfTest('').results)).toEqual({ passed: 21, failed: 1, skipped: 1 });
});
