// The station's end of the link under Electron: a port that the process is given, and words on it that are parsed like any others.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ToStation } from '../../link/parent-link.ts';
import { openHostLink } from './host-link.ts';

const posted: unknown[] = [];
let hear: (event: { readonly data: unknown }) => void = () => undefined;
beforeEach(() => {
  posted.length = 0;
  Object.defineProperty(process, 'parentPort', {
    configurable: true,
    value: { postMessage: (message: unknown) => void posted.push(message), on: (_event: 'message', listener: typeof hear) => void (hear = listener) },
  });
});
afterEach(() => {
  Reflect.deleteProperty(process, 'parentPort');
});

it('speaks and hears over the port of a utility process', () => {
  const link = openHostLink();
  const heard: ToStation[] = [];
  link.onMessage((message) => void heard.push(message));
  const said: ToStation[] = [{ kind: 'open', clientId: 'c', caller: { role: 'kiosk' } }, { kind: 'frame', clientId: 'c', text: '{}' }, { kind: 'stop' }];
  for (const data of said) hear({ data });
  link.send({ kind: 'ready' });
  expect([heard, posted]).toEqual([said, [{ kind: 'ready' }]]);
});

it.each([
  null, 'stop', {}, { kind: 'stop', more: 1 }, { kind: 'open', clientId: 'c' }, { kind: 'open', clientId: 'c', caller: { role: 'root' } }, { kind: 'open', clientId: 'c', caller: { role: 'counter' } },
  { kind: 'open', clientId: 'c', caller: { role: 'admin', counterId: 1 } }, { kind: 'frame', clientId: 'x'.repeat(65), text: '' }, { kind: 'frame', clientId: 'c', text: 7 }, { kind: 'ready' },
])('passes over what is no message of the link: %j', (data) => {
  const heard: ToStation[] = [];
  openHostLink().onMessage((message) => void heard.push(message));
  hear({ data });
  expect(heard).toEqual([]);
});

it('ends its process when it is closed, after its last words: the port alone would keep it alive for ever', async () => {
  vi.useFakeTimers();
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const link = openHostLink();
  link.send({ kind: 'failed', code: 'store.locked', detail: '' });
  link.close();
  expect([posted.length, exit.mock.calls.length]).toEqual([1, 0]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(exit).toHaveBeenCalledOnce();
  exit.mockRestore();
  vi.useRealTimers();
});
