// An amount of đồng as a receipt writes it out in Vietnamese words, so that a digit added later is seen.

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const GROUP_NAMES = ['', ' nghìn', ' triệu'] as const;
const BILLION = 1_000_000_000;

/**
 * 125000 → 'một trăm hai mươi lăm nghìn đồng'. For whole amounts from 0 to the largest exact integer; null for anything else. The first letter is small: whoever prints a sentence begins it.
 * Own knowledge of how receipts are written: lăm after any ten, mốt and tư from twenty on, linh where a group has no ten, and "không trăm" inside a number, never at its beginning.
 */
export function amountInWords(amount: number): string | null {
  return Number.isSafeInteger(amount) && amount >= 0 ? `${numberInWords(amount)} đồng` : null;
}

function numberInWords(value: number): string {
  if (value === 0) return DIGITS[0];
  const [billions, rest] = [Math.floor(value / BILLION), value % BILLION];
  const head = billions === 0 ? [] : [`${numberInWords(billions)} tỷ`];
  const groups = [Math.floor(rest / 1_000_000), Math.floor(rest / 1000) % 1000, rest % 1000];
  for (const [place, group] of groups.entries()) {
    if (group !== 0) head.push(`${groupInWords(group, head.length > 0)}${GROUP_NAMES[2 - place] ?? ''}`);
  }
  return head.join(' ');
}

/** 1 to 999; `isInside` where something stands before it, so that its missing hundreds are said. */
function groupInWords(group: number, isInside: boolean): string {
  const [hundreds, tens, ones] = [Math.floor(group / 100), Math.floor(group / 10) % 10, group % 10];
  const words = hundreds > 0 || isInside ? [`${digit(hundreds)} trăm`] : [];
  if (tens === 0) {
    if (ones > 0) words.push(words.length > 0 ? `linh ${digit(ones)}` : digit(ones));
    return words.join(' ');
  }
  words.push(tens === 1 ? 'mười' : `${digit(tens)} mươi`);
  if (ones > 0) words.push(onesAfterTen(tens, ones));
  return words.join(' ');
}

function onesAfterTen(tens: number, ones: number): string {
  if (ones === 5) return 'lăm';
  if (tens > 1 && ones === 1) return 'mốt';
  if (tens > 1 && ones === 4) return 'tư';
  return digit(ones);
}

function digit(value: number): string {
  return DIGITS[value] ?? '';
}
