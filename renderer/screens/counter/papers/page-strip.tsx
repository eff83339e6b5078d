// The scanned pages of one paper, small, in the order they came.

import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '../../../parts/icons.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { PageImage } from './page-images.ts';
import type { Page } from '../../../../shared/contract/visit.ts';
import type { CounterActions } from '../counter-model.ts';

export interface PageStripProps {
  readonly pages: readonly { readonly paperId: string; readonly page: Page }[];
  /** Name of what the pages prove. */
  readonly name: string;
  readonly act: CounterActions;
  readonly pictures: Readonly<Record<string, PageImage>>;
}

export function PageStrip({ pages, name, act, pictures }: PageStripProps): ReactNode {
  const { t } = useTexts();
  const strip = useRef<HTMLOListElement>(null);
  const count = pages.length;
  // The newest page is the one the officer looks for.
  useEffect(() => {
    const last = strip.current?.lastElementChild;
    if (count > 0) last?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [count]);
  if (count === 0) return null;
  return (
    <ol className="paper-below pages" ref={strip} aria-label={t('counter.papers.pages', { count })}>
      {pages.map(({ paperId, page: { pageId } }, index) => (
        <li key={pageId}>
          <button
            type="button"
            className="page"
            aria-label={t('counter.papers.page-of', { page: index + 1, paper: name })}
            onClick={() => act.openDialog({ kind: 'page', paperId, pageId, asking: false })}
            onKeyDown={(event) => {
              if (event.key === 'Delete') act.openDialog({ kind: 'page', paperId, pageId, asking: true });
            }}
          >
            <PagePicture image={pictures[pageId]} />
            <span className="page-number digits">{index + 1}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** A page's picture, or a word on why there is none yet. */
export function PagePicture({ image }: { readonly image: PageImage | undefined }): ReactNode {
  const { t } = useTexts();
  switch (image?.kind) {
    case 'image':
      return <img className="page-picture" src={image.url} alt="" draggable={false} />;
    case 'document':
      return <Icon name="paper" />;
    case 'failed':
      return <span className="page-word">{t('counter.papers.page-failed')}</span>;
    case 'loading':
    case undefined:
      return <span className="spinner" role="img" aria-label={t('counter.papers.page-loading')} />;
  }
}
