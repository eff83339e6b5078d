// Training begins only after a question that says what happens, and a refusal stands beside the button.

import { afterEach, expect, test } from 'vitest';
import type { Training } from '../../../../shared/contract/training.ts';
import { refusal, scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import { stage, STAGE_NOW, type Stage } from '../../../../tests/fakes/stage.tsx';
import { TrainingSection } from './training-section.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

const real: Training = { isTraining: false, canSwitch: true, serving: 0, waiting: 2 };

async function section(training: Training, acts: Parameters<typeof scriptedClient>[0] = {}): Promise<Stage> {
  open = await stage(<TrainingSection now={STAGE_NOW} />, { client: scriptedClient({ 'training.read': () => training, ...acts }) });
  await open.settle();
  return open;
}

test('nothing is asked of the station before the question is answered', async () => {
  const begun: string[] = [];
  const screen = await section(real, {
    'training.begin': () => {
      begun.push('begin');
      return {};
    },
  });
  await screen.press('Bắt đầu tập dùng');
  expect(screen.words()).toContain('tạm ngừng phục vụ người dân');
  expect(screen.words()).toContain('Hiện có 2 người đang chờ gọi.');
  await screen.press('Không');
  expect(begun).toEqual([]);
  await screen.press('Bắt đầu tập dùng');
  await screen.press(screen.find('dialog .button[data-kind="primary"]'));
  await screen.settle();
  expect(begun).toEqual(['begin']);
  expect(screen.words()).toContain('màn hình tự mở lại sau ít giây');
});

test('says which counters are in the way', async () => {
  const screen = await section(real, { 'training.begin': () => Promise.reject(refusal('training.visit-open', { count: 1 })) });
  await screen.press('Bắt đầu tập dùng');
  await screen.press(screen.find('dialog .button[data-kind="primary"]'));
  await screen.settle();
  expect(screen.words()).toContain('Còn 1 quầy đang có lượt tiếp dân chưa kết thúc.');
});

test('a machine that was started for training has no way to real work', async () => {
  const screen = await section({ ...real, isTraining: true, canSwitch: false });
  expect(screen.words()).toContain('Máy này chỉ mở để tập dùng.');
  expect(screen.words()).not.toContain('Thôi tập');
  expect(screen.words()).toContain('Tập lại từ đầu');
});
