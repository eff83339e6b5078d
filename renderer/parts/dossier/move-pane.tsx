// Moving a dossier on: only to where the law lets it go from here, with a reason where the citizen will ask for one, and with the last day where papers are asked for.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import { ReasonField } from '../care/reason-field.tsx';
import { Choices } from '../choices.tsx';
import { Notice } from '../notice.tsx';
import { useKeptWords } from '../staff/kept-words.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { typedDate } from '../typed-date.ts';
import type { ActProps } from './act-dialog.tsx';
import { ActDialog, codeOf } from './act-dialog.tsx';
import { isOfSupplementDay, SupplementDayField, useSupplementDay } from './supplement-day.tsx';

/** Not accepted, papers asked for, payment asked for, withdrawn, stopped. */
const WANT_REASON: readonly Dossier['status'][] = [3, 5, 6, 7, 8];
/** Not accepted, stopped: what may be done once nobody has brought the papers. */
const REFUSALS: readonly Dossier['status'][] = [3, 8];

export function MovePane(props: ActProps): ReactNode {
  const { detail, act, intent } = props;
  const { t } = useTexts();
  const [to, setTo] = useState<Dossier['status'] | null>(null);
  const [reason, setReason] = useKeptWords(`move ${detail.dossier.dossierId}`);
  const [knows, setKnows] = useState(false);
  const until = useSupplementDay(detail.dossier.dossierId, `move-until ${detail.dossier.dossierId}`);
  // What the station said of the day that was sent; it goes as soon as another is typed.
  const [sentDay, setSentDay] = useState<string | null>(null);
  const failure = intent?.failure ?? null;
  const dayFailure = to === 5 && sentDay === until.typed && isOfSupplementDay(failure) ? failure : null;
  const past = until.offer?.past ?? null;
  const choose = (next: Dossier['status'] | null): void => {
    setTo(next);
    // Proposed to whoever has written nothing, and taken away again with the choice; never over an officer's own words.
    const refuses = next !== null && REFUSALS.includes(next);
    if (past !== null && refuses && reason.trim() === '') setReason(past.reason);
    if (past !== null && !refuses && reason === past.reason) setReason('');
  };
  const again = to === 5 && detail.waits.length > 0;
  const wantsReason = to !== null && WANT_REASON.includes(to);
  return (
    <ActDialog
      {...props}
      intent={isOfSupplementDay(failure) ? undefined : intent}
      title={t('care.dossier.move-title', { code: codeOf(detail) })}
      confirm={t('care.dossier.move')}
      icon="forward"
      isReady={to !== null && (!wantsReason || reason.trim() !== '') && (!again || knows)}
      onConfirm={() => {
        if (to === null) return;
        setSentDay(until.typed);
        act.move(detail, { to, reason: reason.trim(), ...(to === 5 ? { supplementBy: until.typed } : {}), ...(again ? { countsAsLate: true } : {}) });
      }}
    >
      <p>{t('care.dossier.status-now', { status: t(`common.status.${detail.dossier.status}`) })}</p>
      {detail.owner === 'city' && <Notice tone="info" heard="none">{t('care.dossier.city-decides')}</Notice>}
      <Choices
        legend={t('care.dossier.move-to')}
        name="dossier-status"
        choices={detail.nextStatuses.map((status) => ({ value: String(status), words: t(`common.status.${status}`) }))}
        chosen={to === null ? null : String(to)}
        onChoose={(value) => choose(detail.nextStatuses.find((status) => String(status) === value) ?? null)}
      />
      {past !== null && <Notice tone="warning" heard="none">{t('care.dossier.supplement-past', { day: typedDate(past.day) })}</Notice>}
      {to === 5 && <SupplementDayField until={until} failure={dayFailure} />}
      {to === 4 && detail.owner === 'station' && <Notice tone="warning" heard="none">{t('care.dossier.hand-over')}</Notice>}
      {again && (
        <Notice tone="danger" heard="alert" title={t('care.dossier.supplement-again', { count: detail.waits.length + 1 })}>
          <label className="choice">
            <input type="checkbox" checked={knows} onChange={(event) => setKnows(event.target.checked)} />
            <span>{t('care.dossier.supplement-known')}</span>
          </label>
        </Notice>
      )}
      {detail.dossier.status === 5 && to !== null && <Notice tone="info" heard="none">{t('care.dossier.due-shifts')}</Notice>}
      <ReasonField label={t(wantsReason ? 'care.dossier.reason-needed' : 'care.dossier.reason')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
