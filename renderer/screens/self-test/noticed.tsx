// What the page noticed by itself during a step: what fails it in red, what only informs in plain words.

import type { ReactNode } from 'react';
import type { SelfTestStep, Sight } from '../../../shared/contract/self-test.ts';
import { Notice } from '../../parts/notice.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { STEPS } from './steps.ts';

export interface NoticedProps {
  readonly step: SelfTestStep;
  readonly sights: readonly Sight[];
  readonly keys: readonly string[];
  readonly triedBy: 'touch' | 'keys' | null;
  /** From the restart to this page. */
  readonly seconds: number;
}

export function Noticed({ step, sights, keys, triedBy, seconds }: NoticedProps): ReactNode {
  const { t } = useTexts();
  const bad = sights.filter((sight) => STEPS[step].fails.includes(sight));
  if (bad.length > 0) {
    return (
      <Notice tone="danger" heard="alert" title={t('self-test.noticed')}>
        {bad.map((sight) => (
          <p key={sight}>{t(`self-test.sight.${sight}`)}</p>
        ))}
      </Notice>
    );
  }
  if (step === 'restart') {
    if (sights.includes('restarted')) return <Notice tone="success" title={t('self-test.noticed')}>{t('self-test.sight.restarted', { seconds })}</Notice>;
    return sights.includes('reloaded') ? <Notice tone="warning">{t('self-test.restart.not-yet')}</Notice> : null;
  }
  if (triedBy === null || step === 'touch') return null;
  const isTried = triedBy === 'keys' ? keys.length > 0 : sights.includes('touch') || sights.includes('mouse');
  return (
    <Notice tone="info" heard="none" title={t('self-test.noticed')}>
      {!isTried ? t(`self-test.noticed.none.${triedBy}`) : triedBy === 'keys' ? t('self-test.noticed.keys', { keys: keys.join(', ') }) : t(sights.includes('touch') ? 'self-test.sight.touch' : 'self-test.sight.mouse')}
    </Notice>
  );
}
