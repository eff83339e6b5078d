// What a citizen sees in place of an answer that could not be read: why, in his words, and the way to try again.

import type { ReactNode } from 'react';
import type { Failure } from '../../../../shared/contract/command.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { forCitizen } from './for-citizen.ts';

export function NotRead({ failure, onAgain }: { readonly failure: Failure; onAgain(): void }): ReactNode {
  const { t } = useTexts();
  return (
    <FailureNotice
      failure={forCitizen(failure)}
      action={
        <Button size="touch" icon="repeat" onPress={onAgain}>
          {t('common.try-again')}
        </Button>
      }
    />
  );
}
