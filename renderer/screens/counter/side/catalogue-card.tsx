// Says that another catalogue of procedures holds than the one that this officer saw last; nothing once it was seen.

import type { ReactNode } from 'react';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { countOfChanges } from '../../../parts/catalogue/change-list.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { known } from '../counter-model.ts';
import type { SideProps } from './side-column.tsx';

export function CatalogueCard({ model, act }: SideProps): ReactNode {
  const { t, number } = useTexts();
  const catalogue = known(model.catalogue);
  if (catalogue === null || countOfChanges(catalogue) === 0) return null;
  return (
    <section className="side-card side-catalogue" aria-label={t('counter.catalogue.heading')}>
      <p>
        <Badge tone="info" icon="info">
          {t('counter.catalogue.heading')}
        </Badge>{' '}
        {t('counter.catalogue.counts', { count: number(countOfChanges(catalogue)) })}
      </p>
      <Button icon="paper" onPress={() => act.openDialog({ kind: 'catalogue' })}>
        {t('counter.catalogue.open')}
      </Button>
    </section>
  );
}
