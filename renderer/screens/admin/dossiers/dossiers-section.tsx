// The newest dossiers, and any other by its code.

import type { ReactNode } from 'react';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import { EmptyState } from '../../../parts/loading.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { AdminActions, AdminModel } from '../admin-model.ts';
import { DossierTable } from './dossier-table.tsx';
import { FindDossier } from './find-dossier.tsx';

export function DossiersSection({ dossiers, model, act }: { readonly dossiers: readonly Dossier[]; readonly model: AdminModel; readonly act: AdminActions }): ReactNode {
  const { t } = useTexts();
  const { now, found } = model;
  return (
    <>
      <FindDossier found={found} now={now} act={act} />
      {dossiers.length === 0 ? (
        <EmptyState icon="folder" title={t('admin.dossiers.empty')} />
      ) : (
        <section className="card" aria-label={t('admin.dossiers.heading')}>
          <h2>{t('admin.dossiers.heading')}</h2>
          <DossierTable dossiers={dossiers} now={now} onOpen={act.dossier.open} />
        </section>
      )}
    </>
  );
}
