// One page of the portal made into one entry of the catalogue.

import type { CatalogueEntry } from '../../shared/contract/catalogue-file.ts';
import type { OtherChannel } from '../../shared/contract/procedure.ts';
import { readChannels } from './channels.ts';
import { checklistOf } from './checklist.ts';
import { feeRemarks } from './fee-remarks.ts';
import { feeTextOf } from './fee.ts';
import { readPapers } from './papers.ts';
import { authorityOf, levelOf } from './portal-page.ts';
import type { PortalPage } from './portal-page.ts';
import type { ChannelRow } from './channels.ts';
import { letterOf } from './queue-letters.ts';
import type { Selected } from './selection.ts';
import { cutAtWord, tidyText } from './short-text.ts';
import { readSteps } from './steps.ts';
import { rowsOf, timeLimitOf } from './time-limit.ts';

/** Pages whose headings do not begin as cases do, and which a person has read as alternatives. */
const READ_AS_CASES: ReadonlySet<string> = new Set(['1.002755', '1.004194', '1.004222', '1.010038', '3.000228', '1.013952', '1.013965']);
const LONGEST_NAME = 160;
const LONGEST_RESULT = 200;

export interface Converted {
  readonly entry: CatalogueEntry;
  /** What the page did not say in a form that could be read; for the import's report. */
  readonly remarks: readonly string[];
}

/** `selected`: what a person has decided for this page; without it the queue's letter is the sector's. */
export function convertPage(page: PortalPage, selected?: Selected): Converted {
  const official = officialNameOf(page.name, page.code);
  const name = selected?.name ?? cutAtWord(official, LONGEST_NAME);
  const rows = readChannels(page.channels);
  const { papers, remarks: skipped, untold } = checklistOf(readPapers(page.papers), READ_AS_CASES.has(page.code));
  const timeLimit = timeLimitOf(rows, page.steps, selected?.time);
  const result = resultOf(page.result);
  const steps = readSteps(page.steps);
  const authority = authorityOf(page);
  const feeText = feeTextOf(rows);
  const remarks = [
    ...(rows.length === 0 ? ['no table of times and fees'] : []),
    ...(timeLimit.unit === 'unstated' ? [`time kept as text: ${timeLimit.text}`] : []),
    ...(rows.length === 0 ? [] : feeRemarks({ code: page.code, name, sector: tidyText(page.field), feeText })),
    ...(papers.length === 0 ? ['no table of papers'] : []),
    ...(skipped > 0 ? [`${skipped} rows of remarks left out of the papers`] : []),
    ...(untold.length > 0 ? [`cases kept as notes: ${untold.join(' | ').slice(0, 200)}`] : []),
    ...(result === '' ? ['no result'] : []),
    ...(steps.length === 0 ? ['no steps'] : []),
  ];
  const entry: CatalogueEntry = {
    code: page.code,
    name,
    ...(name === official ? {} : { officialName: cutAtWord(official, 600) }),
    field: selected?.field ?? letterOf(page.field),
    sector: tidyText(page.field),
    timeLimit,
    level: levelOf(page),
    ...(authority === null ? {} : { authority }),
    feeText,
    channels: otherChannels(rows, page.steps, { timeLimit, feeText }),
    papers: [...papers],
    result,
    origin: 'portal',
  };
  return { entry, remarks };
}

/** What filing by wire or by post does otherwise than at the counter; null where it is the same. */
function otherChannels(rows: readonly ChannelRow[], steps: string, counter: Pick<CatalogueEntry, 'timeLimit' | 'feeText'>): OtherChannel[] {
  if (rowsOf(rows, 'counter').length === 0) return [];
  return (['online', 'post'] as const).flatMap((channel): OtherChannel[] => {
    const own = rowsOf(rows, channel);
    if (own.length === 0) return [];
    // The steps are the counter's, and a limit that a law or a person gave is everybody's.
    const timeLimit = timeLimitOf(own, channel === 'post' ? steps : '', undefined);
    const feeText = feeTextOf(own);
    const says = timeLimit.unit !== 'unstated' && timeLimit.text !== counter.timeLimit.text;
    return [{ channel, timeLimit: says ? timeLimit : null, feeText: feeText === counter.feeText ? null : feeText }];
  });
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
