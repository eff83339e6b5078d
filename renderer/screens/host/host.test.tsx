// What lies over a screen for its host: words for citizens and officers, the typed thing beneath that must not be lost, and the hidden way out.

import { act } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { Script, ScriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { stage, type Stage } from '../../../tests/fakes/stage.tsx';
import { exampleHost, failedHost, troubledHost, updatingHost, wrongSettings } from '../../../tests/gallery/desk/example-host.ts';
import { NOW } from '../../../tests/gallery/desk/example-point.ts';
import type { Caller } from '../../../shared/contract/command.ts';
import type { HostState } from '../../../shared/contract/host.ts';
import { counterIdSchema } from '../../../shared/contract/primitives.ts';
import { HostCard } from '../admin/health/host-card.tsx';
import { HostLayer } from './host-layer.tsx';
import { useHostState } from './host-state.ts';

let open: Stage;
afterEach(async () => {
  await open.end();
  vi.useRealTimers();
});
const counter: Caller = { role: 'counter', counterId: counterIdSchema.parse(1) };
const kiosk: Caller = { role: 'kiosk' };

function Layered({ client }: { readonly client: ScriptedClient }) {
  return (
    <HostLayer client={client} host={useHostState(client)}>
      <input aria-label="typed" />
    </HostLayer>
  );
}
async function over(host: HostState, script: Script = {}) {
  const client = scriptedClient({ 'host.state': () => host, ...script });
  open = await stage(<Layered client={client} />, { client });
  await open.settle();
  return client;
}
const become = async (client: ScriptedClient, host: HostState): Promise<void> => {
  client.answer({ 'host.state': () => host });
  await act(async () => client.emit('host.changed', {}));
  await open.settle();
};

describe('a station that comes and goes', () => {
  test('is told to citizens and officers each in their words, and what is typed beneath stays', async () => {
    const client = await over(exampleHost(counter));
    const field = open.find<HTMLInputElement>('input');
    await open.type(field, 'Nguyễn');
    await become(client, exampleHost(counter, { station: { kind: 'restarting', since: NOW, nextAt: NOW, deaths: 1, code: 'station.unreachable' } }));
    expect(open.words()).toContain('không phải làm lại');
    await become(client, failedHost(counter));
    expect(open.words()).toContain('Chương trình chưa chạy được');
    expect(open.find('.host-beneath').hasAttribute('inert')).toBe(true);
    await become(client, exampleHost(counter));
    expect([open.find<HTMLInputElement>('input') === field, field.value, open.find('.host-beneath').hasAttribute('inert'), open.words()]).toEqual([true, 'Nguyễn', false, '']);
    await become(client, exampleHost(kiosk, { station: { kind: 'restarting', since: NOW, nextAt: NOW, deaths: 1, code: 'station.unreachable' } }));
    expect(open.words()).toContain('Xin ông/bà chờ');
  });

  test('that cannot run says code, what is safe and when it is tried, and an officer tries again', async () => {
    const client = await over(failedHost(counter), { 'host.retry': () => ({}) });
    for (const words of ['không có gì bị xóa', 'store.locked', 'tự thử lại lúc', 'LockedStore']) expect(open.words()).toContain(words);
    await open.press('Thử lại');
    expect(client.inputsOf('host.retry')).toEqual([{}]);
  });

  test('that cannot run sends citizens to a counter, without words about stores', async () => {
    await over(failedHost(kiosk));
    expect(open.words()).toContain('Xin đến quầy');
    expect(open.words()).not.toContain('LockedStore');
    expect(() => open.button('Thử lại')).toThrow();
  });

  test('that waits for another version says so to citizens and officers, without an error and without a button', async () => {
    for (const caller of [kiosk, counter]) {
      await over(updatingHost(caller));
      expect(open.words()).toContain('Đang cập nhật chương trình…');
      expect(open.words()).not.toMatch(/update\.installing|chưa chạy được|tạm ngừng/u);
      expect(() => open.button('Thử lại')).toThrow();
      await open.end();
    }
    await over(updatingHost(counter));
  });

  test('a host that does not answer covers nothing', async () => {
    const client = scriptedClient({});
    open = await stage(<Layered client={client} />, { client });
    expect(open.words()).toBe('');
  });
});

test('wrong settings are named by line to staff, and read again at a touch', async () => {
  const client = await over(exampleHost({ role: 'admin' }, { station: { kind: 'none' }, trouble: wrongSettings }), { 'host.retry': () => ({}) });
  for (const words of ['Dòng 12, cột 5', 'windows', 'Dòng 31, cột 18', 'settings.json']) expect(open.words()).toContain(words);
  expect([...document.querySelectorAll('.host-problems mark')].map((mark) => mark.textContent)).toEqual(['"windws"', '"10s"']);
  expect(open.words()).toContain('There is no key “windws” here');
  await open.press('Đọc lại cấu hình');
  expect(client.inputsOf('host.retry')).toHaveLength(1);
});

test('whatever is not Electron says so on every cover', async () => {
  await over(failedHost(counter, { shell: 'standin', electron: null }));
  expect(open.words()).toContain('không phải Electron');
});

describe('the way out', () => {
  const hold = async (ms: number): Promise<void> => {
    await act(async () => open.find('.host-corner').dispatchEvent(new Event('pointerdown', { bubbles: true })));
    await act(() => vi.advanceTimersByTimeAsync(ms));
    await act(async () => open.find('.host-corner').dispatchEvent(new Event('pointerup', { bubbles: true })));
  };
  const type = async (pin: string): Promise<void> => {
    for (const digit of pin) await open.press(new RegExp(`^${digit}$`));
  };

  test('opens after the corner was held for five seconds, and not before', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await over(exampleHost(kiosk));
    await hold(4_900);
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    expect(open.words()).toBe('');
    await hold(5_000);
    expect(open.words()).toContain('Thoát màn hình phục vụ');
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(open.words()).toBe('');
  });

  test.each([['counter', exampleHost(counter)], ['host that shuts nobody in', exampleHost(kiosk, { exit: 'free' })]])('has no place on a %s', async (_name, host) => {
    await over(host);
    expect(open.root.querySelector('.host-corner')).toBeNull();
  });

  test('asks the host, shows no digit, says how long to wait after a wrong PIN, and leaves by the chosen way', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const client = await over(exampleHost(kiosk), { 'host.unlock': () => Promise.reject(refusal('pin.wrong', { seconds: 8 })), 'host.leave': () => ({}) });
    await hold(5_000);
    await type('1357');
    expect([open.find('output').textContent, open.button('Mở khóa').disabled]).toEqual(['●●●●', false]);
    await open.press('Mở khóa');
    expect([open.words().includes('8 giây'), open.find('output').textContent]).toEqual([true, '']);
    client.answer({ 'host.unlock': () => ({ choices: ['shut-down'] }) });
    await type('246813');
    await open.press('Mở khóa');
    await open.press('Tắt máy');
    expect([client.inputsOf('host.unlock'), client.inputsOf('host.leave'), open.words()]).toEqual([[{ pin: '1357' }, { pin: '246813' }], [{ choice: 'shut-down' }], '']);
  });
});

describe('the host in the health screen', () => {
  const show = async (host: HostState, script: Script = {}) => {
    const client = scriptedClient({ 'host.state': () => host, ...script });
    open = await stage(<HostCard now={NOW} />, { client });
    await open.settle();
    return client;
  };

  test('names windows, the display that is missing, that no PIN is set, and what happened', async () => {
    await show(troubledHost);
    for (const words of ['Electron 45.4.1', 'đang ẩn, chờ màn hình', 'Chưa đặt mã PIN', 'Mất màn hình', 'display.gone · display-1 · ELO 1502L']) expect(open.words()).toContain(words);
  });

  test('prints a test page on the chosen printer and says honestly how it ended', async () => {
    const client = await show(troubledHost, { 'system-printer.list': () => ({ printers: [{ name: 'HP-1', label: 'HP LaserJet' }] }), 'system-printer.test': () => ({ outcome: 'unknown', code: 'printer.timeout' }) });
    await open.press('Tìm máy in');
    await open.press('In thử: HP LaserJet');
    expect(client.inputsOf('system-printer.test')).toEqual([{ requestId: expect.any(String) as string, printer: 'HP-1' }]);
    expect(open.words()).toContain('Chưa rõ máy in đã nhận hay chưa');
  });
});
