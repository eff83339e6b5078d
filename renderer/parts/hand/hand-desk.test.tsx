// The desk of hand-over and results: what is ticked goes out once, who stands there is found, gets the result for what was typed, and a refusal stays beside the form.

import { act } from 'react';
import { expect, test } from 'vitest';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../tests/fakes/stage.tsx';
import { exampleHandLine, exampleHandovers, exampleResults, exampleReturn } from '../../../tests/gallery/desk/example-hand.ts';
import { handScript } from '../../../tests/gallery/desk/hand-pictures.tsx';
import { must } from '../../../shared/base/must.ts';
import { HandDesk } from './hand-desk.tsx';
import type { HandTab } from './hand-desk.tsx';

const LIST = must(exampleHandovers.lists[0], 'the example has a list');

/** What was brought to the front. */
const opened: (readonly [dossierId: string, pane: string])[] = [];

async function open(start: HandTab, script: Script = {}) {
  const client = scriptedClient({ ...handScript, ...script });
  return { client, screen: await stage(<HandDesk start={start} fields={[]} now={STAGE_NOW} onDossier={(dossierId, pane) => opened.push([dossierId, pane])} />, { client }) };
}
const field = (screen: Awaited<ReturnType<typeof open>>['screen'], label: string): HTMLInputElement => {
  const of = [...screen.root.querySelectorAll('label')].findLast((each) => each.textContent.includes(label))?.htmlFor ?? '';
  return screen.find<HTMLInputElement>(`[id="${of}"]`);
};

test('what is ticked goes out as one list, to the unit that is written, on the usual printer', async () => {
  const { client, screen } = await open('out', { 'handover.make': () => LIST });
  expect(screen.button('Bàn giao 0 hồ sơ').disabled).toBe(true);
  for (const code of ['H26.149-261124-0001', 'H26.149-261124-0002']) await screen.press(screen.find(`input[aria-label="${code}"]`));
  await screen.type(field(screen, 'Người nhận'), 'Hoàng Mẫu');
  await screen.press('Bàn giao 2 hồ sơ');
  expect(client.inputsOf('handover.make')).toMatchObject([{ unit: 'Phòng Văn hóa – Xã hội', toName: 'Hoàng Mẫu', dossierIds: [exampleHandLine(1).dossierId, exampleHandLine(2).dossierId], printer: { kind: 'system', name: 'van-phong' }, slips: false }]);
  expect(screen.words()).toContain('Đã lập phiếu bàn giao số 128/2026');
  await screen.end();
});

