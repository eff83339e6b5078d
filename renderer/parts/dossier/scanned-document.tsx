// The document that was made of a dossier's scanned pages: what there is of it, what is wanting, and fetching it.

import type { ReactNode } from 'react';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import { Button } from '../button.tsx';
import { FailureNotice } from '../notice.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import type { DossierActions, Fetching } from './dossier-core.ts';

interface ScannedDocumentProps {
  readonly detail: DossierDetail;
  readonly fetching: Fetching | null;
  readonly act: DossierActions;
}

/** Nothing where a dossier has no scanned pages. */
export function ScannedDocument({ detail, fetching, act }: ScannedDocumentProps): ReactNode {
  const { t } = useTexts();
  const { parts, pages, due, unread, asIs, gone, overBudget } = detail.document;
  if (pages + gone === 0) return null;
  const wanting = [
    unread > 0 ? t('care.dossier.document.unread', { count: unread }) : '',
    asIs > 0 ? t('care.dossier.document.as-is', { count: asIs }) : '',
    overBudget > 0 ? t('care.dossier.document.over', { count: overBudget }) : '',
    gone > 0 && pages > 0 ? t('care.dossier.document.gone', { count: gone }) : '',
  ].filter((words) => words !== '');
  const isBusy = fetching?.state.kind === 'binding' || fetching?.state.kind === 'coming';
  return (
    <section aria-label={t('care.dossier.document')}>
      <h3>{t('care.dossier.document')}</h3>
      <p>{pages === 0 ? t('care.dossier.document.none') : due > 0 ? t('care.dossier.document.due', { pages, due }) : t('care.dossier.document.ready', { pages })}</p>
      {wanting.map((words) => (
        <p className="quiet" key={words}>
          {words}
        </p>
      ))}
      <div className="dossier-document">
        {Array.from({ length: parts }, (_, index) => index + 1).map((part) => (
          <Button key={part} icon="paper" busy={isBusy && fetching.part === part} disabled={isBusy} onPress={() => act.fetchDocument(detail, part)}>
            {parts === 1 ? t('care.dossier.document.fetch') : t('care.dossier.document.fetch-part', { part, parts })}
          </Button>
        ))}
        {!detail.isVoided && pages > 0 && (
          <Button icon="search" onPress={() => act.show('pages')}>
            {t('care.dossier.pages-open')}
          </Button>
        )}
        {fetching !== null && <FetchWords fetching={fetching} />}
      </div>
      {fetching?.state.kind === 'failed' && <FailureNotice failure={fetching.state.failure} />}
    </section>
  );
}

function FetchWords({ fetching: { state } }: { readonly fetching: Fetching }): ReactNode {
  const { t } = useTexts();
  if (state.kind === 'failed') return null;
  if (state.kind === 'saved' && state.missing > 0) return <strong role="status">{t('care.dossier.document.saved-missing', { count: state.missing })}</strong>;
  return <span role="status">{state.kind === 'coming' ? t('care.dossier.document.coming', { percent: state.percent }) : t(`care.dossier.document.${state.kind}`)}</span>;
}
