// Shared parts in their states.

import type { ReactNode } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { scriptedClient } from '../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../tests/fakes/stage.tsx';
import { goodStatus, offlineStatus } from '../../tests/gallery/hall/example-hall.ts';
import type { SyncState } from '../../shared/contract/point.ts';
import { localFailure } from '../client/call-failed.ts';
import { Button } from './button.tsx';
import { focusFirst } from './choices.tsx';
import { Clock } from './clock.tsx';
import { CrashGuard } from './crash-guard.tsx';
import { Dialog } from './dialog.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { EmptyState, Loading } from './loading.tsx';
import { FailureNotice } from './notice.tsx';
import { SyncLine } from './sync-line.tsx';

const client = scriptedClient({});
const show = (element: ReactNode, language: 'vi' | 'en' = 'vi') => stage(element, { client, language });

describe('a button', () => {
  test('whose call is under way cannot be pressed again and says so', async () => {
    const press = vi.fn<() => void>();
    const screen = await show(
      <Button busy keycap="F2" onPress={press}>
        Gọi số tiếp theo
      </Button>,
    );
    const button = screen.button('Gọi số tiếp theo');
    expect(button.disabled).toBe(true);
    expect(button.getAttribute('aria-busy')).toBe('true');
    expect(button.getAttribute('aria-keyshortcuts')).toBe('F2');
    await screen.press(button);
    expect(press).not.toHaveBeenCalled();
    await screen.end();
  });
});

describe('the line of sync', () => {
  const { sync } = goodStatus;
  const offline = offlineStatus.sync;
  const states: readonly [string, SyncState, readonly string[]][] = [
    ['idle', sync, ['Thành phố đã nhận đủ', 'lần cuối lúc']],
    ['offline', offline, ['Mất kết nối với Thành phố từ 08:12', '6 hồ sơ, 19 trang quét', 'tự gửi khi có mạng', 'city.unreachable']],
    ['offline since an unknown time', { ...offline, offlineSince: null }, ['Mất kết nối với Thành phố']],
    ['offline behind a Wi-Fi page', { ...offline, code: 'city.captive-portal' }, ['Đăng nhập mạng']],
    ['syncing', { ...sync, kind: 'syncing', waitingEvents: 3 }, ['Đang gửi về Thành phố', '3 mục']],
    ['starting', { ...sync, kind: 'starting', lastExchangeAt: null }, ['Đang kết nối']],
    ['refused', { ...sync, kind: 'refused', code: 'city.refused', deadLetters: 2 }, ['không nhận khóa của máy này', 'city.refused', '2 mục bị trả lại']],
    ['unconfigured', { ...sync, kind: 'unconfigured' }, ['Chưa cài đặt']],
  ];
  test.each(states)('says when it is %s', async (_kind, state, words) => {
    const screen = await show(<SyncLine sync={state} now={STAGE_NOW} />);
    for (const part of words) expect(screen.words()).toContain(part);
    await screen.end();
  });
});

test('a failure is a sentence first, with its code and trace at the end', async () => {
  const screen = await show(<FailureNotice failure={{ ...localFailure('printer.paper-out'), traceId: 'k7' }} />);
  expect(screen.find('[role=alert]').textContent).toBe('Máy in hết giấy. Thay cuộn giấy rồi in lại. (printer.paper-out · k7)');
  await screen.end();
});

test('the language switch is written in the other language and switches all words', async () => {
  const screen = await show(
    <>
      <LanguageSwitch />
      <Loading />
    </>,
  );
  expect(screen.words()).toBe('EnglishĐang tải…');
  await screen.press('English');
  expect(screen.words()).toBe('Tiếng ViệtLoading…');
  expect(document.documentElement.lang).toBe('en');
  await screen.end();
});

test('the clock shows time and day of the point', async () => {
  const screen = await show(<Clock withDate />);
  expect(screen.words()).toBe('08:30Thứ Ba, 24/11/2026');
  await screen.end();
});

test('emptiness is told with what to do', async () => {
  const screen = await show(<EmptyState title="Chưa có hồ sơ">Gọi số để bắt đầu</EmptyState>);
  expect(screen.words()).toBe('Chưa có hồ sơGọi số để bắt đầu');
  await screen.end();
});

test.each([
  ['from its title on, where its last button has the focus', <Button key="close" ref={focusFirst} onPress={() => undefined}>Đóng</Button>, 0],
  ['where words are to be written', <input key="words" ref={focusFirst} aria-label="Lý do" />, 400],
])('a long dialog is opened %s', async (_how, focused, scrolled) => {
  const opening = vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(function open(this: HTMLDialogElement) {
    this.open = true;
    this.querySelector<HTMLElement>('[autofocus]')?.focus();
    this.scrollTop = 400;
  });
  const screen = await show(
    <Dialog title="Hồ sơ" onClose={() => undefined} actions={focused}>
      <p>Rất dài.</p>
    </Dialog>,
  );
  expect(document.activeElement?.hasAttribute('autofocus')).toBe(true);
  expect(screen.find<HTMLDialogElement>('dialog').scrollTop).toBe(scrolled);
  await screen.end();
  opening.mockRestore();
});

test('a dialog is modal, has its title for a name, and Escape means not now', async () => {
  const close = vi.fn<() => void>();
  const screen = await show(
    <Dialog title="Bỏ trang này?" onClose={close} actions={<Button onPress={close}>Không</Button>}>
      Trang 2
    </Dialog>,
  );
  const dialog = screen.find<HTMLDialogElement>('dialog');
  expect(dialog.open).toBe(true);
  expect(document.getElementById(dialog.getAttribute('aria-labelledby') ?? '')?.textContent).toBe('Bỏ trang này?');
  const cancel = new Event('cancel', { cancelable: true });
  dialog.dispatchEvent(cancel);
  expect(close).toHaveBeenCalledOnce();
  expect(cancel.defaultPrevented).toBe(true);
  await screen.end();
});

test('a question inside another keeps Escape to itself, and so does a file chooser that is left', async () => {
  const [outer, inner] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const screen = await show(
    <Dialog title="Bàn giao" actions={null} onClose={outer}>
      <input type="file" />
      <Dialog title="Trả kết quả" actions={null} onClose={inner}>
        <p>…</p>
      </Dialog>
    </Dialog>,
  );
  const [first, second] = [...screen.root.querySelectorAll('dialog')];
  second?.dispatchEvent(new Event('cancel', { cancelable: true }));
  expect([outer.mock.calls.length, inner.mock.calls.length]).toEqual([0, 1]);
  screen.root.querySelector('input')?.dispatchEvent(new Event('cancel', { bubbles: true }));
  expect(outer).not.toHaveBeenCalled();
  first?.dispatchEvent(new Event('cancel', { cancelable: true }));
  expect([outer.mock.calls.length, inner.mock.calls.length]).toEqual([1, 1]);
  await screen.end();
});

test('a bug while drawing becomes a sentence and a way on', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  function Broken(): never {
    throw new Error('a bug');
  }
  const screen = await show(
    <CrashGuard>
      <Broken />
    </CrashGuard>,
  );
  expect(screen.words()).toContain('Những gì đã lưu vẫn còn nguyên');
  expect(screen.button('Tải lại màn hình').disabled).toBe(false);
  quiet.mockRestore();
  await screen.end();
});
