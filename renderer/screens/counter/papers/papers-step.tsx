// Step 3: the checklist of papers, worked through by keys: count, scan, next.

import { useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useStore } from 'zustand';
import { EmptyState } from '../../../parts/loading.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { VisitProps } from '../visit/visit-column.tsx';
import { CoverBar } from './cover-bar.tsx';
import { CoverSheets } from './cover-sheets.tsx';
import { PaperRow } from './paper-row.tsx';
import { ScanChoices } from './scan-choices.tsx';
import { PageStrip } from './page-strip.tsx';
import { focusedPaper, pagesOutside } from './paper-state.ts';
import type { PaperLine } from './paper-state.ts';
import './papers.css';
import './papers-narrow.css';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

export function PapersStep({ model, act, visit, images, lines }: VisitProps & { readonly lines: readonly PaperLine[] }): ReactNode {
  const { t } = useTexts();
  const list = useRef<HTMLUListElement>(null);
  const pictures = useStore(images.store);
  if (visit.procedure === null) return <EmptyState icon="paper" title={t('counter.receive.need-procedure')} />;
  const outside = pagesOutside(visit);
  if (lines.length === 0 && outside.length === 0 && visit.sheets.length === 0) return <EmptyState icon="check-circle" title={t('counter.papers.none')} />;
  const focused = focusedPaper(visit, model.ui);

  /** Up and down go to the same column of the next paper. */
  function pressed(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    const column = event.target instanceof HTMLElement ? event.target.dataset['column'] : undefined;
    if (step === undefined || column === undefined) return;
    event.preventDefault();
    const cells = [...(list.current?.querySelectorAll<HTMLElement>(`[data-column="${column}"]`) ?? [])];
    cells[cells.indexOf(event.target as HTMLElement) + step]?.focus();
  }
  return (
    <div className="papers">
      <div className="papers-tools">
        <CoverBar visit={visit} act={act} />
        <ScanChoices model={model} act={act} />
      </div>
      <div className="papers-heads" aria-hidden="true">
        <span>{t('counter.procedure.papers')}</span>
        <span>{t('counter.papers.originals')}</span>
        <span>{t('counter.papers.certified')}</span>
        <span>{t('counter.papers.copies')}</span>
        <span>{t('counter.papers.scan')}</span>
        <p className="papers-keys">
          {t('counter.papers.keys')} · {t('counter.papers.scan-keys')}
        </p>
      </div>
      <ul className="papers-list" ref={list} onKeyDown={pressed}>
        {lines.map((line) => (
          <PaperRow key={line.paper.paperId} line={line} visit={visit} model={model} act={act} images={images} pictures={pictures} focused={line.paper.paperId === focused} />
        ))}
      </ul>
      <CoverSheets visit={visit} act={act} pictures={pictures} intents={model.intents} />
      {outside.length > 0 && (
        <Notice tone="warning" title={t('counter.papers.outside')}>
          <p>{t('counter.papers.outside-explain')}</p>
          <PageStrip pages={outside} name={t('counter.papers.outside')} act={act} pictures={pictures} intents={model.intents} mayChange={visit.state === 'open'} />
        </Notice>
      )}
    </div>
  );
}