test('the other side’s word is noted with what it sends back', async () => {
  const { client, screen } = await open('out', { 'handover.receive': () => LIST });
  await screen.press('Ghi bên nhận đã ký');
  const select = screen.find<HTMLSelectElement>('dialog select');
  await act(async () => {
    select.value = 'paper-missing';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await screen.settle();
  await screen.press('Ghi đã nhận');
  expect(client.inputsOf('handover.receive')).toMatchObject([{ listId: LIST.listId, receivedBy: 'Hoàng Văn Mẫu', refused: [{ dossierId: LIST.items[0]?.dossierId, why: 'paper-missing' }] }]);
  await screen.end();
});

test('results that came are ticked and noted with their place; a refusal wants its reason', async () => {
  const { client, screen } = await open('working', { 'result.arrive': ({ dossierIds }) => ({ count: dossierIds.length }) });
  await screen.press(screen.find('input[aria-label="H26.149-261124-0001"]'));
  await screen.type(field(screen, 'Để ở'), 'Tủ B');
  await screen.press(screen.find('input[value=refusal]'));
  expect(screen.button('Ghi 1 kết quả').disabled).toBe(true);
  await screen.press(screen.find('input[value=paper]'));
  await screen.press('Ghi 1 kết quả');
  expect(client.inputsOf('result.arrive')).toMatchObject([{ dossierIds: [exampleHandLine(1).dossierId], kind: 'paper', place: 'Tủ B', reason: '' }]);
  expect(screen.words()).toContain('Đã ghi 1 kết quả');
  await screen.end();
});

test('a result goes with the day that stands on it; what is wrong with it stands beside it until it is typed over', async () => {
  const { client, screen } = await open('working', { 'result.arrive': () => { throw refusal('result.day', { today: '24/11/2026' }); } });
  await screen.press(screen.find('input[aria-label="H26.149-261124-0001"]'));
  await screen.type(field(screen, 'Ngày của kết quả'), '31/02/2026');
  await screen.press('Ghi 1 kết quả');
  expect([...screen.root.querySelectorAll('[data-tone="error"].field-remark')].map(({ textContent }) => textContent)).toEqual([expect.stringContaining('không sau hôm nay, ví dụ 24/11/2026')]);
  client.answer({ 'result.arrive': () => ({ count: 1 }) });
  await screen.type(field(screen, 'Ngày của kết quả'), '23/11/2026');
  expect(screen.root.querySelector('.field-remark[data-tone="error"]')).toBeNull();
  await screen.press('Ghi 1 kết quả');
  expect(client.inputsOf('result.arrive').map(({ issuedOn }) => issuedOn)).toEqual(['31/02/2026', '23/11/2026']);
  expect(field(screen, 'Ngày của kết quả').value).toBe('');
  await screen.end();
});

test('a wish for papers goes with the day that is proposed or typed; what the station says of it stands beside it until it is typed over', async () => {
  const { client, screen } = await open('working', { 'result.arrive': () => { throw refusal('supplement.day-closed', { next: '21/12/2026' }); } });
  await screen.press(screen.find('input[aria-label="H26.149-261124-0001"]'));
  await screen.press(screen.find('input[value=supplements]'));
  expect([field(screen, 'Hạn bổ sung').value, screen.words().includes('Cài đặt đề nghị 15 ngày làm việc')]).toEqual(['16/12/2026', true]);
  await screen.type(field(screen, 'Hạn bổ sung'), '20/12/2026');
  await screen.type(field(screen, 'Lý do'), 'Thiếu chữ ký');
  await screen.press('Ghi 1 kết quả');
  expect(screen.find('.field-remark[data-tone="error"]').textContent).toContain('Ngày làm việc gần nhất là 21/12/2026');
  await screen.type(field(screen, 'Hạn bổ sung'), '21/12/2026');
  expect(screen.root.querySelector('.field-remark[data-tone="error"]')).toBeNull();
  await screen.press('Ghi 1 kết quả');
  expect(client.inputsOf('result.arrive').map(({ supplementBy }) => supplementBy)).toEqual(['20/12/2026', '21/12/2026']);
  // What was sent is not the next one's.
  client.answer({ 'result.arrive': () => ({ count: 1 }) });
  await screen.press('Ghi 1 kết quả');
  expect([field(screen, 'Hạn bổ sung').value, field(screen, 'Lý do').value]).toEqual(['16/12/2026', '']);
  await screen.end();
});

test('who waits for papers stands with how long, until when, what was asked and whom to call; the dossier opens, or its form 02, and one whose day is over may be refused', async () => {
  opened.length = 0;
  const { screen } = await open('asked');
  for (const seen of ['11 ngày', 'Thiếu bản sao quyết định ly hôn', 'Điện thoại …047', 'Do Thành phố yêu cầu']) expect(screen.words()).toContain(seen);
  await screen.press('Nhận bổ sung H26.149-261124-0011');
  await screen.press('In lại phiếu 02 H26.149-261124-0012');
  await screen.press('Từ chối H26.149-261124-0011');
  expect(opened).toEqual([[exampleHandLine(11).dossierId, 'look'], [exampleHandLine(12).dossierId, 'forms'], [exampleHandLine(11).dossierId, 'move']]);
  const days = [...screen.root.querySelectorAll('tbody tr')].map((line) => line.querySelectorAll('td')[5]?.textContent.trim());
  expect([days, screen.words().match(/Từ chối/gu)?.length]).toEqual([['20/11/2026 Quá hạn', 'Không ghi hạn'], 1]);
  await screen.end();
});

test('the one dossier that is found comes to the front; several are a choice, none is said', async () => {
  const { client, screen } = await open('waiting', { 'result.find': ({ text }) => ({ found: text === 'một' ? [exampleHandLine(5)] : text === 'hai' ? [exampleHandLine(5), exampleHandLine(6)] : [], more: text === 'hai' ? 7 : 0 }) });
  for (const [text, seen] of [['không', 'Không tìm thấy hồ sơ nào'], ['hai', 'Còn 7 hồ sơ nữa, gõ thêm để thu hẹp.'], ['một', 'Trả kết quả hồ sơ']] as const) {
    await screen.type(field(screen, 'Mã hồ sơ, mã QR'), text);
    await screen.press('Tìm');
    expect(screen.words()).toContain(seen);
  }
  expect(client.inputsOf('result.read')).toEqual([{ dossierId: exampleHandLine(5).dossierId }]);
  await screen.end();
});

test('a result is given out for the number that was shown; what is refused stays beside the form, and then the signature is asked for', async () => {
  const done = exampleReturn({ kind: null, returned: { at: exampleHandLine(5).receivedAt, manner: 'by-hand', toName: 'NGUYỄN HỮU ƯỚC', tracking: '', isSigned: false } });
  const { client, screen } = await open('waiting', { 'result.return': ({ give }) => ('shown' in give && give.shown === '001185000012' ? done : Promise.reject(refusal('result.wrong-person'))), 'result.sign': () => done });
  await screen.press('Trả, gọi');
  expect(screen.button(/^Trả kết quả$/).disabled).toBe(true);
  await screen.type(field(screen, 'Số trên giấy tờ'), '001080000034');
  await screen.press(/^Trả kết quả$/);
  expect(screen.words()).toContain('result.wrong-person');
  await screen.type(field(screen, 'Số trên giấy tờ'), '001185000012');
  await screen.press(/^Trả kết quả$/);
  expect(client.inputsOf('result.return')).toMatchObject([{}, { give: { manner: 'by-hand', to: 'applicant', shown: '001185000012', receipt: 'taken-back' }, papersBack: ['Giấy chứng sinh', 'Giấy chứng nhận kết hôn'], unpaidReason: '' }]);
  await screen.press(/^Đã ký nhận$/);
  expect(client.inputsOf('result.sign')).toHaveLength(1);
  await screen.end();
});

test('what the post has brought says so in front, and what is under way with the post does not', async () => {
  const sent = (isSigned: boolean) => exampleReturn({ kind: null, returned: { at: exampleHandLine(5).receivedAt, manner: 'by-post', toName: 'NGUYỄN HỮU ƯỚC', tracking: 'EB123456789VN', isSigned } });
  for (const [isSigned, seen] of [[true, true], [false, false]] as const) {
    const { screen } = await open('waiting', { 'result.read': () => sent(isSigned) });
    await screen.press('Trả, gọi');
    expect([screen.words().includes('EB123456789VN'), screen.words().includes('Bưu điện đã phát đến người nhận.')]).toEqual([true, seen]);
    await screen.end();
  }
});

test('what is owed holds the result back until somebody writes why not', async () => {
  const { screen } = await open('waiting', { 'result.read': () => exampleReturn({ unpaid: 96_000 }) });
  await screen.press('Trả, gọi');
  await screen.type(field(screen, 'Số trên giấy tờ'), '001185000012');
  expect(screen.words()).toContain('96.000');
  expect(screen.button(/^Trả kết quả$/).disabled).toBe(true);
  await screen.type(field(screen, 'Lý do vẫn trả'), 'miễn');
  expect(screen.button(/^Trả kết quả$/).disabled).toBe(false);
  await screen.end();
});

test('a call is kept, and today’s list for the post is shown where something went', async () => {
  const { client, screen } = await open('waiting', { 'result.call': () => ({ calls: 3 }) });
  await screen.press('Trả, gọi');
  await screen.press('Đã gọi điện');
  expect(client.inputsOf('result.call')).toMatchObject([{ manner: 'phoned', note: '' }]);
  await screen.end();
  const given = await open('given');
  expect(given.screen.button('Phiếu bàn giao cho bưu điện hôm nay').disabled).toBe(false);
  expect(given.screen.words()).toContain('EB123456789VN');
  expect(exampleResults.returned).toHaveLength(3);
  await given.screen.end();
});

test('what is not shown is said: more dossiers than a list has, and older lists that nobody signed for', async () => {
  const { screen } = await open('out', { 'handover.read': () => ({ ...exampleHandovers, isCut: true, olderOpen: 3 }) });
  expect(screen.words()).toContain('Còn nhiều hồ sơ khác chưa hiện ở đây');
  expect(screen.words()).toContain('Còn 3 phiếu cũ hơn chưa ghi ký nhận');
  await screen.end();
});
