// The cases of a procedure as the headings of its tables of papers tell them: only where they are surely alternatives, since what a chosen case leaves out is not asked for.

import { cutAtWord, tidyText } from './short-text.ts';

/** As long as a line of choice may be. */
const LONGEST = 160;
/** More are no choice that anybody reads through. */
const MOST = 12;
const NUMBER = /^(?:\(?(?:[\d.]+|[ivx]+|[a-zđ]\d*|\*)[.)]{1,2}\s*|[\d.]+\s|[-+*•]+\s*)+/iu;
/** How a heading begins that names one of several cases. */
const NAMES_A_CASE = /^(?:trong )?(?:trường hợp|đối với)\s/iu;
/** What comes on top of the rest is no alternative to it. */
const COMES_ON_TOP = /nộp thêm|kèm theo|kèm thêm|bổ sung thêm|ngoài (?:các )?(?:giấy tờ|thành phần)|đồng thời|thì cần có|phải có thêm/iu;

/** By the heading, the case as an officer reads it; empty where the headings are no alternatives for sure. `isRead`: a person has read this page's headings as alternatives. */
export function casesOfHeadings(headings: readonly string[], isRead: boolean): ReadonlyMap<string, string> {
  const cases = new Map(headings.map((heading) => [heading, wordsOf(heading)]));
  const areAlternatives = isRead || [...cases.values()].every((words) => NAMES_A_CASE.test(words) && !COMES_ON_TOP.test(words));
  return cases.size > 1 && cases.size <= MOST && areAlternatives && new Set(cases.values()).size === cases.size ? cases : new Map();
}

function wordsOf(heading: string): string {
  return cutAtWord(tidyText(heading.replace(NUMBER, '').replace(/[,;:]?\s*(?:thành phần\s*)?(?:hồ sơ\s*)?(?:(?:bao )?gồm)?$/iu, '').replace(/^hồ sơ (?=\S+ \S+)/iu, '')), LONGEST);
}
