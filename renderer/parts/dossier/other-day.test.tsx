// Another last day for a request for papers that runs, from the dossier in front and from the list of those that wait; and days that were typed and not sent, over the end of a page.

import { act } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import type { BusinessDay } from '../../../shared/base/ids.ts';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import { atCityScript, cityDetail, offeredSupplement, overdueDetail } from '../../../tests/gallery/desk/example-dossier.ts';
import { examplePoint, NOW } from '../../../tests/gallery/desk/example-point.ts';
import { exampleResults } from '../../../tests/gallery/desk/example-hand.ts';
import { exampleSignIn } from '../../../tests/gallery/desk/staff-pictures.tsx';
import { refusal } from '../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../tests/fakes/scripted-client.ts';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { WordShelf } from '../../../tests/fakes/word-shelf.ts';
import { CounterScreen } from '../../screens/counter/counter-screen.tsx';
import { AskedTab } from '../hand/asked-tab.tsx';
import { KeptWordsProvider } from '../staff/kept-words.tsx';

const moved: DossierDetail = { ...overdueDetail, supplementBy: '2026-12-18' as BusinessDay, owedForm: 'supplement' };
const stages: Stage[] = [];
afterEach(async () => {
  for (const each of stages.splice(0)) await each.end();
});

/** The dossier in front, in a page whose words the shelf keeps. */
async function dossier(detail: DossierDetail, script: Script = {}, shelf = new WordShelf(exampleSignIn({ mode: 'unset', officers: [] }))) {
  const desk = scriptedDesk({ dossiers: [detail.dossier] });
  desk.client.answer({ 'dossier.read': () => detail, 'dossier.offer-supplement': () => offeredSupplement, ...atCityScript(), ...shelf.script(), ...script });
  const screen = await stage(
    <KeptWordsProvider seated={{ who: '', isLocked: false }}>
      <CounterScreen point={examplePoint('counter')} />
    </KeptWordsProvider>,
    { client: desk.client },
  );
  stages.push(screen);
  await screen.press(detail.dossier.ticketNumber);
  return { screen, client: desk.client, shelf };
}
const field = (screen: Stage, label: string): HTMLInputElement => {
  const found = [...screen.root.querySelectorAll('dialog label')].find((one) => one.textContent?.startsWith(label));
  return found?.parentElement?.querySelector<HTMLInputElement>('input, textarea') ?? expect.fail(`a field called ${label}`);
};
const send = async (screen: Stage): Promise<void> => {
  await act(async () => screen.find<HTMLFormElement>('dialog form').requestSubmit());
  await screen.settle();
};

