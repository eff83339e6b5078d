// A dossier in the hands of its officer: read whole, moved by legal steps, put right with what was seen, noted on, given up.

import { act } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import { atCityScript, cityDetail, offeredSupplement, overdueDetail, stationDetail } from '../../../tests/gallery/desk/example-dossier.ts';
import { exampleDossiers, examplePoint } from '../../../tests/gallery/desk/example-point.ts';
import { refusal } from '../../../tests/fakes/scripted-client.ts';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { CounterScreen } from '../../screens/counter/counter-screen.tsx';
import { textsOf } from '../texts/use-texts.tsx';
import { historyText } from './dossier-history.tsx';

const BINDINGS = ['0190a8b0-0000-7000-8000-0000000000b1', '0190a8b0-0000-7000-8000-0000000000b2'] as const;

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

async function dossier(detail: DossierDetail): Promise<readonly [Stage, ScriptedDesk]> {
  const desk = scriptedDesk({ dossiers: [detail.dossier, ...exampleDossiers.slice(0, 1)] });
  desk.client.answer({ 'dossier.read': () => detail, ...atCityScript() });
  open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client });
  await open.press(detail.dossier.ticketNumber);
  return [open, desk];
}
const field = (screen: Stage, label: string): HTMLInputElement => {
  const found = [...screen.root.querySelectorAll('dialog label')].find((one) => one.textContent === label);
  return found?.parentElement?.querySelector('input') ?? expect.fail(`a field called ${label}`);
};
const confirm = (screen: Stage): HTMLButtonElement => screen.find('dialog .dialog-actions button:last-child');

describe('looked at', () => {
  test('it says of papers that were taken again whether they were papers of the earlier dossier or its result', async () => {
    const [paper] = stationDetail.papers;
    const papers = (['paper', 'result'] as const).map((part) => ({ ...paper, name: part, originals: 0, certified: 0, copies: 0, outsideReason: null, reused: { code: 'H26.149-261020-0041', part } }));
    const [screen] = await dossier({ ...stationDetail, papers });
    expect([...screen.root.querySelectorAll('dialog section[aria-label="Khi tiếp nhận"] dd')].map(({ textContent }) => textContent)).toEqual(['Tái sử dụng từ hồ sơ H26.149-261020-0041', 'Tái sử dụng từ kết quả hồ sơ H26.149-261020-0041']);
  });

  test('numbers are masked until asked for, and moves are told by their names', async () => {
    const [screen, { client }] = await dossier(cityDetail);
    expect(client.inputsOf('dossier.read')).toEqual([{ dossierId: cityDetail.dossier.dossierId }]);
    expect(screen.find('dialog').textContent).toContain('001******012');
    expect(screen.find('dialog').textContent).not.toContain(cityDetail.applicant.idNumber);
    await screen.press('Hiện đủ số căn cước và điện thoại');
    expect(screen.find('dialog').textContent).toContain(cityDetail.applicant.idNumber);
    const items = [...screen.root.querySelectorAll('.dossier-history li')].map((item) => item.textContent);
    expect(items[0]).toContain('Đã tiếp nhận → Đang giải quyết: Bàn giao trong ngày');
    expect(items).toHaveLength(4);
  });

  test('keys of the counter wait until it is closed', async () => {
    const [screen, { client }] = await dossier(stationDetail);
    await screen.key('F2');
    expect(client.inputsOf('queue.next')).toEqual([]);
    await screen.press('Đóng');
    await screen.key('F2');
    expect(client.inputsOf('queue.next')).toHaveLength(1);
  });

  test('it is read again when dossiers change, and what was known stays when that fails', async () => {
    const [screen, { client }] = await dossier(stationDetail);
    client.answer({ 'dossier.read': () => cityDetail });
    await act(async () => client.emit('dossiers.changed', {}));
    await screen.settle();
    expect(screen.words()).toContain('có hiệu lực nếu Thành phố chưa quyết định khác');
    client.answer({ 'dossier.read': () => { throw refusal('store.failed'); } });
    await act(async () => client.emit('dossiers.changed', {}));
    await screen.settle();
    expect(screen.words()).toContain('Máy này không ghi được dữ liệu');
    expect(screen.words()).toContain('có hiệu lực nếu Thành phố chưa quyết định khác');
  });
});

