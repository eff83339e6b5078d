// What the queue's dialogs share: a form whose Enter does it, the refusal inside it, no second press while it is under way.

import type { ReactNode } from 'react';
import type { Ticket } from '../../../../shared/contract/queue.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';

export interface DeskDialogProps {
  readonly model: CounterModel;
  readonly act: CounterActions;
}
/** For dialogs about the number at the counter. */
export interface TicketDialogProps extends DeskDialogProps {
  readonly current: Ticket;
}

interface DeskDialogFrame extends DeskDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirm: string;
  readonly disabled?: boolean;
  /** It takes something away: only the button itself does it, not Enter in a field. */
  readonly danger?: boolean;
  onConfirm(): void;
}

export function DeskDialog({ model, act, title, children, confirm, disabled = false, danger = false, onConfirm }: DeskDialogFrame): ReactNode {
  const { t } = useTexts();
  const intent = model.intents['desk'];
  const pending = intent?.state === 'pending';
  function submit(): void {
    if (!pending && !disabled) onConfirm();
  }
  return (
    <Dialog
      title={title}
      onClose={() => act.openDialog(null)}
      actions={
        <>
          <Button keycap="Esc" onPress={() => act.openDialog(null)}>
            {t('counter.dialog.back')}
          </Button>
          <Button kind={danger ? 'danger' : 'primary'} {...(danger ? {} : { keycap: 'Enter' })} busy={pending} disabled={disabled} onPress={submit}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!danger) submit();
        }}
      >
        {children}
        {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
        {/* Enter in any field does it, also where a form has several. */}
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}
