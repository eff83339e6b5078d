// Between papers and reception: what the visit costs and how that stands, in one line, with the key that opens it.

import type { ReactNode } from 'react';
import type { FeeView } from '../../../../shared/contract/payment.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureWords } from '../../../parts/notice.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { Texts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { feeOf, isFeeOpen, standingOf } from './fee-state.ts';
import './fee.css';

type Tone = 'done' | 'open' | 'waits' | 'quiet';

function lineOf(fee: FeeView, { t, number }: Texts): { readonly tone: Tone; readonly words: string } {
  const payment = standingOf(fee);
  if (payment?.state === 'pending') return { tone: 'waits', words: t('fee.bar.pending', { amount: number(payment.amount) }) };
  if (payment !== null) return { tone: 'done', words: t('fee.bar.paid', { amount: number(payment.amount), number: String(payment.receipt?.number ?? 0).padStart(7, '0') }) };
  if (fee.manner === 'none') return { tone: 'done', words: t('fee.bar.none') };
  const total = fee.bill.kind === 'bill' ? fee.bill.total : null;
  if (fee.manner === 'later') return { tone: 'waits', words: total === null ? t('fee.bar.later-unknown') : t('fee.bar.later', { amount: number(total) }) };
  if (!isFeeOpen(fee)) return { tone: fee.isTouched ? 'done' : 'quiet', words: fee.isTouched ? t('fee.bar.nothing') : t('fee.bar.free') };
  return { tone: 'open', words: total === null ? t('fee.bar.unsettled') : t('fee.bar.open', { amount: number(total) }) };
}

export function FeeBar({ model, act, visit }: { readonly model: CounterModel; readonly act: CounterActions; readonly visit: Visit }): ReactNode {
  const texts = useTexts();
  const of = feeOf(visit, model.fee);
  if (of.kind === 'no-procedure') return null;
  if (of.kind === 'waits') {
    return (
      <section className="step fee-bar" data-tone={of.failure === null ? 'quiet' : 'open'} aria-label={texts.t('fee.step')}>
        <Icon name={of.failure === null ? 'clock' : 'warning'} />
        <span className="step-name">{texts.t('fee.step')}</span>
        <span className="fee-bar-words" role={of.failure === null ? 'status' : 'alert'}>
          {of.failure === null ? texts.t('fee.bar.reading') : <FailureWords failure={of.failure} />}
        </span>
        {of.failure !== null && (
          <Button kind="quiet" icon="repeat" onPress={act.fee.readAgain}>
            {texts.t('counter.lost.retry')}
          </Button>
        )}
      </section>
    );
  }
  const { tone, words } = lineOf(of.fee, texts);
  return (
    <section className="step fee-bar" data-tone={tone} aria-label={texts.t('fee.step')}>
      <Icon name={tone === 'done' ? 'check-circle' : 'coin'} />
      <span className="step-name">{texts.t('fee.step')}</span>
      <span className="fee-bar-words" role="status">
        {words}
      </span>
      <Button kind="quiet" keycap="F11" onPress={() => act.fee.open()}>
        {texts.t('fee.open')}
      </Button>
    </section>
  );
}