describe('its document', () => {
  test('is fetched piece by piece, also while it is still being bound, and saved under the dossier’s code', async () => {
    const [screen, { client }] = await dossier(cityDetail);
    const asked: number[] = [];
    const links: string[] = [];
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      links.push(this.download);
    });
    const saved: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) saved.push(blob);
      return 'blob:document';
    });
    client.answer({
      'dossier.document': ({ from }) => {
        asked.push(from);
        return asked.length === 1 ? { binding: null, bytes: null, missing: 0, base64: '' } : { binding: BINDINGS[0], bytes: 7, missing: 0, base64: btoa(from === 0 ? '%PDF' : '-ok') };
      },
    });
    await screen.press('Tải PDF');
    await screen.settle();
    expect([asked, links, screen.words().includes('Đã tải xong.')]).toEqual([[0, 0, 4], ['H26.149-261124-0007.pdf'], true]);
    expect([saved[0]?.type, await saved[0]?.text()]).toEqual(['application/pdf', '%PDF-ok']);
    clicked.mockRestore();
    vi.restoreAllMocks();
  });

  test('is fetched anew where another was bound meanwhile, a few times at most, and says how many pages are missing in it', async () => {
    const [screen, { client }] = await dossier(cityDetail);
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const saved: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) saved.push(blob);
      return 'blob:document';
    });
    let begun = 0;
    const [first, second] = BINDINGS;
    client.answer({
      'dossier.document': ({ binding, from }) => {
        if (binding === null) return { binding: (begun += 1) === 1 ? first : second, bytes: 7, missing: begun, base64: btoa(begun === 1 ? '%OLD' : '%PDF') };
        return binding === first ? { binding: null, bytes: null, missing: 0, base64: '' } : { binding, bytes: 7, missing: 2, base64: btoa(from === 4 ? '-ok' : '') };
      },
    });
    await screen.press('Tải PDF');
    await screen.settle();
    expect([await saved[0]?.text(), screen.words().includes('tài liệu thiếu 2 trang')]).toEqual(['%PDF-ok', true]);
    client.answer({ 'dossier.document': ({ binding }) => (binding === null ? { binding: first, bytes: 7, missing: 0, base64: btoa('%OLD') } : { binding: null, bytes: null, missing: 0, base64: '' }) });
    await screen.press('Tải PDF');
    await screen.settle();
    expect([saved.length, client.inputsOf('dossier.document').filter(({ binding }) => binding === null).length, screen.root.querySelector('.notice') === null]).toEqual([1, 6, false]);
    vi.restoreAllMocks();
  });

  test('that cannot be fetched says why, and what is wanting in it is told', async () => {
    const [screen, { client }] = await dossier({ ...cityDetail, document: { parts: 2, pages: 120, due: 3, unread: 1, asIs: 0, gone: 0, overBudget: 0 } });
    expect(screen.words()).toContain('còn 3 trang đang nhận dạng chữ');
    expect(screen.words()).toContain('1 trang không nhận dạng được chữ.');
    client.answer({ 'dossier.document': () => { throw refusal('store.failed'); } });
    await screen.press('Tải PDF phần 2/2');
    await screen.settle();
    expect(client.inputsOf('dossier.document')).toEqual([{ dossierId: cityDetail.dossier.dossierId, part: 2, binding: null, from: 0 }]);
    expect(screen.words()).toContain('Máy này không ghi được dữ liệu');
  });
});

