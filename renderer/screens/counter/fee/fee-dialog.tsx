// The fee of a visit: its lines at the left, the money at the right. Everything by keyboard; what is wrong stands below its field, and what was typed stays.

import type { ReactNode } from 'react';
import type { FeeView } from '../../../../shared/contract/payment.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { focusFirst } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { IntentNotice } from '../../../parts/money/intent-notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import type { FeeEdit } from './fee-actions.ts';
import { FeeLines } from './fee-lines.tsx';
import { DialogKeys } from './dialog-keys.tsx';
import { NONE_REASON, saveKey } from './fee-keys.ts';
import { billNow, feeOf, isFeeOpen, standingOf } from './fee-state.ts';
import { PayPanel } from './pay-panel.tsx';
import { PaidPanel } from './paid-panel.tsx';

interface FeeDialogProps {
  readonly model: CounterModel;
  readonly act: CounterActions;
  readonly visit: Visit;
}

export function FeeDialog(props: FeeDialogProps): ReactNode {
  const { model, act, visit } = props;
  const { t } = useTexts();
  const of = feeOf(visit, model.fee);
  if (of.kind === 'known') return <OpenFee {...props} fee={of.fee} />;
  const leave = (): void => act.openDialog(null);
  const failure = of.kind === 'waits' ? of.failure : localFailure('visit.no-procedure');
  return (
    <Dialog
      title={t('fee.title')}
      onClose={leave}
      actions={
        <>
          <Button keycap="Esc" onPress={leave} ref={focusFirst}>
            {t('fee.close')}
          </Button>
          {of.kind === 'waits' && failure !== null && (
            <Button icon="repeat" onPress={act.fee.readAgain}>
              {t('counter.lost.retry')}
            </Button>
          )}
        </>
      }
    >
      {failure === null ? <Loading /> : <FailureNotice failure={failure} tone="warning" />}
    </Dialog>
  );
}

function OpenFee({ model, act, visit, fee }: FeeDialogProps & { readonly fee: FeeView }): ReactNode {
  const { t } = useTexts();
  const [asked, setAsked] = useState(false);
  const typed = model.ui.typing[NONE_REASON];
  // Null until it is asked for; words that were typed before the window went are asked for.
  const reason = typed ?? (asked ? '' : null);
  const leave = (): void => act.openDialog(null);
  const edit: FeeEdit = model.ui.feeEdit ?? { orders: fee.orders, manner: fee.manner, reason: fee.reason };
  const bill = billNow(fee, edit.orders);
  const payment = standingOf(fee);
  const canDecide = !fee.isLocked;
  const isOpen = visit.state === 'open';
  const goesOn = isOpen && !isFeeOpen(fee) && model.ui.feeEdit === null;
  const needsReason = fee.isExpected && (reason ?? edit.reason).trim() === '';
  const none = (): void => {
    if (needsReason && reason === null) return setAsked(true);
    if (!needsReason) act.fee.decide({ orders: edit.orders, manner: 'none', reason: (reason ?? edit.reason).trim() });
  };
  const later = (): void => {
    if (bill.kind === 'bill' && bill.total > 0) act.fee.decide({ ...edit, manner: 'later' });
  };
  // The counter's own keys rest while a dialog is open; these are its own.
  const onward = (): void => {
    leave();
    act.receive();
  };
  const keys: Readonly<Record<string, () => void>> = canDecide
    ? { F4: none, 'Alt K': later, ...(goesOn ? { F12: onward } : {}), F8: () => bill.kind === 'bill' && bill.total > 0 && fee.transferRefusal === null && act.fee.ask(bill.total) }
    : goesOn ? { F12: onward } : {};
  const actions = (
    <>
      <Button keycap="Esc" onPress={leave} {...(payment === null ? {} : { ref: focusFirst })}>
        {t('fee.close')}
      </Button>
      {goesOn && (
        <Button keycap="F12" kind="primary" onPress={onward}>
          {t('fee.onward')}
        </Button>
      )}
      {canDecide && (
        <>
          <Button keycap="F4" disabled={reason !== null && needsReason} onPress={none}>
            {t('fee.none')}
          </Button>
          <Button keycap="Alt K" disabled={bill.kind !== 'bill' || bill.total === 0} onPress={later}>
            {t('fee.later')}
          </Button>
        </>
      )}
    </>
  );
  return (
    <Dialog title={t('fee.title')} onClose={leave} actions={actions} wide>
      <DialogKeys keys={keys} />
      <div className="fee-columns">
        <div className="fee-lines">
          <p className="fee-text">{fee.feeText === '' ? t('fee.text-none') : t('fee.text', { text: fee.feeText })}</p>
          <FeeLines fee={fee} orders={edit.orders} bill={bill} isLocked={fee.isLocked} onChange={(orders) => act.fee.change({ orders: [...orders], manner: 'now', reason: edit.reason })} />
          {reason !== null && canDecide && <TextField label={t('fee.none-reason')} value={reason} maxLength={300} error={reason.trim() === '' ? t('fee.none-reason-needed') : undefined} autoFocus onChange={(words) => act.type(NONE_REASON, words)} />}
        </div>
        <div className="fee-money">
          {payment === null ? <PayPanel fee={fee} bill={bill} model={model} act={act} /> : <PaidPanel payment={payment} mayReverse={fee.mayReverse} model={model} act={act} />}
          <IntentNotice intent={model.intents[saveKey(fee.visitId)]} />
        </div>
      </div>
    </Dialog>
  );
}
