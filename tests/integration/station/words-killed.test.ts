// Words of a dialog at a station that loses power: there for the officer who typed them and signs in again, and for nobody else.

import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Window } from '../../morning/window.ts';
import { Machine } from './machine.ts';

const [HEAD, LAN] = [randomUUID(), randomUUID()];
const KEY = `note ${randomUUID()}`;
const PINS: Readonly<Record<string, string>> = { [HEAD]: '274961', [LAN]: '830517' };

it('after the last press: the officer finds all of it, another one at the same window nothing', async () => {
  await using machine = new Machine();
  await machine.start();
  const [admin, desk, other] = [await machine.open('admin'), await machine.open('counter-1'), await machine.open('counter-2')];
  await admin.call('staff.add', { officerId: HEAD, name: 'Trần Thị Mẫu', login: 'mau', role: 'head', pin: PINS[HEAD] ?? '' });
  await admin.call('staff.add', { officerId: LAN, name: 'Nguyễn Thị Mẫu', login: 'lan', role: 'receiving', pin: PINS[LAN] ?? '' });
  const signIn = (window: Window, officerId: string) => window.call('staff.sign-in', { officerId, pin: PINS[officerId] ?? '' });
  const words = async (window: Window) => (await window.call('staff.words', {})).words;
  await signIn(desk, LAN);
  for (const typed of ['Đã gọi', 'Đã gọi điện', 'Đã gọi điện, hẹn chiều']) await desk.call('staff.keep-words', { key: KEY, words: typed });
  await machine.killStation();
  // Whoever was signed in is not any more.
  await desk.until('the station is back and asks who it is', async () => ((await desk.call('staff.read', {})).session === null ? true : null));
  await signIn(desk, HEAD);
  expect(await words(desk)).toEqual({});
  await signIn(desk, LAN);
  expect(await words(desk)).toEqual({ [KEY]: 'Đã gọi điện, hẹn chiều' });
  await signIn(other, LAN);
  expect(await words(other)).toEqual({});
  await desk.call('staff.keep-words', { key: KEY, words: null });
  await machine.killStation();
  await desk.until('the station is back', async () => ((await desk.call('staff.read', {})).session === null ? true : null));
  await signIn(desk, LAN);
  expect(await words(desk)).toEqual({});
});
