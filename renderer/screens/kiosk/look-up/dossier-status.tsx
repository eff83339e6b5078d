// A dossier as its owner may see it on a public screen: where it stands in plain words, its code, its due date. No name.

import type { ReactNode } from 'react';
import type { CommandInput } from '../../../../shared/contract/commands.ts';
import type { LookUpResult } from '../../../../shared/contract/dossier.ts';
import type { Status } from '../../../../shared/contract/point.ts';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import { isSupplementPast } from '../../../../shared/domain/due-date/supplement-day.ts';
import type { Remembered } from '../../../client/remembered.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import type { IconName } from '../../../parts/icons.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useNow } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { typedDate } from '../../../parts/typed-date.ts';
import { useFreshResult } from './use-fresh-result.ts';
import './dossier-status.css';

type StatusNumber = LookUpResult['status'];
interface Look {
  readonly tone: 'info' | 'success' | 'warning' | 'danger';
  readonly icon: IconName;
}
const WORKING: Look = { tone: 'info', icon: 'clock' };
const WANTED: Look = { tone: 'warning', icon: 'warning' };
const ENDED: Look = { tone: 'danger', icon: 'stop' };
const GOOD: Look = { tone: 'success', icon: 'check-circle' };
const LOOKS: Readonly<Record<StatusNumber, Look>> = { 1: WORKING, 2: WORKING, 3: ENDED, 4: WORKING, 5: WANTED, 6: WANTED, 7: WORKING, 8: ENDED, 9: GOOD, 10: GOOD };
const IS_OPEN: ReadonlySet<StatusNumber> = new Set<StatusNumber>([1, 2, 4, 5, 6]);

export interface DossierStatusProps {
  /** As it was found; it is asked for again while it is shown. */
  readonly first: LookUpResult;
  readonly asked: CommandInput<'dossier.look-up'>;
  readonly status: Remembered<Status>;
  readonly onAgain: () => void;
}

export function DossierStatus({ first, asked, status, onAgain }: DossierStatusProps): ReactNode {
  const texts = useTexts();
  const result = useFreshResult(first, asked);
  const { t } = texts;
  const now = useNow(30_000);
  const look = LOOKS[result.status];
  const isLate = result.dueAt !== null && result.dueAt < now && IS_OPEN.has(result.status);
  return (
    <div className="kiosk-dossier">
      <div className="kiosk-page-title">
        <h1>{t('kiosk.dossier.title')}</h1>
      </div>
      <div className="kiosk-dossier-status" data-tone={look.tone} role="status">
        <Icon name={look.icon} />
        <p>{t(`common.status.${result.status}`)}</p>
      </div>
      <dl className="kiosk-dossier-facts">
        <div className="kiosk-dossier-wide">
          <dt>{t('kiosk.dossier.procedure')}</dt>
          <dd>{result.procedureName}</dd>
        </div>
        <div className="kiosk-dossier-wide">
          <dt>{t('kiosk.dossier.code')}</dt>
          <dd>
            <span className="kiosk-dossier-code digits">{result.code}</span>{' '}
            <Badge tone={result.official ? 'success' : 'warning'}>{t(result.official ? 'kiosk.dossier.code-official' : 'kiosk.dossier.code-provisional')}</Badge>
            {!result.official && <p className="kiosk-dossier-small">{t('kiosk.dossier.code-provisional-more')}</p>}
          </dd>
        </div>
        <div>
          <dt>{t('kiosk.dossier.received')}</dt>
          <dd className="digits">{t('kiosk.dossier.due-at', { time: texts.time(result.receivedAt), date: texts.date(result.receivedAt) })}</dd>
        </div>
        <div>
          <dt>{t('kiosk.dossier.due')}</dt>
          <dd className="digits">{result.dueAt === null ? t('kiosk.dossier.due-none') : t('kiosk.dossier.due-at', { time: texts.time(result.dueAt), date: texts.date(result.dueAt) })}</dd>
        </div>
      </dl>
      {result.status === 5 && result.supplementBy !== null && (
        <Notice tone="warning">{t(isSupplementPast(result.supplementBy, now as EpochMs) ? 'kiosk.dossier.supplement-past' : 'kiosk.dossier.supplement-by', { day: typedDate(result.supplementBy) })}</Notice>
      )}
      {isLate && <Notice tone="warning">{t('kiosk.dossier.due-past')}</Notice>}
      <Notice tone={result.cityState === 'refused' ? 'warning' : result.cityState === 'complete' ? 'success' : 'info'} heard="none" icon={result.cityState === 'waiting' ? 'upload' : 'cloud'}>
        <p>{t(`kiosk.dossier.city.${result.cityState}`)}</p>
        {status.kind === 'known' && status.value.sync.offlineSince !== null && <p className="kiosk-dossier-small">{t('kiosk.dossier.as-known', { time: texts.moment(status.value.sync.offlineSince, now) })}</p>}
      </Notice>
      <Button size="touch" icon="search" className="kiosk-dossier-again" onPress={onAgain}>
        {t('kiosk.dossier.again')}
      </Button>
    </div>
  );
}
