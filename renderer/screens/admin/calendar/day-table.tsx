// The days of a year on which the office differs from the week, in order, with why and how sure it is.

import type { ReactNode } from 'react';
import type { BusinessDay } from '../../../../shared/base/ids.ts';
import { weekdayOf } from '../../../../shared/domain/time/business-day.ts';
import { Badge } from '../../../parts/badge.tsx';
import type { Tone } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { EmptyState } from '../../../parts/loading.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { typedDate } from '../../../parts/typed-date.ts';
import type { CalendarDay } from './calendar-draft.ts';

const TONES: Readonly<Record<CalendarDay['kind'], Tone>> = { holiday: 'success', substitute: 'info', swap: 'info', 'made-up': 'neutral' };

interface DayTableProps {
  readonly days: readonly CalendarDay[];
  onConfirm(day: string): void;
  onRemove(day: string): void;
}

export function DayTable({ days, onConfirm, onRemove }: DayTableProps): ReactNode {
  const { t } = useTexts();
  if (days.length === 0) return <EmptyState icon="calendar" title={t('calendar.empty')} />;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('calendar.day')}</th>
          <th scope="col">{t('calendar.kind')}</th>
          <th scope="col">{t('calendar.name')}</th>
          <th scope="col">{t('calendar.certainty')}</th>
          <th scope="col">{t('calendar.acts')}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, name, kind, insteadOf, certainty, note }) => (
          <tr key={day}>
            <td className="table-code">
              <span className="digits">{typedDate(day)}</span> <span className="quiet">{t(`calendar.weekday.${weekdayOf(day as BusinessDay)}`)}</span>
            </td>
            <td>
              <Badge tone={TONES[kind]}>{t(`calendar.kind.${kind}`)}</Badge>
            </td>
            <td>
              {name}
              {kind === 'made-up' && <span className="quiet"> · {t('calendar.made-up-for', { day: typedDate(insteadOf) })}</span>}
              {note !== '' && <p className="quiet">{note}</p>}
            </td>
            <td>{certainty === 'unconfirmed' ? <Badge tone="warning">{t('calendar.certainty.unconfirmed')}</Badge> : t(`calendar.certainty.${certainty}`)}</td>
            <td>
              <div className="table-buttons">
                {certainty === 'unconfirmed' && (
                  <Button kind="quiet" icon="check" label={t('calendar.confirm-of', { day: typedDate(day) })} onPress={() => onConfirm(day)}>
                    {t('calendar.confirm')}
                  </Button>
                )}
                <Button kind="quiet" icon="trash" label={t('calendar.remove-of', { day: typedDate(day) })} onPress={() => onRemove(day)}>
                  {t('calendar.remove')}
                </Button>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
