// The banner for money of the visit before that was not booked, since another person stands at the counter.

import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';

/** Stays until the officer has read it. */
export function DroppedBanner({ model, act }: { readonly model: CounterModel; readonly act: CounterActions }): ReactNode {
  const { t } = useTexts();
  if (!model.ui.feeDropped) return null;
  return (
    <div className="counter-lost">
      <Notice tone="warning" icon="coin" heard="alert" action={<Button onPress={act.fee.dismissDropped}>{t('reader.keyboard.dismiss')}</Button>}>
        {t('fee.dropped')}
      </Notice>
    </div>
  );
}
