// What a procedure costs at the counter, always with the conditions that stand beside the number.

import type { ChannelRow, Fee } from './channels.ts';
import { cutAtWord, splitAtSentence, tidyText } from './short-text.ts';
import { counterRows } from './time-limit.ts';

const LONGEST_FEE = 260;
const LONGEST_CONDITION = 200;
/** Who pays nothing is told whole, or not at all where it is a law of its own. */
const LONGEST_EXEMPTION = 460;
/** Where the page says nothing of a fee. */
export const UNSTATED = 'Cổng dịch vụ công không ghi phí, lệ phí';
/** A sentence that says who pays nothing or less: without it an amount is told to people who owe none. */
const EXEMPTS = /(?:^|\P{L})(?:miễn|giảm) (?:(?:tiền|thu|nộp) )*(?:lệ )?phí|không (?:thu|phải nộp) (?:lệ )?phí/iu;
/** "Lệ phí : 400.000 Đồng (…)" behind the amount itself. */
const SAID_AGAIN = /^(?:lệ )?phí\s*:\s*(\d[\d.]*)\s*đồng\s*\((.*)\)$/isu;
/** Conditions that say that there is none. */
const NOTHING = /^(?:không(?: quy định)?|chưa quy định|không có|miễn phí)$/iu;

export function feeTextOf(rows: readonly ChannelRow[]): string {
  const texts = counterRows(rows).flatMap((row) =>
    (row.fees ?? []).filter((fee) => !fee.head.includes('USD')).map((fee) => feeText(fee, row.description)),
  );
  const told = [...new Set(texts)].join('; ');
  return texts.length === 0 ? UNSTATED : cutAtWord(told, EXEMPTS.test(told) ? LONGEST_FEE + LONGEST_EXEMPTION : LONGEST_FEE);
}

/** The first sentences that fit, and of the others those that say who pays nothing. */
function conditionOf(condition: string): string {
  const { head, rest } = splitAtSentence(tidyText(condition), LONGEST_CONDITION);
  const exempt = rest.split(/(?<=\.)\s+(?=\p{Lu})/u).filter((sentence) => EXEMPTS.test(sentence) && sentence.length <= LONGEST_EXEMPTION);
  return [head, ...exempt.map(tidyText)].join('. ');
}

function feeText({ head, condition }: Fee, description: string): string {
  const amount = head.replace(/\s?(?:Việt Nam Đồng|VNĐ)$/u, '').replaceAll(',', '.');
  const again = SAID_AGAIN.exec(condition.trim());
  const said = conditionOf(again?.[1] === amount ? (again[2] ?? '') : condition);
  if (head === 'Miễn phí') {
    if (said === '' || NOTHING.test(said)) return 'Miễn phí';
    // "Miễn phí (Theo quy định của Hội đồng nhân dân …)": what the council sets may well be a fee, so the condition comes first.
    return /^miễn/iu.test(said) ? said : `${said} (cổng dịch vụ công ghi: miễn phí)`;
  }
  // The rule of which the amount is only the beginning stands in the description: "từ trang thứ 3 trở lên thu 1.000 đồng/trang".
  if (said.startsWith('/') && /\d đồng\//u.test(description)) return tidyText(description);
  // Some amounts lack their thousands ("700 VNĐ" for 700.000 đồng); what the condition says in full is right.
  if (/\d đồng/u.test(said)) return said;
  if (said.startsWith('/')) return `${amount} đồng${said}`;
  return said === '' ? `${amount} đồng` : `${amount} đồng (${said})`;
}
