// The lock of pages and sessions, turned on by the test and tried from outside.
import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { lockContents, lockSession } from './lock-down.ts';
import { PAGE_URL } from './page-origin.ts';

type OpenHandler = () => { action: string };

/** The part of a WebContents that the lock touches. */
class Contents extends EventEmitter {
  openHandler: OpenHandler | null = null;
  readonly setVisualZoomLevelLimits = vi.fn(() => Promise.resolve());
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }
}

function lockedContents() {
  const contents = new Contents();
  const refused: string[] = [];
  lockContents(contents as unknown as WebContents, (what) => refused.push(what));
  return { contents, refused };
}

describe('a locked page', () => {
  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s to a stranger is prevented, to our own page not', (name) => {
    const { contents, refused } = lockedContents();
    const stranger = { url: 'https://example.org/', preventDefault: vi.fn() };
    const own = { url: PAGE_URL, preventDefault: vi.fn() };
    contents.emit(name, stranger);
    contents.emit(name, own);
    expect(stranger.preventDefault).toHaveBeenCalledOnce();
    expect(own.preventDefault).not.toHaveBeenCalled();
    expect(refused).toHaveLength(1);
  });

  test('opens no window and embeds no page', () => {
    const { contents, refused } = lockedContents();
    expect(contents.openHandler?.()).toEqual({ action: 'deny' });
    const event = { preventDefault: vi.fn() };
    contents.emit('will-attach-webview', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
    expect(refused).toEqual(['open', 'attach']);
  });
});

const ADMIN = 7;

const BOARD = 8;
const COUNTER = 9;

test('a locked session grants nothing but a table of our own to the admin window, a dossier’s document to it and to counters, and names of loudspeakers to the board', () => {
  const handlers: Record<string, (...values: unknown[]) => unknown> = {};
  const take = (name: string) => (handler: (...values: unknown[]) => unknown) => {
    handlers[name] = handler;
  };
  lockSession({
    setPermissionRequestHandler: take('request'),
    setPermissionCheckHandler: take('check'),
    setDevicePermissionHandler: take('device'),
    setDisplayMediaRequestHandler: () => undefined,
    setSpellCheckerEnabled: () => undefined,
    on: (_name: string, handler: (...values: unknown[]) => unknown) => {
      handlers['download'] = handler;
    },
  } as unknown as Session, { maySave: (contentsId, what) => contentsId === ADMIN || (contentsId === COUNTER && what === 'document'), maySpeak: (contentsId) => contentsId === BOARD });
  const answer = vi.fn();
  for (const permission of ['media', 'geolocation', 'notifications', 'hid', 'serial', 'usb', 'clipboard-read', 'fullscreen', 'unknown']) {
    handlers['request']?.({ id: BOARD }, permission, answer);
    for (const contents of [null, { id: ADMIN }]) for (const mediaType of ['audio', 'video', undefined]) expect(handlers['check']?.(contents, permission, '', { mediaType })).toBe(false);
  }
  const board = (permission: string, mediaType?: string) => handlers['check']?.({ id: BOARD }, permission, '', { mediaType });
  expect([board('media', 'audio'), board('speaker-selection')]).toEqual([true, true]);
  expect([board('media', 'video'), board('media', 'unknown'), board('media'), board('geolocation', 'audio'), board('notifications'), board('display-capture', 'audio'), board('hid')]).toEqual(Array.from({ length: 7 }, () => false));
  expect(answer.mock.calls).toEqual(Array.from({ length: 9 }, () => [false]));
  expect(handlers['device']?.({})).toBe(false);
  const saved = (url: string, mime: string, name: string, id: number): boolean => {
    const event = { preventDefault: vi.fn() };
    handlers['download']?.(event, { getURL: () => url, getMimeType: () => mime, getFilename: () => name }, { id });
    return event.preventDefault.mock.calls.length === 0;
  };
  const own = 'blob:app://mot-cua/0c5e';
  expect(saved(own, 'text/csv;charset=utf-8', 'nhat-ky.csv', ADMIN)).toBe(true);
  const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  expect([saved(own, excel, 'II.06a.xlsx', ADMIN), saved(own, 'text/plain;charset=utf-8', 'mau-receipt.txt', ADMIN)]).toEqual([true, true]);
  expect([saved(own, excel, 'II.06a.xlsx', COUNTER), saved(own, excel, 'a.exe', ADMIN), saved(own, 'text/plain', 'a.bat', ADMIN), saved(own, 'text/plain', 'mau-receipt.txt', COUNTER)]).toEqual([false, false, false, false]);
  expect([ADMIN, COUNTER, BOARD].map((id) => saved(own, 'application/pdf', 'H26.149.pdf', id))).toEqual([true, true, false]);
  expect([saved(own, 'text/csv', 'nhat-ky.csv', COUNTER), saved(own, 'application/pdf', 'a.exe', COUNTER), saved('blob:https://example.org/1', 'application/pdf', 'a.pdf', COUNTER)]).toEqual([false, false, false]);
  expect([
    saved(own, 'text/csv', 'nhat-ky.csv', ADMIN + 1), saved('https://example.org/a.csv', 'text/csv', 'a.csv', ADMIN), saved('blob:https://example.org/1', 'text/csv', 'a.csv', ADMIN),
    saved('app://mot-cua/a.csv', 'text/csv', 'a.csv', ADMIN), saved(own, 'application/x-msdownload', 'a.csv', ADMIN), saved(own, 'text/csv', 'a.exe', ADMIN),
  ]).toEqual([false, false, false, false, false, false]);
});
