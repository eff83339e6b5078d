// The whole machine at a glance: every place that has a device or an answer, with its test. What the technician shows before leaving.

import type { ReactNode } from 'react';
import type { Setup } from '../../../../shared/contract/setup.ts';
import { Badge } from '../../../parts/badge.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { choiceWords } from './choice-words.ts';
import { placeKey, placesOfStep, SETUP_STEPS, stateOf } from './setup-steps.ts';
import type { SetupStep } from './setup-steps.ts';
import { STATE_TONES } from './tones.ts';

export function SummaryPanel({ setup, now, onChoose }: { readonly setup: Setup; readonly now: number; onChoose(step: SetupStep['id']): void }): ReactNode {
  const { t, moment } = useTexts();
  const rows = SETUP_STEPS.flatMap((step) => {
    const places = placesOfStep(setup.places, step);
    const told = places.filter((view) => stateOf(view) !== 'open');
    return (told.length > 0 ? told : places.slice(0, 1)).map((view) => ({ step, view }));
  });
  return (
    <section className="card" aria-labelledby="setup-summary">
      <h2 id="setup-summary">{t('setup.summary')}</h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('setup.place')}</th>
            <th scope="col">{t('setup.device')}</th>
            <th scope="col">{t('setup.test')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ step, view: { place, name, choice, test }, view }) => (
            <tr key={placeKey(place)}>
              <td>
                <button type="button" className="table-link" onClick={() => onChoose(step.id)}>
                  {t(`setup.role.${place.role}`)}
                  {place.counterId !== null && stateOf(view) !== 'open' && ` – ${t('setup.counter', { counter: place.counterId })}`}
                </button>
              </td>
              <td>
                {name !== '' && <strong>{name}</strong>} {choice !== null && <span className="quiet">{choiceWords(choice)}</span>}
              </td>
              <td>
                <Badge tone={STATE_TONES[stateOf(view)]}>{t(`setup.state.${stateOf(view)}`)}</Badge> {test !== null && <span className="quiet digits">{moment(test.at, now)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
