// The question before a turn is ended although its dossier is not open: what was entered would be lost.

import type { ReactNode } from 'react';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { TicketDialogProps } from './desk-dialog.tsx';

export interface AbandonDialogProps extends TicketDialogProps {
  readonly visit: Visit;
  readonly action: 'finish' | 'skip';
}

/** The safe answer has the focus: Enter alone loses nothing. */
export function AbandonDialog({ current, visit, action, model, act }: AbandonDialogProps): ReactNode {
  const { t } = useTexts();
  const intent = model.intents['desk'];
  const pages = visit.papers.reduce((sum, paper) => sum + paper.pages.length, 0);
  return (
    <Dialog
      title={t('counter.abandon.title', { number: current.number })}
      onClose={() => act.openDialog(null)}
      actions={
        <>
          <Button keycap="Esc" onPress={() => act.openDialog(null)}>
            {t('counter.dialog.back')}
          </Button>
          <Button icon="clock" onPress={() => act.desk('hold')}>
            {t('counter.queue.hold')}
          </Button>
          <Button kind="danger" busy={intent?.state === 'pending'} onPress={() => act.abandon(action)}>
            {t(`counter.abandon.confirm-${action}`)}
          </Button>
        </>
      }
    >
      <p>{pages === 0 ? t(`counter.abandon.${action}.no-pages`) : t(`counter.abandon.${action}`, { pages })}</p>
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
    </Dialog>
  );
}
