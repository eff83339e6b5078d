// One thing of the desk in front, read when it is opened: waiting, the failure with another try, or what is known of it.

import type { ReactNode } from 'react';
import type { Remembered } from '../../client/remembered.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Loading } from '../loading.tsx';
import { FailureNotice } from '../notice.tsx';
import { useTexts } from '../texts/use-texts.tsx';

interface AnswerDialogProps<Value> {
  readonly title: string;
  readonly answer: Remembered<Value>;
  onAgain(): void;
  onClose(): void;
  readonly children: (value: Value) => ReactNode;
}

export function AnswerDialog<Value>({ title, answer, onAgain, onClose, children }: AnswerDialogProps<Value>): ReactNode {
  const { t } = useTexts();
  return (
    <Dialog
      wide
      title={title}
      onClose={onClose}
      actions={
        <Button keycap="Esc" onPress={onClose}>
          {t('hand.close')}
        </Button>
      }
    >
      {answer.kind === 'loading' && <Loading />}
      {answer.kind !== 'loading' && answer.failure !== null && <FailureNotice failure={answer.failure} action={<Button onPress={onAgain}>{t('common.try-again')}</Button>} />}
      {answer.kind === 'known' && children(answer.value)}
    </Dialog>
  );
}
