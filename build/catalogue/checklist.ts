// The list of papers that an officer ticks: short names, numbers as printed, and whether the list can be complete without one.

import { must } from '../../shared/base/must.ts';
import { foldText } from '../../shared/domain/text/fold.ts';
import type { Paper } from '../../shared/contract/procedure.ts';
import type { PaperRow } from './papers.ts';
import { casesOfHeadings } from './cases.ts';
import { cutAtWord, splitAtSentence, tidyText } from './short-text.ts';

const LONGEST_NAME = 160;
const LONGEST_NOTE = 240;
const LONGEST_ID = 48;
/** Headings under which papers are filed or only shown; every other heading names a case. */
const FILED = /^giấy tờ phải nộp|^thành phần hồ sơ(?: gồm| bao gồm)?$|^hồ sơ(?: gồm| bao gồm)?$|^hồ sơ,? giấy tờ phải nộp/iu;
const SHOWN = /xuất trình/iu;
const REMARKS = /^lưu ý|^ghi chú|môi trường điện tử|hình thức trực tuyến/iu;
/** Headings of papers that only come on top, for whoever sends somebody else. */
const ON_TOP = /ủy quyền|uỷ quyền/iu;
const SHOW_NOTE = 'Xuất trình để đối chiếu, không phải nộp';
/** Forms that somebody fills in: what every applicant hands over. */
const FORM = /^(?:tờ khai|đơn|giấy đề nghị|văn bản đề nghị|phiếu|bản đăng ký|thông báo|dự thảo)\s/iu;
/** Rows that introduce others or explain who is responsible for what. */
const NO_PAPER = /(?:^|\s)(?:bao )?gồm$|^số lượng hồ sơ|^(?:người ủy quyền và người được ủy quyền|người được ủy quyền đăng ký|cá nhân ký tên|trừ trường hợp|trường hợp đăng ký trên môi trường điện tử|thành phần hồ sơ của|hồ sơ đăng ký .* môi trường điện tử|người tham gia)/iu;
/** Forms on a web page: nobody brings them to a counter. */
const ONLINE_FORM = /^(?:biểu )?mẫu (?:hộ tịch )?điện tử tương tác/iu;
/** Said of paper forms that are for the counter, where it goes without saying. */
const FILED_IN_PERSON = /\s*\(nếu người (?:có yêu cầu|yêu cầu) lựa chọn nộp hồ sơ theo hình thức trực tiếp[^()]*\)/gu;
/** Said of the whole dossier, not of the paper. */
const NUMBER_OF_SETS = /[.;]?\s*số lượng hồ sơ:.*$/iu;
/** Above this, a list holds alternatives for many cases, and only its forms are surely asked of everybody. */
const MOST_PLAIN_PAPERS = 5;
/** Deeds of different years: whoever has one has not the others. */
const TITLE_DEED = /^giấy chứng nhận quyền/iu;
/** Sentences that stand in most pages, in words that fit a line. */
const SHORTER: readonly (readonly [RegExp, string])[] = [
  [/^Hộ chiếu\/Thẻ căn cước.*$/u, 'Giấy tờ tùy thân có ảnh, còn giá trị: hộ chiếu, thẻ căn cước, căn cước điện tử hoặc giấy tờ tương đương'],
  [/^Giấy tờ có giá trị chứng minh thông tin về cư trú.*$/u, 'Giấy tờ chứng minh nơi cư trú, khi không tra cứu được trong Cơ sở dữ liệu quốc gia về dân cư'],
  [/^Một trong các giấy tờ sau: Căn cước điện tử; bản chính hoặc bản sao của Thẻ căn cước.*$/u, 'Giấy tờ tùy thân còn giá trị: căn cước điện tử, thẻ căn cước, giấy chứng nhận căn cước hoặc hộ chiếu'],
  [/^Trường hợp ủy quyền cho cá nhân thực hiện thủ tục.*văn bản ủy quyền.*$/u, 'Văn bản ủy quyền, khi ủy quyền cho cá nhân'],
  [/^Trường hợp ủy quyền cho tổ chức thực hiện thủ tục.*$/u, 'Bản sao hợp đồng dịch vụ và giấy giới thiệu, khi ủy quyền cho tổ chức'],
  [/^Trường hợp .*bưu chính không phải là bưu chính công ích.*$/u, 'Giấy tờ ủy quyền như với tổ chức, khi nộp qua đơn vị bưu chính khác'],
  [/^Trường hợp .*bưu chính công ích.*phiếu gửi hồ sơ.*$/u, 'Bản sao phiếu gửi hồ sơ, khi nộp qua bưu chính công ích'],
  [/^Trường hợp chưa có tài khoản định danh điện tử.*bản sao thẻ Căn cước.*$/u, 'Bản sao thẻ căn cước của người ủy quyền, khi chưa có tài khoản định danh điện tử'],
];
const CONDITIONAL = /nếu có|trường hợp|đối với|^nếu | nếu |khi có yêu cầu|\(trừ|tùy theo/iu;

export interface Checklist {
  readonly papers: readonly Paper[];
  /** Rows that are remarks, not papers; for the import's report. */
  readonly remarks: number;
  /** Headings that may be cases and were not told apart for sure: their papers name them in a note. */
  readonly untold: readonly string[];
}

/** `isRead`: a person has read the headings of this page as cases. */
export function checklistOf(rows: readonly PaperRow[], isRead = false): Checklist {
  const cases = new Set(rows.map((row) => row.heading).filter((heading) => isCase(heading) && !ON_TOP.test(heading)));
  const told = casesOfHeadings([...cases], isRead);
  const merged = new Map<string, { row: PaperRow; text: string; headings: Set<string> }>();
  let remarks = 0;
  for (const row of rows) {
    const text = shortened(tidyText(row.text.replaceAll(/\s+/gu, ' ').replace(FILED_IN_PERSON, '').replace(NUMBER_OF_SETS, '')));
    if (text === '' || ONLINE_FORM.test(text) || NO_PAPER.test(text) || REMARKS.test(row.heading) || (row.originals + row.copies === 0 && !FORM.test(text))) {
      remarks += 1;
      continue;
    }
    const key = `${SHOWN.test(row.heading)}|${foldText(text)}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { row, text, headings: new Set([row.heading]) });
    else known.headings.add(row.heading);
  }
  const filed = [...merged.values()].filter(({ row }) => !SHOWN.test(row.heading));
  const onlyForms = filed.length > MOST_PLAIN_PAPERS || filed.some(({ text }) => /một trong/iu.test(text)) || filed.filter(({ text }) => TITLE_DEED.test(text)).length > 1;
  const ids = new Set<string>();
  const listed = [...merged.values()].map(({ row, text, headings }): Paper => {
    const { head, rest } = splitAtSentence(text, LONGEST_NAME);
    const isShown = SHOWN.test(row.heading);
    const ofCases = [...headings].filter(isCase);
    const inEveryCase = ofCases.length < headings.size || (cases.size > 0 && [...cases].every((heading) => headings.has(heading)));
    // Taken apart, a paper belongs to its cases and whoever shows it says so; else its note names them.
    const own = inEveryCase || told.size === 0 || ofCases.some((heading) => !told.has(heading)) ? null : ofCases.map((heading) => must(told.get(heading), 'it is one of them'));
    const isAsked = inEveryCase || own !== null;
    const note = [isShown ? SHOW_NOTE : '', inEveryCase || own !== null ? '' : ofCases.map((heading) => cutAtWord(tidyText(heading), 100)).join('; '), rest];
    return {
      paperId: freshId(head, ids),
      name: head,
      originals: row.originals,
      copies: row.copies,
      // A required paper that is missing holds up the dossier, so only what the page surely asks of everybody is required.
      required: !isShown && isAsked && row.originals + row.copies > 0 && !CONDITIONAL.test(rest === '' ? text : head) && (!onlyForms || FORM.test(head)),
      note: cutAtWord(note.filter((part) => part !== '').join('. ').replaceAll('….', '…'), LONGEST_NOTE),
      ...(own === null ? {} : { cases: own }),
    };
  });
  const papers = withEveryCase(listed, [...told.values()]);
  return { papers: [...papers].sort((a, b) => rank(a) - rank(b)), remarks, untold: cases.size > 1 && papers.every((paper) => paper.cases === undefined) ? [...cases] : [] };
}

/** A case whose papers are all asked of everybody is a choice as well: then those name all cases. With one case alone there is nothing to choose. */
function withEveryCase(papers: readonly Paper[], cases: readonly string[]): readonly Paper[] {
  const apart = new Set(papers.flatMap((paper) => paper.cases ?? []));
  const isCommon = (paper: Paper): boolean => paper.cases === undefined && paper.required;
  if (apart.size === 0 || apart.size === cases.length) return papers;
  if (papers.some(isCommon)) return papers.map((paper) => (isCommon(paper) ? { ...paper, cases: [...cases] } : paper));
  return apart.size > 1 ? papers : papers.map(({ cases: only, ...paper }) => (only === undefined ? paper : { ...paper, required: false }));
}

function shortened(text: string): string {
  const known = SHORTER.find(([pattern]) => pattern.test(text));
  return known === undefined ? text : text.replace(...known);
}

function isCase(heading: string): boolean {
  return heading !== '' && !FILED.test(heading) && !SHOWN.test(heading) && !REMARKS.test(heading);
}

/** Forms first, then what is always filed, what depends, what comes on top for delegates, and what is only shown; otherwise the portal's order. */
function rank(paper: Paper): number {
  if (paper.note.startsWith(SHOW_NOTE)) return 4;
  if (!paper.required) return ON_TOP.test(paper.name) || ON_TOP.test(paper.note) || /qua (?:đơn vị )?bưu chính/u.test(paper.name) ? 3 : 2;
  return FORM.test(paper.name) ? 0 : 1;
}

/** Made of the name, not of the place in the list: it stays the same when the portal shuffles its rows. */
function freshId(name: string, taken: Set<string>): string {
  const words = foldText(name).split(' ');
  while (words.length > 1 && words.join('-').length > LONGEST_ID) words.pop();
  const base = words.join('-').slice(0, LONGEST_ID);
  let id = base;
  for (let again = 2; taken.has(id); again += 1) id = `${base}-${again}`;
  taken.add(id);
  return id;
}
