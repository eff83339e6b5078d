// The intake beyond card and checklist at the counter window, by keyboard: words that are kept while they are typed, for whom, by post, from before.

import { act } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import { must } from '../../../shared/base/must.ts';
import { RESULT_PAPER } from '../../../shared/domain/digitisation/parts.ts';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { checkedVisit, exampleDossier, examplePerson, examplePoint, exampleProcedure, exampleVisit, servingDesk } from '../../../tests/gallery/desk/example-point.ts';
import { CounterScreen } from './counter-screen.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});
const known = exampleVisit({ person: examplePerson, personSource: 'card', earlier: 2 });

async function counter(desk: ScriptedDesk): Promise<Stage> {
  open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client });
  return open;
}
const fields = (screen: Stage): readonly HTMLInputElement[] => [...screen.root.querySelectorAll<HTMLInputElement>('dialog input.text-input')];
async function fill(screen: Stage, ...words: readonly string[]): Promise<void> {
  for (const [place, text] of words.entries()) {
    const field = fields(screen)[place];
    if (field !== undefined) await screen.type(field, text);
  }
}

describe('words that are being typed', () => {
  test('are told to the station as they come, the newest last, and are there in a window that opens anew', async () => {
    const desk = scriptedDesk({ desk: servingDesk, visit: exampleVisit() });
    const screen = await counter(desk);
    await screen.press('Nhập bằng tay');
    await screen.type(screen.find<HTMLInputElement>('form input'), 'Nguyễn Thị La');
    await screen.settle();
    expect(desk.client.inputsOf('visit.keep-typing').at(-1)?.typing).toMatchObject({ 'person.fullName': 'Nguyễn Thị La' });
    await open?.end();
    const again = await counter(desk);
    expect(again.find<HTMLInputElement>('.person-fields input').value).toBe('Nguyễn Thị La');
  });

  test('in a dialog outlive its closing, and are forgotten once they are saved', async () => {
    const desk = scriptedDesk({ desk: servingDesk, visit: known });
    const screen = await counter(desk);
    await screen.key('8', { altKey: true, code: 'Digit8' });
    await fill(screen, 'Nguyễn Thị Mẹ', '0900 000 001');
    await screen.press('Quay lại');
    await screen.key('8', { altKey: true, code: 'Digit8' });
    expect(fields(screen).slice(0, 2).map(({ value }) => value)).toEqual(['Nguyễn Thị Mẹ', '0900 000 001']);
    await screen.press('Lưu');
    expect(desk.client.inputsOf('visit.set-delivery').map(({ delivery }) => delivery)).toEqual([{ recipient: 'Nguyễn Thị Mẹ', phone: '0900000001', address: examplePerson.address, payer: 'recipient' }]);
    expect(desk.client.inputsOf('visit.keep-typing').at(-1)?.typing).toEqual({});
  });
});

test('what is offered of an earlier dossier and what was taken says which is the result of it', async () => {
  const code = 'H26.149-261020-0041';
  const desk = scriptedDesk({ desk: servingDesk, visit: checkedVisit({}, {}, { earlier: 1 }) });
  const { dossierId, receivedAt } = exampleDossier(3);
  desk.client.answer({ 'visit.earlier': () => ({ dossiers: [], fields: null, papers: ['to-khai', RESULT_PAPER].map((paperId) => ({ dossierId, code, receivedAt, paperId, name: paperId, pages: 1 })) }) });
  const screen = await counter(desk);
  await screen.key('0', { altKey: true, code: 'Digit0' });
  await screen.press('Dùng lại giấy tờ đã nộp');
  expect([...screen.root.querySelectorAll('dialog .earlier-papers .quiet-line')].map(({ textContent }) => textContent.includes(`, kết quả hồ sơ ${code}`))).toEqual([false, true]);
  desk.state.visit = checkedVisit({}, {}, { papers: exampleProcedure.papers.map(({ paperId }, place) => ({ paperId, originals: 0, certified: 0, copies: 0, reused: place > 1 ? null : { code, part: place === 0 ? 'paper' : 'result' }, pages: [] })) });
  await act(async () => desk.tellVisit());
  expect([...screen.root.querySelectorAll('.paper-added')].map(({ textContent }) => textContent)).toEqual([`Tái sử dụng từ hồ sơ ${code}`, `Tái sử dụng từ kết quả hồ sơ ${code}`]);
});

