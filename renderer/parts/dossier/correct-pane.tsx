// Putting a person's data in a dossier right: each value that changes goes with the one that it replaces, and with a reason.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import { isEmail } from '../../../shared/contract/email.ts';
import { correctableFieldSchema } from '../../../shared/contract/dossier-life.ts';
import { fieldName, shownValue } from '../care/field-words.ts';
import { ReasonField } from '../care/reason-field.tsx';
import { idNumberError } from '../id-number-error.ts';
import { Notice } from '../notice.tsx';
import { useKeptFields, useKeptWords } from '../staff/kept-words.tsx';
import { TextField } from '../text-field.tsx';
import { parseTypedDate, typedDateError } from '../typed-date.ts';
import { useTexts } from '../texts/use-texts.tsx';
import type { ActProps } from './act-dialog.tsx';
import { ActDialog, codeOf } from './act-dialog.tsx';

type Field = keyof DossierDetail['applicant'];
const DATES: readonly Field[] = ['birthDate', 'issuedOn'];

export function CorrectPane(props: ActProps): ReactNode {
  const { act, intent } = props;
  const texts = useTexts();
  const { t } = texts;
  // What the officer saw when he began: a word of the city that comes while he types must not pass as seen.
  const [detail] = useState(props.detail);
  const [typed, setTyped] = useKeptFields<Field>(`correct-fields ${detail.dossier.dossierId}`);
  const [reason, setReason] = useKeptWords(`correct ${detail.dossier.dossierId}`);
  const fields = correctableFieldSchema.options.map((field) => {
    const before = detail.applicant[field] ?? '';
    return { field, before, wanted: wantedValue(field, typed[field], before) };
  });
  const changed = fields.filter(({ before, wanted }) => wanted !== before);
  const numberError = changed.some(({ field }) => field === 'idNumber') ? idNumberError(fields.find(({ field }) => field === 'idNumber')?.wanted ?? '') : null;
  const isWrong = numberError !== null || changed.some(({ wanted }) => wanted === null);
  const refused = intent?.failure?.code === 'request.invalid' ? String(intent.failure.params['field']) : null;
  return (
    <ActDialog
      {...props}
      wide
      title={t('care.dossier.correct-title', { code: codeOf(detail) })}
      confirm={t('care.dossier.correct')}
      icon="check"
      isReady={changed.length > 0 && !isWrong && reason.trim() !== ''}
      onConfirm={() => act.correct(detail, Object.fromEntries(changed.map(({ field, wanted }) => [field, wanted ?? ''])), reason.trim())}
    >
      {props.detail.revision > detail.revision && <Notice tone="warning">{t('care.dossier.changed-meanwhile')}</Notice>}
      <div className="care-fields">
        {fields.map(({ field, before, wanted }) => (
          <TextField
            key={field}
            label={fieldName(field, texts)}
            value={typed[field] ?? shownValue(before)}
            error={field === 'idNumber' && numberError !== null ? t(numberError) : wanted === null ? t(field === 'email' ? 'counter.person.error.email' : (typedDateError(typed[field] ?? '') ?? 'counter.person.error.date')) : refused === field ? t('care.letter.still-wrong') : undefined}
            hint={wanted !== null && wanted !== before ? t('care.dossier.was', { value: before === '' ? t('care.notice.empty') : shownValue(before) }) : DATES.includes(field) ? t('counter.person.date-hint') : undefined}
            maxLength={300}
            onChange={(value) => setTyped({ ...typed, [field]: value })}
          />
        ))}
      </div>
      <ReasonField label={t('care.dossier.reason-needed')} value={reason} onChange={setReason} />
    </ActDialog>
  );
}

/** As it is stored; null for what is no date or no e-mail address. What nobody has touched stays as it is, however odd. */
function wantedValue(field: Field, typed: string | undefined, before: string): string | null {
  if (typed === undefined) return before;
  if (field === 'idNumber') return typed.replaceAll(/[\s.]/g, '');
  const words = typed.normalize('NFC').trim();
  if (field === 'email') return words === '' || isEmail(words) ? words : null;
  return DATES.includes(field) ? parseTypedDate(typed) : words;
}
