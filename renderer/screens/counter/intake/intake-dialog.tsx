// The frame of the intake's dialogs: a form whose Enter saves it, refusals inside it, and Escape that leaves the words where they are.

import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { Visit } from '../../../../shared/contract/visit.ts';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { intakeKey } from './intake-keys.ts';

export interface IntakeDialogProps {
  readonly visit: Visit;
  readonly model: CounterModel;
  readonly act: CounterActions;
}

interface FrameProps extends Pick<IntakeDialogProps, 'model' | 'act'> {
  readonly of: 'behalf' | 'delivery' | 'outside';
  readonly title: string;
  readonly confirm: string;
  readonly children: ReactNode;
  /** Takes back what is saved; null where nothing is. */
  readonly undo: { readonly words: string; readonly run: () => void } | null;
  readonly disabled?: boolean;
  onConfirm(): void;
}

export function IntakeDialog({ of, model, act, title, confirm, children, undo, disabled = false, onConfirm }: FrameProps): ReactNode {
  const { t } = useTexts();
  const intent = model.intents[intakeKey(of)];
  const pending = intent?.state === 'pending';
  function submit(): void {
    if (!pending && !disabled) onConfirm();
  }
  return (
    <Dialog
      wide
      title={title}
      onClose={() => act.openDialog(null)}
      actions={
        <>
          {undo !== null && (
            <>
              <Button icon="trash" busy={pending} onPress={undo.run}>
                {undo.words}
              </Button>
              <span className="spread" />
            </>
          )}
          <Button keycap="Esc" onPress={() => act.openDialog(null)}>
            {t('counter.dialog.back')}
          </Button>
          <Button kind="primary" keycap="Enter" busy={pending} disabled={disabled} onPress={submit}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        className="dialog-form intake-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {children}
        {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}
