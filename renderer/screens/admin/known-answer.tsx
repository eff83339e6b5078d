// One answer of the station in a section: waited for, not read, or drawn with its age and a way to read it again.

import type { ReactNode } from 'react';
import type { Remembered } from '../../client/remembered.ts';
import { Button } from '../../parts/button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { FailureNotice } from '../../parts/notice.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';

export interface KnownAnswerProps<Value> {
  readonly answer: Remembered<Value>;
  /** Epoch ms. */
  readonly now: number;
  onAgain(): void;
  readonly children: (value: Value) => ReactNode;
}

export function KnownAnswer<Value>({ answer, now, onAgain, children }: KnownAnswerProps<Value>): ReactNode {
  const { t, moment } = useTexts();
  if (answer.kind === 'loading') return <Loading>{t('admin.loading')}</Loading>;
  return (
    <>
      {answer.failure !== null && (
        <FailureNotice tone="warning" failure={answer.failure} title={t('admin.failed')} action={<Button onPress={onAgain}>{t('admin.try-again')}</Button>} />
      )}
      {answer.kind === 'known' && (
        <>
          {children(answer.value)}
          <p className="admin-read-at">
            <span>{t('admin.read-at', { time: moment(answer.at, now) })}</span>
            <Button kind="quiet" icon="repeat" onPress={onAgain}>
              {t('admin.refresh')}
            </Button>
          </p>
        </>
      )}
    </>
  );
}
