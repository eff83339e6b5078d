// Why an act was refused, beside the place it was asked at. What is merely not confirmed stands in the banner, with its one button.

import type { ReactNode } from 'react';
import type { Intent } from '../../../client/intents.ts';
import { isUndecided } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function IntentFailure({ intent, onRetry }: { readonly intent: Intent | undefined; readonly onRetry: () => void }): ReactNode {
  const { t } = useTexts();
  if (intent?.failure === null || intent?.failure === undefined || isUndecided(intent)) return null;
  return <FailureNotice failure={intent.failure} action={<Button onPress={onRetry}>{t('counter.lost.retry')}</Button>} />;
}
