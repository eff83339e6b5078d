// The dialog that stands in front of the counter, if any.

import type { ReactNode } from 'react';
import { GuideDialog } from '../../parts/guide/guide-dialog.tsx';
import { DossierDialog } from '../../parts/dossier/dossier-dialog.tsx';
import type { CounterProps } from './counter-model.ts';
import { known } from './counter-model.ts';
import { AbandonDialog } from './desk/abandon-dialog.tsx';
import { HoldDialog } from './desk/hold-dialog.tsx';
import { PauseDialog } from './desk/pause-dialog.tsx';
import { PriorityDialog } from './desk/priority-dialog.tsx';
import { TransferDialog } from './desk/transfer-dialog.tsx';
import { visitStage } from './desk/visit-begun.ts';
import { DrawerDialog } from './fee/drawer-dialog.tsx';
import { FeeDialog } from './fee/fee-dialog.tsx';
import { FindDialog } from './find/find-dialog.tsx';
import { BehalfDialog } from './intake/behalf-dialog.tsx';
import { DeliveryDialog } from './intake/delivery-dialog.tsx';
import { EarlierDialog } from './intake/earlier-dialog.tsx';
import { OutsideDialog } from './intake/outside-dialog.tsx';
import { KeysDialog } from './keys/keys-dialog.tsx';
import { isTyping } from './person/person-draft.ts';
import { TakeHomeDialog } from './procedure/take-home-dialog.tsx';
import { CareDialog } from './side/care-dialog.tsx';
import { CatalogueDialog } from './side/catalogue-dialog.tsx';
import { DueDialog } from './side/due-dialog.tsx';
import { PetitionDialog } from './side/petition-dialog.tsx';
import { TurnAwayDialog } from './turn-away/turn-away-dialog.tsx';
import { TurnedAwayDialog } from './turn-away/turned-away-dialog.tsx';
import { HandDialog } from './side/hand-dialog.tsx';
import { CoversDialog } from './papers/covers-dialog.tsx';
import { PageDialog } from './papers/page-dialog.tsx';

export function CounterDialogs({ model, act, images }: CounterProps): ReactNode {
  const { dialog } = model.ui;
  const current = known(model.desk)?.current ?? null;
  const visit = known(model.visit);
  switch (dialog?.kind) {
    case 'keys':
      return <KeysDialog act={act} />;
    case 'guide':
      return <GuideDialog whose="officer" onPrint={() => window.print()} onKeys={() => act.openDialog({ kind: 'keys' })} onClose={() => act.openDialog(null)} />;
    case 'care':
      return <CareDialog model={model} act={act} />;
    case 'dossier':
      return <DossierDialog model={model.dossier} act={act.dossier} />;
    case 'covers':
      return visit === null ? null : <CoversDialog visit={visit} model={model} act={act} />;
    case 'fee':
      return visit === null ? null : <FeeDialog visit={visit} model={model} act={act} />;
    case 'drawer':
      return <DrawerDialog model={model} act={act} />;
    case 'find':
      return <FindDialog text={dialog.text} model={model} act={act} />;
    case 'due':
      return <DueDialog model={model} act={act} />;
    case 'catalogue':
      return <CatalogueDialog model={model} act={act} />;
    case 'turn-away':
      return visit === null || visit.state !== 'open' ? null : <TurnAwayDialog visit={visit} model={model} act={act} />;
    case 'turned-away':
      return <TurnedAwayDialog model={model} act={act} />;
    case 'petition':
      return <PetitionDialog model={model} act={act} />;
    case 'take-home':
      return <TakeHomeDialog dialog={dialog} act={act} />;
    case 'hand':
      return <HandDialog tab={dialog.tab} model={model} act={act} />;
    case 'behalf':
      return visit === null ? null : <BehalfDialog visit={visit} model={model} act={act} />;
    case 'delivery':
      return visit === null ? null : <DeliveryDialog visit={visit} model={model} act={act} />;
    case 'outside':
      return visit === null ? null : <OutsideDialog visit={visit} model={model} act={act} />;
    case 'earlier':
      return visit === null ? null : <EarlierDialog visit={visit} model={model} act={act} />;
    case 'pause':
      return <PauseDialog model={model} act={act} />;
    case 'hold':
      return current === null ? null : <HoldDialog current={current} model={model} act={act} />;
    case 'priority':
      return current === null ? null : <PriorityDialog current={current} stage={visitStage(visit, known(model.fee), isTyping(model.ui))} model={model} act={act} />;
    case 'transfer':
      return current === null ? null : <TransferDialog current={current} model={model} act={act} />;
    case 'abandon':
      return current === null || visit === null ? null : <AbandonDialog current={current} visit={visit} action={dialog.action} model={model} act={act} />;
    case 'page':
      return visit === null ? null : <PageDialog dialog={dialog} visit={visit} model={model} act={act} images={images} />;
    case undefined:
      return null;
  }
}
