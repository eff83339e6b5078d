// The acts with a dossier that take words only: a note beside it, giving it up, and forgetting its person.

import type { ReactNode } from 'react';
import { ReasonField } from '../care/reason-field.tsx';
import { Notice } from '../notice.tsx';
import { useKeptWords } from '../staff/kept-words.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import type { ActProps } from './act-dialog.tsx';
import { ActDialog, codeOf } from './act-dialog.tsx';

export function NotePane(props: ActProps): ReactNode {
  const { detail, act } = props;
  const { t } = useTexts();
  const [text, setText] = useKeptWords(`note ${detail.dossier.dossierId}`);
  return (
    <ActDialog {...props} title={t('care.dossier.note-title', { code: codeOf(detail) })} confirm={t('care.dossier.note')} icon="paper" isReady={text.trim() !== ''} onConfirm={() => act.note(detail, text.trim())}>
      <ReasonField isFirst label={t('care.dossier.note-text')} hint={t('care.dossier.note-hint')} value={text} maxLength={600} onChange={setText} />
    </ActDialog>
  );
}

export function VoidPane(props: ActProps): ReactNode {
  const { detail, act } = props;
  const { t } = useTexts();
  const [reason, setReason] = useKeptWords(`void ${detail.dossier.dossierId}`);
  return (
    <ActDialog {...props} danger title={t('care.dossier.void-title', { code: codeOf(detail) })} confirm={t('care.dossier.void')} icon="trash" isReady={reason.trim() !== ''} onConfirm={() => act.giveUp(detail, reason.trim())}>
      <Notice tone="warning" heard="none">{t(detail.owner === 'city' ? 'care.dossier.void-city' : 'care.dossier.void-explain')}</Notice>
      <ReasonField isFirst label={t('care.dossier.reason-needed')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}

export function ErasePane(props: ActProps): ReactNode {
  const { detail, act } = props;
  const { t } = useTexts();
  const [reason, setReason] = useKeptWords(`erase ${detail.dossier.dossierId}`);
  return (
    <ActDialog {...props} danger title={t('care.dossier.erase-title', { code: codeOf(detail) })} confirm={t('care.dossier.erase')} icon="trash" isReady={reason.trim() !== ''} onConfirm={() => act.erase(detail, reason.trim())}>
      <Notice tone="danger" heard="none">{t('care.dossier.erase-explain')}</Notice>
      <ReasonField isFirst label={t('care.dossier.reason-needed')} hint={t('care.dossier.erase-hint')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}
