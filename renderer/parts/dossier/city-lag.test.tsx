// How far the city is with a dossier, and what came of trying now.

import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { DossierCity } from '../../../shared/contract/dossier-city.ts';
import { scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { exampleAtCity, stationDetail } from '../../../tests/gallery/desk/example-dossier.ts';
import { goodSync, minutesAgo, NOW, offlineSync } from '../../../tests/gallery/desk/example-point.ts';
import { CityLag } from './city-lag.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});
const lagging: DossierCity = { ...exampleAtCity, unsent: { events: 2, oldestAt: minutesAgo(9), pages: 1, letters: 0 }, sync: offlineSync };

async function lag(first: DossierCity) {
  const client = scriptedClient({ 'dossier.at-city': () => first });
  open = await stage(<CityLag dossierId={stationDetail.dossier.dossierId} now={NOW} />, { client });
  await open.settle();
  return [open, client] as const;
}

test('says how it stands here and there, how long ago that was heard, and what was not sent', async () => {
  const [screen] = await lag({ ...lagging, city: { status: 2, dueAt: null, isVoided: false, saidAt: null, heardAt: minutesAgo(130) } });
  expect(screen.words()).toContain('Đã tiếp nhận (nghe 2 giờ trước)');
  expect(screen.words()).toContain('2 việc, 1 trang quét, lâu nhất 9 phút');
});

test('a press tries now, and its outcome is told as the way to the city changes', async () => {
  const [screen, client] = await lag(lagging);
  client.answer({ 'dossier.send-again': () => ({ ...lagging, sync: { ...goodSync, kind: 'syncing' } }), 'dossier.at-city': () => ({ ...lagging, sync: { ...goodSync, kind: 'syncing' } }) });
  await screen.press('Gửi lại ngay');
  expect(screen.words()).toContain('Đang gửi về Thành phố');
  client.answer({ 'dossier.at-city': () => lagging });
  await act(async () => client.emit('sync.changed', offlineSync));
  await screen.settle();
  expect(screen.words()).toContain('Chưa gửi được. Máy giữ đủ và tự gửi lại.');
  client.answer({ 'dossier.at-city': () => exampleAtCity });
  await act(async () => client.emit('sync.changed', goodSync));
  await screen.settle();
  expect(screen.words()).toContain('Đã gửi xong');
});

test('with nothing to send there is nothing to press', async () => {
  const [screen] = await lag(exampleAtCity);
  expect(screen.words()).toContain('Không còn gì');
  expect(screen.words()).not.toContain('Gửi lại ngay');
});

test('what the city gave back is said, with where to settle it', async () => {
  const [screen] = await lag({ ...exampleAtCity, unsent: { ...exampleAtCity.unsent, letters: 1 } });
  expect(screen.words()).toContain('trả lại 1 việc');
});
