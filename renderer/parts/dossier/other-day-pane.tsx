// Gives the request for papers that runs another last day: until when, and why; what is wrong stands beside its field, and a day that is nearer than the one on the citizen's paper says so.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { readTypedDay } from '../../../shared/domain/due-date/new-date.ts';
import { focusFirst } from '../choices.tsx';
import { Notice } from '../notice.tsx';
import { useKeptWords } from '../staff/kept-words.tsx';
import { TextField } from '../text-field.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { typedDate } from '../typed-date.ts';
import type { ActProps } from './act-dialog.tsx';
import { ActDialog, codeOf } from './act-dialog.tsx';
import { isOfSupplementDay, SupplementDayField, useSupplementDay } from './supplement-day.tsx';

export function OtherDayPane(props: ActProps): ReactNode {
  const { detail, act, intent } = props;
  const { t, failure: say } = useTexts();
  const { dossierId } = detail.dossier;
  const { supplementBy: stands } = detail;
  const until = useSupplementDay(dossierId, `other-day-until ${dossierId}`);
  const [reason, setReason] = useKeptWords(`other-day ${dossierId}`);
  // What the station said of the words that were sent; it goes as soon as another is typed.
  const [sent, setSent] = useState<string | null>(null);
  const words = JSON.stringify([until.typed, reason]);
  const failure = sent === words ? (intent?.failure ?? null) : null;
  const isOfReason = failure?.code === 'dossier.reason-missing';
  const day = readTypedDay(until.typed);
  return (
    <ActDialog
      {...props}
      intent={isOfReason || isOfSupplementDay(intent?.failure ?? null) ? undefined : intent}
      title={t('care.other-day.title', { code: codeOf(detail) })}
      confirm={t('care.other-day.confirm')}
      icon="calendar"
      isReady
      onConfirm={() => {
        setSent(words);
        act.giveDay(detail, until.typed, reason.trim());
      }}
    >
      <p>{stands === null ? t('care.other-day.none') : t('care.other-day.stands', { day: typedDate(stands) })}</p>
      <Notice tone="info" heard="none">{t('care.other-day.explain')}</Notice>
      <TextField ref={focusFirst} label={t('care.other-day.reason')} hint={t('care.other-day.reason-hint')} value={reason} maxLength={300} onChange={setReason} error={isOfReason ? say(failure) : undefined} />
      <SupplementDayField until={until} failure={failure} />
      {stands !== null && day !== null && day < stands && <Notice tone="warning">{t('care.other-day.nearer', { day: typedDate(stands) })}</Notice>}
    </ActDialog>
  );
}
