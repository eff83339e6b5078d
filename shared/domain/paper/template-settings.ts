// The settings at the head of a template: paper, size of the letters, margins, copies.

import type { Template } from './template.ts';
import { type Faulty, nameOf, nearest } from './template-words.ts';

export type PageSettings = Omit<Template, 'blocks'>;

/** What holds where a template says nothing. Forms 01 to 05 are A5 by Circular 01/2018/TT-VPCP. */
export const USUAL_PAGE: PageSettings = { size: 'A5', isLandscape: false, fontSize: 9, margin: 10, copies: [] };

const NAMES = ['khổ giấy', 'cỡ chữ', 'lề', 'liên'] as const;
/** Sizes of letters in points, and margins in millimetres, that a page can bear. */
const FONT_SIZES = [6, 16] as const;
const MARGINS = [5, 30] as const;
const MOST_COPIES = 4;

/** The page with one setting more; what is wrong goes to `report`. */
export function readSetting(page: PageSettings, line: string, report: (fault: Faulty) => void): PageSettings {
  const colon = line.indexOf(':');
  const name = nameOf(colon < 0 ? line : line.slice(0, colon));
  const value = colon < 0 ? '' : line.slice(colon + 1).trim();
  const bad = (): PageSettings => {
    report({ kind: 'bad-value', word: line.slice(0, 60), near: [] });
    return page;
  };
  const within = ([least, most]: readonly [number, number]): number | null => {
    const number = /^\d{1,2}([.,]\d)?$/u.test(value) ? Number(value.replace(',', '.')) : Number.NaN;
    return number >= least && number <= most ? number : null;
  };
  switch (name) {
    case NAMES[0]: {
      const found = /^(A4|A5)(?: (dọc|ngang))?$/iu.exec(value.normalize('NFC'));
      return found === null ? bad() : { ...page, size: found[1]?.toUpperCase() === 'A4' ? 'A4' : 'A5', isLandscape: nameOf(found[2] ?? '') === 'ngang' };
    }
    case NAMES[1]: {
      const fontSize = within(FONT_SIZES);
      return fontSize === null ? bad() : { ...page, fontSize };
    }
    case NAMES[2]: {
      const margin = within(MARGINS);
      return margin === null ? bad() : { ...page, margin };
    }
    case NAMES[3]: {
      const copies = value.split('|').map((copy) => copy.trim()).filter((copy) => copy !== '');
      return copies.length === 0 || copies.length > MOST_COPIES ? bad() : { ...page, copies };
    }
    default:
      report({ kind: 'unknown-setting', word: line.slice(0, 60), near: nearest(name, NAMES) });
      return page;
  }
}
