// The kiosk in each of its states, reached by the touches that a person makes.

import type { CounterId, EpochMs } from '../../../shared/base/ids.ts';
import type { Status } from '../../../shared/contract/point.ts';
import { printSchema } from '../../../shared/contract/queue.ts';
import type { Print } from '../../../shared/contract/queue.ts';
import { KioskScreen } from '../../../renderer/screens/kiosk/kiosk-screen.tsx';
import { endless, refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import { NOW } from '../desk/example-point.ts';
import type { Picture, SizeName } from '../picture.ts';
import { allowance, birth, emptyOverview, goodStatus, hallPoint, issued, longCode, lookedUp, offlineStatus, overview, paperOutStatus, print, realPoint, summaries } from './example-hall.ts';

const all: readonly SizeName[] = ['portrait', 'landscape', 'small'];
const screen = <KioskScreen point={hallPoint('kiosk')} />;
const helped = <KioskScreen point={hallPoint('kiosk', { hasHelpers: true })} />;

export function kioskScript(more: Script = {}): Script {
  return {
    'status.read': () => goodStatus,
    'queue.overview': () => overview(),
    'ticket.issue': () => issued(),
    'ticket.read': () => issued(),
    'procedure.search': ({ text }) => {
      const found = text === '' ? summaries : summaries.filter((one) => one.name.includes('sinh'));
      return { procedures: [...found], total: found.length };
    },
    'procedure.read': () => birth,
    'take-home.read': () => ({ codes: [longCode, longCode.replace('1/2', '2/2')], leftOut: 0 }),
    'take-home.print': () => ({ print: slipPrint('queued') }),
    'take-home.printed': () => slipPrint('printed'),
    'help.read': () => endless(),
    'rating.find': ({ by }) => ({ ticketId: issued().ticketId, number: 'A019', counterId: 2 as CounterId, via: by === 'number' ? 'kiosk-number' : 'kiosk-receipt' }),
    'rating.give': () => ({}),
    'petition.receive': () => ({ code: 'PA-K1-261124-03', receivedAt: NOW, handleBy: (NOW + 21 * 86_400_000) as EpochMs, print: null }),
    'petition.look-up': ({ code }) => ({ code, state: 'open', receivedAt: (NOW - 3 * 86_400_000) as EpochMs, handleBy: (NOW + 15 * 86_400_000) as EpochMs }),
    'helper.enter': () => ({ team: 'Đoàn Thanh niên xã Phú Xuyên' }),
    'helper.count': () => ({ today: 12 }),
    'dossier.look-up': () => lookedUp(),
    ...more,
  };
}

const slipPrint = (state: Print['state'], code: Print['code'] = null): Print => printSchema.parse(print(state, code));
const noPrinter: Status = { ...goodStatus, devices: goodStatus.devices.map((device) => ({ ...device, kind: 'not-configured' })) };

type More = Partial<Omit<Picture, 'name' | 'role' | 'client'>> & { readonly script?: Script };
function kiosk(name: string, steps: Picture['steps'], { script = {}, ...more }: More = {}): Picture {
  return { name: `kiosk-${name}`, role: 'kiosk', sizes: all, screen, client: () => scriptedClient(kioskScript(script)), steps: steps ?? [], ...more };
}

const take = 'Lấy số thứ tự';
const atProcedure = ['Tra cứu thủ tục', 'Thủ tục đăng ký khai sinh'];
const scan = 'Quét mã bằng điện thoại';
const civil = 'Hộ tịch – Chứng thực';
const number = (ticket: ReturnType<typeof issued>): More => ({ script: { 'ticket.issue': () => ticket, 'ticket.read': () => ticket } });
const codeKeys = [...'T149-K1-000012-C'];
const idKeys = [...'001185000012'];
const toldOfPrivacy = 'Đã hiểu, nhập số';
const found = [...codeKeys, 'Tiếp theo', toldOfPrivacy, ...idKeys, 'Xem hồ sơ'];

/** A clock that a step puts forward, for what only time brings. */
function idleClock(): Pick<Picture, 'now' | 'steps'> {
  let ahead = 0;
  return { now: () => NOW + ahead, steps: ['Tra cứu hồ sơ', ...'T149', () => void (ahead += 43_000), { see: 'Ông/Bà còn dùng máy không' }] };
}

/** What a reader in keyboard mode types of a card, all keys at once. */
function readerTypes(): void {
  for (const key of '001185000012|') {
    const [code, shiftKey] = key === '|' ? (['Backslash', true] as const) : ([`Digit${key}`, false] as const);
    window.dispatchEvent(new KeyboardEvent('keydown', { key, code, shiftKey, cancelable: true }));
  }
}

export const kioskPictures: readonly Picture[] = [
  kiosk('home', []),
  kiosk('home-real', [], { screen: <KioskScreen point={realPoint('kiosk')} /> }),
  kiosk('home-offline', [], { script: { 'status.read': () => offlineStatus } }),
  kiosk('home-nobody', [], { script: { 'queue.overview': () => emptyOverview } }),
  kiosk('home-unreachable', [], { script: { 'status.read': () => Promise.reject(refusal('station.unreachable')), 'queue.overview': () => Promise.reject(refusal('station.unreachable')) } }),
  kiosk('home-english', ['English']),
  kiosk('home-large', ['Chữ to']),
  kiosk('home-spoken', ['Nghe hướng dẫn']),
  kiosk('home-spoken-unheard', ['Nghe hướng dẫn', { see: 'chưa phát được tiếng' }], { script: { 'help.read': () => Promise.reject(refusal('sound.failed')) } }),
  kiosk('home-200', [], { textPercent: 200, sizes: ['portrait', 'small'] }),
  kiosk('fields', [take]),
  kiosk('fields-priority', [take, 'Từ 75 tuổi']),
  kiosk('fields-paper-out', [take], { script: { 'status.read': () => paperOutStatus } }),
  kiosk('fields-taking', [take, civil], { script: { 'ticket.issue': () => endless() } }),
  kiosk('fields-refused', [take, civil], { script: { 'ticket.issue': () => Promise.reject(refusal('series.full')) } }),
  kiosk('fields-undecided', [take, civil], { script: { 'ticket.issue': () => Promise.reject(refusal('station.unreachable')) } }),
  kiosk('fields-closed', [take], {
    screen: <KioskScreen point={hallPoint('kiosk', { fields: hallPoint('kiosk').fields.map((field) => ({ ...field, takesTickets: field.code !== 'E' })) })} />,
    script: { 'queue.overview': () => overview({ fields: overview().fields.map((field) => (field.field === 'B' ? { ...field, openCounters: [] } : field)) }) },
  }),
  kiosk('panel-number', [(client) => client.emit('panel.pressed', { ticketId: issued().ticketId, code: null }), { see: 'A019' }]),
  kiosk('panel-refused', [(client) => client.emit('panel.pressed', { ticketId: null, code: 'series.full' }), { see: 'Nút vừa bấm' }]),
  kiosk('fields-loading', [take], { script: { 'queue.overview': () => endless() } }),
  kiosk('fields-english', ['English', 'Take a number']),
  kiosk('fields-large', ['Chữ to', take]),
  kiosk('fields-200', [take], { textPercent: 200, sizes: ['portrait', 'small'] }),
  kiosk('number', [take, civil]),
  kiosk('number-printing', [take, civil], number(issued({ print: print('printing') }))),
  kiosk('number-paper-out', [take, civil], number(issued({ print: print('failed', 'printer.paper-out') }))),
  kiosk('number-printer-trouble', [take, civil], number(issued({ print: print('failed', 'printer.offline'), waitingAhead: 0, expectedWaitMin: null, counters: [1] }))),
  kiosk('number-unknown', [take, civil], number(issued({ print: print('unknown', 'printer.interrupted') }))),
  kiosk('number-no-printer', [take, civil], number(issued({ print: null, counters: [] }))),
  kiosk('number-priority', [take, 'Người có công', civil], number(issued({ priority: 'merit', waitingAhead: 1, expectedWaitMin: 5 }))),
  kiosk('number-wide', [take, civil], number(issued({ number: 'W088', priority: 'disabled' }))),
  kiosk('number-english', ['English', 'Take a number', 'Civil status']),
  kiosk('number-large', ['Chữ to', take, civil], number(issued({ priority: 'elderly', print: print('failed', 'printer.paper-out') }))),
  kiosk('number-large-wide', ['Chữ to', take, civil], number(issued({ number: 'W088', priority: 'elderly', print: print('failed', 'printer.paper-out') }))),
  kiosk('number-200', [take, civil], { textPercent: 200, sizes: ['portrait', 'small'] }),
  kiosk('search', ['Tra cứu thủ tục']),
  kiosk('search-found', ['Tra cứu thủ tục', ...'sinh']),
  kiosk('search-none', ['Tra cứu thủ tục', ...'giaays'], { script: { 'procedure.search': () => ({ procedures: [], total: 0 }) } }),
  kiosk('search-failed', ['Tra cứu thủ tục'], { script: { 'procedure.search': () => Promise.reject(refusal('internal')) } }),
  kiosk('search-large', ['Chữ to', 'Tra cứu thủ tục']),
  kiosk('search-200', ['Tra cứu thủ tục'], { textPercent: 200, sizes: ['portrait', 'small'] }),
  kiosk('procedure', ['Tra cứu thủ tục', 'Thủ tục đăng ký khai sinh']),
  kiosk('procedure-no-papers', ['Tra cứu thủ tục', 'Thủ tục đăng ký khai sinh'], { script: { 'procedure.read': () => ({ ...birth, papers: [], feeText: '', timeLimit: { unit: 'unstated', text: '' } }) } }),
  kiosk('procedure-refused', ['Tra cứu thủ tục', 'Thủ tục đăng ký khai sinh', 'Lấy số cho thủ tục này'], { script: { 'ticket.issue': () => Promise.reject(refusal('series.full')) } }),
  kiosk('procedure-cases', atProcedure, { script: { 'procedure.read': () => allowance } }),
  kiosk('procedure-slip', [...atProcedure, 'In phiếu hướng dẫn']),
  kiosk('procedure-slip-failed', [...atProcedure, 'In phiếu hướng dẫn'], { script: { 'take-home.printed': () => slipPrint('failed', 'printer.offline') } }),
  kiosk('procedure-slip-wait', [...atProcedure, 'In phiếu hướng dẫn'], { script: { 'take-home.print': () => Promise.reject(refusal('take-home.wait', { seconds: 24 })) } }),
  kiosk('procedure-slip-large', ['Chữ to', ...atProcedure, 'In phiếu hướng dẫn'], { script: { 'take-home.printed': () => slipPrint('failed', 'printer.paper-out') } }),
  kiosk('procedure-no-printer', atProcedure, { script: { 'status.read': () => noPrinter } }),
  kiosk('procedure-seated', ['Ngồi / xe lăn', ...atProcedure]),
  kiosk('procedure-codes', [...atProcedure, scan]),
  kiosk('procedure-codes-one', [...atProcedure, scan], { script: { 'take-home.read': () => ({ codes: [longCode.slice(0, 300)], leftOut: 0 }) } }),
  kiosk('procedure-codes-left-out', [...atProcedure, scan, 'Mã tiếp theo'], { script: { 'take-home.read': () => ({ codes: [longCode, longCode], leftOut: 7 }) } }),
  kiosk('procedure-codes-large', ['Chữ to', ...atProcedure, scan]),
  kiosk('procedure-codes-seated', ['Ngồi / xe lăn', ...atProcedure, scan]),
  kiosk('procedure-codes-contrast', ['Tương phản cao', ...atProcedure, scan]),
  kiosk('procedure-codes-200', [...atProcedure, scan], { textPercent: 200, sizes: ['portrait', 'small'] }),
  kiosk('procedure-large', ['Chữ to', 'Tra cứu thủ tục', 'Thủ tục đăng ký khai sinh']),
  kiosk('procedure-200', ['Tra cứu thủ tục', 'Thủ tục đăng ký khai sinh'], { textPercent: 200, sizes: ['portrait', 'small'] }),
  kiosk('rate', ['Đánh giá hài lòng', ...'A019']),
  kiosk('rate-wrong', ['Đánh giá hài lòng', ...'A0', 'Tiếp theo']),
  kiosk('rate-refused', ['Đánh giá hài lòng', ...'A019', 'Tiếp theo'], { script: { 'rating.find': () => Promise.reject(refusal('rating.already', { number: 'A019' })) } }),
  kiosk('rate-faces', ['Đánh giá hài lòng', ...'A019', 'Tiếp theo']),
  kiosk('rate-faces-undecided', ['Đánh giá hài lòng', ...'A019', 'Tiếp theo', 'Rất hài lòng'], { script: { 'rating.give': () => Promise.reject(refusal('station.unreachable')) } }),
  kiosk('rate-thanks', ['Đánh giá hài lòng', ...'A019', 'Tiếp theo', 'Không hài lòng']),
  kiosk('petition', ['Phản ánh, kiến nghị', 'Chậm trễ', ...'chowf']),
  kiosk('petition-empty', ['Phản ánh, kiến nghị', 'Gửi']),
  kiosk('petition-told', ['Phản ánh, kiến nghị', ...'chowf', 'Để lại số điện thoại']),
  kiosk('petition-contact', ['Phản ánh, kiến nghị', ...'chowf', 'Để lại số điện thoại', 'Đã hiểu, nhập liên hệ', ...'0900']),
  kiosk('petition-failed', ['Phản ánh, kiến nghị', ...'chowf', 'Gửi'], { script: { 'petition.receive': () => Promise.reject(refusal('station.unreachable')) } }),
  kiosk('petition-done', ['Phản ánh, kiến nghị', ...'chowf', 'Gửi']),
  kiosk('petition-status', ['Tra cứu hồ sơ', ...'PA-K1-261124-03', 'Xem hồ sơ']),
  kiosk('helper-pin', ['Đội hỗ trợ', ...'13'], { screen: helped }),
  kiosk('helper-pin-wrong', ['Đội hỗ trợ', ...'1357', 'Bắt đầu hỗ trợ'], { screen: helped, script: { 'helper.enter': () => Promise.reject(refusal('helper.wrong-pin')) } }),
  kiosk('helper-bar', ['Đội hỗ trợ', ...'1357', 'Bắt đầu hỗ trợ', 'Nộp trực tuyến'], { screen: helped }),
  kiosk('helper-bar-fields', ['Đội hỗ trợ', ...'1357', 'Bắt đầu hỗ trợ', 'Lấy số thứ tự'], { screen: helped }),
  kiosk('look-up', ['Tra cứu hồ sơ']),
  kiosk('look-up-privacy', ['Tra cứu hồ sơ', ...codeKeys, 'Tiếp theo']),
  kiosk('look-up-id', ['Tra cứu hồ sơ', ...codeKeys, 'Tiếp theo', toldOfPrivacy, ...'001185']),
  kiosk('look-up-missing', ['Tra cứu hồ sơ', 'Tiếp theo']),
  kiosk('look-up-refused', ['Tra cứu hồ sơ', ...found], { script: { 'dossier.look-up': () => Promise.reject(refusal('lookup.mismatch')) } }),
  kiosk('look-up-large', ['Chữ to', 'Tra cứu hồ sơ']),
  kiosk('reader-keyboard', [readerTypes, { see: 'chế độ bàn phím' }]),
  kiosk('reader-keyboard-large', ['Chữ to', readerTypes, { see: 'chế độ bàn phím' }]),
  kiosk('idle', [], idleClock()),
  kiosk('look-up-200', ['Tra cứu hồ sơ'], { textPercent: 200, sizes: ['portrait', 'small'] }),
  kiosk('dossier-working', ['Tra cứu hồ sơ', ...found]),
  kiosk('dossier-provisional', ['Tra cứu hồ sơ', ...found], {
    script: { 'dossier.look-up': () => lookedUp({ code: 'T149-K1-000012-C', official: false, status: 2, cityState: 'waiting', dueAt: null }), 'status.read': () => offlineStatus },
  }),
  kiosk('dossier-ready', ['Tra cứu hồ sơ', ...found], { script: { 'dossier.look-up': () => lookedUp({ status: 9 }) } }),
  kiosk('dossier-asked', ['Tra cứu hồ sơ', ...found], { script: { 'dossier.look-up': () => lookedUp({ status: 5, supplementBy: '2026-12-16' }) } }),
  kiosk('dossier-late', ['Tra cứu hồ sơ', ...found], { script: { 'dossier.look-up': () => lookedUp({ status: 5, cityState: 'refused', dueAt: lookedUp().receivedAt }) } }),
];
