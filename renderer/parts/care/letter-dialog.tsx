// The letter in front: put right and sent again, or given up with a reason.

import type { ReactNode } from 'react';
import type { DeadLetter, EditableField } from '../../../shared/contract/care.ts';
import type { Intent } from '../../client/intents.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { Loading } from '../loading.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useKeptFields, useKeptWords } from '../staff/kept-words.tsx';
import { TextField } from '../text-field.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import type { CareActions, CareModel } from './care-core.ts';
import { letterKey } from './care-core.ts';
import { fieldName, shownValue, storedValue, withoutHidden } from './field-words.ts';
import { ReasonField } from './reason-field.tsx';
import { eventWords, letterWords } from './words-for.ts';
import './care.css';

interface LetterDialogProps {
  readonly model: CareModel;
  readonly act: CareActions;
}

/** Nothing while no letter is open. */
export function LetterDialog({ model, act }: LetterDialogProps): ReactNode {
  const { open } = model;
  if (open === null) return null;
  const intent = model.intents[letterKey(open.letter)];
  if (open.mode === 'withdraw') return <WithdrawDialog letter={open.letter} intent={intent} act={act} />;
  if (open.fields.kind === 'read') return <EditDialog letter={open.letter} fields={open.fields.fields} intent={intent} act={act} />;
  return <ReadingDialog letter={open.letter} failure={open.fields.kind === 'failed' ? open.fields.failure : null} act={act} />;
}

interface OfLetter {
  readonly letter: DeadLetter;
  readonly act: CareActions;
}

function ReadingDialog({ letter, failure, act }: OfLetter & { readonly failure: Parameters<typeof FailureNotice>[0]['failure'] | null }): ReactNode {
  const texts = useTexts();
  return (
    <Dialog title={texts.t('care.letter.edit-title', { what: `${eventWords(letter.type, texts)} ${letter.label}` })} onClose={act.close} actions={<Button keycap="Esc" onPress={act.close}>{texts.t('care.later')}</Button>}>
      {failure === null ? <Loading /> : <FailureNotice failure={failure} />}
    </Dialog>
  );
}

function EditDialog({ letter, fields, intent, act }: OfLetter & { readonly fields: readonly EditableField[]; readonly intent: Intent | undefined }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const [typed, setTyped] = useKeptFields<string>(`letter ${letter.opId}`);
  // Nobody can see a character that has no shape, so nobody has to find it: it is left out, and the field counts as put right.
  const wanted = ({ path, value }: EditableField): string => (typed[path] === undefined ? withoutHidden(value) : storedValue(typed[path]));
  const changes = Object.fromEntries(fields.flatMap((field) => (wanted(field) === field.value ? [] : [[field.path, wanted(field)]])));
  const isChanged = Object.keys(changes).length > 0;
  const refusedPath = intent?.failure?.code === 'dead-letter.invalid' ? String(intent.failure.params['path']) : null;
  // What the city named comes first: it is what the officer has come for.
  const inOrder = fields.toSorted((one, other) => Number(other.isAtFault) - Number(one.isAtFault));
  function errorOf(field: EditableField): string | undefined {
    if (refusedPath !== null && (field.path === refusedPath || refusedPath.startsWith(`${field.path}.`))) return t('care.letter.still-wrong');
    return field.isAtFault && wanted(field) === field.value ? t('care.letter.at-fault') : undefined;
  }
  return (
    <FormDialog
      wide
      title={t('care.letter.edit-title', { what: `${eventWords(letter.type, texts)} ${letter.label}` })}
      leave={t('care.later')}
      confirm={t('care.letter.resend')}
      icon="upload"
      isReady={isChanged}
      intent={intent}
      onClose={act.close}
      onConfirm={() => act.resend(letter, changes)}
    >
      <p className="letter-why">{letterWords(letter.code, texts).why}</p>
      <div className="care-fields">
        {inOrder.map((field) => (
          <TextField
            key={field.path}
            label={fieldName(field.path, texts)}
            value={typed[field.path] ?? shownValue(withoutHidden(field.value))}
            error={errorOf(field)}
            doubt={typed[field.path] === undefined && wanted(field) !== field.value ? t('care.letter.hidden-left-out') : undefined}
            hint={hintOf(field, t)}
            maxLength={300}
            onChange={(value) => setTyped({ ...typed, [field.path]: value })}
          />
        ))}
      </div>
      {fields.length === 0 && <Notice tone="warning">{t('care.letter.nothing-to-edit')}</Notice>}
      <p className="quiet">{t(isChanged ? 'care.letter.will-resend' : 'care.letter.change-first')}</p>
    </FormDialog>
  );
}

/** Times and dates have one way to be typed. */
function hintOf({ path }: EditableField, t: ReturnType<typeof useTexts>['t']): string | undefined {
  if (path === 'receivedAt' || path === 'dueAt') return t('care.field.time-hint');
  return path.includes('birthDate') || path.includes('issuedOn') ? t('counter.person.date-hint') : undefined;
}

function WithdrawDialog({ letter, intent, act }: OfLetter & { readonly intent: Intent | undefined }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const [reason, setReason] = useKeptWords(`withdraw ${letter.opId}`);
  return (
    <FormDialog
      danger
      title={t('care.letter.withdraw-title', { what: `${eventWords(letter.type, texts)} ${letter.label}` })}
      leave={t('care.later')}
      confirm={t('care.letter.withdraw')}
      icon="trash"
      isReady={reason.trim() !== ''}
      intent={intent}
      onClose={act.close}
      onConfirm={() => act.withdraw(letter, reason.trim())}
    >
      <p>{t('care.letter.withdraw-explain')}</p>
      <ReasonField isFirst label={t('care.letter.withdraw-reason')} value={reason} onChange={setReason} />
    </FormDialog>
  );
}
