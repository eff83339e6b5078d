// What is in work, by how it stands to its promised day.

import type { ReactNode } from 'react';
import type { HeadToday } from '../../../../shared/contract/head.ts';
import { ChartFigure } from '../../../parts/chart/chart-figure.tsx';
import { StackedBar, type StackPart } from '../../../parts/chart/stacked-bar.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function WorkCard({ today: { dossiers } }: { readonly today: HeadToday }): ReactNode {
  const { t, number } = useTexts();
  const { inWork, waitingForPapers, dueToday, overdue } = dossiers;
  const parts: readonly StackPart[] = [
    { ink: 'late', name: t('head.work.overdue'), count: overdue },
    { ink: 'expected', name: t('head.work.due-today'), count: dueToday },
    { ink: 'solid', name: t('head.work.in-time'), count: inWork - waitingForPapers - dueToday - overdue },
    { ink: 'hatched', name: t('head.work.papers'), count: waitingForPapers },
  ];
  return (
    <ChartFigure title={t('head.work.title', { count: number(inWork) })} table={{ columns: [t('head.work.state'), t('head.work.dossiers')], rows: parts.map(({ name, count }) => [name, number(count)]) }}>
      <StackedBar parts={parts} />
    </ChartFigure>
  );
}
