// Hand-over and results: each tab full and empty, a list being signed for, a result in front to be given out by hand, by post, unpaid, and given out.

import type { Script } from '../../fakes/scripted-client.ts';
import { refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import { AdminView } from '../../../renderer/screens/admin/admin-view.tsx';
import type { AdminActions } from '../../../renderer/screens/admin/admin-model.ts';
import type { Picture, Step } from '../picture.ts';
import { counterOf } from './counter-states.tsx';
import { offeredSupplement } from './example-dossier.ts';
import { exampleHandovers, exampleResults, exampleReturn } from './example-hand.ts';
import { adminModel } from './example-model.ts';
import { pageOf } from './form-pictures.tsx';
import { COUNTER, examplePrint, minutesAgo } from './example-point.ts';
import { stillActs } from './still.ts';

/** What a station answers about papers that change hands. */
export const handScript: Script = { 'handover.read': () => exampleHandovers, 'result.lists': () => exampleResults, 'result.read': () => exampleReturn(), 'dossier.offer-supplement': () => offeredSupplement };

function counter(name: string, tab: 'out' | 'asked' | 'waiting', steps: readonly Step[], script: Script = {}): Picture {
  return { name: `counter-hand-${name}`, role: 'counter', sizes: ['landscape', 'small'], steps, screen: counterOf({ kind: 'hand', tab }), client: () => scriptedClient({ ...handScript, ...script }) };
}

function admin(name: string, steps: readonly Step[], script: Script = {}): Picture {
  return { name: `admin-results-${name}`, role: 'admin', sizes: ['landscape', 'small'], steps, screen: <AdminView model={adminModel({ tab: 'results' })} act={stillActs as AdminActions} />, client: () => scriptedClient({ ...handScript, ...script }) };
}

/** The paper of the first list, of two pages. */
const drawn: Script = { 'handover.preview': ({ page }) => ({ pages: 2, page, png: pageOf(22, 'PHIẾU BÀN GIAO HỒ SƠ'), template: 'shipped', copyNumber: 1 }) };
const look: readonly Step[] = [{ see: 'Phiếu số 128/2026' }, () => document.querySelector<HTMLElement>('.hand-list button')?.click(), { see: 'Xem trước khi in' }];

const open: readonly Step[] = [{ see: 'chuông dài' }];

export const handPictures: readonly Picture[] = [
  counter('out', 'out', [{ see: 'Phiếu số 128/2026' }]),
  counter('out-none', 'out', [{ see: 'Không còn hồ sơ nào' }], { 'handover.read': () => ({ ...exampleHandovers, groups: [], lists: [] }) }),
  counter('receive', 'out', [{ see: 'Phiếu số 128/2026' }, 'Ghi bên nhận đã ký', { see: 'Người nhận đã ký' }]),
  counter('paper', 'out', [...look, { see: 'HP LaserJet' }], drawn),
  counter('paper-reprint', 'out', [...look, { see: 'in lần 2' }], { ...drawn, 'handover.preview': ({ page }) => ({ pages: 1, page, png: pageOf(14, 'PHIẾU BÀN GIAO HỒ SƠ'), template: 'shipped', copyNumber: 2 }) }),
  counter('paper-sent', 'out', [...look, { see: 'HP LaserJet' }, () => [...document.querySelectorAll<HTMLButtonElement>('dialog dialog button')].at(-1)?.click(), { see: 'Đã gửi đến máy in.' }], { ...drawn, 'handover.print': () => ({ print: examplePrint('queued') }) }),
  counter('paper-refused', 'out', [...look, { see: 'internal' }], { ...drawn, 'handover.preview': () => Promise.reject(refusal('internal')) }),
  counter('paper-no-printer', 'out', [...look, { see: 'Trang 1 của 2' }], { ...drawn, 'handover.read': () => ({ ...exampleHandovers, printers: { roll: false, system: [], code: null, chosen: null } }) }),
  counter('asked', 'asked', [{ see: 'Thiếu bản sao quyết định ly hôn' }]),
  counter('card-held', 'out', [{ see: 'Phiếu số 128/2026' }, (client) => client.emit('reader.searched', { counterId: COUNTER, idNumber: '001085000021' }), { see: 'Vừa đọc một thẻ' }]),
  counter('card-unused', 'waiting', [{ see: 'Tủ A, ngăn 2' }, 'Trả, gọi', { see: 'Đã trả cho' }, (client) => client.emit('reader.searched', { counterId: COUNTER, idNumber: '001085000021' }), { see: 'chưa được dùng' }], { 'result.read': () => exampleReturn({ kind: null, returned: { at: minutesAgo(1), manner: 'by-hand', toName: 'NGUYỄN HỮU ƯỚC', tracking: '', isSigned: false } }) }),
  counter('waiting', 'waiting', [{ see: 'Tủ A, ngăn 2' }]),
  counter('return', 'waiting', [{ see: 'Tủ A, ngăn 2' }, 'Trả, gọi', ...open]),
  counter('return-unpaid', 'waiting', [{ see: 'Tủ A, ngăn 2' }, 'Trả, gọi', { see: 'chưa thu đủ' }], { 'result.read': () => exampleReturn({ unpaid: 96_000, owner: null }) }),
  counter('return-post', 'waiting', [{ see: 'Tủ A, ngăn 2' }, 'Trả, gọi', { see: 'Số hiệu bưu gửi' }], { 'result.read': () => exampleReturn({ delivery: { recipient: 'Nguyễn Hữu Ước', phone: '0900 000 001', address: 'Thôn Đông Thượng, xã Phú Xuyên, Hà Nội' }, owner: null, originals: [] }) }),
  counter('return-done', 'waiting', [{ see: 'Tủ A, ngăn 2' }, 'Trả, gọi', { see: 'Đã trả cho' }], { 'result.read': () => exampleReturn({ kind: null, returned: { at: minutesAgo(1), manner: 'by-hand', toName: 'NGUYỄN HỮU ƯỚC', tracking: '', isSigned: false } }) }),
  counter('return-brought', 'waiting', [{ see: 'Tủ A, ngăn 2' }, 'Trả, gọi', { see: 'Bưu điện đã phát' }], { 'result.read': () => exampleReturn({ kind: null, returned: { at: minutesAgo(26 * 60), manner: 'by-post', toName: 'NGUYỄN HỮU ƯỚC', tracking: 'EB123456789VN', isSigned: true } }) }),
  admin('working', [{ see: 'Phòng Văn hóa' }]),
  admin('given', [{ see: 'Phòng Văn hóa' }, 'Đã trả', { see: 'EB123456789VN' }]),
  admin('away', [{ see: 'internal' }], { 'result.lists': () => Promise.reject(refusal('internal')) }),
];
