// What goes by post, as a clerk of the post office sees it at a counter and officers in the administration: the lists, one to be sent, one that owes, one gone.

import type { Script } from '../../fakes/scripted-client.ts';
import { refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import type { AdminActions } from '../../../renderer/screens/admin/admin-model.ts';
import { AdminView } from '../../../renderer/screens/admin/admin-view.tsx';
import { CounterScreen } from '../../../renderer/screens/counter/counter-screen.tsx';
import { StaffDoor } from '../../../renderer/screens/staff/staff-door.tsx';
import type { Picture, Step } from '../picture.ts';
import { adminModel } from './example-model.ts';
import { examplePoint, minutesAgo, uuid } from './example-point.ts';
import { examplePost, examplePostItem } from './example-post.ts';
import { exampleSignIn } from './staff-pictures.tsx';
import { stillActs } from './still.ts';

/** A clerk of the post office. */
export const CLERK = { officerId: uuid(8, 6), name: 'Bùi Thị Mẫu', login: 'mau.bd', role: 'post' } as const;
const signIn = exampleSignIn({ session: { officerId: CLERK.officerId, name: CLERK.name, role: CLERK.role, isLocked: false } });
/** What a station answers about the post, to a clerk who is signed in. */
export const postScript: Script = { 'staff.read': () => signIn, 'staff.seen': () => signIn, 'staff.words': () => ({ words: {} }), 'staff.keep-words': () => ({}), 'post.lists': () => examplePost, 'post.read': () => examplePostItem() };

function picture(role: 'counter' | 'admin', name: string, steps: readonly Step[], script: Script = {}): Picture {
  const point = examplePoint(role);
  return {
    name: `${role}-post-${name}`, role, sizes: ['landscape', 'small'], steps,
    screen: <StaffDoor point={point}>{role === 'counter' ? <CounterScreen point={point} /> : <AdminView model={adminModel({ tab: 'post' })} act={stillActs as AdminActions} />}</StaffDoor>,
    client: () => scriptedClient({ ...postScript, ...script }),
  };
}

const SEND = 'Gửi H26.149-261124-0005';

export const postPictures: readonly Picture[] = [
  picture('admin', 'lists', [{ see: 'EB123456789VN' }]),
  picture('admin', 'none', [{ see: 'Không có kết quả nào chờ gửi' }], { 'post.lists': () => ({ ...examplePost, waiting: [], posted: [], expected: [] }) }),
  picture('admin', 'away', [{ see: 'internal' }], { 'post.lists': () => Promise.reject(refusal('internal')) }),
  picture('counter', 'lists', [{ see: 'EB123456789VN' }]),
  picture('counter', 'send', [{ see: 'EB123456789VN' }, SEND, { see: 'Số hiệu bưu gửi' }]),
  picture('counter', 'owed', [{ see: 'EB123456789VN' }, SEND, { see: 'chưa thu' }], { 'post.read': () => examplePostItem({ isOwed: true }) }),
  picture('counter', 'gone', [{ see: 'EB123456789VN' }, SEND, { see: 'Khi bưu điện báo' }], { 'post.read': () => examplePostItem({ isHere: false, posted: { at: minutesAgo(30), tracking: 'EB123456789VN', deliveredAt: null } }) }),
];
