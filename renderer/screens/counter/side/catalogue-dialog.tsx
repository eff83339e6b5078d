// What the new catalogue has otherwise than the one that this officer saw last; "seen" takes the word of it off the counter.

import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { ChangeList } from '../../../parts/catalogue/change-list.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { known } from '../counter-model.ts';
import { CATALOGUE_KEY } from './catalogue-key.ts';
import type { SideProps } from './side-column.tsx';

export function CatalogueDialog({ model, act }: SideProps): ReactNode {
  const { t, moment } = useTexts();
  const catalogue = known(model.catalogue);
  const since = catalogue?.since ?? null;
  const intent = model.intents[CATALOGUE_KEY];
  return (
    <Dialog
      wide
      title={t('counter.catalogue.title')}
      onClose={() => act.openDialog(null)}
      actions={
        <>
          <Button keycap="Esc" onPress={() => act.openDialog(null)}>
            {t('counter.catalogue.later')}
          </Button>
          <Button kind="primary" icon="check" busy={intent?.state === 'pending'} disabled={since === null} onPress={() => (since === null ? undefined : act.catalogueSeen(since))}>
            {t('counter.catalogue.seen')}
          </Button>
        </>
      }
    >
      {model.catalogue.kind === 'loading' && <Loading />}
      {model.catalogue.kind === 'failed' && <FailureNotice failure={model.catalogue.failure} tone="warning" />}
      {catalogue !== null && (
        <div className="catalogue-news" role="region" tabIndex={0} aria-label={t('catalogue.changes')}>
          {since !== null && <p>{t('counter.catalogue.explain', { time: moment(since, model.now) })}</p>}
          <ChangeList key={since} view={catalogue} />
        </div>
      )}
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
    </Dialog>
  );
}
