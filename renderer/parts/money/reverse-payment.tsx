// Why money is given back: a reason out of the list, and a note that names nobody.

import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import type { CommandInput } from '../../../shared/contract/commands.ts';
import { Button } from '../button.tsx';
import { TextField } from '../text-field.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import './money.css';

type Why = CommandInput<'payment.reverse'>['why'];
const REASONS: readonly Why[] = ['wrong-amount', 'wrong-person', 'withdrawn', 'not-received', 'other'];

export function ReversePayment({ busy, onReverse, onLeave }: { readonly busy: boolean; onReverse(why: Why, note: string): void; onLeave(): void }): ReactNode {
  const { t } = useTexts();
  const id = useId();
  const [why, setWhy] = useState<Why>('wrong-amount');
  const [note, setNote] = useState('');
  const isReady = why !== 'other' || note.trim() !== '';
  return (
    <div className="reverse-payment">
      <div className="field">
        <label htmlFor={id}>{t('fee.why')}</label>
        <select id={id} className="text-input" value={why} autoFocus onChange={({ target: { value } }) => setWhy(REASONS.find((reason) => reason === value) ?? 'other')}>
          {REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {t(`fee.why.${reason}`)}
            </option>
          ))}
        </select>
      </div>
      <TextField label={t('fee.note')} value={note} maxLength={200} hint={t('fee.note-hint')} error={isReady ? undefined : t('fee.note-needed')} onChange={setNote} />
      <div className="fee-row">
        <Button onPress={onLeave}>{t('fee.reverse-leave')}</Button>
        <Button kind="danger" busy={busy} disabled={!isReady} onPress={() => onReverse(why, note.trim())}>
          {t('fee.reverse-now')}
        </Button>
      </div>
    </div>
  );
}
