// How this counter scans: sides, resolution, colour. Only what the scanner leaves to choose is shown; what was chosen is kept for the counter.

import type { ReactNode } from 'react';
import type { ScanChoice } from '../../../../shared/contract/visit.ts';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { known } from '../counter-model.ts';

export function ScanChoices({ model, act }: { readonly model: CounterModel; readonly act: CounterActions }): ReactNode {
  const { t } = useTexts();
  const scanner = known(model.scanner);
  if (scanner === null || scanner.offers === null) return null;
  const { offers, choice } = scanner;
  const intent = model.intents['scan-choice'];
  // What was chosen stays in sight although another scanner stands here now: otherwise nobody could take it back.
  const dpis = [...new Set([...offers.dpis, choice.dpi])].toSorted((a, b) => a - b);
  const colours = [...new Set([...offers.colours, choice.colour])];
  const has = { sides: offers.duplex || choice.duplex, dpi: dpis.length > 1, colour: colours.length > 1 };
  if (!has.sides && !has.dpi && !has.colour) return null;
  const choose = (change: Partial<ScanChoice>): void => act.chooseScan({ ...choice, ...change });
  return (
    <div className="scan-choices" role="group" aria-label={t('counter.papers.how.how')}>
      <span aria-hidden="true">{t('counter.papers.how.how')}</span>
      {has.sides && (
        <Select
          label={t('counter.papers.how.sides')}
          value={choice.duplex ? 'both' : 'one'}
          choices={[['one', t('counter.papers.how.one-side')], ['both', t('counter.papers.how.both-sides')]]}
          onChoose={(value) => choose({ duplex: value === 'both' })}
        />
      )}
      {has.dpi && (
        <Select label={t('counter.papers.how.dpi')} value={String(choice.dpi)} choices={dpis.map((dpi) => [String(dpi), t('counter.papers.how.dpi-value', { dpi: String(dpi) })])} onChoose={(value) => choose({ dpi: Number(value) })} />
      )}
      {has.colour && (
        <Select label={t('counter.papers.how.colour-label')} value={choice.colour} choices={colours.map((colour) => [colour, t(`counter.papers.how.${colour}`)])} onChoose={(value) => choose({ colour: value === 'grey' ? 'grey' : 'colour' })} />
      )}
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
    </div>
  );
}

function Select({ label, value, choices, onChoose }: { readonly label: string; readonly value: string; readonly choices: readonly (readonly [value: string, words: string])[]; onChoose(value: string): void }): ReactNode {
  return (
    <select aria-label={label} value={value} onChange={(event) => onChoose(event.target.value)}>
      {choices.map(([each, words]) => (
        <option key={each} value={each}>
          {words}
        </option>
      ))}
    </select>
  );
}
