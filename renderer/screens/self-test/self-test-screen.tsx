// The self-test in the window that is tried: goes from step to step, saves each before and after it is tried, and gives the window back when it has ended or nobody is there.

import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { SELF_TEST_STEPS } from '../../../shared/contract/self-test.ts';
import type { SelfTest, SelfTestResult, SelfTestStep } from '../../../shared/contract/self-test.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import { failureOf } from '../../client/call-failed.ts';
import { useServices } from '../../parts/services.tsx';
import { nextStep, placeOf } from './run-state.ts';
import type { Place } from './run-state.ts';
import { SelfTestFrame } from './self-test-frame.tsx';
import { IntroPage, SummaryPage } from './start-and-end.tsx';
import { StepPage } from './step-page.tsx';
import './self-test.css';

/** So long without a touch or a key, the window goes back to citizens. */
const IDLE_MS = 600_000;

export interface SelfTestScreenProps {
  readonly run: SelfTest;
  /** The machine itself was restarted since the last note. */
  readonly hasRestarted: boolean;
}

export function SelfTestScreen({ run: first, hasRestarted }: SelfTestScreenProps): ReactNode {
  const { client, newRequestId } = useServices();
  const [results, setResults] = useState(first.results);
  const [place, setPlace] = useState<Place>(() => placeOf(first, hasRestarted));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const { runId } = first;

  async function keep<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
    setBusy(true);
    try {
      const answer = await work();
      setFailure(null);
      return answer;
    } catch (thrown) {
      setFailure(failureOf(thrown));
      return null;
    } finally {
      setBusy(false);
    }
  }
  async function note(result: Omit<SelfTestResult, 'at'>): Promise<boolean> {
    const saved = await keep(() => client.call('self-test.note', { requestId: newRequestId(), runId, ...result, sights: [...result.sights] }));
    if (saved !== null) setResults(saved.results);
    return saved !== null;
  }
  const end = (how: 'finished' | 'left', who = ''): void => void keep(() => client.call('self-test.end', { requestId: newRequestId(), runId, how, who }));
  const go = (step: SelfTestStep | null): void => setPlace(step === null ? { at: 'summary' } : { at: 'step', step, before: [] });
  async function answer(result: Omit<SelfTestResult, 'at'>): Promise<void> {
    if (await note(result)) go(nextStep(results.filter(({ step }) => step !== result.step), result.step));
  }
  useIdle(() => end('left'));

  return (
    <SelfTestFrame number={place.at === 'step' ? SELF_TEST_STEPS.indexOf(place.step) + 1 : null} failure={failure} onLeave={() => end('left')}>
      {place.at === 'intro' && <IntroPage onStart={() => go(nextStep(results))} />}
      {place.at === 'step' && (
        <StepPage
          key={place.step}
          step={place.step}
          before={place.before}
          begun={results.find(({ step, state }) => step === place.step && state === 'begun') ?? null}
          busy={busy}
          onBegin={() => note({ step: place.step, state: 'begun', sights: [], said: null, detail: '' })}
          onAnswer={(result) => void answer({ step: place.step, ...result })}
        />
      )}
      {place.at === 'summary' && <SummaryPage results={results} who={first.who} busy={busy} onAgain={go} onSave={(who) => end('finished', who)} />}
    </SelfTestFrame>
  );
}

/** Calls `onIdle` once nobody has touched or typed for `IDLE_MS`. */
function useIdle(onIdle: () => void): void {
  const latest = useRef(onIdle);
  useEffect(() => {
    latest.current = onIdle;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), IDLE_MS);
    };
    wait();
    const ends = new AbortController();
    for (const name of ['pointerdown', 'keydown']) window.addEventListener(name, wait, { signal: ends.signal, capture: true });
    return () => {
      clearTimeout(timer);
      ends.abort();
    };
  }, []);
}
