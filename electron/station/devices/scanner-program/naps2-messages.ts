// What NAPS2.Console is told and what its words mean. It says everything as text, in English or Vietnamese as Windows is set, and nothing by its exit code.

import path from 'node:path';
import type { ScannerCode, ScanOptions } from '../ports.ts';

export interface Naps2Device {
  readonly driver: 'wia' | 'twain' | 'escl';
  /** The scanner's name, or a part of it. */
  readonly device: string;
  readonly program: string;
  /** Folder of this scanner alone; it comes and goes with each scan. */
  readonly folder: string;
}

/** Pages come out as 0001.jpg, 0002.jpg … */
export function naps2Arguments({ driver, device, folder }: Naps2Device, { source, dpi, colour, duplex }: ScanOptions): readonly string[] {
  const paper = source === 'glass' ? 'glass' : duplex ? 'duplex' : 'feeder';
  const depth = colour === 'colour' ? 'color' : 'gray';
  return [
    '--noprofile', '--driver', driver, '--device', device, '--source', paper, '--dpi', String(dpi), '--bitdepth', depth, '--pagesize', 'a4',
    '--jpegquality', '85', '--verbose', '--force', '--output', path.join(folder, '$(nnnn).jpg'),
  ];
}

/** NAPS2 7 keeps its own copies of the pages ("recovery") beside its settings, where a kill would leave them: this has it keep them in the folder that is emptied. */
export function naps2Surroundings({ folder }: Pick<Naps2Device, 'folder'>): Readonly<Record<string, string>> {
  return { NAPS2_TEST_DATA: path.join(folder, 'naps2') };
}

export function naps2ListArguments({ driver }: Pick<Naps2Device, 'driver'>): readonly string[] {
  return ['--noprofile', '--driver', driver, '--listdevices'];
}

const MEANINGS: readonly (readonly [words: RegExp, code: ScannerCode])[] = [
  [/no pages are in the feeder|không trang .*trong máng/i, 'scanner.feeder-empty'],
  [/paper jam|kẹt giấy/i, 'scanner.jam'],
  [/cover is open|nắp máy quét mở/i, 'scanner.cover-open'],
  [/scanner is busy|warming up|máy quét chọn đang bận|máy quét đang ấm/i, 'scanner.busy'],
  [/could not be found|is offline|no scanning device was found|no device selected|không thể được tìm thấy|máy quét chọn đang ẩn|không thấy thiết bị quét/i, 'scanner.absent'],
  [/not support using a feeder|not support using duplex|driver is not supported|không hỗ trợ/i, 'scanner.unsupported'],
  [/communication with the scanning device was interrupted/i, 'scanner.cut'],
  [/an error occurred|worker process crashed|unknown error|có lỗi xảy ra/i, 'scanner.error'],
];

/** The fault that the words name, the first of the list where there are several; null for none that is known. */
export function codeOfNaps2Words(words: string): ScannerCode | null {
  const said = words.normalize('NFC');
  return MEANINGS.find(([meaning]) => meaning.test(said))?.[1] ?? null;
}
