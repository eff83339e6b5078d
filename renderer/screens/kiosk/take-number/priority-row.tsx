// Who is called earlier: four boxes in plain sight that cost one touch for those who need one, and none for the rest.

import type { ReactNode } from 'react';
import type { Point } from '../../../../shared/contract/point.ts';
import { Icon } from '../../../parts/icons.tsx';
import type { IconName } from '../../../parts/icons.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { Priority } from '../kiosk-store.ts';
import './priority-row.css';

const KINDS: readonly { readonly priority: Exclude<Priority, 'none'>; readonly icon: IconName }[] = [
  { priority: 'elderly', icon: 'cane' },
  { priority: 'disabled', icon: 'wheelchair' },
  { priority: 'pregnant-or-infant', icon: 'baby' },
  { priority: 'merit', icon: 'medal' },
];

export interface PriorityRowProps {
  /** What this point gives priority for. */
  readonly offered: Point['priority'];
  readonly chosen: Priority;
  readonly disabled: boolean;
  readonly onChoose: (priority: Priority) => void;
}

export function PriorityRow({ offered, chosen, disabled, onChoose }: PriorityRowProps): ReactNode {
  const { t } = useTexts();
  const kinds = KINDS.filter(({ priority }) => offered.grounds.includes(priority));
  if (kinds.length === 0) return null;
  return (
    <section className="kiosk-priority" aria-label={t('kiosk.priority.ask')} data-chosen={chosen !== 'none'}>
      <div className="kiosk-priority-ask">
        <Icon name="priority" />
        <div>
          <h2>{t('kiosk.priority.ask')}</h2>
          <p>{t(chosen === 'none' ? 'kiosk.priority.more' : 'kiosk.priority.checked')}</p>
        </div>
      </div>
      <div className="kiosk-priority-kinds">
        {kinds.map(({ priority, icon }) => (
          <button
            type="button"
            key={priority}
            className="kiosk-priority-kind"
            aria-pressed={chosen === priority}
            disabled={disabled}
            onClick={() => onChoose(chosen === priority ? 'none' : priority)}
          >
            <Icon name={chosen === priority ? 'check' : icon} />
            <span>{t(`kiosk.priority.${priority}`, { age: offered.elderlyFrom })}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
