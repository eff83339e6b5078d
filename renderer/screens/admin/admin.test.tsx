// The admin window in each state, and its few acts: trying the city now, deciding over prints, going through its sections by keys.

import { act } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import { adminStates } from '../../../tests/gallery/desk/other-states.tsx';
import { loadingUpdates, quietUpdates, stickUpdates, waitingUpdates } from '../../../tests/gallery/desk/example-updates.ts';
import { exampleLetters, exampleNotices } from '../../../tests/gallery/desk/example-care.ts';
import { emptyOutbox, examplePrints, fullOutbox, goodHealth } from '../../../tests/gallery/desk/example-model.ts';
import { exampleSetup } from '../../../tests/gallery/desk/example-setup.ts';
import { badNumbers, exampleAccess, exampleBackups, longHistory } from '../../../tests/gallery/desk/example-store.ts';
import { exampleDossiers, exampleJob, examplePerson, examplePoint, goodSync, minutesAgo } from '../../../tests/gallery/desk/example-point.ts';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { ScriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { textTables } from '../../parts/texts/tables.ts';
import { textsOf } from '../../parts/texts/use-texts.tsx';
import { HEAD_TABS } from './admin-model.ts';
import { AdminScreen } from './admin-screen.tsx';
import { checkSentence } from './health/check-sentence.ts';
import { HealthSection } from './health/health-section.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

const SAID: Readonly<Record<string, string>> = {
  loading: 'Đang đọc…',
  health: 'Mọi mục tự kiểm đều đạt',
  'health-bad': '1 mục không đạt, 7 mục cần để ý',
  'health-losing': 'còn thiếu 4 việc, số 3987–3989, 4010; Thành phố cũng không có.',
  'health-failed': 'Dữ liệu đang được một chương trình khác mở',
  'health-lost': 'Mất kết nối với trạm từ',
  outbox: 'Không có sự kiện nào chờ gửi.',
  'outbox-full': 'Ngày tiếp nhận không hợp lý, có thể do đồng hồ của máy sai.',
  'letters-done': 'Đã gửi lại: T149-K1-000003-3.',
  'letters-failed': 'Chưa liên lạc được với máy chủ của điểm',
  notices: 'Giấy đã in mang mã của hồ sơ khác: in lại giấy tiếp nhận.',
  'notices-settled': 'Đã gửi đề nghị của quầy cho hồ sơ H26.149-261124-0001.',
  'letter-reading': 'Đang tải…',
  'letter-not-read': 'Mục này không còn trong danh sách',
  'letter-edit': 'Thành phố không nhận ô này. Xin sửa lại.',
  'letter-edit-refused': 'Ô này vẫn chưa đúng.',
  'letter-withdraw': 'Lý do rút',
  prints: 'Mọi bản in hôm nay đều đã ra giấy.',
  'prints-waiting': 'Không thấy máy in',
  dossiers: 'H26.149-261124-0007',
  'dossier-open': 'Đã tiếp nhận → Đang giải quyết: Bàn giao trong ngày',
  'dossier-over': 'Xóa dữ liệu cá nhân',
  'dossier-erase': 'Bản sao lưu cũ hết hạn sau 14 ngày.',
  'dossiers-found': 'H26.149-261124-0007',
  'dossiers-not-found': 'Không có hồ sơ nào của điểm này khớp với T149-K1-000001-8.',
  'dossiers-empty': 'Hôm nay chưa tiếp nhận hồ sơ nào.',
  access: 'Hiện 6 lần xem mới nhất trong 612',
  'access-loading': 'Đang đọc…',
  'access-empty': 'Đã tạo tệp truy-cap-2026-11-24.csv.',
  'access-refused': 'Xuất tệp CSV',
  updates: 'Chưa có bản nào mới hơn bản đang chạy.',
  'updates-loading': 'Đang tải: 42 %',
  'updates-waiting': 'Đang chờ: ngoài giờ làm việc, quầy đang tiếp người dân, bản in đang chờ.',
  'updates-stick': 'Không thấy thư mục «mot-cua-update» trên USB.',
  'updates-held': 'Ổ đĩa không đủ chỗ cho bản cập nhật.',
  'updates-bad': 'Chữ ký của bản cập nhật không đúng',
  'updates-unstarted': 'chưa có ai mở chương trình',
  'updates-stuck': 'ba lần đều không đưa được bản cũ trở lại',
  'updates-unmanaged': 'Máy này chưa có bộ cập nhật đi kèm',
  data: '3 bản cũ hơn',
  'data-loading': 'Đang đọc…',
  'data-bad': 'Còn thiếu 4 việc, số 3987–3989, 4010.',
  'data-busy': 'Đang sao lưu và đọc lại…',
  'data-refused': 'Không dựng lại được dữ liệu từ nhật ký',
  'data-rebuilt': 'Đã đọc 4.112 việc trong nhật ký. Mọi dòng đều đúng',
  'data-lost': 'Mất kết nối với trạm từ',
};

test('every state has its words here', () => {
  expect(Object.keys(SAID)).toEqual(Object.keys(adminStates));
});

test.each(Object.entries(SAID))('%s says «%s»', async (name, words) => {
  open = await stage(adminStates[name], { client: scriptedClient({}) });
  expect(open.words()).toContain(words);
});

describe('self-checks', () => {
  const vi = textsOf('vi', () => undefined);
  test('each check of the station has a sentence for each outcome in both languages', () => {
    for (const language of ['vi', 'en'] as const) {
      for (const { name, number, at, params } of goodHealth.checks) {
        for (const state of ['store', 'log-seal', 'backup'].includes(name) ? (['ok', 'warning', 'failed', 'pending'] as const) : (['ok', 'warning', 'failed'] as const)) {
          const key = `health.${name}.${state}.`;
          const reasons = [undefined, ...Object.keys(textTables[language]).filter((one) => one.startsWith(key)).map((one) => one.slice(key.length))];
          for (const reason of reasons) {
            const said = { ...params, shell: 'standin', detail: 'malformed', sequence: 7, edition: 4, since: minutesAgo(90), trueAt: minutesAgo(1), missing: 4, returned: 56, ranges: '812–814', ...(reason === undefined ? {} : { reason }) };
            const sentence = checkSentence({ number, name, state, at, params: said }, textsOf(language, () => undefined));
            expect(sentence, `${key}${reason ?? ''}`).not.toMatch(/…|chưa có lời giải thích|no sentence for it/u);
          }
        }
      }
    }
  });

  test('each verdict stands beside the time when it was made, and one that is not made yet passes for none', async () => {
    const pending = goodHealth.checks.map((check) => (check.name === 'log-seal' ? { ...check, state: 'pending' as const, at: null } : check));
    open = await stage(<HealthSection health={{ ...goodHealth, checks: pending }} now={goodHealth.at} />, { client: scriptedClient({}) });
    const cells = [...open.root.querySelectorAll('tbody tr')].map((row) => row.lastElementChild?.textContent);
    expect([cells[1], cells[2], cells[3]]).toEqual([vi.moment(minutesAgo(43), goodHealth.at), '–', vi.moment(goodHealth.at, goodHealth.at)]);
    expect(open.words()).toContain('1 mục đang kiểm');
    expect(open.words()).not.toContain('Mọi mục tự kiểm đều đạt');
  });

  test('a check that this screen does not know is shown all the same', () => {
    expect(checkSentence({ number: 99, name: 'moon', state: 'failed', at: null, params: {} }, vi)).toBe('Mục «moon»: Không đạt. Màn hình này chưa có lời giải thích cho mục.');
  });

  test('what a broken check says of itself stands behind its sentence', () => {
    expect(checkSentence({ number: 9, name: 'prints', state: 'failed', at: null, params: { detail: 'SqliteError' } }, vi)).toBe('Không đọc được danh sách bản in. (SqliteError)');
  });
});

function station(): ScriptedClient {
  return scriptedClient({
    'health.read': () => goodHealth,
    'outbox.read': () => fullOutbox,
    'dead-letter.list': () => ({ letters: [...exampleLetters] }),
    'notice.list': () => ({ notices: [...exampleNotices] }),
    'access.list': () => exampleAccess,
    'backup.list': () => ({ backups: [...exampleBackups] }),
    'store.history': () => longHistory,
    'numbers.read': () => badNumbers,
    'print.list': () => ({ jobs: [...examplePrints] }),
    'dossier.list': () => ({ dossiers: [...exampleDossiers] }),
    'sync.now': () => goodSync,
    'update.read': () => quietUpdates,
    'setup.read': () => exampleSetup(),
    'setup.find': () => ({ devices: [], isSearching: false }),
  });
}
async function admin(client: ScriptedClient): Promise<Stage> {
  open = await stage(<AdminScreen point={examplePoint('admin')} />, { client });
  return open;
}

describe('the sections', () => {
  test('arrow keys go through them and the focus goes along', async () => {
    const screen = await admin(station());
    screen.find('[role="tab"]').focus();
    await screen.key('ArrowRight');
    expect(document.activeElement?.textContent).toContain('Cài đặt thiết bị');
    await screen.key('ArrowRight');
    expect(document.activeElement?.textContent).toContain('Hàng chờ gửi');
    expect(screen.words()).toContain('Sự kiện chờ gửi');
    for (let presses = 0; presses < 3; presses += 1) await screen.key('ArrowLeft');
    expect(document.activeElement?.textContent).toContain('Ý kiến người dân');
    // Before the first one stands the last.
    for (let presses = 0; presses < HEAD_TABS.length; presses += 1) await screen.key('ArrowLeft');
    expect(document.activeElement?.textContent).toContain('Nhật ký truy cập');
  });

  test('a dossier of any age is found by the code on its paper', async () => {
    const client = station();
    const [old] = exampleDossiers;
    client.answer({ 'dossier.find': ({ text }) => ({ dossiers: text === 'H26.149-241124-0007' && old !== undefined ? [{ ...old, officialCode: text }] : [], more: 0 }) });
    const screen = await admin(client);
    await screen.press('Hồ sơ hôm nay');
    await screen.type(screen.find<HTMLInputElement>('form input'), 'H26.149-241124-0007');
    await screen.press(/^Tìm$/);
    expect(screen.words()).toContain('H26.149-241124-0007');
    await screen.type(screen.find<HTMLInputElement>('form input'), 'T149-K1-000001-8');
    await screen.press(/^Tìm$/);
    expect(screen.words()).toContain('Không có hồ sơ nào của điểm này khớp với T149-K1-000001-8.');
    expect(client.inputsOf('dossier.find')).toEqual([{ text: 'H26.149-241124-0007' }, { text: 'T149-K1-000001-8' }]);
  });

  test('the dossiers of the day carry no names', async () => {
    const screen = await admin(station());
    await screen.press('Hồ sơ hôm nay');
    expect(screen.words()).toContain('Đăng ký khai sinh');
    for (const { applicantName } of [...exampleDossiers, { applicantName: examplePerson.fullName }]) expect(screen.words()).not.toContain(applicantName);
  });

  test('the host is said plainly', async () => {
    const client = station();
    client.answer({ 'health.read': () => ({ ...goodHealth, host: { kind: 'browser', electronVersion: null, nodeVersion: '24.21.0' } }) });
    const screen = await admin(client);
    expect(screen.words()).toContain('Trạm đang chạy trong trình duyệt, không phải Electron');
  });

  test('a section that could not be read again keeps its figures and says so', async () => {
    const client = station();
    const screen = await admin(client);
    client.answer({ 'health.read': () => { throw refusal('store.locked'); } });
    await screen.press('Kiểm tra lại');
    expect(screen.words()).toContain('Chưa đọc được');
    expect(screen.words()).toContain('Mọi mục tự kiểm đều đạt');
  });
});

describe('acts', () => {
  test('trying the city now reads the outbox again', async () => {
    const client = station();
    const screen = await admin(client);
    await screen.press('Hàng chờ gửi');
    client.answer({ 'outbox.read': () => emptyOutbox });
    await screen.press('Thử gửi ngay');
    expect(client.inputsOf('sync.now')).toHaveLength(1);
    expect(screen.words()).toContain('Không có sự kiện nào chờ gửi.');
  });

  test('a restored city is told, and is read again only when somebody says so', async () => {
    const client = station();
    const screen = await admin(client);
    await screen.press('Hàng chờ gửi');
    for (const words of ['Thành phố đã khôi phục từ bản sao', 'đã mất 42 sự kiện']) expect(screen.words()).toContain(words);
    expect(client.inputsOf('sync.read-again')).toEqual([]);
    client.answer({ 'sync.read-again': () => goodSync, 'outbox.read': () => emptyOutbox });
    await screen.press('Đọc lại từ đầu');
    expect(client.inputsOf('sync.read-again')).toHaveLength(1);
    expect(screen.words()).not.toContain('khôi phục từ bản sao');
  });

  test('trying the city now says why it could not be asked', async () => {
    const client = station();
    const screen = await admin(client);
    await screen.press('Hàng chờ gửi');
    client.answer({ 'sync.now': () => { throw refusal('city.unconfigured'); } });
    await screen.press('Thử gửi ngay');
    expect(screen.words()).toContain('Chưa cài đặt địa chỉ của Thành phố');
  });

  test('a print of unknown outcome is decided by a person, once under one request id', async () => {
    const client = station();
    const screen = await admin(client);
    await screen.press('In ấn');
    client.answer({ 'print.mark': () => { throw refusal('station.unreachable'); } });
    await screen.press('Đã có giấy: Giấy hẹn T149-K1-000012-C');
    expect(screen.words()).toContain('Chưa liên lạc được');
    client.answer({ 'print.mark': () => exampleJob(12, { state: 'marked', code: null }), 'print.list': () => ({ jobs: [] }) });
    await screen.press('Đã có giấy: Giấy hẹn T149-K1-000012-C');
    expect(new Set(client.inputsOf('print.mark').map(({ requestId }) => requestId)).size).toBe(1);
    expect(screen.words()).toContain('Mọi bản in hôm nay đều đã ra giấy.');
  });

  test('a print that changes at the station is read again', async () => {
    const client = station();
    const screen = await admin(client);
    await screen.press('In ấn');
    client.answer({ 'print.list': () => ({ jobs: [] }) });
    await act(async () => client.emit('print.changed', { printJobId: exampleJob(14).printJobId, ticketId: null, state: 'printed', code: null }));
    await screen.settle();
    expect(screen.words()).toContain('Mọi bản in hôm nay đều đã ra giấy.');
  });
});

test('the recovery passphrase is set when it was typed twice alike and is long enough, and said to be set', async () => {
  const client = scriptedClient({ 'key.set-passphrase': () => ({}) });
  open = await stage(<HealthSection health={goodHealth} now={goodHealth.at} />, { client });
  const [first, second] = [...open.root.querySelectorAll('details input')].map((field) => field as HTMLInputElement);
  if (first === undefined || second === undefined) return expect.fail('there are two fields');
  await open.type(first, 'Hoa phượng đỏ');
  await open.type(second, 'Hoa phượng vàng');
  expect([open.find<HTMLButtonElement>('details button').disabled, open.words().includes('Hai lần nhập chưa giống nhau')]).toEqual([true, true]);
  await open.type(second, 'Hoa phượng đỏ');
  await open.press(open.find('details button'));
  await open.settle();
  expect([client.inputsOf('key.set-passphrase').map(({ passphrase }) => passphrase), open.words().includes('Đã đặt.')]).toEqual([['Hoa phượng đỏ'], true]);
});

describe('updates', () => {
  test('a stick is looked at when somebody says so, and what it had waits for a decision', async () => {
    const client = station();
    client.answer({ 'update.look': () => stickUpdates, 'update.install': () => ({ ...waitingUpdates, intent: 'asked' as const }), 'update.postpone': () => ({ ...waitingUpdates, intent: 'postponed' as const }) });
    const screen = await admin(client);
    await screen.press('Cập nhật');
    await screen.press('Kiểm tra USB');
    expect(screen.words()).toContain('Chờ người phụ trách chọn.');
    await screen.press('Cài sau giờ làm việc');
    expect(screen.words()).toContain('theo lựa chọn của người phụ trách');
    await screen.press('Hoãn 7 ngày');
    expect(screen.words()).toContain('Đã hoãn; không cài trước');
  });

  test('a refusal is said where it was asked', async () => {
    const client = station();
    client.answer({ 'update.look': () => { throw refusal('update.nothing-found'); } });
    const screen = await admin(client);
    await screen.press('Cập nhật');
    await screen.press('Kiểm tra USB');
    expect(screen.words()).toContain('Không thấy thư mục «mot-cua-update» trên USB.');
  });

  test('a download is told as the station tells that it has got on', async () => {
    const client = station();
    const screen = await admin(client);
    await screen.press('Cập nhật');
    client.answer({ 'update.read': () => loadingUpdates });
    await screen.press('Kiểm tra lại');
    expect(screen.words()).toContain('Đang tải: 42 %');
  });
});
