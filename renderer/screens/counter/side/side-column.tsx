// The right column: the way to the city, this counter's devices, prints that want a decision, the way to hand-over and results, and today's dossiers.

import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { known } from '../counter-model.ts';
import { CareCard } from './care-card.tsx';
import { CatalogueCard } from './catalogue-card.tsx';
import { CityCard } from './city-card.tsx';
import { DeviceLines } from './device-lines.tsx';
import { DueCard } from './due-card.tsx';
import { DossierList } from './dossier-list.tsx';
import { PrintDecisions } from './print-decisions.tsx';
import './side.css';

export interface SideProps {
  readonly model: CounterModel;
  readonly act: CounterActions;
}

export function SideColumn(props: SideProps): ReactNode {
  const { model, act } = props;
  const { t } = useTexts();
  const status = known(model.status);
  return (
    <aside className="side" aria-label={t('counter.side.heading')}>
      <CareCard {...props} />
      <PrintDecisions {...props} />
      <DueCard {...props} />
      <CatalogueCard {...props} />
      {status !== null && (
        <section className="side-card" aria-label={t('counter.side.city')}>
          <CityCard sync={status.sync} now={model.now} />
          {(status.sync.kind === 'offline' || status.sync.kind === 'refused') && (
            <Button icon="repeat" busy={model.ui.syncAsked} onPress={act.syncNow}>
              {t('counter.side.sync-now')}
            </Button>
          )}
        </section>
      )}
      {status !== null && <DeviceLines devices={status.devices} counterId={model.counterId} />}
      <section className="side-card" aria-label={t('hand.title')}>
        <h2 className="side-title">{t('hand.title')}</h2>
        <div className="side-keys">
          <Button icon="forward" keycap="Shift F11" onPress={() => act.openDialog({ kind: 'hand', tab: 'out' })}>
            {t('hand.tab.out')}
          </Button>
          <Button icon="check" keycap="Shift F12" onPress={() => act.openDialog({ kind: 'hand', tab: 'waiting' })}>
            {t('hand.open-results')}
          </Button>
        </div>
      </section>
      <DossierList {...props} />
    </aside>
  );
}
