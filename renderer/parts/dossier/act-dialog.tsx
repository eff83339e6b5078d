// The frame of an act with a dossier: a form whose Enter does it, the refusal inside it, no second press while it is under way.

import type { ReactNode } from 'react';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import type { Intent } from '../../client/intents.ts';
import type { IconName } from '../icons.tsx';
import { FormDialog } from '../form-dialog.tsx';
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

export function ActDialog({ act, ...form }: ActDialogProps): ReactNode {
  const { t } = useTexts();
  return <FormDialog {...form} leave={t('counter.dialog.back')} onClose={() => act.show('look')} />;
}

/** What the dossier is called: the official code where there is one. */
export function codeOf({ dossier }: DossierDetail): string {
  return dossier.officialCode ?? dossier.provisionalCode;
}
