// What is noted of this intake in one line above the steps, each with its key: for whom, where the result goes, a paper outside the list, what is here from before.

import type { ReactNode } from 'react';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { Button } from '../../../parts/button.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions } from '../counter-model.ts';
import './intake.css';

export function IntakeBar({ visit, act }: { readonly visit: Visit; readonly act: CounterActions }): ReactNode {
  const { t } = useTexts();
  const { behalf, delivery, outside } = visit.intake;
  return (
    <div className="intake-bar" role="group" aria-label={t('counter.intake.heading')}>
      <Button className="intake-key" keycap="Alt 7" onPress={() => act.openDialog({ kind: 'behalf' })}>
        {behalf === null ? t('counter.intake.for-self') : <span className="intake-for">{t('counter.intake.for', { name: behalf.owner.fullName })}</span>}
      </Button>
      <Button className="intake-key" keycap="Alt 8" onPress={() => act.openDialog({ kind: 'delivery' })}>
        {t(delivery === null ? 'counter.intake.fetched' : 'counter.intake.posted')}
      </Button>
      <Button className="intake-key" keycap="Alt 9" onPress={() => act.openDialog({ kind: 'outside' })}>
        {outside.length === 0 ? t('counter.intake.outside') : t('counter.intake.outside-count', { count: outside.length })}
      </Button>
      <Button className="intake-key" keycap="Alt R" onPress={() => act.openDialog({ kind: 'turn-away' })}>
        {t('counter.away.open')}
      </Button>
      {visit.earlier > 0 && (
        <Button className="intake-key intake-earlier" keycap="Alt 0" onPress={() => act.openDialog({ kind: 'earlier' })}>
          {t('counter.intake.earlier', { count: visit.earlier })}
        </Button>
      )}
    </div>
  );
}
