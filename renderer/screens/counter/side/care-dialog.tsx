// What wants this counter's officer, all in one dialog; a letter that is opened takes its place and gives it back.

import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { lettersOf } from '../../../parts/care/care-core.ts';
import { LetterDialog } from '../../../parts/care/letter-dialog.tsx';
import { LettersCard } from '../../../parts/care/letters-card.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { EmptyState, Loading } from '../../../parts/loading.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { SideProps } from './side-column.tsx';

export function CareDialog({ model, act }: SideProps): ReactNode {
  const { t } = useTexts();
  const { care } = model;
  if (care.open !== null) return <LetterDialog model={care} act={act.care} />;
  const letters = lettersOf(care, model.counterId);
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
      {care.letters.kind === 'loading' && <Loading />}
      {care.letters.kind === 'known' && letters.length === 0 && <EmptyState icon="check-circle" title={t('care.counter.empty')} />}
      <LettersCard letters={letters} model={care} act={act.care} />
    </Dialog>
  );
}
