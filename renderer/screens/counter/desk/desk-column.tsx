// The left column: the number at the counter, the keys of the queue, and who waits, is on hold or was missed.

import type { ReactNode } from 'react';
import type { Desk } from '../../../../shared/contract/queue.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { NumberPlate } from '../../../parts/number-plate.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { DeskKeys } from './desk-keys.tsx';
import { TicketLists } from './ticket-lists.tsx';
import './desk.css';

export interface DeskProps {
  readonly desk: Desk;
  readonly model: CounterModel;
  readonly act: CounterActions;
}

export function DeskColumn(props: DeskProps): ReactNode {
  const { t } = useTexts();
  return (
    <section className="desk" aria-label={t('counter.queue.heading')}>
      <CurrentNumber {...props} />
      <DeskKeys {...props} />
      <TicketLists {...props} />
    </section>
  );
}

function CurrentNumber({ desk, model, act }: DeskProps): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const { current } = desk;
  if (current !== null) {
    return (
      <div className="desk-current" data-state="serving">
        <p className="desk-current-what">{t('counter.queue.current')}</p>
        <div aria-live="polite">
          <NumberPlate number={current.number} className="desk-number" />
        </div>
        <p className="desk-current-more">
          {current.calledAt !== null && t('counter.queue.called-at', { time: texts.moment(current.calledAt, model.now) })}
          {current.priority !== 'none' && current.priorityCheck !== 'removed' && (
            <Badge tone="info" icon="priority">
              {t(`common.priority.${current.priority}`)}
              {current.priorityCheck === 'confirmed' && ` · ${t('counter.priority.confirmed')}`}
            </Badge>
          )}
        </p>
        {current.priority !== 'none' && current.priorityCheck === null && (
          <div className="desk-priority" role="group" aria-label={t('counter.priority.ask', { kind: t(`common.priority.${current.priority}`) })}>
            <Button icon="check" onPress={() => act.checkPriority('confirmed', '')}>
              {t('counter.priority.right')}
            </Button>
            <Button icon="close" onPress={() => act.openDialog({ kind: 'priority' })}>
              {t('counter.priority.wrong')}
            </Button>
          </div>
        )}
        {current.skips > 0 && <p className="desk-current-more">{t('counter.queue.skipped', { count: current.skips })}</p>}
      </div>
    );
  }
  if (desk.state === 'paused') {
    return (
      <div className="desk-current" data-state="paused">
        <p className="desk-current-none">{t('counter.queue.paused')}</p>
        {desk.pauseReason !== null && <p className="desk-current-more">{t('counter.queue.paused-reason', { reason: t(`counter.pause.reason.${desk.pauseReason}`) })}</p>}
      </div>
    );
  }
  const count = desk.waiting.length;
  return (
    <div className="desk-current" data-state="open">
      <p className="desk-current-none">{t('counter.queue.nobody')}</p>
      <p className="desk-current-more">{count === 0 ? t('counter.queue.nobody-empty') : t('counter.queue.nobody-hint', { count })}</p>
    </div>
  );
}
