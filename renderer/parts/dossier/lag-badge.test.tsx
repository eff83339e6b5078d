// What a list says of a dossier and the city: a short badge, the whole sentence beside it, and a press that sends again where something is left.

import { expect, test } from 'vitest';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../tests/fakes/stage.tsx';
import { exampleDossier, lagOfNone } from '../../../tests/gallery/desk/example-point.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import type { Lag } from '../../../shared/contract/dossier.ts';
import { LagBadge } from './lag-badge.tsx';
import { SendAgain } from './send-again.tsx';

const HOURS = 3_600_000;
const unsent: Lag = { city: null, heardAt: null, events: 2, since: (STAGE_NOW - 5 * HOURS) as EpochMs, pages: 3, letters: 0 };

test.each<[string, Lag, string, string, boolean]>([
  ['what came back is said before all else', { ...unsent, letters: 1 }, 'Bị trả lại', 'Thành phố trả lại 1 việc', true],
  ['what was not sent says since when', unsent, 'Chưa gửi 5 giờ', 'Tại Điểm: Đang giải quyết. Tại Thành phố: Chưa có phản hồi. Chưa gửi đi: 2 việc, 3 trang quét, lâu nhất 5 giờ.', true],
  ['what has only just been done has no age yet', { ...unsent, since: (STAGE_NOW - 59_000) as EpochMs }, 'Chưa gửi', 'lâu nhất 0 phút', true],
  ['pages that are missing are counted', { ...lagOfNone(4), pages: 3 }, 'Còn 3 trang', 'Chưa gửi đi: 3 trang quét.', true],
  ['another status at the city is named', lagOfNone(9), 'Đã có kết quả, mời đến nhận', 'Tại Thành phố: Đã có kết quả', true],
  ['what is the same on both sides needs no visit by keyboard', lagOfNone(4), 'Khớp Thành phố', 'Tại Điểm: Đang giải quyết.', false],
])('%s', async (_name, lag, short, sentence, isVisited) => {
  const screen = await stage(<LagBadge lag={lag} status={4} now={STAGE_NOW} />, { client: scriptedClient({}) });
  const badge = screen.find('.lag');
  expect(screen.find('.badge').textContent).toBe(short);
  expect([badge.title.includes(sentence), screen.find('.only-heard').textContent.includes(sentence), badge.tabIndex === 0]).toEqual([true, true, isVisited]);
  await screen.end();
});

test('a press tries the city for this dossier, and what hinders it is said', async () => {
  const client = scriptedClient({ 'dossier.send-again': () => { throw refusal('store.failed'); } });
  const { dossierId } = exampleDossier(1);
  const screen = await stage(<SendAgain dossierId={dossierId} code="T149-K1-000001-1" />, { client });
  await screen.press('Gửi lại');
  expect(client.inputsOf('dossier.send-again')).toEqual([{ dossierId }]);
  expect(screen.words()).toContain('Máy này không ghi được dữ liệu');
  await screen.end();
});
