// The set-up wizard: its steps with how each stands at the left, the step in hand at the right. Whoever comes back goes on where something is open.

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Setup } from '../../../../shared/contract/setup.ts';
import { remember } from '../../../client/remembered.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useMemory, useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { KnownAnswer } from '../known-answer.tsx';
import { OfficersBadge, OfficersPanel } from './officers-panel.tsx';
import { PlacePanel } from './place-panel.tsx';
import { SummaryPanel } from './summary-panel.tsx';
import { firstOpenStep, placeKey, placesOfStep, SETUP_STEPS, stateOf, stepState } from './setup-steps.ts';
import type { SetupStep } from './setup-steps.ts';
import { STATE_TONES } from './tones.ts';
import { useAsk } from './use-ask.ts';
import './setup.css';

const EVERY_MS = 5_000;

type WizardStep = SetupStep['id'] | 'officers' | 'summary';

export function SetupSection({ now }: { readonly now: number }): ReactNode {
  const [answer, memory] = useMemory(({ client, now: at }) => remember(client, { read: () => client.call('setup.read', {}), again: ['setup.changed', 'devices.changed'], everyMs: EVERY_MS, now: at }));
  return (
    <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
      {(setup) => <Wizard setup={setup} now={now} onChange={memory.refresh} />}
    </KnownAnswer>
  );
}

function Wizard({ setup, now, onChange }: { readonly setup: Setup; readonly now: number; onChange(): void }): ReactNode {
  const { t } = useTexts();
  const [{ step, walks }, setPlace] = useState<{ readonly step: WizardStep; readonly walks: number }>(() => ({ step: firstOpenStep(setup.places), walks: 0 }));
  const setStep = (next: WizardStep): void => setPlace({ step: next, walks: walks + 1 });
  const order = [...SETUP_STEPS.map(({ id }) => id), 'officers', 'summary'] as const;
  const place = order.indexOf(step);
  const go = (by: 1 | -1): void => setStep(order[place + by] ?? step);
  return (
    <div className="setup">
      <nav className="setup-steps" aria-label={t('setup.steps')}>
        <ol>
          {SETUP_STEPS.map((one) => {
            const state = stepState(placesOfStep(setup.places, one));
            return (
              <li key={one.id}>
                <button type="button" className="setup-step" aria-current={one.id === step ? 'step' : undefined} onClick={() => setStep(one.id)}>
                  <span>{t(`setup.step.${one.id}`)}</span>
                  <Badge tone={STATE_TONES[state]}>{t(`setup.state.${state}`)}</Badge>
                </button>
              </li>
            );
          })}
          <li>
            <button type="button" className="setup-step" aria-current={step === 'officers' ? 'step' : undefined} onClick={() => setStep('officers')}>
              <span>{t('setup.step.officers')}</span>
              <OfficersBadge />
            </button>
          </li>
          <li>
            <button type="button" className="setup-step" aria-current={step === 'summary' ? 'step' : undefined} onClick={() => setStep('summary')}>
              <span>{t('setup.summary')}</span>
            </button>
          </li>
        </ol>
      </nav>
      <div className="setup-main">
        <FileNotices setup={setup} />
        {step === 'summary' ? <SummaryPanel setup={setup} now={now} onChoose={setStep} /> : step === 'officers' ? <OfficersPanel now={now} /> : <StepPanel key={step} id={step} walks={walks} setup={setup} now={now} onChange={onChange} />}
        <div className="setup-walk">
          <Button icon="back" disabled={place === 0} onPress={() => go(-1)}>
            {t('setup.back')}
          </Button>
          <Button icon="forward" disabled={place === order.length - 1} onPress={() => go(1)}>
            {t('setup.next')}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** What stands in the way of the file, and the restart that brings its changes in. */
function FileNotices({ setup }: { readonly setup: Setup }): ReactNode {
  const { t } = useTexts();
  const { client } = useServices();
  const restart = useAsk();
  return (
    <>
      {setup.fileState !== 'writable' && (
        <Notice tone="warning" heard="none">
          {t(`setup.file.${setup.fileState}`, { file: setup.file })}
        </Notice>
      )}
      {setup.mustRestart && (
        <Notice
          tone="info"
          heard="none"
          action={
            <Button kind="primary" icon="repeat" busy={restart.isBusy} onPress={() => restart.run(async () => await client.call('setup.restart', {}))}>
              {t('setup.restart')}
            </Button>
          }
        >
          {t('setup.must-restart')}
        </Notice>
      )}
      {restart.failure !== null && <FailureNotice failure={restart.failure} />}
    </>
  );
}

function StepPanel({ id, walks, setup, now, onChange }: { readonly id: SetupStep['id']; /** How often somebody has gone to a step. */ readonly walks: number; readonly setup: Setup; readonly now: number; onChange(): void }): ReactNode {
  const { t } = useTexts();
  const places = placesOfStep(setup.places, SETUP_STEPS.find((step) => step.id === id) ?? { id, roles: [] });
  const [chosen, setChosen] = useState(() => placeKey((places.find((view) => stateOf(view) === 'open') ?? places[0])?.place ?? { role: 'screens', counterId: null }));
  const [heading, setHeading] = useState<HTMLHeadingElement | null>(null);
  // Whoever goes on by keys or hears the page begins at the top of the step; whoever has only come to the section stays among its tabs.
  useEffect(() => {
    if (walks > 0) heading?.focus({ preventScroll: true });
  }, [heading, walks]);
  const view = places.find(({ place }) => placeKey(place) === chosen) ?? places[0];
  return (
    <section className="card setup-panel" aria-labelledby="setup-heading">
      <h2 id="setup-heading" tabIndex={-1} ref={setHeading}>
        {t(`setup.step.${id}`)}
      </h2>
      <p className="quiet">{t(`setup.about.${id}`)}</p>
      {places.length > 1 && (
        <div className="setup-places" role="group" aria-label={t('setup.places')}>
          {places.map((one) => (
            <Button key={placeKey(one.place)} pressed={placeKey(one.place) === chosen} onPress={() => setChosen(placeKey(one.place))}>
              {[...(one.place.counterId === null || one.place.role === 'keypad' ? [t(`setup.role.${one.place.role}`)] : []), ...(one.place.counterId === null ? [] : [t('setup.counter', { counter: one.place.counterId })])].join(' – ')} <Badge tone={STATE_TONES[stateOf(one)]}>{t(`setup.state.${stateOf(one)}`)}</Badge>
            </Button>
          ))}
        </div>
      )}
      {view !== undefined && <PlacePanel key={chosen} view={view} setup={setup} now={now} onChange={onChange} />}
    </section>
  );
}
