// A test as it goes on: what to do at the device, what was seen, the question that only a person can answer, and how it ended.

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { FoundDevice, SetupChoice, SetupTest, SetupTrial } from '../../../../shared/contract/setup.ts';
import { PAYLOAD_KINDS } from '../../../../shared/contract/setup.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice, FailureWords, Notice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { choiceWords, isSameThing } from './choice-words.ts';
import { useAsk } from './use-ask.ts';

interface TrialBoxProps {
  readonly trial: SetupTrial;
  readonly devices: readonly FoundDevice[];
  readonly choice: SetupChoice | null;
  onChange(): void;
}

export function TrialBox({ trial, devices, choice, onChange }: TrialBoxProps): ReactNode {
  const { t } = useTexts();
  const { client } = useServices();
  const answer = useAsk();
  const { phase, place: { role }, outcome, code } = trial;
  const say = (said: 'yes' | 'no' | 'left'): void => answer.run(async () => {
    await client.call('setup.end-trial', { trialId: trial.trialId, said });
    onChange();
  });
  const tone = phase !== 'ended' ? 'info' : outcome === 'passed' ? 'success' : outcome === 'failed' ? 'danger' : 'warning';
  return (
    <div className="setup-trial">
      <Notice tone={tone} heard="status" title={phase === 'running' ? t(`setup.do.${role}`) : phase === 'asking' ? t(`setup.ask.${role}`) : t(`setup.outcome.${outcome ?? 'unknown'}`)}>
        {code !== null && (
          <p>
            <FailureWords failure={localFailure(code)} />
          </p>
        )}
        <Seen trial={trial} from={devices.find((device) => isSameThing(device.choice, choice))?.name ?? (choice === null ? '' : choiceWords(choice))} />
        {trial.picture !== null && <ScannedPage base64={trial.picture} />}
        {phase === 'asking' && (
          <div className="setup-answers">
            <Button kind="primary" icon="check" busy={answer.isBusy} onPress={() => say('yes')}>
              {t('setup.yes')}
            </Button>
            <Button kind="danger" icon="close" busy={answer.isBusy} onPress={() => say('no')}>
              {t('setup.no')}
            </Button>
          </div>
        )}
        {phase !== 'ended' && (
          <Button kind="quiet" busy={answer.isBusy} onPress={() => say('left')}>
            {t('setup.leave')}
          </Button>
        )}
        {phase === 'ended' && outcome === 'failed' && <p className="quiet">{t('setup.failed-hint')}</p>}
      </Notice>
      {answer.failure !== null && <FailureNotice failure={answer.failure} />}
    </div>
  );
}

/** The page as a picture of this window alone; it goes when the test goes. */
function ScannedPage({ base64 }: { readonly base64: string }): ReactNode {
  const { t } = useTexts();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)], { type: 'image/jpeg' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [base64]);
  return url === null ? null : <img className="setup-picture" src={url} alt={t('setup.picture')} />;
}

/** What the device said of itself: kinds of codes and numbers of buttons, never what they hold. */
function Seen({ trial: { seen }, from }: { readonly trial: SetupTrial; readonly from: string }): ReactNode {
  const { t } = useTexts();
  if (seen.length === 0) return null;
  const words = seen.flatMap((one): string[] => {
    const payload = PAYLOAD_KINDS.find((kind) => kind === one);
    if (payload !== undefined) return [t(`setup.payload.${payload}`)];
    if (one.startsWith('button-')) return [t('setup.button', { button: one.slice(7) })];
    return one.startsWith('key-') ? [t('setup.key', { key: one.slice(4) })] : [];
  });
  return <p>{from === '' ? t('setup.seen', { what: words.join(', ') }) : t('setup.seen-from', { what: words.join(', '), device: from })}</p>;
}

/** The last test of a place, in a line. */
export function TestLine({ test, isOutdated, now }: { readonly test: SetupTest | null; readonly isOutdated: boolean; readonly now: number }): ReactNode {
  const { t, moment } = useTexts();
  if (test === null) return <p className="quiet">{t('setup.never-tested')}</p>;
  return (
    <p className="quiet">
      {t(isOutdated ? 'setup.tested-before' : `setup.tested.${test.outcome}`, { time: moment(test.at, now), version: test.version })}
      {!isOutdated && test.code !== null && (
        <>
          {' '}
          <FailureWords failure={localFailure(test.code)} />
        </>
      )}
    </p>
  );
}
