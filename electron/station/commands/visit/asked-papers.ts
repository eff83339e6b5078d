// Which papers a visit asks for: those of the catalogue for its case, what filing for somebody else wants, and what the officer took outside the list.

import type { Intake } from '../../../../shared/contract/intake.ts';
import type { Paper, Procedure } from '../../../../shared/contract/procedure.ts';
import { casesOf, isOfSomeCases, noteWithCases, OTHER_CASE } from '../../../../shared/domain/procedure/cases.ts';
import { foldText } from '../../../../shared/domain/text/fold.ts';
import type { VisitRow } from '../../store/visits.ts';
import type { Catalogue } from '../context.ts';

/**
 * What shows that somebody may file for another. An authorisation is wanted; what a parent, a guardian or a representative can show is there to be noted and holds nothing up, since the office
 * may be able to look it up itself.
 */
const OF_RELATION: Readonly<Record<NonNullable<Intake['behalf']>['relation'], Paper>> = {
  authorised: behalfPaper('van-ban-uy-quyen', 'Văn bản ủy quyền', true, 'Người được ủy quyền nộp thay; ghi rõ việc được ủy quyền'),
  parent: behalfPaper('giay-to-chung-minh-cha-me', 'Giấy tờ chứng minh quan hệ cha, mẹ – con', false, 'Khi không tra cứu được trong cơ sở dữ liệu'),
  guardian: behalfPaper('giay-to-chung-minh-giam-ho', 'Giấy tờ chứng minh việc giám hộ', false, 'Khi không tra cứu được trong cơ sở dữ liệu'),
  representative: behalfPaper('giay-gioi-thieu', 'Giấy giới thiệu hoặc văn bản cử người đại diện', false, 'Khi người nộp không phải người đại diện theo pháp luật'),
};

function behalfPaper(paperId: string, name: string, required: boolean, note: string): Paper {
  return { paperId, name, originals: 1, copies: 0, required, note, added: 'behalf' };
}

/** The catalogue's list as this intake wants it. Without a case of the catalogue chosen every paper is there, and those of single cases hold nothing up. */
export function askedPapers(papers: readonly Paper[], { caseName, behalf, outside }: Intake): readonly Paper[] {
  const all = casesOf(papers);
  const isOpen = caseName === '' || caseName === OTHER_CASE;
  const ofCase = papers.filter(({ cases }) => cases === undefined || isOpen || cases.includes(caseName)).map((paper) => (isOpen && isOfSomeCases(paper, all) ? { ...paper, required: false, note: noteWithCases(paper, all) } : paper));
  return [...withProof(ofCase, behalf), ...outside.map(({ paperId, name, reason }): Paper => ({ paperId, name, originals: 0, copies: 0, required: false, note: reason, added: 'outside' }))];
}

/** Where the catalogue has a row for the authorisation itself, that one is wanted instead of a second. */
function withProof(papers: readonly Paper[], behalf: Intake['behalf']): readonly Paper[] {
  if (behalf === null) return papers;
  const proof = OF_RELATION[behalf.relation];
  const own = behalf.relation === 'authorised' ? papers.find(({ name }) => foldText(name).includes('van ban uy quyen')) : undefined;
  return own === undefined ? [...papers, proof] : papers.map((paper) => (paper === own ? { ...paper, required: true } : paper));
}

/** The visit's procedure with the papers that it asks for; null where none is chosen or the catalogue has it no more. */
export function askedProcedure(catalogue: Pick<Catalogue, 'read'>, { procedureCode, intake }: Pick<VisitRow, 'procedureCode' | 'intake'>): Procedure | null {
  const procedure = procedureCode === null ? null : catalogue.read(procedureCode);
  return procedure === null ? null : { ...procedure, papers: [...askedPapers(procedure.papers, intake)] };
}
