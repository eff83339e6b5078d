// The orders of the command line that need no window: which there are, what each takes, and how it ends. Used by the tool itself and by the shell, which hands over to it.

import { parseArgs } from 'node:util';

/** How an order ends. Fixed for good: scripts of 126 communes ask for them. */
export const EXIT = {
  fine: 0,
  /** Something is wrong: a self-check failed, a copy is damaged or was refused. Nothing was changed by it. */
  failed: 1,
  /** Only with --health: nothing failed, something is to be looked at. */
  warning: 2,
  /** The station of this machine runs, and the order needs it stopped. */
  running: 3,
  /** No key of this machine opens its data. */
  noKey: 4,
  /** Words on the command line that make no order. */
  usage: 64,
  /** Settings or policy cannot be used; every wrong place was printed. */
  settings: 65,
  /** A fault of the program itself. */
  internal: 70,
} as const;

/** Orders with a name of their own on the command line. 'FILE' and 'NAME' are what they take. */
export const ORDERS = {
  'check-settings': { takes: null, vi: 'kiểm tra tệp cài đặt và chính sách; in TỆP:DÒNG:CỘT của từng chỗ sai', en: 'checks settings file and policy; prints FILE:LINE:COLUMN of each wrong place' },
  health: { takes: null, vi: 'các mục tự kiểm tra của máy, đang chạy hay đã dừng', en: 'the self-checks of this machine, running or stopped' },
  'support-bundle': { takes: 'FILE', vi: 'ghi gói hỗ trợ (zip) không có dữ liệu cá nhân', en: 'writes a support bundle (zip) without personal data' },
  copies: { takes: null, vi: 'danh sách bản sao lưu, mới nhất trước', en: 'lists the copies of the store, the newest first' },
  'check-data': { takes: null, vi: 'đọc hết mọi bản sao lưu và dữ liệu đang dùng', en: 'reads every copy and the store itself through' },
  backup: { takes: null, vi: 'tạo một bản sao lưu và kiểm tra lại', en: 'makes a copy of the store and verifies it' },
  restore: { takes: 'NAME', vi: 'dùng một bản sao lưu (tên, hoặc newest); dữ liệu cũ chuyển vào set-aside', en: 'puts a copy (a name, or newest) in the place of the store, which is moved to set-aside' },
  rebuild: { takes: null, vi: 'dựng lại danh sách từ nhật ký sự việc', en: 'makes the lists anew out of the log of events' },
  salvage: { takes: null, vi: 'cứu những gì còn đọc được của dữ liệu hỏng; chỉ khi không có bản sao nào', en: 'saves what can be read of a damaged store; only where there is no copy' },
  'exit-pin': { takes: null, vi: 'đọc mã PIN từ bàn phím và in giá trị cho kiosk.exitPin', en: 'reads a PIN from standard input and prints the value for kiosk.exitPin' },
  version: { takes: null, vi: 'phiên bản của chương trình', en: 'the version of the program' },
  help: { takes: null, vi: 'các lệnh này', en: 'these orders' },
} as const satisfies Readonly<Record<string, { readonly takes: string | null; readonly vi: string; readonly en: string }>>;
export type OrderName = keyof typeof ORDERS;

/** An order as it was given. */
export interface Order {
  readonly name: OrderName;
  /** What it takes; for 'check-settings' the file, if one was named. */
  readonly value: string | null;
  readonly settings: string | null;
  readonly json: boolean;
  /** A file that gets what is printed, for programs without a terminal (Windows). */
  readonly out: string | null;
}

/** Words on the command line that make no order. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

const names = Object.keys(ORDERS) as OrderName[];

/** True where the words ask for something that needs no window. */
export function isOrder(argv: readonly string[]): boolean {
  return argv.some((word) => names.some((name) => word === `--${name}` || word.startsWith(`--${name}=`)));
}

/** Throws `WrongUsage`. */
export function readOrder(argv: readonly string[]): Order {
  const given = parsed(argv);
  const [name, ...more] = names.filter((known) => given.values[known] !== undefined);
  if (name === undefined || more.length > 0) throw new WrongUsage(more.length > 0 ? 'one order at a time' : 'no order');
  const [positional = null, ...rest] = given.positionals;
  if (rest.length > 0 || (positional !== null && name !== 'check-settings')) throw new WrongUsage(`what is “${rest[0] ?? positional ?? ''}”?`);
  const value = given.values[name];
  return { name, value: typeof value === 'string' ? value : positional, settings: given.values['settings'] ?? null, json: given.values['json'] === true, out: given.values['out'] ?? null };
}

function parsed(argv: readonly string[]) {
  const order = (name: OrderName) => ({ type: ORDERS[name].takes === null ? ('boolean' as const) : ('string' as const) });
  const orders = Object.fromEntries(names.map((name) => [name, order(name)])) as Record<OrderName, { readonly type: 'boolean' | 'string' }>;
  try {
    return parseArgs({ args: [...argv], options: { ...orders, settings: { type: 'string' as const }, json: { type: 'boolean' as const }, out: { type: 'string' as const } }, allowPositionals: true });
  } catch (error) {
    // Node's own words name the option.
    throw new WrongUsage(error instanceof Error ? error.message : 'wrong words');
  }
}

/** How it is used, one line an order, in both languages. */
export function usage(): string {
  const lines = names.map((name) => `  --${`${name} ${ORDERS[name].takes ?? (name === 'check-settings' ? '[FILE]' : '')}`.padEnd(24)} ${ORDERS[name].vi}\n${' '.repeat(29)}${ORDERS[name].en}`);
  return ['mot-cua [--settings FILE] [--json] [--out FILE] ORDER', '', ...lines, ''].join('\n');
}
