// Officers who sign in: the page that asks, the locked screen, the head of a window with its officer, and the accounts in the admin window.

import { createStore } from 'zustand/vanilla';
import { AdminView } from '../../../renderer/screens/admin/admin-view.tsx';
import type { AdminActions, AdminTab } from '../../../renderer/screens/admin/admin-model.ts';
import type { CounterActions } from '../../../renderer/screens/counter/counter-model.ts';
import { CounterView } from '../../../renderer/screens/counter/counter-view.tsx';
import { nothingFound } from '../../../renderer/screens/counter/procedure/procedure-finder.ts';
import { StaffDoor } from '../../../renderer/screens/staff/staff-door.tsx';
import type { SignIn, StaffList } from '../../../shared/contract/staff.ts';
import { refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import { typed } from '../picture.ts';
import type { Picture, Step } from '../picture.ts';
import { adminModel, counterModel } from './example-model.ts';
import { examplePoint, exampleVisit, minutesAgo, servingDesk, uuid } from './example-point.ts';
import { stillActs } from './still.ts';

const HEAD = { officerId: uuid(8, 1), name: 'Trần Thị Mẫu', login: 'mau', role: 'head' } as const;
const LAN = { officerId: uuid(8, 2), name: 'Nguyễn Thị Hồng Lan', login: 'lan', role: 'receiving' } as const;
const MAI = { officerId: uuid(8, 3), name: 'Hoàng Thị Ngọc Mai', login: 'mai', role: 'returning' } as const;
const HUNG = { officerId: uuid(8, 4), name: 'Lê Văn Hùng', login: 'v.hung', role: 'technician' } as const;

/** A point with four officers, nobody signed in. */
export function exampleSignIn(changes: Partial<SignIn> = {}): SignIn {
  return { mode: 'asked', officers: [HUNG, MAI, LAN, HEAD], session: null, lockAfterSeconds: 300, ...changes };
}
const sessionOf = ({ officerId, name, role }: SignIn['officers'][number], isLocked = false): NonNullable<SignIn['session']> => ({ officerId, name, role, isLocked });
/** The lists of the accounts. */
export const exampleStaff: StaffList = {
  officers: [{ ...HUNG, isActive: true, isBlocked: false, pinSetAt: minutesAgo(9000) }, { ...MAI, isActive: true, isBlocked: true, pinSetAt: minutesAgo(800) }, { ...LAN, isActive: true, isBlocked: false, pinSetAt: minutesAgo(90) }, { ...HEAD, isActive: true, isBlocked: false, pinSetAt: minutesAgo(90) }, { officerId: uuid(8, 5), name: 'Đỗ Quỳnh Anh', login: 'anh', role: 'receiving', isActive: false, isBlocked: false, pinSetAt: minutesAgo(90_000) }],
  acts: [
    { at: minutesAgo(4), seat: 'counter-2', by: '', what: 'blocked', whom: MAI.name }, { at: minutesAgo(70), seat: 'counter-1', by: LAN.name, what: 'signed-in', whom: LAN.name }, { at: minutesAgo(90), seat: 'admin', by: HEAD.name, what: 'pin-set', whom: LAN.name },
    { at: minutesAgo(95), seat: 'admin', by: HEAD.name, what: 'changed', whom: 'Đỗ Quỳnh Anh' }, { at: minutesAgo(9000), seat: 'admin', by: HEAD.name, what: 'added', whom: HUNG.name }, { at: minutesAgo(9001), seat: 'admin', by: '', what: 'added', whom: HEAD.name },
  ],
};

const finder = { store: createStore(() => nothingFound), search: () => undefined, read: () => undefined };
const images = { store: createStore(() => ({})), want: () => undefined, keepOnly: () => undefined, close: createStore(() => null), lookClosely: () => undefined };
const counter = <CounterView model={counterModel(servingDesk, exampleVisit())} act={stillActs as CounterActions} finder={finder} images={images} />;
function picture(name: string, role: 'counter' | 'admin', signIn: SignIn, { tab = 'staff', steps = [], script = {}, textPercent }: { readonly tab?: AdminTab; readonly steps?: readonly Step[]; readonly script?: Script; readonly textPercent?: number } = {}): Picture {
  return {
    name: `staff-${name}`, role, sizes: ['landscape', 'small'], steps, ...(textPercent === undefined ? {} : { textPercent }),
    screen: <StaffDoor point={examplePoint(role)}>{role === 'counter' ? counter : <AdminView model={adminModel({ tab })} act={stillActs as AdminActions} />}</StaffDoor>,
    client: () => scriptedClient({ 'staff.read': () => signIn, 'staff.seen': () => signIn, 'staff.list': () => exampleStaff, ...script }),
  };
}

const head = exampleSignIn({ session: sessionOf(HEAD) });

export const staffPictures: readonly Picture[] = [
  picture('sign-in', 'counter', exampleSignIn(), { steps: [{ see: 'Đăng nhập quầy 1' }] }),
  picture('sign-in-large', 'counter', exampleSignIn(), { textPercent: 200, steps: [{ see: 'Đăng nhập quầy 1' }] }),
  picture('sign-in-admin', 'admin', exampleSignIn(), { steps: [{ see: 'Đăng nhập cửa sổ quản trị' }] }),
  picture('wrong-pin', 'counter', exampleSignIn(), { script: { 'staff.sign-in': () => Promise.reject(refusal('staff.wrong-pin', { seconds: 0 })) }, steps: [LAN.name, typed('Mã PIN', '111222'), 'Đăng nhập', { see: 'Mã PIN không đúng' }] }),
  picture('wait', 'counter', exampleSignIn(), { script: { 'staff.sign-in': () => Promise.reject(refusal('staff.wrong-pin', { seconds: 1920 })) }, steps: [LAN.name, typed('Mã PIN', '111222'), 'Đăng nhập', { see: 'phút rồi nhập lại' }] }),
  picture('blocked', 'counter', exampleSignIn(), { script: { 'staff.sign-in': () => Promise.reject(refusal('staff.blocked')) }, steps: [MAI.name, typed('Mã PIN', '111222'), 'Đăng nhập', { see: 'tạm khóa' }] }),
  picture('locked', 'counter', exampleSignIn({ session: sessionOf(LAN, true) }), { steps: [{ see: 'Màn hình đang khóa' }] }),
  picture('locked-other', 'counter', exampleSignIn({ session: sessionOf(LAN, true) }), { steps: ['Người khác đăng nhập', { see: 'Tên đăng nhập' }] }),
  picture('counter', 'counter', exampleSignIn({ session: sessionOf(LAN) }), { steps: [{ see: LAN.name }] }),
  picture('own-pin', 'counter', exampleSignIn({ session: sessionOf(LAN) }), { steps: [`${LAN.name}: đổi mã PIN`, { see: 'Mã PIN đang dùng' }] }),
  picture('accounts', 'admin', head, { steps: [{ see: 'Đỗ Quỳnh Anh' }] }),
  picture('accounts-none', 'admin', exampleSignIn({ mode: 'unset', officers: [] }), { script: { 'staff.list': () => ({ officers: [], acts: [] }) }, steps: [{ see: 'Chưa có tài khoản nào' }] }),
  picture('accounts-first', 'admin', exampleSignIn({ mode: 'unset', officers: [] }), { script: { 'staff.list': () => ({ officers: [], acts: [] }) }, steps: ['Thêm cán bộ', 'Lưu', { see: 'Nhập họ và tên' }] }),
  picture('accounts-add', 'admin', head, { steps: ['Thêm cán bộ', { see: 'Vai trò' }] }),
  picture('accounts-edit', 'admin', head, { steps: [`Sửa tài khoản của ${LAN.name}`, { see: 'Đang dùng' }] }),
  picture('accounts-pin', 'admin', head, { steps: [`Đặt lại mã PIN của ${LAN.name}`, { see: 'bằng mã mới' }] }),
  picture('technician', 'admin', exampleSignIn({ session: sessionOf(HUNG) }), { tab: 'today', steps: [{ see: HUNG.name }] }),
];
