// The scanned pages of a dossier by paper: each is looked at here, and put to the paper where it belongs.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DossierPaper } from '../../../shared/contract/dossier-life.ts';
import { Button } from '../button.tsx';
import { focusFirst } from '../choices.tsx';
import { Dialog } from '../dialog.tsx';
import { Loading } from '../loading.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import type { ActProps } from './act-dialog.tsx';
import { codeOf } from './act-dialog.tsx';
import type { OpenDossier } from './dossier-core.ts';
import type { LookedAtPage } from './page-desk.ts';

interface PagesPaneProps extends ActProps {
  readonly open: OpenDossier;
}

export function PagesPane({ detail, open, intent, act }: PagesPaneProps): ReactNode {
  const { t } = useTexts();
  const { papers, failure, lookedAt } = open.pages;
  const refused = intent?.failure ?? null;
  return (
    <Dialog
      wide
      title={t('care.dossier.pages-title', { code: codeOf(detail) })}
      onClose={() => act.show('look')}
      actions={
        <Button ref={focusFirst} keycap="Esc" onPress={() => act.show('look')}>
          {t('counter.dialog.back')}
        </Button>
      }
    >
      {open.done === 'pages' && <Notice tone="success">{t('care.dossier.done.pages')}</Notice>}
      {failure !== null && <FailureNotice failure={failure} action={<Button onPress={act.refresh}>{t('common.try-again')}</Button>} />}
      {refused !== null && <FailureNotice failure={refused} />}
      {papers === null && failure === null && <Loading />}
      {papers !== null && (
        <div className="dossier-pages">
          <ul className="dossier-page-list">
            {papers.map((paper) => (
              <li key={paper.paperId}>
                <h3>{paper.name}</h3>
                {paper.pages.length === 0 && <p className="quiet">{t('care.dossier.pages-none')}</p>}
                {paper.pages.map(({ pageId, isHere }, index) => (
                  <Button key={pageId} kind={lookedAt?.pageId === pageId ? 'primary' : 'plain'} pressed={lookedAt?.pageId === pageId} disabled={!isHere} onPress={() => act.lookAt(pageId)}>
                    {t(isHere ? 'care.dossier.page' : 'care.dossier.page-gone', { page: index + 1 })}
                  </Button>
                ))}
              </li>
            ))}
          </ul>
          <div className="dossier-page-view">
            {lookedAt === null ? <p className="quiet">{t('care.dossier.pages-choose')}</p> : <Picture page={lookedAt} />}
            {lookedAt !== null && <MoveTo key={lookedAt.pageId} papers={papers} page={lookedAt} isBusy={intent?.state === 'pending'} onMove={(paperId) => act.movePage(detail, lookedAt.pageId, paperId)} />}
          </div>
        </div>
      )}
    </Dialog>
  );
}

function Picture({ page: { image } }: { readonly page: LookedAtPage }): ReactNode {
  const { t } = useTexts();
  switch (image.kind) {
    case 'loading':
      return <Loading />;
    case 'document':
      return <p className="quiet">{t('care.dossier.page-document')}</p>;
    case 'failed':
      return <FailureNotice failure={image.failure} />;
    case 'image':
      return <img className="dossier-page-picture" src={image.url} alt={t('care.dossier.page-picture')} />;
  }
}

/** Nothing where there is no other paper. */
function MoveTo({ papers, page, isBusy, onMove }: { readonly papers: readonly DossierPaper[]; readonly page: LookedAtPage; readonly isBusy: boolean; onMove(paperId: string): void }): ReactNode {
  const { t } = useTexts();
  const others = papers.filter(({ pages }) => pages.every(({ pageId }) => pageId !== page.pageId));
  const [to, setTo] = useState('');
  const [first] = others;
  if (first === undefined) return null;
  const target = others.find(({ paperId }) => paperId === to) ?? first;
  return (
    <div className="dossier-page-move">
      <label>
        <span>{t('counter.cover.move')}</span>
        <select className="text-input" value={target.paperId} onChange={(event) => setTo(event.target.value)}>
          {others.map(({ paperId, name }) => (
            <option key={paperId} value={paperId}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Button kind="primary" icon="forward" busy={isBusy} onPress={() => onMove(target.paperId)}>
        {t('counter.cover.move-to')}
      </Button>
    </div>
  );
}
