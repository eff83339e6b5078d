// The citizen display shows what its counter says, follows its changes, and keeps nothing of a person when it cannot ask.

import { act } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import type { Display } from '../../../shared/contract/display.ts';
import { calledTicket, COUNTER, examplePerson, examplePoint, minutesAgo } from '../../../tests/gallery/desk/example-point.ts';
import { displayStates } from '../../../tests/gallery/desk/other-states.tsx';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { CitizenDisplayScreen } from './citizen-display-screen.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

const SAID: Readonly<Record<string, string>> = {
  loading: 'Đang chuẩn bị',
  open: 'Xin chờ đến số của mình',
  'open-no-touch': 'Muốn phản ánh, kiến nghị: xin gửi ở máy lấy số',
  paused: 'Tạm dừng phục vụ',
  serving: 'A012',
  confirm: 'Xin kiểm tra lại thông tin',
  'confirm-procedure': 'Chứng thực bản sao',
  'confirm-longest': 'trên nền tảng thương mại điện tử',
  receipt: 'Xin chờ cán bộ in giấy hẹn',
  'receipt-official': 'Trên giấy hẹn in mã tạm T149-K1-000012-C',
  'receipt-longest': 'H26.149.00-00-00-00-00-261124-0012-99.2026-00000',
  'receipt-longest-name': 'trên nền tảng thương mại điện tử',
  pay: '60.000 đồng',
  'paid-city': 'Đã nhận được 60.000 đồng',
  rate: 'Ông/Bà có hài lòng với việc phục vụ không?',
  thanks: 'Nếu muốn nói rõ hơn',
  'thanks-no-touch': 'ghi phiếu góp ý',
  'put-away': 'Ý kiến đang viết mà chưa gửi đã được xóa',
  'back-in-line': 'Số A012 xin vui lòng chờ đến lượt',
  lost: 'Xin chờ trong giây lát',
};

test('every state has its words here', () => {
  expect(Object.keys(SAID)).toEqual(Object.keys(displayStates));
});

test.each(Object.entries(SAID))('%s says «%s»', async (name, words) => {
  open = await stage(displayStates[name], { client: scriptedClient({}) });
  expect(open.words()).toContain(words);
});

function showing(view: Display['view']): Display {
  return { counterId: COUNTER, officerName: 'Nguyễn Thị Hồng Vân', officerTitle: 'Công chức', fieldNames: ['Hộ tịch'], view };
}
const confirm: Display['view'] = { kind: 'confirm', number: 'A012', fullName: examplePerson.fullName, idMasked: '001******012', birthYear: '1985', procedureName: null };

test('a change of the visit is shown, and the data of a person go when the station goes', async () => {
  const client = scriptedClient({ 'display.read': () => showing({ kind: 'serving', number: 'A012', since: minutesAgo(1) }) });
  const screen = await stage(<CitizenDisplayScreen point={examplePoint('citizen-display')} />, { client });
  open = screen;
  expect(screen.words()).toContain('Đang phục vụ số');

  client.answer({ 'display.read': () => showing(confirm) });
  await act(async () => client.emit('visit.changed', { counterId: COUNTER, visitId: null }));
  await screen.settle();
  expect(screen.words()).toContain(examplePerson.fullName);
  expect(screen.words()).toContain('001******012');
  expect(screen.words()).not.toContain(examplePerson.idNumber);

  client.answer({ 'display.read': () => { throw refusal('station.unreachable'); } });
  await act(async () => client.connect('connecting'));
  await screen.settle();
  expect(screen.words()).not.toContain(examplePerson.fullName);
  expect(screen.words()).toContain('Màn hình đang kết nối lại');
});

test('a receipt that is on paper is to be taken', async () => {
  const view: Display['view'] = { kind: 'receipt', number: 'A012', code: 'T149-K1-000012-C', official: false, procedureName: 'Đăng ký khai sinh', dueAt: null, printedCode: 'T149-K1-000012-C', qrText: 'MC1:x' };
  open = await stage(<CitizenDisplayScreen point={examplePoint('citizen-display')} />, { client: scriptedClient({ 'display.read': () => showing(view) }) });
  expect(open.words()).toContain('Mời Ông/Bà nhận giấy hẹn');
  expect(open.words()).not.toContain('Trên giấy hẹn in mã tạm');
});

