// Dossiers that wait for papers: since when, until when, what was asked for and whom to call; from here one is opened when the papers come, given another last day, refused once that is over, or its form 02 is printed again.

import type { ReactNode } from 'react';
import type { DossierId, EpochMs } from '../../../shared/base/ids.ts';
import type { AskedDossier } from '../../../shared/contract/result.ts';
import { isSupplementPast } from '../../../shared/domain/due-date/supplement-day.ts';
import { Badge } from '../badge.tsx';
import { ageWords } from '../care/words-for.ts';
import { Button } from '../button.tsx';
import { EmptyState } from '../loading.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { typedDate } from '../typed-date.ts';
import type { DeskPane } from './hand-cells.tsx';
import { HandTable } from './hand-table.tsx';

interface AskedTabProps {
  readonly asked: readonly AskedDossier[];
  readonly now: number;
  onOpen(dossierId: DossierId, pane: DeskPane): void;
}

export function AskedTab({ asked, now, onOpen }: AskedTabProps): ReactNode {
  const texts = useTexts();
  const { t, moment } = texts;
  if (asked.length === 0) return <EmptyState icon="check-circle" title={t('hand.asked.none')} />;
  return (
    <>
      <p className="quiet">{t('hand.asked.explain')}</p>
      <HandTable lines={asked} now={now} heads={['hand.asked.since', 'hand.asked.by', 'hand.asked.what', 'hand.act']}>
        {(line) => {
          const isPast = line.supplementBy !== null && isSupplementPast(line.supplementBy, now as EpochMs);
          return (
          <>
            <td className="digits">
              {line.askedAt === null ? t('hand.waiting.unknown') : ageWords(line.askedAt, now, texts)}
              {line.askedAt !== null && <p className="quiet">{moment(line.askedAt, now)}</p>}
            </td>
            <td className="digits">
              {line.supplementBy === null ? t('hand.asked.no-day') : typedDate(line.supplementBy)} {isPast && <Badge tone="danger">{t('hand.asked.past')}</Badge>}
            </td>
            <td>
              {line.reason === '' ? t('hand.asked.by-city') : line.reason}
              {line.phoneMasked !== '' && <p className="quiet digits">{t('hand.asked.phone', { phone: line.phoneMasked })}</p>}
            </td>
            <td>
              <Button icon="forward" label={`${t('hand.asked.open')} ${line.code}`} onPress={() => onOpen(line.dossierId, 'look')}>
                {t('hand.asked.open')}
              </Button>
              <Button kind="quiet" icon="printer" label={`${t('hand.asked.print')} ${line.code}`} onPress={() => onOpen(line.dossierId, 'forms')}>
                {t('hand.asked.print')}
              </Button>
              {(line.supplementBy !== null || line.reason !== '') && (
                <Button kind="quiet" icon="calendar" label={`${t('hand.asked.other-day')} ${line.code}`} onPress={() => onOpen(line.dossierId, 'other-day')}>
                  {t('hand.asked.other-day')}
                </Button>
              )}
              {isPast && (
                <Button kind="quiet" icon="stop" label={`${t('hand.asked.refuse')} ${line.code}`} onPress={() => onOpen(line.dossierId, 'move')}>
                  {t('hand.asked.refuse')}
                </Button>
              )}
            </td>
          </>
          );
        }}
      </HandTable>
    </>
  );
}
