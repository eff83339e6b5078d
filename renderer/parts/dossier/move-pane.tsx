// Moving a dossier on: only to where the law lets it go from here, with a reason where the citizen will ask for one.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import { ReasonField } from '../care/reason-field.tsx';
import { Choices } from '../choices.tsx';
import { Notice } from '../notice.tsx';
import { useKeptWords } from '../staff/kept-words.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import type { ActProps } from './act-dialog.tsx';
import { ActDialog, codeOf } from './act-dialog.tsx';

/** Not accepted, papers asked for, payment asked for, withdrawn, stopped. */
const WANT_REASON: readonly Dossier['status'][] = [3, 5, 6, 7, 8];

export function MovePane(props: ActProps): ReactNode {
  const { detail, act } = props;
  const { t } = useTexts();
  const [to, setTo] = useState<Dossier['status'] | null>(null);
  const [reason, setReason] = useKeptWords(`move ${detail.dossier.dossierId}`);
  const [knows, setKnows] = useState(false);
  const again = to === 5 && detail.waits.length > 0;
  const wantsReason = to !== null && WANT_REASON.includes(to);
  return (
    <ActDialog
      {...props}
      title={t('care.dossier.move-title', { code: codeOf(detail) })}
      confirm={t('care.dossier.move')}
      icon="forward"
      isReady={to !== null && (!wantsReason || reason.trim() !== '') && (!again || knows)}
      onConfirm={() => to !== null && act.move(detail, to, reason.trim(), again)}
    >
      <p>{t('care.dossier.status-now', { status: t(`common.status.${detail.dossier.status}`) })}</p>
      {detail.owner === 'city' && <Notice tone="info" heard="none">{t('care.dossier.city-decides')}</Notice>}
      <Choices
        legend={t('care.dossier.move-to')}
        name="dossier-status"
        choices={detail.nextStatuses.map((status) => ({ value: String(status), words: t(`common.status.${status}`) }))}
        chosen={to === null ? null : String(to)}
        onChoose={(value) => setTo(detail.nextStatuses.find((status) => String(status) === value) ?? null)}
      />
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
