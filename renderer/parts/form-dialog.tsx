// A dialog that is one form: Enter does it, Escape leaves it, the refusal stands inside it, and nothing is pressed twice while it is under way.

import { useId } from 'react';
import type { ReactNode } from 'react';
import type { Intent } from '../client/intents.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import type { IconName } from './icons.tsx';
import { FailureNotice } from './notice.tsx';
import './care/care.css';

interface FormDialogProps {
  readonly title: string;
  /** Words on the button that leaves it. */
  readonly leave: string;
  readonly confirm: string;
  readonly icon: IconName;
  /** Nothing can be sent before. */
  readonly isReady: boolean;
  readonly danger?: boolean;
  readonly wide?: boolean;
  readonly intent: Intent | undefined;
  readonly children: ReactNode;
  onClose(): void;
  onConfirm(): void;
}

export function FormDialog({ title, leave, confirm, icon, isReady, danger = false, wide = false, intent, children, onClose, onConfirm }: FormDialogProps): ReactNode {
  const formId = useId();
  const pending = intent?.state === 'pending';
  return (
    <Dialog
      title={title}
      wide={wide}
      onClose={onClose}
      actions={
        <>
          <Button keycap="Esc" onPress={onClose}>
            {leave}
          </Button>
          <Button kind={danger ? 'danger' : 'primary'} icon={icon} submit form={formId} busy={pending} disabled={!isReady} onPress={() => undefined}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="care-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !pending) onConfirm();
        }}
      >
        {children}
        {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
      </form>
    </Dialog>
  );
}
