// Below the checklist: cover sheets as they were read, those that say nothing here with what to do, and the pages that belong to no paper yet.

import type { ReactNode } from 'react';
import type { ScannedSheet, Visit } from '../../../../shared/contract/visit.ts';
import type { IntentTable } from '../../../client/intents.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { FailureWords, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions } from '../counter-model.ts';
import type { PageImage } from './page-images.ts';
import { PagePicture, PageStrip } from './page-strip.tsx';
import { pagesUnfiled } from './paper-state.ts';

interface CoverSheetsProps {
  readonly visit: Visit;
  readonly act: CounterActions;
  readonly pictures: Readonly<Record<string, PageImage>>;
  readonly intents: IntentTable;
}

export function CoverSheets({ visit, act, pictures, intents }: CoverSheetsProps): ReactNode {
  const { t } = useTexts();
  const unfiled = pagesUnfiled(visit);
  // No picture, no code: what lies in such a file must be put in order by hand.
  const isPdf = visit.covers.length > 0 && visit.papers.some(({ pages }) => pages.some(({ mime }) => mime === 'application/pdf'));
  const read = visit.sheets.filter(({ kind }) => kind === 'cover');
  return (
    <>
      {visit.sheets.map((sheet) => sheet.why !== null && <RefusedSheet key={sheet.page.pageId} sheet={sheet} why={sheet.why} act={act} pictures={pictures} />)}
      {isPdf && <Notice tone="info">{t('counter.cover.pdf')}</Notice>}
      {unfiled.length > 0 && (
        <Notice tone="warning" title={t('counter.papers.unfiled')}>
          <p>{t('counter.papers.unfiled-explain')}</p>
          <PageStrip pages={unfiled} name={t('counter.papers.unfiled')} act={act} pictures={pictures} intents={intents} mayChange={visit.state === 'open'} />
        </Notice>
      )}
      {read.length > 0 && (
        <section className="covers-read" aria-label={t('counter.cover.read')}>
          <p className="covers-read-words">
            <strong>
              {t('counter.cover.read')} ({read.length})
            </strong>{' '}
            {t('counter.cover.read-explain')}
          </p>
          <ol className="pages">
            {read.map((sheet) => (
              <li key={sheet.page.pageId}>
                <SheetButton sheet={sheet} label={t('counter.cover.sheet-of', { paper: nameOf(visit, sheet.paperId) })} act={act} pictures={pictures} />
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function RefusedSheet({ sheet, why, act, pictures }: { readonly sheet: ScannedSheet; readonly why: NonNullable<ScannedSheet['why']> } & Pick<CoverSheetsProps, 'act' | 'pictures'>): ReactNode {
  const { t } = useTexts();
  const title = sheet.label === null ? t('counter.cover.title') : t('counter.cover.of', { label: sheet.label });
  return (
    <Notice tone="warning" icon="scanner" heard="alert" title={title} action={<SheetButton sheet={sheet} label={title} act={act} pictures={pictures} />}>
      <FailureWords failure={localFailure(why)} />
    </Notice>
  );
}

function SheetButton({ sheet: { page, paperId }, label, act, pictures }: { readonly sheet: ScannedSheet; readonly label: string } & Pick<CoverSheetsProps, 'act' | 'pictures'>): ReactNode {
  return (
    <button type="button" className="page" aria-label={label} onClick={() => act.openDialog({ kind: 'page', paperId: paperId ?? '', pageId: page.pageId, asking: false })}>
      <PagePicture image={pictures[page.pageId]} />
    </button>
  );
}

function nameOf(visit: Visit, paperId: string | null): string {
  return visit.procedure?.papers.find((paper) => paper.paperId === paperId)?.name ?? '';
}
