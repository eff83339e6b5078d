// How updates may stand in the admin window, for its pictures.

import type { UpdateState } from '../../../shared/contract/update.ts';
import { minutesAgo } from './example-point.ts';

const NOTES = {
  vi: 'Sửa lỗi máy in báo hết giấy khi vừa thay cuộn mới.\nThêm 14 thủ tục cấp xã theo quyết định tháng 11.\nTrang chọn lĩnh vực ở máy lấy số rõ hơn với màn hình đứng.',
  en: 'The printer no longer reports that it is out of paper just after a new roll.\n14 more procedures of communes, by the decision of November.\nThe kiosk’s page of fields is clearer on upright screens.',
};
const found: NonNullable<UpdateState['found']> = { bundleId: 'a'.repeat(64), version: '1.5.0', notes: NOTES, source: 'city', bytes: 132_400_000, received: 132_400_000, state: 'ready', code: null };

/** Nothing new, and the last one went well. */
export const quietUpdates: UpdateState = {
  version: '1.4.2', previous: '1.4.1', isKept: true, channel: 'stable', isAutomatic: true, window: { from: '19:00', to: '05:00' },
  sources: [{ name: 'mirror', lookedAt: minutesAgo(22), code: null }, { name: 'city', lookedAt: minutesAgo(22), code: null }, { name: 'usb', lookedAt: null, code: null }],
  found: null, intent: 'none', nextAt: null, blockers: ['window'], trouble: null, last: { kind: 'installed', version: '1.4.2', code: null, checks: [], at: minutesAgo(60 * 24 * 19) },
};
export const loadingUpdates: UpdateState = { ...quietUpdates, found: { ...found, state: 'loading', received: 56_000_000 }, intent: 'automatic', nextAt: minutesAgo(-60 * 9) };
/** Meant for tonight. */
export const waitingUpdates: UpdateState = { ...quietUpdates, found, intent: 'automatic', nextAt: minutesAgo(-60 * 9), blockers: ['window', 'visit', 'print'] };
/** Brought on a stick: a person decides. */
export const stickUpdates: UpdateState = { ...quietUpdates, found: { ...found, source: 'usb' }, last: { kind: 'not-installed', version: '1.4.2', code: 'update.no-room', checks: [], at: minutesAgo(60 * 14) } };
export const heldUpdates: UpdateState = {
  ...quietUpdates, found: { ...found, state: 'stopped', received: 90_000_000, code: 'update.no-room' }, intent: 'postponed', nextAt: minutesAgo(-60 * 24 * 7),
  sources: [{ name: 'mirror', lookedAt: minutesAgo(3), code: 'update.unreachable' }, { name: 'city', lookedAt: minutesAgo(3), code: 'update.portal' }, { name: 'usb', lookedAt: minutesAgo(50), code: 'update.cut' }],
  last: { kind: 'returned', version: '1.4.3', code: 'update.crashed', checks: [], at: minutesAgo(60 * 15) },
};
/** A stranger's bundle, and a version that had to stay. */
export const badUpdates: UpdateState = {
  ...quietUpdates, version: '1.4.3', found: { ...found, source: 'usb', state: 'refused', received: 132_400_000, code: 'update.bad-signature' }, blockers: [],
  last: { kind: 'stayed', version: '1.4.3', code: 'update.worse', checks: ['store', 'devices'], at: minutesAgo(60 * 3) },
};
/** Put in place at night, and nobody has logged in since; its record was on a disk that fails. */
export const unstartedUpdates: UpdateState = { ...quietUpdates, version: '1.4.3', trouble: 'update.unreadable', last: { kind: 'waiting', version: '1.4.3', code: 'update.not-started', checks: [], at: minutesAgo(60 * 2) } };
/** Could not be taken back. */
export const stuckUpdates: UpdateState = { ...quietUpdates, version: '1.4.3', last: { kind: 'stayed', version: '1.4.3', code: 'update.not-returned', checks: [], at: minutesAgo(60 * 2) } };
export const unmanagedUpdates: UpdateState = { ...quietUpdates, version: '0.1.0', previous: null, isKept: false, sources: [], last: null };
