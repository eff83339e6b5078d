// What is being changed in a section of the administration and is not saved: the same words stand there after a look at another section and after the lock, for whoever wrote them alone.

import { act, useState } from 'react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exampleYear } from '../../../tests/gallery/desk/calendar-pictures.tsx';
import { bankWords, exampleDay } from '../../../tests/gallery/desk/example-fee.ts';
import { exampleIndex } from '../../../tests/gallery/desk/example-index.ts';
import { adminModel } from '../../../tests/gallery/desk/example-model.ts';
import { examplePoint, NOW } from '../../../tests/gallery/desk/example-point.ts';
import { exampleTemplate, templateScript } from '../../../tests/gallery/desk/form-pictures.tsx';
import { exampleSignIn } from '../../../tests/gallery/desk/staff-pictures.tsx';
import { stillActs } from '../../../tests/gallery/desk/still.ts';
import { scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { WordShelf } from '../../../tests/fakes/word-shelf.ts';
import { must } from '../../../shared/base/must.ts';
import { LONGEST_KEPT } from '../../../shared/contract/kept-words.ts';
import type { SignIn } from '../../../shared/contract/staff.ts';
import { StaffDoor } from '../staff/staff-door.tsx';
import type { AdminActions, AdminTab } from './admin-model.ts';
import { AdminView } from './admin-view.tsx';

const HEAD = must(exampleSignIn().officers.find(({ role }) => role === 'head'), 'somebody leads');
const OTHER = { ...HEAD, officerId: must(exampleSignIn().officers[0], 'somebody else').officerId, name: 'Lê Thị Mẫu' };
const of = ({ officerId, name, role }: SignIn['officers'][number], isLocked = false): SignIn => exampleSignIn({ session: { officerId, name, role, isLocked } });

let open: Stage | null = null;
beforeEach(() => {
  // happy-dom has no modal dialogs.
  HTMLDialogElement.prototype.showModal ??= () => undefined;
});
afterEach(async () => {
  await open?.end();
  open = null;
});

/** As the window does: whoever comes back after the lock begins at the tab that a window begins with. */
function Window({ start }: { readonly start: AdminTab }): ReactNode {
  const [tab, setTab] = useState(start);
  return <AdminView model={adminModel({ tab, now: NOW })} act={{ ...(stillActs as AdminActions), choose: setTab }} />;
}
async function at(start: AdminTab) {
  const shelf = new WordShelf(of(HEAD));
  const client = scriptedClient({
    ...templateScript(), 'holidays.read': ({ year }) => exampleYear({ year }), 'payday.read': () => ({ ...exampleDay, bankWords }), 'index.read': () => exampleIndex(), 'template.set': ({ text }) => exampleTemplate({ text, origin: 'own', setAt: NOW }), ...shelf.script(),
  });
  const screen = await stage(<StaffDoor point={examplePoint('admin')}><Window start={start} /></StaffDoor>, { client });
  open = screen;
  await screen.settle();
  const become = async (next: SignIn): Promise<void> => {
    shelf.seated = next;
    await act(async () => client.emit('staff.changed', {}));
    await screen.settle();
  };
  const tab = async (name: AdminTab): Promise<void> => {
    await screen.press(screen.find(`#admin-panel-${name}`));
    await screen.settle();
  };
  /** What is read in the section, then after a look at another one, and after the lock. */
  const eachTime = async (read: () => unknown): Promise<readonly unknown[]> => {
    const first = read();
    await tab('staff');
    await tab(start);
    const again = read();
    await become(of(HEAD, true));
    expect(screen.words()).toContain('Màn hình đang khóa');
    await become(of(HEAD));
    return [first, again, read()];
  };
  return { screen, client, shelf, become, tab, eachTime };
}
const field = (screen: Stage, label: string): HTMLInputElement => must([...screen.root.querySelectorAll('input')].find((input) => input.labels?.[0]?.textContent.startsWith(label)), `a field ${label}`);

test('a template that is being changed is there again, of the form that was open, with the time of what it was made of', async () => {
  const { screen, client, eachTime, shelf } = await at('templates');
  await screen.press(/^Mẫu 02/u);
  await screen.settle();
  const area = (): HTMLTextAreaElement => screen.find('.template-text');
  await screen.type(area(), `${area().value}[kẻ]\n`);
  const text = area().value;
  expect(await eachTime(() => area().value)).toEqual([text, text, text]);
  await screen.press('Dùng mẫu này');
  await screen.settle();
  expect(client.inputsOf('template.set')).toMatchObject([{ form: 'supplement', text, seenAt: null }]);
  expect([screen.words().includes('Đã lưu.'), ...shelf.own()]).toEqual([true]);
});

test('a calendar that is being changed is there again, with the line that is not taken up yet', async () => {
  const { screen, eachTime, shelf } = await at('calendar');
  await screen.press('2027');
  await screen.settle();
  const rows = screen.root.querySelectorAll('tbody tr').length;
  await screen.press(must(screen.root.querySelector<HTMLButtonElement>('tbody button[aria-label^="Bỏ ngày"]'), 'a day to take away'));
  await screen.type(screen.find<HTMLInputElement>('.calendar-name input'), 'Nghỉ bù');
  const said = [rows - 1, true, 'Nghỉ bù'];
  expect(await eachTime(() => [screen.root.querySelectorAll('tbody tr').length, screen.words().includes('Có thay đổi chưa lưu.'), screen.find<HTMLInputElement>('.calendar-name input').value])).toEqual([said, said, said]);
  await screen.press('Bỏ thay đổi');
  expect([...shelf.own().keys()]).toEqual(['calendar-add 2027']);
});

test('the words on money that the city has seen are there again', async () => {
  const { screen, eachTime, shelf } = await at('money');
  await screen.press('Ghi đã xử lý');
  await screen.type(field(screen, 'Đã xử lý thế nào'), 'Đã chuyển trả');
  expect(await eachTime(() => field(screen, 'Đã xử lý thế nào').value)).toEqual(['Đã chuyển trả', 'Đã chuyển trả', 'Đã chuyển trả']);
  await screen.press('Để lại danh sách');
  expect([...shelf.own()]).toEqual([]);
});

test('a reading of the portal that is being entered is there again', async () => {
  const { screen, eachTime } = await at('index');
  await screen.type(field(screen, 'Điểm'), '94,73');
  await screen.type(field(screen, 'Ngày đọc'), '20/11/2026');
  const read = (): readonly string[] => [field(screen, 'Điểm').value, field(screen, 'Ngày đọc').value];
  expect(await eachTime(read)).toEqual([['94,73', '20/11/2026'], ['94,73', '20/11/2026'], ['94,73', '20/11/2026']]);
});

test('another officer sees none of it, and what is saved for the first meanwhile takes nothing of his away', async () => {
  const { screen, client, shelf, become } = await at('templates');
  const area = (): HTMLTextAreaElement => screen.find('.template-text');
  const shipped = area().value;
  let answer: () => void = () => undefined;
  client.answer({ 'template.set': ({ text }) => new Promise((resolve) => { answer = () => resolve(exampleTemplate({ form: 'receipt', text, origin: 'own', setAt: NOW })); }) });
  await screen.type(area(), `${shipped}[kẻ]\n`);
  await screen.press('Dùng mẫu này');
  await screen.settle();
  await become(of(HEAD, true));
  await become(of(OTHER));
  expect(area().value).toBe(shipped);
  await screen.type(area(), `${shipped}khác\n`);
  await act(async () => answer());
  await screen.settle();
  expect([area().value, ...shelf.own().keys()]).toEqual([`${shipped}khác\n`, 'template receipt']);
});

test('what is longer than the station keeps stands over the lock, and keeps no other words from being kept', async () => {
  const { screen, client, shelf, become, tab } = await at('templates');
  const long = 'x'.repeat(LONGEST_KEPT);
  await screen.type(screen.find<HTMLTextAreaElement>('.template-text'), long);
  await tab('index');
  await screen.type(field(screen, 'Điểm'), '94,73');
  expect([...shelf.own().keys(), client.inputsOf('staff.keep-words').some(({ words }) => (words?.length ?? 0) > LONGEST_KEPT)]).toEqual(['reading 2026-11', false]);
  await become(of(HEAD, true));
  await become(of(HEAD));
  expect(screen.find<HTMLTextAreaElement>('.template-text').value).toBe(long);
});