describe('moved on', () => {
  test('only legal steps are offered, those that a citizen asks about want a reason, and a refusal stays in front', async () => {
    const [screen, { client }] = await dossier(cityDetail);
    await screen.press('Chuyển trạng thái');
    expect([...screen.root.querySelectorAll('dialog .choice')].map((choice) => choice.textContent)).toEqual(['Cần bổ sung giấy tờ', 'Cần thực hiện nghĩa vụ tài chính', 'Người nộp xin rút hồ sơ', 'Đã dừng giải quyết', 'Đã có kết quả, mời đến nhận']);
    expect(confirm(screen).disabled).toBe(true);
    await screen.press(screen.find('dialog .choice:nth-of-type(1) input'));
    expect(confirm(screen).disabled).toBe(true);
    await screen.type(field(screen, 'Lý do'), 'Thiếu giấy chứng nhận kết hôn');
    client.answer({ 'dossier.move': () => { throw refusal('dossier.illegal-move', { from: 4, to: 5 }); } });
    await screen.press(confirm(screen));
    expect(screen.words()).toContain('không chuyển sang trạng thái đã chọn được');
    client.answer({ 'dossier.move': () => ({ ...cityDetail, dossier: { ...cityDetail.dossier, status: 5 } }) });
    await screen.press(confirm(screen));
    expect(client.inputsOf('dossier.move').at(-1)).toMatchObject({ to: 5, reason: 'Thiếu giấy chứng nhận kết hôn' });
    expect(screen.words()).toContain('Đã chuyển trạng thái.');
  });

  test('papers asked for a second time: told in red what it costs, and sent only with a tick and a reason', async () => {
    const { receivedAt, dueAt } = cityDetail.dossier;
    const [screen, { client }] = await dossier({ ...cityDetail, promisedAt: receivedAt, waits: [{ requestedAt: receivedAt, completedAt: dueAt }] });
    expect(screen.find('dialog').textContent).toContain('hẹn ban đầu');
    await screen.press('Chuyển trạng thái');
    await screen.press(screen.find('dialog .choice:nth-of-type(1) input'));
    expect(screen.words()).toContain('Yêu cầu bổ sung lần 2: hồ sơ sẽ bị tính quá hạn');
    await screen.type(field(screen, 'Lý do'), 'Giấy cũ hết hạn');
    expect(confirm(screen).disabled).toBe(true);
    await screen.press(screen.find('dialog .notice input[type="checkbox"]'));
    client.answer({ 'dossier.move': () => cityDetail });
    await screen.press(confirm(screen));
    expect(client.inputsOf('dossier.move')).toMatchObject([{ to: 5, reason: 'Giấy cũ hết hạn', countsAsLate: true }]);
  });

  test('papers are asked for until a day: the proposed one stands there, another may be typed, and a refusal of it stands beside it', async () => {
    const [screen, { client }] = await dossier(cityDetail);
    await screen.press('Chuyển trạng thái');
    expect(screen.words()).not.toContain('Hạn bổ sung');
    await screen.press(screen.find('dialog .choice:nth-of-type(1) input'));
    expect(field(screen, 'Hạn bổ sung').value).toBe('16/12/2026');
    await screen.type(field(screen, 'Lý do'), 'Thiếu giấy');
    await screen.type(field(screen, 'Hạn bổ sung'), '01/11/2026');
    client.answer({ 'dossier.move': () => { throw refusal('supplement.day-past'); } });
    await screen.press(confirm(screen));
    expect(screen.find('dialog .field-remark[data-tone="error"]').textContent).toContain('Hạn bổ sung đã qua');
    await screen.type(field(screen, 'Hạn bổ sung'), '18/12/2026');
    expect(screen.root.querySelector('dialog .field-remark[data-tone="error"]')).toBeNull();
    client.answer({ 'dossier.move': () => cityDetail });
    await screen.press(confirm(screen));
    expect(client.inputsOf('dossier.move').map(({ supplementBy }) => supplementBy)).toEqual(['01/11/2026', '18/12/2026']);
  });

  test('once the day for the papers is over a refusal has its words ready, which the officer may change, and no other step has them', async () => {
    const [screen, { client }] = await dossier(overdueDetail);
    client.answer({ 'dossier.offer-supplement': () => ({ ...offeredSupplement, past: { day: overdueDetail.supplementBy ?? expect.fail('it has a day'), reason: 'Quá thời hạn bổ sung' } }) });
    expect(screen.words()).toContain('đến hết ngày 20/11/2026, đã quá hạn');
    await screen.press('Chuyển trạng thái');
    expect(screen.words()).toContain('Đã quá hạn bổ sung (hết ngày 20/11/2026)');
    const choices = (): readonly HTMLInputElement[] => [...screen.root.querySelectorAll<HTMLInputElement>('dialog .choice input')];
    await screen.press(choices()[1] ?? expect.fail('a refusal is legal'));
    expect(field(screen, 'Lý do').value).toBe('Quá thời hạn bổ sung');
    await screen.press(choices()[0] ?? expect.fail('going on is legal'));
    expect(field(screen, 'Lý do (nếu có)').value).toBe('');
    await screen.type(field(screen, 'Lý do (nếu có)'), 'Người nộp xin thôi');
    await screen.press(choices()[1] ?? expect.fail('a refusal is legal'));
    client.answer({ 'dossier.move': () => cityDetail });
    await screen.press(confirm(screen));
    expect(client.inputsOf('dossier.move')).toMatchObject([{ to: 3, reason: 'Người nộp xin thôi' }]);
  });

  test('a wait that was begun without a day says so', async () => {
    const [screen] = await dossier({ ...overdueDetail, supplementBy: null });
    expect(screen.words()).toContain('không ghi hạn');
  });

  test('a result that is there needs no reason', async () => {
    const [screen, { client }] = await dossier(cityDetail);
    await screen.press('Chuyển trạng thái');
    await screen.press(screen.find('dialog .choice:nth-of-type(5) input'));
    client.answer({ 'dossier.move': () => cityDetail });
    await screen.press(confirm(screen));
    expect(client.inputsOf('dossier.move')).toMatchObject([{ to: 9, reason: '' }]);
  });
});

