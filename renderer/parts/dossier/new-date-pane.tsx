// An apology with a new date (form 04): why, and when the citizen may come; what is wrong stands beside its field.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CommandOutput } from '../../../shared/contract/commands.ts';
import { localFailure } from '../../client/call-failed.ts';
import { remember } from '../../client/remembered.ts';
import { Button } from '../button.tsx';
import { focusFirst } from '../choices.tsx';
import { Dialog } from '../dialog.tsx';
import { Loading } from '../loading.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useMemory } from '../services.tsx';
import { useKeptFields, useKeptWords } from '../staff/kept-words.tsx';
import { TextField } from '../text-field.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import type { ActProps } from './act-dialog.tsx';
import { ActDialog, codeOf } from './act-dialog.tsx';

type Offer = CommandOutput<'dossier.offer-date'>;

export function NewDatePane(props: ActProps): ReactNode {
  const { detail, act } = props;
  const { t } = useTexts();
  const { dossierId } = detail.dossier;
  const [offer, memory] = useMemory(({ client, now }) => remember(client, { read: () => client.call('dossier.offer-date', { dossierId }), again: [], now }));
  if (offer.kind === 'known' && offer.value.code === null && offer.value.proposedAt !== null && offer.value.dueBefore !== null) return <NewDateForm {...props} offer={{ ...offer.value, dueBefore: offer.value.dueBefore, proposedAt: offer.value.proposedAt }} />;
  const leave = (): void => act.show('look');
  return (
    <Dialog
      title={t('care.new-date.title', { code: codeOf(detail) })}
      onClose={leave}
      actions={
        <Button ref={focusFirst} keycap="Esc" onPress={leave}>
          {t('counter.dialog.back')}
        </Button>
      }
    >
      {offer.kind === 'loading' && <Loading />}
      {offer.kind === 'failed' && <FailureNotice failure={offer.failure} action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>} />}
      {offer.kind === 'known' && <FailureNotice failure={localFailure(offer.value.code ?? 'dossier.date-not-now', { most: offer.value.most })} tone="warning" />}
    </Dialog>
  );
}

function NewDateForm({ offer, ...props }: ActProps & { readonly offer: Offer & { readonly dueBefore: number; readonly proposedAt: number } }): ReactNode {
  const { detail, act, intent } = props;
  const { t, time, date, failure: say } = useTexts();
  const [typed, setTyped] = useKeptFields<'day' | 'hour'>(`new-date-at ${detail.dossier.dossierId}`);
  // What was proposed when the form came stays, so that no date changes under whoever reads it.
  const [proposedAt] = useState(offer.proposedAt);
  const { day = date(proposedAt), hour = time(proposedAt) } = typed;
  const [reason, setReason] = useKeptWords(`new-date ${detail.dossier.dossierId}`);
  // What the station said of the words that were sent; it goes as soon as another is typed.
  const [sent, setSent] = useState<string | null>(null);
  const words = JSON.stringify([day, hour, reason]);
  const failure = sent === words ? (intent?.failure ?? null) : null;
  const isOfReason = failure?.code === 'dossier.reason-missing';
  const isOfDate = failure !== null && ['dossier.date-unreadable', 'dossier.date-too-early', 'dossier.date-closed'].includes(failure.code);
  return (
    <ActDialog
      {...props}
      intent={isOfReason || isOfDate ? undefined : intent}
      title={t('care.new-date.title', { code: codeOf(detail) })}
      confirm={t('care.new-date.confirm')}
      icon="calendar"
      isReady
      onConfirm={() => {
        setSent(words);
        act.apologise(detail, day, hour, reason.trim());
      }}
    >
      <p>{t('care.new-date.before', { time: time(offer.dueBefore), date: date(offer.dueBefore) })}</p>
      <Notice tone="warning" heard="none">{t('care.new-date.still-late', { left: offer.most - offer.given })}</Notice>
      <TextField ref={focusFirst} label={t('care.new-date.reason')} hint={t('care.new-date.reason-hint')} value={reason} maxLength={300} onChange={setReason} error={isOfReason ? say(failure) : undefined} />
      <div className="new-date-fields">
        <TextField label={t('care.new-date.day')} hint={t('care.new-date.day-hint')} placeholder="dd/mm/yyyy" inputMode="numeric" isTypedOver value={day} maxLength={10} onChange={(next) => setTyped({ ...typed, day: next })} error={isOfDate ? say(failure) : undefined} />
        <TextField label={t('care.new-date.hour')} placeholder="16:30" isTypedOver value={hour} maxLength={5} onChange={(next) => setTyped({ ...typed, hour: next })} />
      </div>
    </ActDialog>
  );
}