test('whoever has just been served gives one of three faces here, for the visit of this counter', async () => {
  const client = scriptedClient({ 'display.read': () => showing({ kind: 'rate', ticketId: calledTicket.ticketId, number: 'A012', until: minutesAgo(-1) }), 'rating.give': () => ({}) });
  const screen = await stage(<CitizenDisplayScreen point={examplePoint('citizen-display')} />, { client });
  open = screen;
  await screen.press('Không hài lòng');
  expect(client.inputsOf('rating.give')).toMatchObject([{ ticketId: calledTicket.ticketId, level: 'dissatisfied', via: 'citizen-display' }]);
  client.answer({ 'display.read': () => showing({ kind: 'open' }) });
  await act(async () => client.emit('feedback.changed', {}));
  await screen.settle();
  expect(screen.words()).toContain('Cảm ơn Ông/Bà đã đánh giá');
  expect(screen.words()).not.toContain('Không hài lòng');
});

const withTouch = (touchDisplay: boolean): ReturnType<typeof examplePoint> => {
  const point = examplePoint('citizen-display');
  return { ...point, counters: point.counters.map((counter) => ({ ...counter, touchDisplay })) };
};
const received = () => ({ code: 'PA-K1-261124-07', receivedAt: minutesAgo(0), handleBy: null, print: null });
/** Somebody writes on the display while nobody is at the counter. */
async function write(view: Display['view'] = { kind: 'open' }) {
  const client = scriptedClient({ 'display.read': () => showing(view), 'petition.receive': received });
  const screen = await stage(<CitizenDisplayScreen point={withTouch(true)} />, { client });
  open = screen;
  await screen.press('Phản ánh, kiến nghị');
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'cho');
  const next = async (to: Display['view']): Promise<void> => {
    client.answer({ 'display.read': () => showing(to) });
    await act(async () => client.emit('visit.changed', { counterId: COUNTER, visitId: null }));
    await screen.settle();
  };
  return { client, screen, next };
}

test('a complaint is written and sent here without a name, has its code, and leads back', async () => {
  const { client, screen } = await write();
  await screen.press('Gửi');
  expect(client.inputsOf('petition.receive')).toMatchObject([{ kind: 'complaint', text: 'cho', contactName: '', contactPhone: '' }]);
  expect(screen.words()).toContain('PA-K1-261124-07');
  expect(screen.words()).toContain('phiếu ghi mã in ra ở máy in phiếu');
  await screen.press('Xong');
  expect(screen.words()).toContain('Xin chờ đến số của mình');
});

test('what one person writes is put away when the counter calls the next number, and the display says so', async () => {
  const { screen, next } = await write({ kind: 'rate', ticketId: calledTicket.ticketId, number: 'A012', until: minutesAgo(-1) });
  await next({ kind: 'open' });
  expect(screen.find<HTMLTextAreaElement>('textarea').value).toBe('cho');
  await next({ kind: 'serving', number: 'A013', since: minutesAgo(0) });
  expect(screen.root.querySelector('textarea')).toBeNull();
  expect(screen.words()).toContain('Ý kiến đang viết mà chưa gửi đã được xóa');
});

test('whoever has the receipt writes on while it is still their visit', async () => {
  const receipt: Display['view'] = { kind: 'receipt', number: 'A012', code: 'T149-K1-000012-C', official: false, procedureName: 'Đăng ký khai sinh', dueAt: null, printedCode: null, qrText: 'MC1:x' };
  const { screen, next } = await write(receipt);
  await next({ ...receipt, printedCode: 'T149-K1-000012-C' });
  expect(screen.find<HTMLTextAreaElement>('textarea').value).toBe('cho');
});

test('what nobody touches any more is wiped within a minute', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  try {
    let at = 0;
    const client = scriptedClient({ 'display.read': () => showing({ kind: 'open' }) });
    const screen = await stage(<CitizenDisplayScreen point={withTouch(true)} />, { client, now: () => at });
    open = screen;
    await screen.press('Phản ánh, kiến nghị');
    await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'cho');
    at += 59_000;
    await act(async () => vi.advanceTimersByTime(1_100));
    expect(screen.root.querySelector('textarea')).toBeNull();
    expect(screen.words()).toContain('Xin chờ đến số của mình');
  } finally {
    vi.useRealTimers();
  }
});

test('while somebody’s data or money are shown there is nothing to touch, and without touch the display says how else', async () => {
  for (const view of [confirm, { kind: 'serving', number: 'A012', since: minutesAgo(1) } as const]) {
    const screen = await stage(<CitizenDisplayScreen point={withTouch(true)} />, { client: scriptedClient({ 'display.read': () => showing(view) }) });
    expect(screen.words()).not.toContain('Phản ánh, kiến nghị');
    await screen.end();
  }
  open = await stage(<CitizenDisplayScreen point={withTouch(false)} />, { client: scriptedClient({ 'display.read': () => showing({ kind: 'open' }) }) });
  expect([...open.root.querySelectorAll('button')].map((button) => button.textContent)).not.toContain('Phản ánh, kiến nghị');
  expect(open.words()).toContain('ghi phiếu góp ý');
});
