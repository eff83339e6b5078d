// The frame of an act with a dossier: a form whose Enter does it, the refusal inside it, no second press while it is under way.

import { useId } from 'react';
import type { ReactNode } from 'react';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import type { Intent } from '../../client/intents.ts';
import { Button } from '../button.tsx';
import type { IconName } from '../icons.tsx';
import { Dialog } from '../dialog.tsx';
import { FailureNotice } from '../notice.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import type { DossierActions } from './dossier-core.ts';

/** Props of every act. */
export interface ActProps {
  readonly detail: DossierDetail;
  readonly intent: Intent | undefined;
  readonly act: DossierActions;
}

interface ActDialogProps extends ActProps {
  readonly title: string;
  readonly confirm: string;
  readonly icon: IconName;
  readonly isReady: boolean;
  readonly danger?: boolean;
  readonly wide?: boolean;
  readonly children: ReactNode;
  onConfirm(): void;
}

export function ActDialog({ intent, act, title, confirm, icon, isReady, danger = false, wide = false, children, onConfirm }: ActDialogProps): ReactNode {
  const { t } = useTexts();
  const formId = useId();
  const pending = intent?.state === 'pending';
  return (
    <Dialog
      title={title}
      wide={wide}
      onClose={() => act.show('look')}
      actions={
        <>
          <Button keycap="Esc" onPress={() => act.show('look')}>
            {t('counter.dialog.back')}
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

/** What the dossier is called: the official code where there is one. */
export function codeOf({ dossier }: DossierDetail): string {
  return dossier.officialCode ?? dossier.provisionalCode;
}
