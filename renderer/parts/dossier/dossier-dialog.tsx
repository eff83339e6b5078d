// The dossier in front: looked at whole, or with one act being prepared.

import type { ReactNode } from 'react';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Loading } from '../loading.tsx';
import { FailureNotice } from '../notice.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { FormsPane } from '../forms/forms-pane.tsx';
import { CorrectPane } from './correct-pane.tsx';
import type { DossierActions, DossierModel } from './dossier-core.ts';
import { dossierKey } from './dossier-core.ts';
import { LookPane } from './look-pane.tsx';
import { MovePane } from './move-pane.tsx';
import { NewDatePane } from './new-date-pane.tsx';
import { OtherDayPane } from './other-day-pane.tsx';
import { PagesPane } from './pages-pane.tsx';
import { SignPane } from './sign-pane.tsx';
import { ErasePane, NotePane, VoidPane } from './word-panes.tsx';
import './dossier.css';

/** Nothing while no dossier is open. */
export function DossierDialog({ model, act }: { readonly model: DossierModel; readonly act: DossierActions }): ReactNode {
  const { t } = useTexts();
  const { open } = model;
  if (open === null) return null;
  const { detail, failure, pane } = open;
  if (detail === null) {
    return (
      <Dialog
        title={t('care.dossier.reading')}
        onClose={act.close}
        actions={
          <Button keycap="Esc" onPress={act.close}>
            {t('counter.papers.close')}
          </Button>
        }
      >
        {failure === null ? <Loading /> : <FailureNotice failure={failure} action={<Button onPress={act.refresh}>{t('common.try-again')}</Button>} />}
      </Dialog>
    );
  }
  const props = { detail, intent: model.intents[dossierKey(open.dossierId)], act };
  switch (pane) {
    case 'look':
      return <LookPane {...props} open={open} mayErase={model.mayErase} now={model.now} />;
    case 'forms':
      return <FormsPane detail={detail} done={open.done} act={act} />;
    case 'sign':
      return <SignPane detail={detail} maySign={!model.mayErase} act={act} />;
    case 'move':
      return <MovePane {...props} />;
    case 'new-date':
      return <NewDatePane {...props} />;
    case 'other-day':
      return <OtherDayPane {...props} />;
    case 'pages':
      return <PagesPane {...props} open={open} />;
    case 'correct':
      return <CorrectPane {...props} />;
    case 'note':
      return <NotePane {...props} />;
    case 'void':
      return <VoidPane {...props} />;
    case 'erase':
      return <ErasePane {...props} />;
  }
}
