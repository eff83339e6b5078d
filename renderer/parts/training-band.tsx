// The band over every screen while people only practise: nobody may take one for the other.

import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTexts } from './texts/use-texts.tsx';
import './training-band.css';

/** Takes its room from the screen beneath, so that it covers nothing. */
export function TrainingBand(): ReactNode {
  const { t } = useTexts();
  useEffect(() => {
    document.documentElement.dataset['training'] = 'true';
    return () => {
      delete document.documentElement.dataset['training'];
    };
  }, []);
  return (
    <aside className="training-band" aria-label={t('common.training.title')}>
      <strong>{t('common.training.title')}</strong> {t('common.training.body')}
    </aside>
  );
}
