// The counter as the officer sees it: the queue at the left, the visit in the middle, how things stand at the right.

import type { ReactNode } from 'react';
import { HostBadges } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Clock } from '../../parts/clock.tsx';
import { LanguageSwitch } from '../../parts/language-switch.tsx';
import { Loading } from '../../parts/loading.tsx';
import { FailureNotice } from '../../parts/notice.tsx';
import { StaffBadge } from '../../parts/staff/staff-badge.tsx';
import { useStaff } from '../../parts/staff/staff-context.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { DialogNote } from '../../parts/dialog.tsx';
import { CounterDialogs } from './counter-dialogs.tsx';
import type { CounterProps } from './counter-model.ts';
import { known } from './counter-model.ts';
import { DeskColumn } from './desk/desk-column.tsx';
import { DroppedBanner } from './fee/dropped-banner.tsx';
import { LostBanner } from './lost/lost-banner.tsx';
import { ReaderBanner, ReaderNote } from './lost/reader-banner.tsx';
import { SideColumn } from './side/side-column.tsx';
import { VisitColumn } from './visit/visit-column.tsx';
import './counter.css';

export function CounterView(props: CounterProps): ReactNode {
  const { model, act } = props;
  const texts = useTexts();
  const staff = useStaff();
  const officer = model.point.counters.find(({ counterId }) => counterId === model.counterId);
  return (
    <div className="counter">
      <header className="counter-head">
        <h1 className="counter-title">{texts.t('counter.title', { counter: model.counterId })}</h1>
        {staff === null && officer !== undefined && (
          <p className="counter-officer">
            <strong>{officer.officerName}</strong> <span>{officer.officerTitle}</span>
          </p>
        )}
        <StaffBadge />
        <p className="counter-unit">{model.point.unit.shortName}</p>
        <HostBadges point={model.point} />
        <Button kind="quiet" icon="info" keycap="F1" onPress={() => act.openDialog({ kind: 'guide' })}>
          {texts.t('guide.open')}
        </Button>
        <LanguageSwitch />
        <Clock />
      </header>
      <LostBanner model={model} act={act} />
      <ReaderBanner model={model} act={act} />
      <DroppedBanner model={model} act={act} />
      <CounterBody {...props} />
      <DialogNote value={<ReaderNote model={model} />}>
        <CounterDialogs {...props} />
      </DialogNote>
    </div>
  );
}

function CounterBody(props: CounterProps): ReactNode {
  const { model } = props;
  const texts = useTexts();
  const desk = known(model.desk);
  if (model.desk.kind === 'failed') {
    return (
      <main className="counter-waiting">
        <FailureNotice failure={model.desk.failure} tone="warning" />
      </main>
    );
  }
  if (desk === null || model.visit.kind === 'loading') {
    return (
      <main className="counter-waiting">
        <Loading>{texts.t('counter.loading')}</Loading>
      </main>
    );
  }
  return (
    <main className="counter-columns">
      <DeskColumn desk={desk} model={model} act={props.act} />
      <VisitColumn {...props} />
      <SideColumn model={model} act={props.act} />
    </main>
  );
}
