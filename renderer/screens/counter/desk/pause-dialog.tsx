// Pausing the counter with a reason.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { pauseReasonSchema } from '../../../../shared/contract/queue.ts';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { Choices } from '../../../parts/choices.tsx';
import { DeskDialog } from './desk-dialog.tsx';
import type { DeskDialogProps } from './desk-dialog.tsx';

const REASONS = pauseReasonSchema.options;
type Reason = (typeof REASONS)[number];

export function PauseDialog({ model, act }: DeskDialogProps): ReactNode {
  const { t } = useTexts();
  const [reason, setReason] = useState<Reason>('break');
  return (
    <DeskDialog model={model} act={act} title={t('counter.pause.title')} confirm={t('counter.pause.confirm')} onConfirm={() => act.pause(reason)}>
      <p>{t('counter.pause.explain')}</p>
      <Choices<Reason>
        legend={t('counter.pause.reason')}
        name="pause-reason"
        choices={REASONS.map((value) => ({ value, words: t(`counter.pause.reason.${value}`) }))}
        chosen={reason}
        onChoose={setReason}
      />
    </DeskDialog>
  );
}
