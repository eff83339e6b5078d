// The second touch: a field, with how many wait and how long; who has priority says so first, on the same page.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Field, Point, Status } from '../../../../shared/contract/point.ts';
import type { QueueOverview } from '../../../../shared/contract/queue.ts';
import type { Remembered } from '../../../client/remembered.ts';
import { Icon } from '../../../parts/icons.tsx';
import { EmptyState, Spinner } from '../../../parts/loading.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { Priority } from '../kiosk-store.ts';
import { PriorityRow } from './priority-row.tsx';
import type { TakeNumber } from './take-number.ts';
import { TakeRefusal } from './take-refusal.tsx';
import { waitWords } from './wait-words.ts';
import './fields.css';

export interface FieldsProps {
  readonly point: Point;
  readonly overview: Remembered<QueueOverview>;
  readonly status: Remembered<Status>;
  readonly priority: Priority;
  readonly take: TakeNumber;
  readonly onPriority: (priority: Priority) => void;
}

export function Fields({ point, overview, status, priority, take, onPriority }: FieldsProps): ReactNode {
  const { t } = useTexts();
  const isBusy = take.state?.state === 'pending';
  const [touched, setTouched] = useState<string | null>(null);
  if (point.fields.length === 0) return <EmptyState icon="warning" title={t('kiosk.fields.empty')} />;
  return (
    <div className="kiosk-fields">
      <div className="kiosk-page-title">
        <h1>{t('kiosk.fields.title')}</h1>
        <p>{t('kiosk.fields.ask')}</p>
      </div>
      <TakeRefusal take={take} />
      <PrinterNotice status={status} />
      <PriorityRow offered={point.priority} chosen={priority} disabled={isBusy} onChoose={onPriority} />
      <ul className="kiosk-field-tiles">
        {point.fields.map((field) => (
          <li key={field.code}>
            <FieldTile field={field} overview={overview} isPriority={priority !== 'none'} isBusy={isBusy} isTouched={touched === field.code} onPress={() => {
              setTouched(field.code);
              take.run(field.code, null);
            }} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FieldTileProps {
  readonly field: Field;
  readonly overview: Remembered<QueueOverview>;
  readonly isPriority: boolean;
  readonly isBusy: boolean;
  readonly isTouched: boolean;
  readonly onPress: () => void;
}

function FieldTile({ field, overview, isPriority, isBusy, isTouched, onPress }: FieldTileProps): ReactNode {
  const texts = useTexts();
  const isTaking = isBusy && isTouched;
  const wait = waitWords(texts, field, overview);
  return (
    <button type="button" className="kiosk-field-tile" data-taking={isTaking} disabled={isBusy || !field.takesTickets} onClick={onPress}>
      <span className="kiosk-field-letter" aria-hidden="true">
        {field.code}
      </span>
      <span className="kiosk-field-words">
        <span className="kiosk-field-name">{texts.pick(field)}</span>
        <span className="kiosk-field-queue digits">{isTaking ? texts.t('kiosk.fields.taking') : wait.people}</span>
        {wait.time !== '' && !isTaking && <span className="kiosk-field-time digits">{wait.time}</span>}
      </span>
      {isTaking ? <Spinner /> : isPriority && field.takesTickets ? <Icon name="priority" className="kiosk-field-priority" /> : <Icon name="chevron" className="kiosk-field-go" />}
    </button>
  );
}

/** Said before the number is taken, so that nobody waits for paper that will not come. */
function PrinterNotice({ status }: { readonly status: Remembered<Status> }): ReactNode {
  const { t } = useTexts();
  if (status.kind !== 'known') return null;
  const printer = status.value.devices.find((device) => device.device === 'ticket-printer');
  if (printer === undefined || (printer.kind !== 'trouble' && printer.kind !== 'absent')) return null;
  if (printer.code === 'printer.paper-low') return null;
  return (
    <Notice tone="warning" icon="printer-off" heard="none" title={t('kiosk.printer-out.title')}>
      {t('kiosk.printer-out.more')}
    </Notice>
  );
}
