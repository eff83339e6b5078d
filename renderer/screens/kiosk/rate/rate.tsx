// Rating a visit that is over: its number or its receipt, then one of three faces. Nobody's name is asked for.

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import type { RatingLevel } from '../../../../shared/contract/feedback.ts';
import { failureOf } from '../../../client/call-failed.ts';
import { isUndecided } from '../../../client/intents.ts';
import type { Intents } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { OnScreenKeyboard } from '../../../parts/keyboard/on-screen-keyboard.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { RatingFaces } from '../../../parts/rating-faces.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { watchKeys } from '../../../parts/wedge/watch-keys.ts';
import { forCitizen } from '../frame/for-citizen.ts';
import { useStillHere } from '../frame/use-still-here.ts';
import { isReceiptText, tidyCode } from '../look-up/look-up-input.ts';
import './rate.css';

/** Place of this intent in the table of intents. */
const RATE_KEY = 'rate';
const LONGEST = 60;
const NUMBER = /^[A-Z]\d{3}$/;

export interface RateProps {
  readonly intents: Intents;
  /** What is on the page now, for the spoken help. */
  readonly onRated: () => void;
  readonly onPetition: () => void;
  /** A reader has typed a code that is no receipt. */
  readonly onReaderTyping: () => void;
  readonly onDone: () => void;
}

type Found = CommandOutput<'rating.find'>;

export function Rate({ intents, onRated, onPetition, onReaderTyping, onDone }: RateProps): ReactNode {
  const isStillHere = useStillHere();
  const [read, setRead] = useState({ receipt: '', times: 0 });
  const [found, setFound] = useState<Found | null>(null);
  const [level, setLevel] = useState<RatingLevel | null>(null);
  const begin = useEffectEvent((receipt: string) => {
    // Whoever has touched a face waits for the answer to it.
    if (intents.store.getState()[RATE_KEY]?.state === 'pending') return;
    setFound(null);
    setLevel(null);
    setRead({ receipt, times: read.times + 1 });
  });
  const readerTypes = useEffectEvent(onReaderTyping);
  // Here a receipt says which visit is rated, not which dossier is shown.
  useEffect(() => watchKeys(window, { isWatching: () => true, onReceipt: (text) => begin(text), onCode: () => readerTypes() }), []);
  if (found === null) return <FindVisit key={read.times} receipt={read.receipt} onFound={setFound} />;
  if (level !== null) return <Thanks isUnhappy={level === 'dissatisfied'} onPetition={onPetition} onDone={onDone} />;
  return <Faces found={found} intents={intents} onGiven={(given) => {
    if (!isStillHere()) return;
    setLevel(given);
    onRated();
  }} />;
}

/** `receipt` is what a reader has typed, and is asked for at once; '' where a person types. */
function FindVisit({ receipt, onFound }: { readonly receipt: string; readonly onFound: (found: Found) => void }): ReactNode {
  const { client } = useServices();
  const { t } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(receipt);
  const [busy, setBusy] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = (next: string): void => {
    setText(isReceiptText(next) ? next.trim() : tidyCode(next));
    setWrong(false);
    setFailure(null);
  };
  const find = async (): Promise<void> => {
    if (busy) return;
    const isReceipt = isReceiptText(text);
    if (!isReceipt && !NUMBER.test(text)) return setWrong(true);
    setBusy(true);
    try {
      onFound(await client.call('rating.find', isReceipt ? { by: 'receipt', text } : { by: 'number', number: text }));
    } catch (thrown) {
      setFailure(failureOf(thrown));
      setBusy(false);
    }
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') void find();
  };
  const findRead = useEffectEvent(() => void find());
  useEffect(() => {
    if (receipt !== '') findRead();
  }, [receipt]);
  return (
    <div className="kiosk-look-up">
      <div className="kiosk-look-up-lines">
        <div className="kiosk-page-title">
          <h1>{t('kiosk.rate.title')}</h1>
        </div>
        <label className="kiosk-line-field" data-chosen data-wrong={isWrong}>
          <span className="kiosk-line-label">{t('kiosk.rate.number')}</span>
          <input ref={input} className="digits" value={text} inputMode="none" autoComplete="off" spellCheck={false} aria-invalid={isWrong} onChange={(event) => change(event.target.value)} onKeyDown={onKey} />
          <span className="kiosk-line-hint" role={isWrong ? 'alert' : undefined}>
            {t(isWrong ? 'kiosk.rate.need-number' : 'kiosk.rate.number-hint')}
          </span>
        </label>
        {failure !== null && <FailureNotice title={t('kiosk.rate.failed')} failure={forCitizen(failure)} tone="warning" />}
        <Button kind="primary" size="touch" icon="forward" busy={busy} className="kiosk-look-up-go" onPress={() => void find()}>
          {t('kiosk.look-up.next')}
        </Button>
      </div>
      <div className="kiosk-look-up-keys">
        <OnScreenKeyboard layout="code" value={text} maxLength={LONGEST} field={input} onChange={change} />
        <p className="kiosk-look-up-private">
          <Icon name="info" />
          <span>{t('kiosk.rate.private')}</span>
        </p>
      </div>
    </div>
  );
}

function Faces({ found, intents, onGiven }: { readonly found: Found; readonly intents: Intents; readonly onGiven: (level: RatingLevel) => void }): ReactNode {
  const { t } = useTexts();
  const intent = useStore(intents.store)[RATE_KEY] ?? null;
  return (
    <div className="kiosk-rate">
      <div className="kiosk-page-title">
        <h1>{t('kiosk.rate.ask')}</h1>
        <p>{t('kiosk.rate.visit', { number: found.number, counter: found.counterId })}</p>
      </div>
      <RatingFaces busy={intent?.state === 'pending'} onChoose={(level) => void intents.run(RATE_KEY, 'rating.give', { ticketId: found.ticketId, level, via: found.via }, () => onGiven(level))} />
      {intent?.failure !== null && intent?.failure !== undefined && (
        <FailureNotice
          title={t('kiosk.rate.failed')}
          failure={forCitizen(intent.failure)}
          action={isUndecided(intent) ? <Button size="touch" kind="primary" icon="repeat" onPress={() => intents.retry(RATE_KEY)}>{t('common.try-again')}</Button> : undefined}
        />
      )}
      <p className="kiosk-look-up-private">
        <Icon name="info" />
        <span>{t('kiosk.rate.private')}</span>
      </p>
    </div>
  );
}

function Thanks({ isUnhappy, onPetition, onDone }: { readonly isUnhappy: boolean; readonly onPetition: () => void; readonly onDone: () => void }): ReactNode {
  const { t } = useTexts();
  return (
    <div className="kiosk-rate kiosk-rate-thanks">
      <Icon name="check-circle" />
      <div role="status">
        <h1>{t('kiosk.rate.thanks')}</h1>
      </div>
      {isUnhappy && <p>{t('kiosk.rate.say-more')}</p>}
      <div className="kiosk-rate-ways">
        {isUnhappy && (
          <Button size="touch" icon="megaphone" onPress={onPetition}>
            {t('kiosk.home.petition')}
          </Button>
        )}
        <Button kind="primary" size="touch" icon="check" onPress={onDone}>
          {t('kiosk.number.done')}
        </Button>
      </div>
    </div>
  );
}
