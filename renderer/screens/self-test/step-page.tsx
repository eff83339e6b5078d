// One step of the self-test: what to do, what must be seen, what the page noticed by itself, and the technician's word on the rest.

import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SelfTestResult, SelfTestStep, Sight } from '../../../shared/contract/self-test.ts';
import { Button } from '../../parts/button.tsx';
import { useNow } from '../../parts/services.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { Noticed } from './noticed.tsx';
import { asksFilled, judge, STEPS } from './steps.ts';
import { playTone } from './tone.ts';
import { TouchTargets } from './touch-targets.tsx';
import type { TouchReading } from './touch-targets.tsx';
import { isFilled, watchPage } from './watch.ts';
import type { Seen, Watch } from './watch.ts';
import { nothingWords, somethingWords } from './words.ts';

export type StepAnswer = Omit<SelfTestResult, 'at' | 'step'>;

export interface StepPageProps {
  readonly step: SelfTestStep;
  /** Known of the step before this page was loaded. */
  readonly before: readonly Sight[];
  /** The note that it was begun, if there is one from before. */
  readonly begun: SelfTestResult | null;
  readonly busy: boolean;
  /** Saves that the step is about to be tried; false if it could not be saved. */
  readonly onBegin: () => Promise<boolean>;
  readonly onAnswer: (answer: StepAnswer) => void;
}

/** Minutes east of Greenwich, as this machine is set. */
const offsetMinutes = (): number => -new Date().getTimezoneOffset();
const VIETNAM_MINUTES = 420;

export function StepPage({ step, before, begun, busy, onBegin, onAnswer }: StepPageProps): ReactNode {
  const { t } = useTexts();
  const [watch, setWatch] = useState<Watch | null>(null);
  const [known, setKnown] = useState(before);
  const [touches, setTouches] = useState<TouchReading | null>(null);
  const [round, setRound] = useState(0);
  const secondsNow = useSecondsSince(begun?.at ?? null);
  const [secondsAway] = useState(secondsNow);
  const ready = useRef<() => Promise<boolean>>(() => Promise.resolve(true));
  useEffect(() => {
    // What was cut off by a restart is answered, not begun anew.
    ready.current = () => (before.length > 0 && round === 0 ? Promise.resolve(true) : onBegin());
  });
  useEffect(() => {
    let isOver = false;
    let own: Watch | null = null;
    void ready.current().then((isSaved) => {
      if (isOver || !isSaved) return;
      own = watchPage(window);
      setWatch(own);
    });
    return () => {
      isOver = true;
      own?.stop();
      setWatch(null);
    };
    // The step is begun once, and once more for each new try.
  }, [step, round]);

  const seen = useSeen(watch);
  const now: Sight[] = [
    ...known, ...seen.sights,
    ...(step === 'screen' && !isFilled(window) ? (['not-full-screen'] as const) : []),
    ...(step === 'clock' && offsetMinutes() !== VIETNAM_MINUTES ? (['other-zone'] as const) : []),
    ...(touches?.isOff === true ? (['off-target'] as const) : []),
  ];
  const failed = judge(step, { sights: now, said: null }) === 'failed' && step !== 'restart';
  const detail = [seen.keys.join(' '), touches === null ? '' : `${touches.distances.join(' ')} px`, step === 'restart' && begun !== null ? `${secondsAway} s` : ''].filter((part) => part !== '').join('; ');

  function say(said: SelfTestResult['said'], state: 'skipped' | null = null): void {
    const sights = [...new Set([...now, ...(asksFilled(step) && !isFilled(window) ? (['not-full-screen'] as const) : [])])];
    onAnswer({ state: state ?? judge(step, { sights, said }), sights, said, detail: detail.slice(0, 200) });
  }
  function again(): void {
    setKnown([]);
    setTouches(null);
    setRound(round + 1);
  }

  const isTouching = step === 'touch' && touches === null && watch !== null;
  const mayPass = step !== 'restart' || now.includes('restarted');
  return (
    <section className="self-test-page" aria-labelledby="self-test-step">
      {isTouching && <TouchTargets onDone={setTouches} onGiveUp={() => say('something')} />}
      <h2 id="self-test-step">{t(`self-test.${step}.title`)}</h2>
      <dl className="self-test-words">
        <dt>{t('self-test.do')}</dt>
        <dd>{t(`self-test.${step}.do`)}</dd>
        <dt>{t('self-test.expect')}</dt>
        <dd>{t(`self-test.${step}.expect`)}</dd>
      </dl>
      {step === 'clock' && <MachineTime />}
      {step === 'sound' && <SoundButton />}
      <Noticed step={step} sights={now} keys={seen.keys} triedBy={STEPS[step].triedBy} seconds={secondsAway} />
      <div className="self-test-answers">
        {failed ? (
          <Button kind="danger" size="touch" icon="warning" busy={busy} onPress={() => say('something')}>
            {t('self-test.record-failed')}
          </Button>
        ) : (
          <>
            {mayPass && (
              <Button kind="primary" size="touch" icon="check" busy={busy} disabled={watch === null} onPress={() => say('nothing')}>
                {t(nothingWords(step))}
              </Button>
            )}
            <Button kind="danger" size="touch" icon="warning" busy={busy} disabled={watch === null} onPress={() => say('something')}>
              {t(somethingWords(step))}
            </Button>
          </>
        )}
        {(failed || touches !== null) && (
          <Button size="touch" icon="repeat" onPress={again}>
            {t('self-test.again')}
          </Button>
        )}
        <Button kind="quiet" size="touch" busy={busy} onPress={() => say(null, 'skipped')}>
          {t('self-test.skip')}
        </Button>
      </div>
    </section>
  );
}

const NOTHING_SEEN = createStore<Seen>(() => ({ sights: [], keys: [] }));

function useSeen(watch: Watch | null): Seen {
  return useStore(watch?.store ?? NOTHING_SEEN);
}

function useSecondsSince(at: number | null): number {
  const now = useNow();
  return at === null ? 0 : Math.max(0, Math.round((now - at) / 1000));
}

function MachineTime(): ReactNode {
  const { t, time, longDate } = useTexts();
  const now = useNow();
  const minutes = offsetMinutes();
  const offset = `${minutes < 0 ? '−' : '+'}${Math.floor(Math.abs(minutes) / 60)}${minutes % 60 === 0 ? '' : `:${String(Math.abs(minutes) % 60).padStart(2, '0')}`}`;
  return (
    <p className="self-test-time digits">
      {time(now)} · {longDate(now)} · {t('self-test.offset', { offset })}
    </p>
  );
}

function SoundButton(): ReactNode {
  const { t } = useTexts();
  const [isPlaying, setIsPlaying] = useState(false);
  return (
    <div>
      <Button size="touch" icon="megaphone" busy={isPlaying} onPress={() => {
        setIsPlaying(true);
        // A machine without a sound device says so by silence, which is what the step asks about.
        playTone().catch(() => undefined).finally(() => setIsPlaying(false));
      }}>
        {t('self-test.sound.play')}
      </Button>
    </div>
  );
}
