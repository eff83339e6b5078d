// The first and the last page of the self-test: what is coming, and what came of it, step by step, with who signs.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { SELF_TEST_STEPS } from '../../../shared/contract/self-test.ts';
import type { SelfTestResult, SelfTestStep } from '../../../shared/contract/self-test.ts';
import { Badge } from '../../parts/badge.tsx';
import type { Tone } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { countsOf } from './run-state.ts';

export function IntroPage({ onStart }: { readonly onStart: () => void }): ReactNode {
  const { t } = useTexts();
  return (
    <section className="self-test-page">
      <p className="self-test-words">{t('self-test.intro', { count: SELF_TEST_STEPS.length })}</p>
      <Notice tone="info" heard="none">
        {t('self-test.intro.citizens')}
      </Notice>
      <div className="self-test-answers">
        <Button kind="primary" size="touch" icon="forward" onPress={onStart}>
          {t('self-test.start')}
        </Button>
      </div>
    </section>
  );
}

const TONES: Readonly<Record<SelfTestResult['state'], Tone>> = { passed: 'success', failed: 'danger', skipped: 'warning', begun: 'neutral' };

export interface SummaryPageProps {
  readonly results: readonly SelfTestResult[];
  /** Who began it; '' where nobody has signed yet. */
  readonly who: string;
  readonly busy: boolean;
  readonly onAgain: (step: SelfTestStep) => void;
  readonly onSave: (who: string) => void;
}

export function SummaryPage({ results, who: begunBy, busy, onAgain, onSave }: SummaryPageProps): ReactNode {
  const { t } = useTexts();
  const [who, setWho] = useState(begunBy);
  const counts = countsOf(results);
  const isWhole = counts.passed === results.length;
  return (
    <section className="self-test-page">
      <h2>{t('self-test.summary')}</h2>
      <Notice tone={isWhole ? 'success' : counts.failed > 0 ? 'danger' : 'warning'} heard="none">
        {isWhole ? t('self-test.summary.all-passed', { count: counts.passed }) : t('self-test.summary.counts', { ...counts })}
      </Notice>
      <ol className="self-test-results">
        {results.map(({ step, state }) => (
          <li key={step} data-state={state}>
            <span>{t(`self-test.${step}.title`)}</span>
            <Badge tone={TONES[state]}>{t(`self-test.state.${state}`)}</Badge>
            {state !== 'passed' && (
              <Button kind="quiet" size="touch" icon="repeat" label={`${t('self-test.again')}: ${t(`self-test.${step}.title`)}`} onPress={() => onAgain(step)}>
                {t('self-test.again.short')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <div className="self-test-answers">
        {begunBy === '' && <TextField label={t('self-test.summary.who')} value={who} maxLength={60} onChange={setWho} />}
        <Button kind="primary" size="touch" icon="check" busy={busy} disabled={who.trim() === ''} onPress={() => onSave(who)}>
          {t('self-test.summary.save')}
        </Button>
      </div>
    </section>
  );
}
