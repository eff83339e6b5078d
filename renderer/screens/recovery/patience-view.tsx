// Recovery as citizens see it: in a few large words that this machine cannot serve now, and whom to ask.

import type { ReactNode } from 'react';
import type { Point } from '../../../shared/contract/point.ts';
import { Icon } from '../../parts/icons.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import './recovery.css';

export function PatienceView({ point }: { readonly point: Point }): ReactNode {
  const { t } = useTexts();
  return (
    <main className="patience">
      <p className="patience-unit">{point.unit.name}</p>
      <Icon name="clock" />
      <h1>{t('recovery.patience.title')}</h1>
      <p>{t('recovery.patience.body')}</p>
    </main>
  );
}
