// No state of the way to the city shows nothing: each hindrance has its head, what to do, and never says that all is well.

import { afterEach, expect, test } from 'vitest';
import { ERROR_CODES } from '../../shared/contract/errors.ts';
import type { SyncState } from '../../shared/contract/point.ts';
import { goodSync, minutesAgo, NOW, offlineSync } from '../../tests/gallery/desk/example-point.ts';
import { scriptedClient } from '../../tests/fakes/scripted-client.ts';
import { stage } from '../../tests/fakes/stage.tsx';
import type { Stage } from '../../tests/fakes/stage.tsx';
import { CityCard } from '../screens/counter/side/city-card.tsx';
import { sayOfSync, SyncLine } from './sync-line.tsx';
import { textsOf } from './texts/use-texts.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

const CODES = ERROR_CODES.filter((code) => code.startsWith('city.'));
const KINDS: readonly SyncState['kind'][] = ['unconfigured', 'starting', 'syncing', 'idle', 'offline', 'refused'];

test.each(['vi', 'en'] as const)('in %s every kind with every code has a head of its own and no hole', (language) => {
  const texts = textsOf(language, () => undefined);
  for (const kind of KINDS) {
    for (const code of [null, ...CODES, 'store.failed' as const]) {
      const said = sayOfSync(texts, { ...offlineSync, kind, code }, NOW);
      expect(said.head, `${kind} ${code ?? ''}`).toMatch(/^[^{}]{8,}$/u);
      expect(said.more).not.toMatch(/[{}]|undefined/u);
      if (code !== null) expect(said.tone, `${kind} ${code}`).not.toBe('success');
    }
  }
});

test('each hindrance of the network, the city and the machine is told apart', () => {
  const vi = textsOf('vi', () => undefined);
  const heads = CODES.filter((code) => code !== 'city.unconfigured').map((code) => sayOfSync(vi, { ...offlineSync, code }, NOW).head);
  expect(new Set(heads).size).toBe(heads.length - 1);
  expect(sayOfSync(vi, { ...offlineSync, code: 'city.version' }, NOW).head).toBe(sayOfSync(vi, { ...offlineSync, code: 'city.update-needed' }, NOW).head);
});

test('an update that is needed is no peace, even where everything is sent', async () => {
  open = await stage(<SyncLine sync={{ ...goodSync, code: 'city.update-needed' }} now={NOW} />, { client: scriptedClient({}) });
  expect(open.words()).toContain('Cần cập nhật chương trình');
  expect(open.words()).not.toContain('Thành phố đã nhận đủ');
});

test.each([
  ['city.captive-portal', 'Mạng đang đòi đăng nhập', 'Đăng nhập mạng; dữ liệu tự gửi sau đó.'],
  ['city.clock', 'Đồng hồ của máy này sai', 'Xin chỉnh lại ngày giờ'],
  ['city.overloaded', 'Thành phố đang quá tải', 'Chương trình tự gửi lại sau.'],
  ['city.quarantined', 'Thành phố đang tạm giữ dữ liệu của máy này', 'xin báo bộ phận kỹ thuật'],
  ['city.superseded', 'Máy đang nhận lại danh tính', 'dữ liệu vẫn được giữ tại đây'],
] as const)('the counter’s card says of %s what it is and what to do', async (code, head, act) => {
  open = await stage(<CityCard sync={{ ...offlineSync, kind: code === 'city.quarantined' || code === 'city.superseded' ? 'refused' : 'offline', code, offlineSince: minutesAgo(9) }} now={NOW} />, { client: scriptedClient({}) });
  expect(open.words()).toContain(head);
  expect(open.words()).toContain(act);
});
