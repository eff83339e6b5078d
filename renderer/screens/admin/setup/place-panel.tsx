// One place: what is used now, what is found here at this moment, its name, its test, and the two answers that can be stored.

import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { FoundDevice, PlaceView, Setup, SetupChoice, Stored } from '../../../../shared/contract/setup.ts';
import { remember } from '../../../client/remembered.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice, FailureWords, Notice } from '../../../parts/notice.tsx';
import { localFailure } from '../../../client/call-failed.ts';
import { useMemory, useServices } from '../../../parts/services.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { choiceWords } from './choice-words.ts';
import { FoundList } from './found-list.tsx';
import { KeyboardReader } from './keyboard-reader.tsx';
import { OptionFields } from './option-fields.tsx';
import { ScreenFields } from './screen-fields.tsx';
import { StoredNotice } from './stored-notice.tsx';
import { TestLine, TrialBox } from './trial-box.tsx';
import { useAsk } from './use-ask.ts';

/** Devices are plugged in while somebody looks. */
const LOOK_MS = 1_000;
const STATES = { 'not-configured': 'neutral', absent: 'warning', ready: 'success', busy: 'info', trouble: 'danger' } as const;

export interface PlacePanelProps {
  readonly view: PlaceView;
  readonly setup: Setup;
  readonly now: number;
  /** Something was stored or begun: the answer is to be read again. */
  onChange(): void;
}

export function PlacePanel({ view, setup, now, onChange }: PlacePanelProps): ReactNode {
  const { t } = useTexts();
  const { client, newRequestId } = useServices();
  const { place } = view;
  const [found] = useMemory((services) => remember(services.client, { read: () => services.client.call('setup.find', place), again: [], everyMs: LOOK_MS, now: services.now }));
  const [draft, setDraft] = useState<SetupChoice | null>(view.choice);
  const standard = place.counterId === null ? t(`setup.name.${place.role}`) : t('setup.name-at', { device: t(`setup.name.${place.role}`), counter: place.counterId });
  const [name, setName] = useState(view.name === '' ? standard : view.name);
  const [stored, setStored] = useState<Stored | null>(null);
  const store = useAsk();
  const begin = useAsk();
  const trial = setup.trial !== null && setup.trial.place.role === place.role && setup.trial.place.counterId === place.counterId ? setup.trial : null;
  const isTrying = trial !== null && trial.phase !== 'ended';
  const told = trial === null ? null : `${trial.trialId} ${trial.phase}`;
  const outcome = useRef<HTMLDivElement>(null);
  // What came of a touch may lie below what a small monitor shows.
  useEffect(() => {
    if (stored !== null || told !== null) outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [stored, told]);
  const devices: readonly FoundDevice[] = found.kind === 'known' ? found.value.devices : [];
  const draw = (choice: SetupChoice | null): void => {
    setDraft(choice);
    setStored(null);
  };

  function save(answer: 'device' | 'none'): void {
    setStored(null);
    store.run(async () => {
      const choice = answer === 'none' || view.isLocked || JSON.stringify(draft) === JSON.stringify(view.choice) ? null : draft;
      setStored(await client.call('setup.store', { requestId: newRequestId(), place, answer, name: answer === 'none' ? '' : name, choice }));
      if (answer === 'none') setDraft(null);
      onChange();
    });
  }
  // What the file says may not run yet, so it is said in full; whether it does, the station knows.
  function test(): void {
    begin.run(async () => {
      await client.call('setup.try', { trialId: newRequestId(), place, choice: draft });
      onChange();
    });
  }

  return (
    <div className="setup-place">
      <Now view={view} now={now} />
      {view.isLocked && (
        <Notice tone="info" heard="none">
          {t('setup.locked')}
        </Notice>
      )}
      {place.role === 'screens' ? (
        <ScreenFields choice={draft} onChange={draw} disabled={view.isLocked} />
      ) : (
        <FoundList place={place} now={view.choice} devices={devices} isSearching={found.kind === 'loading' || (found.kind === 'known' && found.value.isSearching)} failure={found.kind === 'loading' ? null : found.failure} chosen={draft} onChoose={draw} disabled={view.isLocked} />
      )}
      {place.role === 'reader' && <KeyboardReader />}
      {draft !== null && !view.isLocked && <OptionFields place={place} choice={draft} onChange={draw} />}
      <div className="setup-acts">
        <TextField label={t('setup.name')} value={name} maxLength={60} onChange={setName} className="setup-name" />
        <Button kind={view.test === null || view.isOutdated ? 'primary' : 'plain'} icon="check-circle" busy={begin.isBusy} disabled={draft === null || isTrying} onPress={test}>
          {t(`setup.try.${place.role}`)}
        </Button>
        <Button kind={view.test === null || view.isOutdated ? 'plain' : 'primary'} icon="check" busy={store.isBusy} disabled={draft === null || isTrying} onPress={() => save('device')}>
          {t('setup.store')}
        </Button>
        {place.role !== 'screens' && (
          <Button kind="quiet" icon="close" busy={store.isBusy} disabled={view.isLocked || isTrying} onPress={() => save('none')}>
            {t('setup.none')}
          </Button>
        )}
      </div>
      <div ref={outcome} className="setup-outcome">
        {trial !== null && <TrialBox trial={trial} devices={devices} choice={draft} onChange={onChange} />}
        {begin.failure !== null && <FailureNotice failure={begin.failure} />}
        {store.failure !== null && <FailureNotice failure={store.failure} />}
        {stored !== null && <StoredNotice stored={stored} file={setup.file} />}
      </div>
    </div>
  );
}

/** What is in use, how it is, and how its test went. */
function Now({ view: { place, choice, state, test, isOutdated, answer }, now }: { readonly view: PlaceView; readonly now: number }): ReactNode {
  const { t } = useTexts();
  if (choice === null) return <p className="setup-now">{t(answer === 'none' ? 'setup.now-none' : 'setup.now-open')}</p>;
  const words = choiceWords(choice);
  return (
    <div className="setup-now">
      {place.role !== 'screens' && (
        <p>
          {t('setup.now')} <strong>{words === '' ? t('setup.any') : words}</strong> {state !== null && <Badge tone={STATES[state.kind]}>{t(`admin.device.kind.${state.kind}`)}</Badge>}
        </p>
      )}
      {state !== null && state.code !== null && (
        <p className="quiet">
          <FailureWords failure={localFailure(state.code)} />
        </p>
      )}
      <TestLine test={test} isOutdated={isOutdated} now={now} />
    </div>
  );
}
