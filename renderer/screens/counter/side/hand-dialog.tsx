// Hand-over and results in front of the counter, beside whatever visit is open.

import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { DeskCounter } from '../../../parts/hand/desk-reader.ts';
import { HandDesk } from '../../../parts/hand/hand-desk.tsx';
import type { HandTab } from '../../../parts/hand/hand-desk.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';

export function HandDialog({ tab, model, act }: { readonly tab: HandTab; readonly model: CounterModel; readonly act: CounterActions }): ReactNode {
  const { t } = useTexts();
  const leave = (): void => act.openDialog(null);
  return (
    <Dialog
      wide
      title={t('hand.title')}
      onClose={leave}
      actions={
        <Button keycap="Esc" onPress={leave}>
          {t('hand.close')}
        </Button>
      }
    >
      <DeskCounter value={model.counterId}>
        <HandDesk start={tab} fields={model.point.fields} now={model.now} onDossier={(dossierId, pane) => {
          act.dossier.open(dossierId);
          if (pane !== 'look') act.dossier.show(pane);
        }} />
      </DeskCounter>
    </Dialog>
  );
}
