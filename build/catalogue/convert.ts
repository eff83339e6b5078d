// One page of the portal made into one entry of the catalogue.

import type { CatalogueEntry } from '../../shared/contract/catalogue-file.ts';
import { readChannels } from './channels.ts';
import { checklistOf } from './checklist.ts';
import { feeTextOf } from './fee.ts';
import { readPapers } from './papers.ts';
import type { PortalPage } from './portal-page.ts';
import type { Selected } from './selection.ts';
import { cutAtWord, tidyText } from './short-text.ts';
import { timeLimitOf } from './time-limit.ts';

const LONGEST_NAME = 160;
const LONGEST_RESULT = 200;

export interface Converted {
  readonly entry: CatalogueEntry;
  /** What the page did not say in a form that could be read; for the import's report. */
  readonly remarks: readonly string[];
}

export function convertPage(page: PortalPage, selected: Selected): Converted {
  const official = officialNameOf(page.name, page.code);
  const name = selected.name ?? cutAtWord(official, LONGEST_NAME);
  const rows = readChannels(page.channels);
  const { papers, remarks: skipped } = checklistOf(readPapers(page.papers));
  const timeLimit = timeLimitOf(rows, page.steps, selected.time);
  const result = resultOf(page.result);
  const remarks = [
    ...(rows.length === 0 ? ['no table of times and fees'] : []),
    ...(timeLimit.unit === 'unstated' ? [`time kept as text: ${timeLimit.text}`] : []),
    ...(papers.length === 0 ? ['no table of papers'] : []),
    ...(skipped > 0 ? [`${skipped} rows of remarks left out of the papers`] : []),
    ...(result === '' ? ['no result'] : []),
  ];
  const entry: CatalogueEntry = {
    code: selected.code,
    name,
    ...(name === official ? {} : { officialName: cutAtWord(official, 600) }),
    field: selected.field,
    sector: tidyText(page.field),
    timeLimit,
    feeText: feeTextOf(rows),
    papers: [...papers],
    result,
    origin: 'portal',
  };
  return { entry, remarks };
}

/** "Thủ tục" before and the level or code behind the title say nothing to anybody at a counter. */
function officialNameOf(name: string, code: string): string {
  return tidyText(tidyText(name).replace(/^thủ tục\s+/iu, '').replaceAll(`(${code})`, '').replaceAll(/\((?:thực hiện tại )?cấp xã\)/giu, ''));
}

/** "Giấy khai sinhMã: KQ.G15.000031…Từ khóa…": the names before each code; notices of refusal only where there is nothing else. */
function resultOf(text: string): string {
  const names = [...text.matchAll(/(.*?)Mã: (?:KQ\.[0-9A-Z.]*\d|[^:]*?(?=Từ khóa))/gsu)].map((match) => tidyText(match[1] ?? ''));
  const unique = [...new Set(names)].filter((name) => name !== '' && !/^không có thông tin$/iu.test(name));
  const given = unique.filter((name) => !/từ chối|yêu cầu bổ sung|nội dung cần sửa đổi/iu.test(name));
  const papers = given.filter((name) => !/^(?:thông báo|văn bản (?:thông báo|trả lời))/iu.test(name));
  const shown = [papers, given, unique].find((list) => list.length > 0) ?? [];
  return cutAtWord(shown.join('; '), LONGEST_RESULT);
}