describe('another last day', () => {
  test('is typed with its reason, sent by Enter with the day that was seen, and form 02 comes next', async () => {
    const { screen, client } = await dossier(overdueDetail, {
      'dossier.move-supplement-day': () => moved,
      'form.offer': () => ({ forms: ['supplement'], printers: { roll: false, system: [{ name: 'van-phong', label: 'Văn phòng' }], code: null, chosen: null } }),
      'form.preview': () => ({ pages: 1, page: 0, png: 'iVBORw0KGgo=', template: 'shipped', copyNumber: 1 }),
    });
    await screen.press('Đổi hạn bổ sung');
    expect(screen.words()).toContain('Hạn đang ghi: hết ngày 20/11/2026.');
    expect(field(screen, 'Hạn bổ sung').value).toBe('16/12/2026');
    await screen.type(field(screen, 'Lý do đổi hạn'), 'Tòa án cấp chậm');
    await screen.type(field(screen, 'Hạn bổ sung'), '18/12/2026');
    await send(screen);
    expect(client.inputsOf('dossier.move-supplement-day')).toMatchObject([{ dossierId: overdueDetail.dossier.dossierId, seen: '2026-11-20', day: '18/12/2026', reason: 'Tòa án cấp chậm' }]);
    expect(screen.words()).toContain('Đã ghi hạn bổ sung mới.');
    expect(client.inputsOf('form.preview')).toMatchObject([{ form: 'supplement' }]);
  });

  test.each([
    ['supplement.day-not-running', 'Hạn bổ sung', 'không còn chờ bổ sung'],
    ['supplement.day-moved', 'Hạn bổ sung', 'cán bộ khác đổi thành 31/12/2026'],
    ['supplement.day-closed', 'Hạn bổ sung', 'không làm việc'],
    ['dossier.reason-missing', 'Lý do đổi hạn', 'Chưa ghi lý do'],
  ] as const)('that is refused with %s says so beside its field until another word is typed', async (code, label, words) => {
    const { screen } = await dossier(overdueDetail, { 'dossier.move-supplement-day': () => { throw refusal(code, { next: '27/11/2026', day: '31/12/2026' }); } });
    await screen.press('Đổi hạn bổ sung');
    await send(screen);
    expect(field(screen, label).getAttribute('aria-invalid')).toBe('true');
    expect(field(screen, label).closest('.field')?.textContent).toContain(words);
    await screen.type(field(screen, label), '19/12/2026');
    expect(field(screen, label).getAttribute('aria-invalid')).toBe('false');
  });

  test('that is nearer than the one on the citizen’s paper asks for a call first', async () => {
    const { screen } = await dossier({ ...overdueDetail, supplementBy: '2026-12-25' as BusinessDay });
    await screen.press('Đổi hạn bổ sung');
    expect(screen.words()).toContain('Sớm hơn hạn 25/12/2026');
    await screen.type(field(screen, 'Hạn bổ sung'), '28/12/2026');
    expect(screen.words()).not.toContain('Sớm hơn hạn');
  });

  test('is offered while a request of this point runs, and neither before nor after', async () => {
    const [request] = overdueDetail.waits;
    const answered: DossierDetail = { ...cityDetail, waits: [{ requestedAt: request?.requestedAt ?? NOW, completedAt: NOW }] };
    for (const detail of [cityDetail, answered, { ...overdueDetail, waits: answered.waits }]) expect((await dossier(detail)).screen.words()).not.toContain('Đổi hạn bổ sung');
  });

  test('is a press away in the list of those that wait, but not where the city asked', async () => {
    const opened: unknown[] = [];
    const screen = await stage(<AskedTab asked={exampleResults.asked} now={NOW} onOpen={(dossierId, pane) => opened.push([dossierId, pane])} />, { client: scriptedDesk({}).client });
    stages.push(screen);
    const [own, citys] = exampleResults.asked;
    await screen.press(screen.button(new RegExp(`Đổi hạn ${own?.code ?? ''}`, 'u')));
    expect(opened).toEqual([[own?.dossierId, 'other-day']]);
    expect(screen.root.querySelector(`[aria-label="Đổi hạn ${citys?.code ?? ''}"]`)).toBeNull();
  });
});

describe('a day that was typed and not sent', () => {
  test.each([
    ['of the request', cityDetail, 'Chuyển trạng thái', 'Hạn bổ sung'],
    ['of the one that runs', overdueDetail, 'Đổi hạn bổ sung', 'Hạn bổ sung'],
  ])('%s is there again in the page that comes after one that died, and gone once its dialog was left', async (_which, detail, open, label) => {
    const show = async (screen: Stage): Promise<HTMLInputElement> => {
      await screen.press(open);
      if (detail === cityDetail) await screen.press(screen.find<HTMLInputElement>('dialog .choice input'));
      return field(screen, label);
    };
    const before = await dossier(detail);
    await before.screen.type(await show(before.screen), '21/12/2026');
    const after = await dossier(detail, {}, before.shelf);
    expect((await show(after.screen)).value).toBe('21/12/2026');
    await after.screen.press('Quay lại');
    expect([...before.shelf.own()]).toEqual([]);
    expect((await show(after.screen)).value).toBe('16/12/2026');
  });

  test('may be emptied: what is proposed does not come back by itself', async () => {
    const { screen } = await dossier(overdueDetail);
    await screen.press('Đổi hạn bổ sung');
    await screen.type(field(screen, 'Hạn bổ sung'), '');
    expect(field(screen, 'Hạn bổ sung').value).toBe('');
  });
});
