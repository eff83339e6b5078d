// Finds dossiers by a code on the paper, a name or a number, however old it is: to look at it, or to erase its person.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { More } from '../../../parts/dossier/more.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { AdminActions, AdminModel } from '../admin-model.ts';
import { DossierTable } from './dossier-table.tsx';

interface FindDossierProps {
  readonly found: AdminModel['found'];
  readonly now: number;
  readonly act: AdminActions;
}

export function FindDossier({ found, now, act }: FindDossierProps): ReactNode {
  const { t } = useTexts();
  const [code, setCode] = useState('');
  return (
    <section className="card" aria-label={t('admin.dossiers.find-heading')}>
      <h2>{t('admin.dossiers.find-heading')}</h2>
      <form
        className="find-dossier"
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim() !== '') act.find(code.trim());
        }}
      >
        <TextField label={t('admin.dossiers.find-code')} hint={t('admin.dossiers.find-hint')} value={code} maxLength={60} onChange={setCode} />
        <Button icon="search" submit busy={found?.kind === 'asking'} disabled={code.trim() === ''} onPress={() => undefined}>
          {t('admin.dossiers.find')}
        </Button>
      </form>
      {found?.kind === 'failed' && <FailureNotice failure={found.failure} />}
      {found?.kind === 'found' && found.dossiers.length === 0 && <Notice tone="info">{t('admin.dossiers.find-none', { code: found.code })}</Notice>}
      {found?.kind === 'found' && found.dossiers.length > 0 && <DossierTable dossiers={found.dossiers} now={now} onOpen={act.dossier.open} />}
      {found?.kind === 'found' && <p className="quiet"><More more={found.more} /></p>}
    </section>
  );
}
