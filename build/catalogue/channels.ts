// The portal's table of channels, times and fees, taken apart again from its flattened text.

export interface ChannelRow {
  readonly channel: 'counter' | 'online' | 'post';
  /** "3 Ngày làm việc", "1" without a unit, or null for "Không có thông tin". */
  readonly time: { readonly amount: number; readonly unit: string | null } | null;
  /** Every fee of the row as printed, with its conditions; null for "Không có thông tin". */
  readonly fees: readonly Fee[] | null;
  readonly description: string;
}

export interface Fee {
  /** "Miễn phí" or an amount with its currency. */
  readonly head: string;
  /** What stands in brackets behind it; '' for nothing. */
  readonly condition: string;
}

const CHANNELS: Readonly<Record<string, ChannelRow['channel']>> = { 'Trực tiếp': 'counter', 'Trực tuyến': 'online', 'Dịch vụ bưu chính': 'post' };
const HEADER = 'Hình thức nộpThời gianPhí, lệ phíMô tả';
const NONE = 'Không có thông tin';
/** A bare number is a time without a unit only where no amount of money follows it directly: "1150,000 VNĐ" cannot be told apart. */
const ROW_START =
  /(Trực tiếp|Trực tuyến|Dịch vụ bưu chính)(?:(\d+) (Ngày làm việc|Ngày|Giờ|Tháng|Năm)|(\d+)(?=Miễn phí|Không có thông tin)|(Không có thông tin))(?=Miễn phí|Không có thông tin|\d)/gu;
const FEE_HEAD = /^(Miễn phí|\d{1,3}(?:[,.]\d{3})*(?:\.\d+)?\s?(?:Việt Nam Đồng|VNĐ|USD|%))/u;

/** The rows of the table; none where the text does not have its form. */
export function readChannels(text: string): readonly ChannelRow[] {
  const body = text.startsWith(HEADER) ? text.slice(HEADER.length) : text;
  const starts = [...body.matchAll(ROW_START)];
  if (starts[0]?.index !== 0) return [];
  return starts.map((start, place) => {
    const [whole, name = '', amount, unit, bare] = start;
    const tail = body.slice(start.index + whole.length, starts[place + 1]?.index);
    const time = amount !== undefined ? { amount: Number(amount), unit: unit ?? null } : bare !== undefined ? { amount: Number(bare), unit: null } : null;
    return { channel: CHANNELS[name] ?? 'counter', time, ...readFees(tail) };
  });
}

function readFees(text: string): Pick<ChannelRow, 'fees' | 'description'> {
  if (text.startsWith(NONE)) return { fees: null, description: text.slice(NONE.length).trim() };
  const fees: Fee[] = [];
  let rest = text;
  for (let head = FEE_HEAD.exec(rest); head !== null; head = FEE_HEAD.exec(rest)) {
    rest = rest.slice(head[0].length);
    const condition = bracketed(rest);
    rest = rest.slice(condition.length);
    fees.push({ head: head[0], condition: unwrap(condition) });
  }
  return { fees: fees.length === 0 ? null : fees, description: rest.trim() };
}

/** The leading "(…)" with its inner brackets; '' if there is none or it does not close. */
function bracketed(text: string): string {
  if (!text.startsWith('(')) return '';
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return text.slice(0, at + 1);
  }
  return '';
}

function unwrap(condition: string): string {
  let inner = condition.trim();
  while (inner.startsWith('(') && bracketed(inner) === inner) inner = inner.slice(1, -1).trim();
  return inner;
}
