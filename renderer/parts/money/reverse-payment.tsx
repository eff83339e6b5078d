// How money is given back: why, in what, out of whose drawer, and a note that names nobody.

import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import type { CounterId } from '../../../shared/base/ids.ts';
import type { CommandInput } from '../../../shared/contract/commands.ts';
import type { PaymentView } from '../../../shared/contract/payment.ts';
import { Button } from '../button.tsx';
import { useKeptWords } from '../staff/kept-words.tsx';
import { TextField } from '../text-field.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import './money.css';

type Why = CommandInput<'payment.reverse'>['why'];
type As = PaymentView['method'];
/** What was said of it; `drawer` only where there is a choice. */
export type Reversal = Pick<CommandInput<'payment.reverse'>, 'why' | 'note' | 'drawer'> & { readonly as: As };

export interface ReversePaymentProps {
  readonly payment: Pick<PaymentView, 'paymentId' | 'method' | 'counterId'>;
  /** Whose drawers there are to choose from, null for the administration's own; none at a counter, which gives back out of its own. */
  readonly drawers?: readonly (CounterId | null)[];
  readonly busy: boolean;
  onReverse(said: Reversal): void;
  onLeave(): void;
}
const REASONS: readonly Why[] = ['wrong-amount', 'wrong-person', 'withdrawn', 'not-received', 'other'];

export function ReversePayment({ payment, drawers, busy, onReverse, onLeave }: ReversePaymentProps): ReactNode {
  const { t } = useTexts();
  const id = useId();
  const [why, setWhy] = useState<Why>('wrong-amount');
  const [note, setNote] = useKeptWords(`reverse ${payment.paymentId}`);
  const [as, setAs] = useState<As>(payment.method);
  const [drawer, setDrawer] = useState<CounterId | null>(payment.counterId);
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
      <div className="field">
        <label htmlFor={`${id}-as`}>{t('fee.as')}</label>
        <select id={`${id}-as`} className="text-input" value={as} onChange={({ target: { value } }) => setAs(value === 'cash' ? 'cash' : 'transfer')}>
          <option value="cash">{t('fee.as.cash')}</option>
          <option value="transfer">{t('fee.as.transfer')}</option>
        </select>
      </div>
      {drawers !== undefined && as === 'cash' && (
        <div className="field">
          <label htmlFor={`${id}-drawer`}>{t('fee.drawer-of')}</label>
          <select id={`${id}-drawer`} className="text-input" value={drawer ?? ''} onChange={({ target: { value } }) => setDrawer(drawers.find((each) => String(each ?? '') === value) ?? null)}>
            {drawers.map((each) => (
              <option key={each ?? ''} value={each ?? ''}>
                {each === null ? t('fee.drawer-of.admin') : t('fee.drawer-of.counter', { counter: each })}
              </option>
            ))}
          </select>
        </div>
      )}
      <TextField label={t('fee.note')} value={note} maxLength={200} hint={t('fee.note-hint')} error={isReady ? undefined : t('fee.note-needed')} onChange={setNote} />
      <div className="fee-row">
        <Button onPress={onLeave}>{t('fee.reverse-leave')}</Button>
        <Button kind="danger" busy={busy} disabled={!isReady} onPress={() => onReverse({ why, note: note.trim(), as, ...(drawers === undefined ? {} : { drawer: as === 'cash' ? drawer : null }) })}>
          {t('fee.reverse-now')}
        </Button>
      </div>
    </div>
  );
}