test('a tax code with a wrong digit is doubted beside its field, and taken when the officer saves it once more', async () => {
  const desk = scriptedDesk({ desk: servingDesk, visit: known });
  const screen = await counter(desk);
  await screen.key('7', { altKey: true, code: 'Digit7' });
  await act(async () => {
    const select = screen.find<HTMLSelectElement>('dialog select');
    select.value = 'organisation';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await screen.settle();
  await fill(screen, 'Hợp tác xã Mẫu', '0100109107');
  await screen.press('Lưu');
  expect(fields(screen)[1]?.closest('.field')?.textContent).toContain('Đối chiếu lại từng chữ số');
  expect(desk.client.inputsOf('visit.set-behalf')).toEqual([]);
  // Another doubtful number is another doubt.
  await fill(screen, 'Hợp tác xã Mẫu', '0100109108');
  await screen.press('Lưu');
  expect(desk.client.inputsOf('visit.set-behalf')).toEqual([]);
  await screen.press('Lưu');
  expect(desk.client.inputsOf('visit.set-behalf').at(-1)?.behalf).toMatchObject({ relation: 'representative', owner: { kind: 'organisation', number: '0100109108' } });
});

test('a number that contradicts the year of birth says so beside its field and is saved when the officer presses once more; one that can be nobody’s is not', async () => {
  const desk = scriptedDesk({ desk: servingDesk, visit: exampleVisit() });
  const screen = await counter(desk);
  await screen.press('Nhập bằng tay');
  const [name, idNumber, birthDate] = [...screen.root.querySelectorAll<HTMLInputElement>('.person-form input')];
  if (name === undefined || idNumber === undefined || birthDate === undefined) return expect.fail('the form has its fields');
  await screen.type(name, 'Nguyễn Thị La');
  await screen.type(idNumber, '001985000012');
  await screen.type(birthDate, '09/03/1986');
  const save = () => screen.press(screen.find<HTMLButtonElement>('.person-form button[type="submit"]'));
  await save();
  await save();
  expect([idNumber.closest('.field')?.textContent.includes('chỉ từ 0 đến 3'), desk.client.inputsOf('visit.set-person')]).toEqual([true, []]);
  await screen.type(idNumber, '001185000012');
  await save();
  expect([idNumber.closest('.field')?.textContent.includes('không khớp với năm sinh đã nhập'), desk.client.inputsOf('visit.set-person')]).toEqual([true, []]);
  await save();
  expect(desk.client.inputsOf('visit.set-person').at(-1)?.person).toMatchObject({ idNumber: '001185000012', birthDate: '1986-03-09' });
});

test('a delivery without a number that a postman can call is refused beside the field', async () => {
  const screen = await counter(scriptedDesk({ desk: servingDesk, visit: known }));
  await screen.key('8', { altKey: true, code: 'Digit8' });
  await fill(screen, 'Nguyễn Thị Mẹ', '12');
  await screen.press('Lưu');
  expect(fields(screen)[1]?.closest('.field')?.textContent).toContain('bắt đầu bằng 0');
});

test('an e-mail stands with the person where one was given, and that of an earlier dossier may be taken over', async () => {
  const shown = async (visit: typeof known) => (await counter(scriptedDesk({ desk: servingDesk, visit }))).find('.person-card').textContent;
  expect([(await shown(known)).includes('Thư điện tử'), (await shown({ ...known, person: { ...examplePerson, email: 'lan@example.vn' } })).includes('lan@example.vn')]).toEqual([false, true]);
  const desk = scriptedDesk({ desk: servingDesk, visit: { ...known, person: { ...examplePerson, phone: '0900000009' } } });
  desk.client.answer({ 'visit.earlier': () => ({ dossiers: [], fields: { phone: '0900000009', email: 'lan@example.vn', address: '', oldIdNumber: '', issuedOn: '' }, papers: [] }) });
  const screen = await counter(desk);
  await screen.key('0', { altKey: true, code: 'Digit0' });
  await screen.press('Điền lại thông tin người nộp');
  await screen.press('Lấy lần trước');
  expect(desk.client.inputsOf('visit.set-person').at(-1)?.person).toMatchObject({ email: 'lan@example.vn' });
});

test('earlier dossiers are asked for only once a purpose was pressed, and what is taken over is shown beside what stands there', async () => {
  const desk = scriptedDesk({ desk: servingDesk, visit: known });
  const screen = await counter(desk);
  expect(desk.client.inputsOf('visit.earlier')).toEqual([]);
  await screen.key('0', { altKey: true, code: 'Digit0' });
  expect(desk.client.inputsOf('visit.earlier')).toEqual([]);
  await screen.press('Điền lại thông tin người nộp');
  expect(desk.client.inputsOf('visit.earlier').map(({ purpose }) => purpose)).toEqual(['reuse-details']);
  // Whose it was stands there before anything is taken over.
  expect(screen.find('dialog').textContent).toContain('Nguyễn Thị Khác');
  expect(screen.find('dialog [role="alert"]').textContent).toContain(examplePerson.fullName);
  expect(screen.find('.earlier-table').textContent).toContain('0900000009');
  await screen.press('Lấy lần trước');
  expect(desk.client.inputsOf('visit.set-person').at(-1)?.person).toEqual({ ...examplePerson, phone: '0900000009' });
});

describe('a refusal', () => {
  test('stands in the dialog in which it came and in no other, and is gone when that one is opened anew', async () => {
    const desk = scriptedDesk({ desk: servingDesk, visit: known });
    const screen = await counter(desk);
    await screen.key('8', { altKey: true, code: 'Digit8' });
    await fill(screen, 'Nguyễn Thị Mẹ', '0900 000 001');
    desk.failNext('visit.set-delivery', 'visit.closed');
    await screen.press('Lưu');
    const refusals = (): number => screen.root.querySelectorAll('dialog [role="alert"]').length;
    expect(refusals()).toBe(1);
    await screen.press('Quay lại');
    await screen.key('9', { altKey: true, code: 'Digit9' });
    expect(refusals()).toBe(0);
    await screen.press('Quay lại');
    await screen.key('8', { altKey: true, code: 'Digit8' });
    expect(refusals()).toBe(0);
  });

  test('of a case is tried again beside the case, whatever else failed since', async () => {
    const desk = scriptedDesk({ desk: servingDesk, visit: { ...known, procedure: exampleProcedure, cases: ['Nhà ở', 'Nhà xưởng'] } });
    const screen = await counter(desk);
    await screen.key('2', { altKey: true, code: 'Digit2' });
    desk.failNext('visit.choose-case', 'visit.closed');
    await screen.press(screen.find('input[name="filing-case"]'));
    desk.failNext('visit.set-channel', 'visit.closed');
    await screen.press(screen.find('input[name="filing-channel"][value="post"]'));
    const tries = [...screen.root.querySelectorAll<HTMLButtonElement>('button')].filter(({ textContent }) => textContent.includes('Thử lại'));
    expect(tries).toHaveLength(2);
    await screen.press(must(tries[0], 'two were counted'));
    expect([desk.client.inputsOf('visit.choose-case').length, desk.client.inputsOf('visit.set-channel').length]).toEqual([2, 1]);
  });
});

test('F8 scans for a paper that is on the list', async () => {
  const desk = scriptedDesk({ desk: servingDesk, visit: { ...known, procedure: exampleProcedure } });
  const screen = await counter(desk);
  await screen.key('3', { altKey: true, code: 'Digit3' });
  await act(async () => screen.find<HTMLElement>('.paper:last-child').dispatchEvent(new MouseEvent('mousedown', { bubbles: true })));
  // The paper leaves the list: another case, another relation.
  desk.state.visit = { ...must(desk.state.visit, 'it is open'), procedure: { ...exampleProcedure, papers: exampleProcedure.papers.slice(0, 1) } };
  desk.tellVisit();
  await screen.settle();
  await screen.key('F8');
  expect(desk.client.inputsOf('visit.scan').map(({ paperId }) => paperId)).toEqual([exampleProcedure.papers[0]?.paperId]);
});
