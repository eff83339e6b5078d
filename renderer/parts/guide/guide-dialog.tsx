// The guide in front of a screen; what is half done beneath stays.

import type { ReactNode } from 'react';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import type { GuidePanelProps } from './guide-panel.tsx';
import { GuidePanel } from './guide-panel.tsx';

export function GuideDialog({ onClose, onKeys, ...panel }: GuidePanelProps & { readonly onClose: () => void; readonly onKeys?: () => void }): ReactNode {
  const { t } = useTexts();
  return (
    <Dialog
      wide
      title={t('guide.title')}
      onClose={onClose}
      actions={
        <>
          <Button size={panel.isOnly === true ? 'touch' : 'desk'} {...(panel.isOnly === true ? {} : { keycap: 'Esc' })} onPress={onClose}>
            {t('guide.close')}
          </Button>
          {onKeys !== undefined && (
            <Button icon="keyboard" onPress={onKeys}>
              {t('guide.keys')}
            </Button>
          )}
        </>
      }
    >
      <GuidePanel {...panel} />
    </Dialog>
  );
}
