// Today's dossiers of the point, newest first, each with what the city has of it.

import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { LagBadge } from '../../../parts/dossier/lag-badge.tsx';
import { EmptyState, Loading } from '../../../parts/loading.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { known } from '../counter-model.ts';
import type { SideProps } from './side-column.tsx';

export function DossierList({ model, act }: SideProps): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const dossiers = known(model.dossiers);
  return (
    <section className="side-card side-dossiers" aria-label={t('counter.side.dossiers')}>
      <h2 className="side-title">
        {t('counter.side.dossiers')} {dossiers !== null && <span className="tab-count digits">{dossiers.length}</span>}
      </h2>
      <Button icon="search" keycap="Alt F" onPress={() => act.openDialog({ kind: 'find', text: '' })}>
        {t('counter.find.title')}
      </Button>
      {model.dossiers.kind === 'loading' && <Loading />}
      {model.dossiers.kind === 'failed' && <FailureNotice failure={model.dossiers.failure} tone="warning" />}
      {dossiers !== null && dossiers.length === 0 && <EmptyState icon="folder" title={t('counter.side.dossiers-empty')} />}
      {dossiers !== null && dossiers.length > 0 && (
        <ul className="dossiers">
          {dossiers.map((dossier) => (
            <li key={dossier.dossierId}>
              <button type="button" className="dossier" onClick={() => act.dossier.open(dossier.dossierId)}>
                <span className="dossier-head">
                  <strong className="digits">{dossier.ticketNumber}</strong>
                  <span className="dossier-name">{dossier.applicantName}</span>
                  <time className="digits">{texts.time(dossier.receivedAt)}</time>
                </span>
                <span className="dossier-procedure">{dossier.procedureName}</span>
                <span className="dossier-foot">
                  <span className="digits">
                    {dossier.officialCode ?? dossier.provisionalCode}
                    {dossier.officialCode === null && <em> {t('counter.dossier.provisional')}</em>}
                  </span>
                  <LagBadge lag={dossier.lag} status={dossier.status} now={model.now} isFocusable={false} />
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
