// The set-up wizard in each of its states.

import { AdminView } from '../../../renderer/screens/admin/admin-view.tsx';
import type { AdminActions } from '../../../renderer/screens/admin/admin-model.ts';
import type { CounterId } from '../../../shared/base/ids.ts';
import type { FoundDevice, Setup } from '../../../shared/contract/setup.ts';
import { endless, scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import type { Picture, Step } from '../picture.ts';
import { exampleSignIn } from './staff-pictures.tsx';
import { troubledHost } from './example-host.ts';
import { adminModel } from './example-model.ts';
import { exampleSetup, exampleTest, exampleTrial, finishedPlaces, foundPrinters, foundReaders, foundScanners, tcpPrinter } from './example-setup.ts';
import { stillActs } from './still.ts';

/** A page with lines, as a small JPEG. */
const PAGE = '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABcQERQRDhcUEhQaGBcbIjklIh8fIkYyNSk5UkhXVVFIUE5bZoNvW2F8Yk5QcptzfIeLkpSSWG2grJ+OqoOPko3/2wBDARgaGiIeIkMlJUONXlBejY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY3/wAARCACoAHgDASIAAhEBAxEB/8QAGAABAQEBAQAAAAAAAAAAAAAAAAQDBQb/xAAnEAACAQQBBQACAgMAAAAAAAAAAgMFFFWjEgEREzGBFmQE4SJRYf/EABQBAQAAAAAAAAAAAAAAAAAAAAD/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwD1gAAAAADk/wA6t2f8t4Lfnw7f5c+3fv07/wCv+mH5J+ps/oDug4X5J+ps/ofkn6mz+gO6Dhfkn6mz+h+SfqbP6A7oOT/Brd5/LSC34c+/+XPv27dO/wDr/h1gAAAAAAAZzvIkLNDF5X6ek5ce/wBA0BBd1DG71F3UMbvUC8EF3UMbvUXdQxu9QLwQXdQxu9Rd1DG71AvBBd1DG71F3UMbvUC8EF3UMbvUXdQxu9QLwQXdQxu9SuB5HhVpovE/X2nLl2+gaAAAZzvIkLNDF5X6ek5ce/00M53kSFmhi8r9PScuPf6BJd1DG71F3UMbvUXdQxu9Rd1DG71AXdQxu9Rd1DG71F3UMbvUXdQxu9QF3UMbvUXdQxu9Rd1DG71F3UMbvUBd1DG71K4HkeFWmi8T9facuXb6SXdQxu9Rd1DG71AvBBd1DG71F3UMbvUC8EF3UMbvUrgeR4VaaLxP19py5dvoGgAAGc7yJCzQxeV+npOXHv8ATQzneRIWaGLyv09Jy49/oEl3UMbvUXdQxu9Rd1DG71F3UMbvUBd1DG71F3UMbvUXdQxu9Rd1DG71AXdQxu9Rd1DG71F3UMbvUXdQxu9QF3UMbvUXdQxu9Rd1DG71K4HkeFWmi8T9facuXb6BJd1DG71F3UMbvUvAEF3UMbvUrgeR4VaaLxP19py5dvpoAAAAGc7yJCzQxeV+npOXHv8ATQzneRIWaGLyv09Jy49/oEl3UMbvUXdQxu9Rd1DG71F3UMbvUBd1DG71F3UMbvUXdQxu9Rd1DG71AXdQxu9Rd1DG71F3UMbvUXdQxu9QF3UMbvUXdQxu9Rd1DG71F3UMbvUBd1DG71F3UMbvUXdQxu9Rd1DG71AXdQxu9SuB5HhVpovE/X2nLl2+kl3UMbvUrgeR4VaaLxP19py5dvoGgAAGc7yJCzQxeV+npOXHv9NDOd5EhZoYvK/T0nLj3+gSXdQxu9Rd1DG71F3UMbvUXdQxu9QF3UMbvUXdQxu9Rd1DG71F3UMbvUBd1DG71F3UMbvUXdQxu9Rd1DG71AXdQxu9SuB5HhVpovE/X2nLl2+kl3UMbvUXdQxu9QLwQXdQxu9Rd1DG71AvBBd1DG71K4HkeFWmi8T9facuXb6BoAABnO8iQs0MXlfp6Tlx7/TQzneRIWaGLyv09Jy49/oEl3UMbvUXdQxu9Rd1DG71F3UMbvUBd1DG71F3UMbvUXdQxu9Rd1DG71AXdQxu9Rd1DG71F3UMbvUXdQxu9QF3UMbvUXdQxu9Rd1DG71K4HkeFWmi8T9facuXb6BJd1DG71F3UMbvUvAEF3UMbvUrgeR4VaaLxP19py5dvpoAAAAGc7yJCzQxeV+npOXHv9NDOd5EhZoYvK/T0nLj3+gSXdQxu9Rd1DG71F3UMbvUXdQxu9QF3UMbvUXdQxu9Rd1DG71F3UMbvUBd1DG71F3UMbvUXdQxu9Rd1DG71AXdQxu9Rd1DG71F3UMbvUXdQxu9QF3UMbvUXdQxu9Rd1DG71F3UMbvUBd1DG71K4HkeFWmi8T9facuXb6SXdQxu9SuB5HhVpovE/X2nLl2+gaAAAZzvIkLNDF5X6ek5ce/00M53kSFmhi8r9PScuPf6BJd1DG71F3UMbvUXdQxu9Rd1DG71AXdQxu9Rd1DG71F3UMbvUXdQxu9QF3UMbvUXdQxu9Rd1DG71F3UMbvUBd1DG71K4HkeFWmi8T9facuXb6SXdQxu9Rd1DG71AvBBd1DG71F3UMbvUC8EF3UMbvUrgeR4VaaLxP19py5dvoGgAAGc7yJCzQxeV+npOXHv8ATQAQXdQxu9Rd1DG71LwBBd1DG71F3UMbvUvAEF3UMbvUXdQxu9S8AQXdQxu9Rd1DG71LwBBd1DG71F3UMbvUvAEF3UMbvUrgeR4VaaLxP19py5dvpoAAAAAAAAAAAAAAAAAAAAAAAAAP/9k=';

function picture(name: string, setup: Setup, { found = [], steps = [], script = {}, isSearching = false }: { readonly found?: readonly FoundDevice[]; readonly steps?: readonly Step[]; readonly script?: Script; readonly isSearching?: boolean } = {}): Picture {
  return {
    name: `admin-setup-${name}`, role: 'admin', sizes: ['landscape', 'small'], steps,
    client: () => scriptedClient({ 'setup.read': () => setup, 'staff.read': () => exampleSignIn({ mode: 'unset', officers: [] }), 'setup.find': () => ({ devices: [...found], isSearching }), ...script }),
    screen: <AdminView model={adminModel({ tab: 'setup' })} act={stillActs as AdminActions} />,
  };
}

const PRINTER = { role: 'ticket-printer', counterId: null } as const;
const chosen = { place: PRINTER, name: 'Máy in số – sảnh', answer: 'device', choice: tcpPrinter, state: { kind: 'ready', code: null, since: exampleTest.at } } as const;
const withTrial = (more: Parameters<typeof exampleTrial>[1]): Setup => exampleSetup([{ ...chosen, test: exampleTest }], { trial: exampleTrial('ticket-printer', more) });
const step = 'Máy in số';

export const setupPictures: readonly Picture[] = [
  picture('bare', exampleSetup()),
  picture('found', exampleSetup([chosen]), { found: foundPrinters, steps: [step, { see: 'TM-T82X' }] }),
  picture('asking', withTrial({ phase: 'asking' }), { found: foundPrinters, steps: [step, { see: 'không mất dấu' }] }),
  picture('failed', withTrial({ phase: 'ended', outcome: 'failed', code: 'printer.paper-out' }), { found: foundPrinters, steps: [step, { see: 'printer.paper-out' }] }),
  picture('reader', exampleSetup([], { trial: exampleTrial('reader') }), { found: foundReaders, steps: ['Đầu đọc thẻ', { see: 'đưa thẻ' }] }),
  picture('reader-passed', exampleSetup([{ place: { role: 'reader', counterId: 1 as CounterId }, answer: 'device', choice: foundReaders[0]?.choice ?? null, test: exampleTest, state: { kind: 'ready', code: null, since: exampleTest.at } }], { trial: exampleTrial('reader', { phase: 'ended', outcome: 'passed', seen: ['id-card', ']Q3'] }) }), { found: foundReaders, steps: ['Đầu đọc thẻ', 'Quầy 1', { see: 'thẻ căn cước' }] }),
  picture('scanner', exampleSetup([], { trial: exampleTrial('scanner', { phase: 'asking', picture: PAGE }) }), { found: foundScanners, isSearching: true, steps: ['Máy quét tài liệu', { see: 'rõ và đủ' }] }),
  picture('buttons', exampleSetup([], { trial: exampleTrial('panel') }), { found: foundPrinters.slice(1, 2).map((device) => ({ ...device, choice: { device: { input: { kind: 'line' } }, line: { kind: 'serial', path: 'usb-1' } } })), steps: ['Bảng nút', { see: 'bấm một nút' }] }),
  picture('display', exampleSetup([{ place: { role: 'counter-display', counterId: 1 as CounterId }, answer: 'device', choice: { device: { line: 'displays', table: 'stx-etx-ack', address: 1 } }, test: { ...exampleTest, outcome: 'failed', code: 'counter-display.absent', by: 'program' } }], { mustRestart: true }), { steps: ['Bảng số', 'Quầy 1', { see: 'displays' }] }),
  picture('loudspeaker', exampleSetup([], { trial: exampleTrial('loudspeaker', { phase: 'asking' }) }), { found: [{ key: 'HDMI', name: 'HDMI – TV sảnh', kind: 'loudspeaker', where: '', choice: { device: { loudspeaker: 'HDMI – TV sảnh' } } }], steps: ['Loa gọi số', { see: 'A025' }] }),
  picture('screens', exampleSetup(), { script: { 'host.state': () => ({ ...troubledHost, displays: [{ name: 'DELL E2016', width: 1440, height: 900, isPrimary: true }, { name: 'HDMI-A-1 (TV)', width: 1920, height: 1080, isPrimary: false }] }) }, steps: ['Màn hình', { see: 'Phải nằm ở' }] }),
  picture('locked', exampleSetup([{ ...chosen, isLocked: true, test: exampleTest, isOutdated: true }], { fileState: 'not-writable' }), { found: foundPrinters, steps: [step, { see: 'chính sách' }] }),
  picture('hand-over', exampleSetup([chosen], { fileState: 'not-writable' }), {
    found: foundPrinters, steps: [step, 'Lưu', { see: 'chuyển đoạn này' }],
    script: { 'setup.store': () => ({ kind: 'not-writable', words: [], text: '{\n  "devices": {\n    "ticketPrinter": {\n      "kind": "escpos-tcp",\n      "host": "192.0.2.5",\n      "port": 9100,\n      "widthMm": 80\n    }\n  }\n}' }) },
  }),
  picture('wrong', exampleSetup([chosen], { fileState: 'wrong' }), {
    found: foundPrinters, steps: [step, 'Lưu', { see: 'dòng 31' }],
    script: { 'setup.store': () => ({ kind: 'wrong', text: '', words: [{ vi: 'devices.lines (dòng 31): Thiếu dấu phẩy ở cuối giá trị này.', en: 'devices.lines (line 31): A comma is missing after this value.' }] }) },
  }),
  picture('officers', exampleSetup(finishedPlaces), { script: { 'staff.list': () => ({ officers: [], acts: [] }) }, steps: ['Cán bộ, đăng nhập', { see: 'Chưa có tài khoản nào' }] }),
  picture('summary', exampleSetup(finishedPlaces, { mustRestart: true }), { steps: ['Tổng hợp', { see: 'Máy in số – sảnh' }] }),
  picture('loading', exampleSetup(), { script: { 'setup.read': () => endless() } }),
];