describe('put right', () => {
  test('only what changed is sent, with the revision that the officer saw when he began', async () => {
    const [screen, { client }] = await dossier(stationDetail);
    await screen.press('Sửa thông tin');
    await screen.type(field(screen, 'Ngày sinh'), '31/02/1985');
    expect(screen.words()).toContain('Không có ngày này trong lịch.');
    await screen.type(field(screen, 'Ngày sinh'), '01/03/1985');
    expect([screen.words().includes('Trước đây: 09/03/1985'), confirm(screen).disabled]).toEqual([true, true]);
    await screen.type(field(screen, 'Lý do'), 'Đọc nhầm thẻ');
    client.answer({ 'dossier.read': () => ({ ...stationDetail, revision: 2 }) });
    await act(async () => client.emit('dossiers.changed', {}));
    await screen.settle();
    expect(screen.words()).toContain('Thành phố vừa sửa hồ sơ này.');
    client.answer({ 'dossier.correct': () => ({ ...stationDetail, revision: 2 }) });
    await screen.press(confirm(screen));
    expect(client.inputsOf('dossier.correct')).toMatchObject([{ revision: 1, fields: { birthDate: '1985-03-01' }, reason: 'Đọc nhầm thẻ' }]);
    expect(Object.keys(client.inputsOf('dossier.correct')[0]?.fields ?? {})).toEqual(['birthDate']);
  });

  test('an e-mail that is none is refused beside its field, and one that is goes', async () => {
    const [screen, { client }] = await dossier(stationDetail);
    await screen.press('Sửa thông tin');
    await screen.type(field(screen, 'Thư điện tử (email)'), 'lan@');
    await screen.type(field(screen, 'Lý do'), 'Bổ sung');
    expect([screen.words().includes('Địa chỉ thư điện tử chưa đúng.'), confirm(screen).disabled]).toEqual([true, true]);
    await screen.type(field(screen, 'Thư điện tử (email)'), 'lan@example.vn');
    client.answer({ 'dossier.correct': () => stationDetail });
    await screen.press(confirm(screen));
    expect(client.inputsOf('dossier.correct')).toMatchObject([{ fields: { email: 'lan@example.vn' } }]);
  });

  test('a value that the station refuses is marked at its field', async () => {
    const [screen, { client }] = await dossier(stationDetail);
    await screen.press('Sửa thông tin');
    await screen.type(field(screen, 'Số căn cước'), '00118500001');
    await screen.type(field(screen, 'Lý do'), 'Gõ thiếu');
    client.answer({ 'dossier.correct': () => { throw refusal('request.invalid', { field: 'idNumber' }); } });
    await screen.press(confirm(screen));
    expect(field(screen, 'Số căn cước').getAttribute('aria-invalid')).toBe('true');
  });
});

test('a note and giving up take their words, once, also where the outcome was not known', async () => {
  const [screen, { client }] = await dossier(stationDetail);
  await screen.press('Ghi chú');
  await screen.type(field(screen, 'Nội dung ghi chú'), 'Chờ bản sao');
  client.answer({ 'dossier.note': () => { throw refusal('station.unreachable'); } });
  await screen.press(confirm(screen));
  await screen.press('Quay lại');
  client.answer({ 'dossier.note': () => stationDetail });
  await screen.press('Thử lại');
  expect(new Set(client.inputsOf('dossier.note').map(({ requestId }) => requestId)).size).toBe(1);
  await screen.press('Hủy hồ sơ');
  expect(confirm(screen).disabled).toBe(true);
  await screen.type(field(screen, 'Lý do'), 'Mở nhầm');
  client.answer({ 'dossier.void': () => ({ ...stationDetail, isVoided: true, nextStatuses: [] }) });
  await screen.press(confirm(screen));
  expect(client.inputsOf('dossier.void')).toMatchObject([{ reason: 'Mở nhầm' }]);
  expect([...screen.root.querySelectorAll('dialog .dialog-actions button')].map((button) => button.textContent)).toEqual(['In giấy tờ', 'Ghi chú', 'ĐóngEsc']);
});

test('a status that this screen has no name for is shown by its number', () => {
  const entry = { at: cityDetail.dossier.receivedAt, type: 'dossier.moved', actor: 'city', officer: '', text: '4 → 77', isAtCity: true };
  expect(historyText(entry, textsOf('vi', () => undefined))).toBe('Đang giải quyết → 77');
});
