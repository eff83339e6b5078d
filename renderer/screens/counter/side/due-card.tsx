// How many dossiers are due today or overdue, one press from their lists; nothing while there is none.

import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { known } from '../counter-model.ts';
import type { SideProps } from './side-column.tsx';

export function DueCard({ model, act }: SideProps): ReactNode {
  const { t, number } = useTexts();
  const due = known(model.due);
  if (due === null || due.overdueCount + due.dueTodayCount === 0) return null;
  return (
    <section className="side-card side-due" aria-label={t('counter.due.heading')}>
      <p className="digits" data-tone={due.overdueCount > 0 ? 'danger' : undefined}>{t('counter.due.counts', { today: number(due.dueTodayCount), overdue: number(due.overdueCount) })}</p>
      <Button icon="calendar" keycap="Alt H" onPress={act.openDue}>
        {t('counter.due.open')}
      </Button>
    </section>
  );
}
