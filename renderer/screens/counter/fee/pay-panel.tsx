// Taking the money: cash with its change, or a code on the citizen's screen; and why one of the two is not offered.

import type { ReactNode } from 'react';
import type { FeeView } from '../../../../shared/contract/payment.ts';
import type { FeeBill } from '../../../../shared/domain/fee/fee.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { IntentNotice } from '../../../parts/money/intent-notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { HANDED, takeKey } from './fee-keys.ts';
import { wholeOf } from './fee-state.ts';

export function PayPanel({ fee, bill, model, act }: { readonly fee: FeeView; readonly bill: FeeBill; readonly model: CounterModel; readonly act: CounterActions }): ReactNode {
  const { t, number } = useTexts();
  const handed = model.ui.typing[HANDED] ?? '';
  const total = bill.kind === 'bill' ? bill.total : null;
  const intent = model.intents[takeKey(fee.visitId)];
  const busy = intent?.state === 'pending' || model.ui.feeWaits !== null;
  const given = handed === '' ? (total ?? 0) : wholeOf(handed);
  const isShort = total !== null && given < total;
  const mayPay = total !== null && total > 0 && !busy;
  return (
    <>
      <p className="fee-total-label">{t('fee.total')}</p>
      <p className="fee-total digits">{total === null ? '–' : t('fee.dong', { amount: number(total) })}</p>
      {total === null && <p className="field-remark" data-tone="error">{t('fee.total-refused')}</p>}
      {fee.cashRefusal === null ? (
        <form
          className="fee-cash"
          onSubmit={(event) => {
            event.preventDefault();
            if (mayPay && !isShort) act.fee.cash(total, given);
          }}
        >
          <TextField
            label={t('fee.handed')} value={handed === '' ? '' : number(wholeOf(handed))} inputMode="numeric" placeholder={total === null ? '' : number(total)}
            error={isShort ? t('fee.short', { amount: number(total - given) }) : undefined} hint={total !== null && given > total ? t('fee.change', { amount: number(given - total) }) : t('fee.handed-hint')} onChange={(words) => act.type(HANDED, words)}
          />
          <Button kind="primary" icon="coin" keycap="Enter" submit busy={busy} disabled={!mayPay || isShort} onPress={() => undefined}>
            {t('fee.cash')}
          </Button>
        </form>
      ) : (
        <FailureNotice failure={localFailure(fee.cashRefusal)} tone="warning" />
      )}
      {fee.transferRefusal === null ? (
        <Button keycap="F8" busy={busy} disabled={!mayPay} onPress={() => total !== null && act.fee.ask(total)}>
          {t('fee.show-code')}
        </Button>
      ) : (
        fee.transferRefusal !== fee.cashRefusal && <FailureNotice failure={localFailure(fee.transferRefusal)} tone="info" />
      )}
      <IntentNotice intent={intent} />
    </>
  );
}
