// Why no number came, right above what was touched, and the way to try again.

import type { ReactNode } from 'react';
import { isUndecided } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureWords, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { forCitizen } from '../frame/for-citizen.ts';
import type { TakeNumber } from './take-number.ts';

export function TakeRefusal({ take }: { readonly take: TakeNumber }): ReactNode {
  const { t } = useTexts();
  const { state } = take;
  if (state === null || state.failure === null) return null;
  const undecided = state.state === 'failed' && isUndecided(state);
  return (
    <Notice
      tone={undecided ? 'warning' : 'danger'}
      heard="alert"
      title={t(undecided ? 'kiosk.fields.undecided' : 'kiosk.fields.failed')}
      action={
        undecided ? (
          <Button size="touch" kind="primary" icon="repeat" onPress={take.retry}>
            {t('common.try-again')}
          </Button>
        ) : undefined
      }
    >
      {undecided && <p>{t('kiosk.fields.undecided-more')}</p>}
      <p>
        <FailureWords failure={forCitizen(state.failure)} />
      </p>
    </Notice>
  );
}
