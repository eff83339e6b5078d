// The frame of the self-test: which step of how many, what could not be saved, and the way out for the technician.

import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/contract/command.ts';
import { SELF_TEST_STEPS } from '../../../shared/contract/self-test.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/notice.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';

export interface SelfTestFrameProps {
  /** Null before the first step and after the last one. */
  readonly number: number | null;
  readonly failure: Failure | null;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

export function SelfTestFrame({ number, failure, onLeave, children }: SelfTestFrameProps): ReactNode {
  const { t } = useTexts();
  return (
    <main className="self-test">
      <header className="self-test-head">
        <h1>{t('self-test.title')}</h1>
        {number !== null && <p className="digits">{t('self-test.step', { number, count: SELF_TEST_STEPS.length })}</p>}
        <Button kind="quiet" size="touch" icon="close" onPress={onLeave}>
          {t('self-test.leave')}
        </Button>
      </header>
      {number !== null && <progress className="self-test-progress" max={SELF_TEST_STEPS.length} value={number} aria-hidden="true" />}
      {failure !== null && <FailureNotice failure={failure} />}
      {children}
    </main>
  );
}
