// Points as people write them: a comma and two decimals at most, and a stretch where they are not known for certain.

import type { Texts } from '../../../parts/texts/use-texts.tsx';

/** '19,53'; '12' for whole ones. */
export function pointsText(points: number, { language }: Pick<Texts, 'language'>): string {
  return points.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 2 });
}

/** '10' where both are the same, else '10–18,5'. */
export function rangeText(low: number, high: number, texts: Pick<Texts, 'language'>): string {
  return low === high ? pointsText(low, texts) : `${pointsText(low, texts)}–${pointsText(high, texts)}`;
}

/** Hundredths of what was typed with a comma or a dot; null for anything else. */
export function typedHundredths(typed: string): number | null {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(typed.trim());
  return found === null ? null : Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
}
