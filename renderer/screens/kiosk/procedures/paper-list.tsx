// The papers to bring: how many originals and copies of each, and which of them only some people need.

import type { ReactNode } from 'react';
import type { Paper } from '../../../../shared/contract/procedure.ts';
import { casesOf, isOfSomeCases, noteWithCases } from '../../../../shared/domain/procedure/cases.ts';
import { Badge } from '../../../parts/badge.tsx';
import { EmptyState } from '../../../parts/loading.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function PaperList({ papers }: { readonly papers: readonly Paper[] }): ReactNode {
  const { t } = useTexts();
  const all = casesOf(papers);
  if (papers.length === 0) return <EmptyState icon="paper" title={t('kiosk.procedure.papers-none')} />;
  return (
    <>
      <h2 className="kiosk-papers-title">{t('kiosk.procedure.papers')}</h2>
      <ol className="kiosk-papers">
        {papers.map((paper, index) => (
          <li key={paper.paperId} className="kiosk-paper">
            <span className="kiosk-paper-index digits" aria-hidden="true">
              {index + 1}
            </span>
            <div className="kiosk-paper-words">
              <p className="kiosk-paper-name">{paper.name}</p>
              {noteWithCases(paper, all) !== '' && <p className="kiosk-paper-note">{noteWithCases(paper, all)}</p>}
              <p className="kiosk-paper-counts digits">
                {paper.originals > 0 && <Badge tone="info">{t('kiosk.procedure.original', { count: paper.originals })}</Badge>}
                {paper.copies > 0 && <Badge tone="info">{t('kiosk.procedure.copy', { count: paper.copies })}</Badge>}
                {(!paper.required || isOfSomeCases(paper, all)) && <Badge>{t('kiosk.procedure.if-any')}</Badge>}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
