// Whoever comes from the post office sees what goes by post, sends it once under the post's number, notes that it was brought; and sees nothing else, at a counter or in the administration.

import { afterEach, expect, test } from 'vitest';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { adminModel } from '../../../tests/gallery/desk/example-model.ts';
import { examplePoint, minutesAgo } from '../../../tests/gallery/desk/example-point.ts';
import { examplePost, examplePostItem } from '../../../tests/gallery/desk/example-post.ts';
import { postScript } from '../../../tests/gallery/desk/post-pictures.tsx';
import { stillActs } from '../../../tests/gallery/desk/still.ts';
import type { AdminActions } from '../../screens/admin/admin-model.ts';
import { AdminView } from '../../screens/admin/admin-view.tsx';
import { CounterScreen } from '../../screens/counter/counter-screen.tsx';
import { StaffDoor } from '../../screens/staff/staff-door.tsx';
import { PostDesk } from './post-desk.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

async function desk(script: Script = {}) {
  const client = scriptedClient({ ...postScript, ...script });
  open = await stage(<PostDesk now={STAGE_NOW} />, { client });
  return { client, screen: open };
}
const SENT = { at: minutesAgo(30), tracking: 'EB123456789VN', deliveredAt: null };

test('the lists name no address; opening one brings it, and it goes with the number and the originals that are ticked', async () => {
  const gone = examplePostItem({ isHere: false, posted: SENT });
  const { client, screen } = await desk({ 'post.send': ({ tracking }) => (tracking === 'EB123456789VN' ? gone : Promise.reject(refusal('result.tracking'))) });
  for (const seen of ['Hộp bưu điện', 'Chưa thu phí', 'EB123456701VN', 'Đến hạn trả, kết quả chưa về', 'Lần in gần nhất: Đã in']) expect(screen.words()).toContain(seen);
  expect(screen.words()).not.toContain('Thôn Đông Thượng');
  expect(client.inputsOf('post.read')).toEqual([]);
  await screen.press('Gửi H26.149-261124-0005');
  for (const seen of ['Nguyễn Hữu Ước', 'Thôn Đông Thượng', 'Người nhận trả khi nhận', 'nhật ký truy cập']) expect(screen.words()).toContain(seen);
  expect(screen.button('Ghi đã gửi bưu điện').disabled).toBe(true);
  await screen.press(screen.find('dialog input[type=checkbox]'));
  const number = screen.find<HTMLInputElement>('dialog input.text-input');
  await screen.type(number, '12');
  await screen.press('Ghi đã gửi bưu điện');
  expect(screen.words()).toContain('result.tracking');
  await screen.type(number, 'EB123456789VN');
  await screen.press('Ghi đã gửi bưu điện');
  expect(client.inputsOf('post.send').map(({ tracking, papersBack }) => [tracking, papersBack])).toEqual([['12', ['Giấy chứng nhận kết hôn']], ['EB123456789VN', ['Giấy chứng nhận kết hôn']]]);
  expect(screen.words()).toContain('số hiệu EB123456789VN');
});

test('one that owes money has no field for a number, and says whose it is', async () => {
  const { screen } = await desk({ 'post.read': () => examplePostItem({ isOwed: true }) });
  await screen.press('Gửi H26.149-261124-0007');
  expect(screen.words()).toContain('Xin nhờ cán bộ trả kết quả thu trước');
  expect(screen.root.querySelector('dialog input')).toBeNull();
});

test('what was brought is noted once; a refusal stays beside it', async () => {
  let tries = 0;
  const { client, screen } = await desk({
    'post.read': () => examplePostItem({ isHere: false, posted: SENT }),
    'post.deliver': () => {
      tries += 1;
      return tries === 1 ? Promise.reject(refusal('post.delivered')) : examplePostItem({ isHere: false, posted: { ...SENT, deliveredAt: minutesAgo(0) } });
    },
  });
  await screen.press('Ghi đã phát H26.149-261124-0009');
  const press = () => screen.press(screen.find('dialog .hand-act button'));
  await press();
  expect(screen.words()).toContain('post.delivered');
  await press();
  expect([client.inputsOf('post.deliver').length, screen.words().includes('Đã phát, ghi lúc'), screen.root.querySelector('dialog .hand-act button')]).toEqual([2, true, null]);
});

test('today’s list goes to paper by its own command; on a day on which nothing went there is none', async () => {
  const page = { pages: 1, page: 0, png: 'iVBORw0KGgo=', template: 'shipped' as const, copyNumber: 1 };
  const { client, screen } = await desk({ 'post.preview': () => page, 'post.print': () => ({ print: examplePost.print ?? expect.fail('the example was printed') }) });
  await screen.press('Phiếu bàn giao cho bưu điện hôm nay');
  await screen.press(/^In$/);
  expect([client.inputsOf('post.preview'), client.inputsOf('post.print')]).toMatchObject([[{ page: 0 }], [{ printer: { kind: 'system', name: 'van-phong' } }]]);
  await screen.end();
  open = null;
  const quiet = await desk({ 'post.lists': () => ({ ...examplePost, posted: examplePost.posted.slice(2) }) });
  expect(quiet.screen.words()).not.toContain('Phiếu bàn giao cho bưu điện hôm nay');
});

test('a counter at which a clerk of the post office is signed in has no queue, no visit and no key of either, and asks for nothing but the post', async () => {
  const client = scriptedClient(postScript);
  const point = examplePoint('counter');
  open = await stage(<StaffDoor point={point}><CounterScreen point={point} /></StaffDoor>, { client });
  expect(open.words()).toContain('Trả kết quả qua bưu chính');
  for (const [key, code] of [['F2', 'F2'], ['f', 'KeyF']] as const) await open.key(key, { code, altKey: key === 'f' });
  expect(open.root.querySelector('dialog')).toBeNull();
  expect(new Set(client.calls.map(({ name }) => name))).toEqual(new Set(['staff.read', 'staff.words', 'post.lists', ...(client.calls.some(({ name }) => name === 'staff.seen') ? ['staff.seen' as const] : [])]));
});

test('the administration shows a clerk of the post office that one section, whichever was chosen', async () => {
  const client = scriptedClient(postScript);
  open = await stage(<StaffDoor point={examplePoint('admin')}><AdminView model={adminModel({ tab: 'dossiers' })} act={stillActs as AdminActions} /></StaffDoor>, { client });
  expect([...open.root.querySelectorAll('[role=tab]')].map((tab) => tab.textContent)).toEqual(['Bưu chính']);
  expect(open.words()).toContain('EB123456789VN');
  expect(open.words()).not.toContain('Tìm hồ sơ');
});
