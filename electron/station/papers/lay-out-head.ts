// The head of an official paper: who issues it at the left, the country and its motto at the right (Decree 30/2020/NĐ-CP, annex I).

import type { BlockParts } from './block-parts.ts';
import { breakLines } from './break-lines.ts';
import { LEADING } from './page-flow.ts';
import type { Weight } from './page-ops.ts';

const COUNTRY = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
/** Of the room: the unit's part, and what lies between the two. */
const UNIT_SHARE = 0.43;
const BETWEEN = 0.03;

export function layOutHead({ flow, size, values, isNarrow }: BlockParts): void {
  const unitWidth = isNarrow ? flow.room : flow.room * UNIT_SHARE;
  const countryWidth = isNarrow ? flow.room : flow.room * (1 - UNIT_SHARE - BETWEEN);
  const top = flow.y;
  // The country stands on one line, as small as that takes.
  const most = size * 0.95;
  const fitted = Math.min(most, (most * countryWidth * 0.99) / flow.measure(COUNTRY, most, 600));
  const column = (lines: readonly { readonly text: string; readonly weight: Weight; readonly size: number }[], x: number, width: number, from: number): number => {
    let y = from;
    for (const line of lines) {
      for (const parts of breakLines([{ text: line.text, weight: line.weight }], width, line.size, flow.measure)) {
        flow.line(parts, { x, width, top: y, size: line.size, align: 'center' });
        y += line.size * LEADING;
      }
    }
    return y;
  };
  const texts = values.texts;
  const parent = (texts['cơ quan chủ quản'] ?? '').toLocaleUpperCase('vi');
  const unit = (texts['tên đơn vị'] ?? '').toLocaleUpperCase('vi');
  const left = column([...(parent === '' ? [] : [{ text: parent, weight: 400, size: fitted } as const]), { text: unit, weight: 600, size: fitted }], flow.left, unitWidth, top);
  const right = column([{ text: COUNTRY, weight: 600, size: fitted }, { text: MOTTO, weight: 600, size: fitted * 1.06 }], flow.left + flow.room - countryWidth, countryWidth, isNarrow ? left + size * 0.6 : top);
  const rule = (center: number, y: number, width: number): void => flow.add({ kind: 'box', x: center - width / 2, y: y + 1, width, height: 0.6, shade: 'black' });
  rule(flow.left + unitWidth / 2, left, unitWidth * 0.35);
  rule(flow.left + flow.room - countryWidth / 2, right, flow.measure(MOTTO, fitted * 1.06, 600));
  flow.skip(Math.max(left, right) - top + size * 0.7);
}
