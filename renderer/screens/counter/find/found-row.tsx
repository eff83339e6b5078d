// One dossier that was found, as much of it as a list may show: which it is, of whom in short, how it stands here and what the city has.

import type { ReactNode } from 'react';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import { Badge } from '../../../parts/badge.tsx';
import { LagBadge } from '../../../parts/dossier/lag-badge.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function FoundRow({ dossier, now }: { readonly dossier: Dossier; readonly now: number }): ReactNode {
  const { t, moment } = useTexts();
  const { officialCode, provisionalCode, applicantName, applicantIdMasked, procedureName, status, receivedAt, counterId, dueAt, lag } = dossier;
  return (
    <>
      <span className="find-head">
        <strong className="digits">{officialCode ?? provisionalCode}</strong>
        {officialCode === null && <em>{t('counter.dossier.provisional')}</em>}
        <span className="find-person">
          {applicantName} <span className="digits">{applicantIdMasked}</span>
        </span>
        <Badge tone="info">{t(`common.status.${status}`)}</Badge>
      </span>
      <span className="procedure-name">{procedureName}</span>
      <span className="find-foot">
        <span className="digits">{t('counter.find.received', { time: moment(receivedAt, now), counter: counterId })}</span>
        <span className="digits">{dueAt === null ? t('hand.no-due') : t('counter.find.due', { time: moment(dueAt, now) })}</span>
        <LagBadge lag={lag} status={status} now={now} isFocusable={false} />
      </span>
    </>
  );
}
