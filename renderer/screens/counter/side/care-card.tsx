// Says at the top of the right column that something of this counter wants its officer; nothing while nothing does.

import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { careOf } from '../counter-model.ts';
import type { SideProps } from './side-column.tsx';

export function CareCard({ model, act }: SideProps): ReactNode {
  const { t } = useTexts();
  const { letters, notices } = careOf(model);
  const urgent = letters.filter(({ state }) => state === 'rejected').length;
  if (letters.length + notices.length === 0) return null;
  return (
    <section className="side-card side-care" aria-label={t('care.counter.heading')}>
      <Notice tone={urgent > 0 ? 'danger' : 'warning'} heard="status" title={t('care.counter.heading')}>
        {letters.length > 0 && <p>{urgent > 0 ? t('care.counter.letters', { count: urgent }) : t('care.counter.waiting', { count: letters.length })}</p>}
        {notices.length > 0 && <p>{t('care.counter.notices', { count: notices.length })}</p>}
      </Notice>
      <Button icon="folder" keycap="Alt 5" onPress={() => act.openDialog({ kind: 'care' })}>
        {t('care.counter.open')}
      </Button>
    </section>
  );
}
