// Opens the guide at the administration: first the pages of the head of the point, the technician's beside them.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../button.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { GuideDialog } from './guide-dialog.tsx';

export function GuideButton(): ReactNode {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" icon="info" onPress={() => setOpen(true)}>
        {t('guide.open')}
      </Button>
      {isOpen && <GuideDialog role="head" onPrint={() => window.print()} onClose={() => setOpen(false)} />}
    </>
  );
}
