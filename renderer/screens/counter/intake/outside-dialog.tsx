// Taking a paper that the catalogue does not ask for: what it is, and why, which the head of the point sees.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { focusFirst } from '../../../parts/choices.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { IntakeDialog } from './intake-dialog.tsx';
import type { IntakeDialogProps } from './intake-dialog.tsx';
import { typedIn } from './typed-fields.ts';

export function OutsideDialog({ visit, model, act }: IntakeDialogProps): ReactNode {
  const { t } = useTexts();
  const [tried, setTried] = useState(false);
  const typed = typedIn(model.ui.typing, 'outside');
  const [name, reason] = [typed['name'] ?? '', typed['reason'] ?? ''];
  const nameIsShort = name.trim().length < 3;
  const reasonIsShort = reason.trim().length < 5;
  function save(): void {
    setTried(true);
    if (!nameIsShort && !reasonIsShort) act.addOutsidePaper(name.trim(), reason.trim());
  }
  return (
    <IntakeDialog of="outside" model={model} act={act} title={t('counter.outside.title')} confirm={t('counter.outside.add')} undo={null} disabled={visit.procedure === null} onConfirm={save}>
      <Notice tone="warning" heard="none">{t(visit.procedure === null ? 'counter.receive.need-procedure' : 'counter.outside.explain')}</Notice>
      <TextField ref={focusFirst} label={t('counter.outside.name')} value={name} maxLength={200} error={tried && nameIsShort ? t('counter.outside.error.name') : undefined} onChange={(value) => act.type('outside.name', value)} />
      <TextField label={t('counter.outside.reason')} value={reason} maxLength={300} hint={t('counter.outside.reason-hint')} error={tried && reasonIsShort ? t('counter.outside.error.reason') : undefined} onChange={(value) => act.type('outside.reason', value)} />
    </IntakeDialog>
  );
}
