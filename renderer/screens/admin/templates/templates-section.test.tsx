// Templates in the admin window: mistakes are told with their lines and put right at a press, and nothing is changed before it is saved.

import { afterEach, expect, test } from 'vitest';
import { exampleTemplate, templateScript } from '../../../../tests/gallery/desk/form-pictures.tsx';
import { NOW } from '../../../../tests/gallery/desk/example-point.ts';
import { refusal, scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import type { Script, ScriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../../tests/fakes/stage.tsx';
import { TemplatesSection } from './templates-section.tsx';
import { placeOf, repaired, withField } from './template-text.ts';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

async function section(script: Script = {}): Promise<readonly [Stage, ScriptedClient]> {
  const client = scriptedClient({ ...templateScript(), 'template.set': ({ text }) => exampleTemplate({ text, origin: 'own', setAt: NOW }), 'template.reset': () => exampleTemplate(), ...script });
  open = await stage(<TemplatesSection now={NOW} />, { client });
  await open.settle();
  await open.press(/^Mẫu 02/u);
  await open.settle();
  return [open, client];
}
const area = (screen: Stage): HTMLTextAreaElement => screen.find('textarea');

test('a mistake is told with its line and what was meant, put right at a press, and only then saved', async () => {
  const [screen, client] = await section();
  const text = area(screen).value;
  await screen.type(area(screen), text.replace('người nộp', 'nguoi nop'));
  await screen.press('Dùng mẫu này');
  await screen.settle();
  expect([client.inputsOf('template.set'), screen.words().includes('Không có trường «nguoi nop»'), screen.words().includes('Dòng 7')]).toEqual([[], true, true]);
  await screen.press('Thay bằng «người nộp»');
  await screen.settle();
  expect([area(screen).value, screen.words().includes('Chỗ cần sửa')]).toEqual([text, false]);
});

test('a changed template is saved whole with what was seen, and given back', async () => {
  const [screen, client] = await section();
  await screen.type(area(screen), `${area(screen).value}[kẻ]\n`);
  expect(screen.words()).toContain('Có thay đổi chưa lưu.');
  await screen.press('Dùng mẫu này');
  await screen.settle();
  expect(client.inputsOf('template.set')).toMatchObject([{ form: 'supplement', seenAt: null }]);
  expect(screen.words()).toContain('Đã lưu.');
  await screen.press('Dùng lại mẫu kèm theo');
  await screen.settle();
  expect(client.inputsOf('template.reset')).toMatchObject([{ form: 'supplement', seenAt: NOW }]);
});

test('a refusal stays in front, and the words that were typed stay too', async () => {
  const [screen] = await section({ 'template.set': () => { throw refusal('template.changed-elsewhere'); } });
  await screen.type(area(screen), `${area(screen).value}[kẻ]\n`);
  await screen.press('Dùng mẫu này');
  await screen.settle();
  expect([screen.words().includes('vừa được đổi ở cửa sổ khác'), area(screen).value.endsWith('[kẻ]\n')]).toEqual([true, true]);
});

test('a broken template says so, with its mistakes, before anybody asks', async () => {
  const [screen] = await section(templateScript(exampleTemplate({ origin: 'broken', setAt: NOW, faults: [{ kind: 'needed-missing', line: 0, word: 'lý do', near: [] }] })));
  expect([screen.words().includes('Mẫu hỏng'), screen.words().includes('Mẫu thiếu trường «lý do»')]).toEqual([true, true]);
});

test('a field that an older template lacks is named beside it and in the list, and added at a press where the cursor stands', async () => {
  const [screen] = await section(templateScript(exampleTemplate({ origin: 'own', setAt: NOW, lacks: ['hạn bổ sung'] })));
  expect([screen.words().includes('Mẫu chưa in những nội dung phải có'), screen.button(/^Mẫu 02/u).textContent?.includes('Thiếu trường'), screen.button(/^Mẫu 01/u).textContent?.includes('Thiếu trường')]).toEqual([true, true, false]);
  await screen.press('Thêm «hạn bổ sung»');
  expect(area(screen).value).toContain('{{hạn bổ sung}}');
  await screen.press('Xem thử');
  await screen.settle();
  expect(screen.words()).not.toContain('Mẫu chưa in những nội dung phải có');
  await screen.type(area(screen), area(screen).value.replace('{{hạn bổ sung}}', ''));
  await screen.press('Xem thử');
  await screen.settle();
  expect(screen.words()).toContain('Thêm «hạn bổ sung»');
});

test('text is changed where it was meant', () => {
  expect(withField('[mục] Tên: ', 11, 'người nộp')).toEqual({ text: '[mục] Tên: {{người nộp}}', cursor: 24 });
  expect(repaired('a\n[tieu de] x', { line: 2, word: '[tieu de]' }, 'tiêu đề')).toBe('a\n[tiêu đề] x');
  expect(repaired('a', { line: 4, word: 'x' }, 'y')).toBe('a');
  expect(placeOf('một\nhai\nba', 2)).toEqual([4, 7]);
});
