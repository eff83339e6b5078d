// What wants this counter's officer, all in one dialog; a letter that is opened takes its place and gives it back.

import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { LetterDialog } from '../../../parts/care/letter-dialog.tsx';
import { LettersCard } from '../../../parts/care/letters-card.tsx';
import { NoticesCard } from '../../../parts/care/notices-card.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { EmptyState, Loading } from '../../../parts/loading.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { careOf } from '../counter-model.ts';
import type { SideProps } from './side-column.tsx';

export function CareDialog({ model, act }: SideProps): ReactNode {
  const { t } = useTexts();
  const { care } = model;
  if (care.open !== null) return <LetterDialog model={care} act={act.care} />;
  const { letters, notices } = careOf(model);
  const isKnown = care.letters.kind === 'known' && care.notices.kind === 'known';
  return (
    <Dialog
      wide
      title={t('care.counter.title', { counter: model.counterId })}
      onClose={() => act.openDialog(null)}
      actions={
        <Button keycap="Esc" onPress={() => act.openDialog(null)}>
          {t('counter.papers.close')}
        </Button>
      }
    >
      {(care.letters.kind === 'loading' || care.notices.kind === 'loading') && <Loading />}
      {isKnown && letters.length + notices.length === 0 && <EmptyState icon="check-circle" title={t('care.counter.empty')} />}
      <div className="care-lists">
        <LettersCard letters={letters} model={care} act={act.care} />
        <NoticesCard notices={notices} model={care} act={act.care} />
      </div>
    </Dialog>
  );
}
