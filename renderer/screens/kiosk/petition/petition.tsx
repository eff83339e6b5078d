// A complaint or proposal at the kiosk: what it is about by touch, its words on the keyboard, a contact only for whoever wants an answer.

import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { CommandInput } from '../../../../shared/contract/commands.ts';
import type { ReceivedPetition } from '../../../../shared/contract/feedback.ts';
import type { Point } from '../../../../shared/contract/point.ts';
import { isUndecided } from '../../../client/intents.ts';
import type { Intents } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { OnScreenKeyboard } from '../../../parts/keyboard/on-screen-keyboard.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { forCitizen } from '../frame/for-citizen.ts';
import { PrivacyNotice } from '../frame/privacy-notice.tsx';
import { useStillHere } from '../frame/use-still-here.ts';
import { PetitionDone } from './petition-done.tsx';
import './petition.css';

/** Place of this intent in the table of intents. */
const PETITION_KEY = 'petition';
const LONGEST = { text: 1_000, name: 60, phone: 15 } as const;
type Kind = CommandInput<'petition.receive'>['kind'];
type About = CommandInput<'petition.receive'>['about'];
const KINDS: readonly Kind[] = ['complaint', 'proposal'];
const ABOUTS: readonly About[] = ['manner', 'procedure', 'delay', 'fee', 'place', 'other'];

export interface PetitionPageProps {
  readonly point: Point;
  readonly intents: Intents;
  /** What to do with the code, where it is not the kiosk that gives it. */
  readonly keep?: string;
  readonly onReceived: () => void;
  readonly onDone: () => void;
}

export function PetitionPage({ point, intents, keep, onReceived, onDone }: PetitionPageProps): ReactNode {
  const { t } = useTexts();
  const isStillHere = useStillHere();
  const intent = useStore(intents.store)[PETITION_KEY] ?? null;
  const [step, setStep] = useState<'words' | 'contact'>('words');
  const [kind, setKind] = useState<Kind>('complaint');
  const [about, setAbout] = useState<About>('other');
  const [text, setText] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const [received, setReceived] = useState<ReceivedPetition | null>(null);
  const words = useRef<HTMLTextAreaElement>(null);
  if (received !== null) return <PetitionDone received={received} keep={keep ?? t('kiosk.petition.keep')} onDone={onDone} />;
  const send = (contactName: string, contactPhone: string): void => {
    void intents.run(PETITION_KEY, 'petition.receive', { kind, about, text, contactName, contactPhone }, (answer) => {
      if (!isStillHere()) return;
      setReceived(answer);
      onReceived();
    });
  };
  const failed = intent?.failure !== null && intent?.failure !== undefined && (
    <FailureNotice
      title={t('kiosk.petition.failed')}
      failure={forCitizen(intent.failure)}
      action={isUndecided(intent) ? <Button size="touch" kind="primary" icon="repeat" onPress={() => intents.retry(PETITION_KEY)}>{t('common.try-again')}</Button> : undefined}
    />
  );
  if (step === 'contact') return <Contact point={point} busy={intent?.state === 'pending'} failed={failed} onSend={send} onBack={() => setStep('words')} />;
  return (
    <div className="kiosk-petition">
      <div className="kiosk-petition-form">
        <div className="kiosk-page-title">
          <h1>{t('kiosk.petition.title')}</h1>
        </div>
        <Chips label={t('kiosk.petition.kind')} values={KINDS} chosen={kind} words={(value) => t(`common.petition.kind.${value}`)} onChoose={setKind} />
        <Chips label={t('kiosk.petition.about')} values={ABOUTS} chosen={about} words={(value) => t(`common.petition.about.${value}`)} onChoose={setAbout} />
        <label className="kiosk-line-field" data-chosen data-wrong={isEmpty}>
          <span className="kiosk-line-label">{t('kiosk.petition.text')}</span>
          <textarea
            ref={words}
            value={text}
            rows={4}
            maxLength={LONGEST.text}
            inputMode="none"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={isEmpty}
            onChange={(event) => {
              setText(event.target.value);
              setEmpty(false);
            }}
          />
          <span className="kiosk-line-hint" role={isEmpty ? 'alert' : undefined}>
            {t(isEmpty ? 'kiosk.petition.need-text' : 'kiosk.petition.text-hint')}
          </span>
        </label>
        {failed}
      </div>
      <div className="kiosk-petition-keys">
        <OnScreenKeyboard layout="words" value={text} maxLength={LONGEST.text} field={words} onChange={(next) => {
          setText(next);
          setEmpty(false);
        }} />
        <div className="kiosk-petition-ways">
          <Button size="touch" icon="person" onPress={() => (text.trim() === '' ? setEmpty(true) : setStep('contact'))}>
            {t('kiosk.petition.with-contact')}
          </Button>
          <Button kind="primary" size="touch" icon="check" busy={intent?.state === 'pending'} onPress={() => (text.trim() === '' ? setEmpty(true) : send('', ''))}>
            {t('kiosk.petition.send')}
          </Button>
        </div>
      </div>
    </div>
  );
}

interface ChipsProps<Value extends string> {
  readonly label: string;
  readonly values: readonly Value[];
  readonly chosen: Value;
  readonly words: (value: Value) => string;
  readonly onChoose: (value: Value) => void;
}

function Chips<Value extends string>({ label, values, chosen, words, onChoose }: ChipsProps<Value>): ReactNode {
  return (
    <div className="kiosk-chips" role="group" aria-label={label}>
      {values.map((value) => (
        <button type="button" key={value} className="kiosk-chip" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {value === chosen && <Icon name="check" />}
          <span>{words(value)}</span>
        </button>
      ))}
    </div>
  );
}

interface ContactProps {
  readonly point: Point;
  readonly busy: boolean;
  readonly failed: ReactNode;
  readonly onSend: (name: string, phone: string) => void;
  readonly onBack: () => void;
}

function Contact({ point, busy, failed, onSend, onBack }: ContactProps): ReactNode {
  const { t } = useTexts();
  const [isTold, setTold] = useState(false);
  const [line, setLine] = useState<'name' | 'phone'>('phone');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const nameInput = useRef<HTMLInputElement>(null);
  const phoneInput = useRef<HTMLInputElement>(null);
  const tidyPhone = (value: string): string => value.replaceAll(/[^0-9+]/g, '').slice(0, LONGEST.phone);
  if (!isTold) {
    return (
      <div className="kiosk-petition-told">
        <div className="kiosk-page-title">
          <h1>{t('kiosk.petition.contact')}</h1>
        </div>
        <PrivacyNotice point={point} about="contact" onUnderstood={() => setTold(true)} />
        <Button size="touch" icon="back" onPress={onBack}>
          {t('kiosk.petition.no-contact')}
        </Button>
      </div>
    );
  }
  return (
    <div className="kiosk-petition kiosk-contact">
      <div className="kiosk-petition-form">
        <div className="kiosk-page-title">
          <h1>{t('kiosk.petition.contact')}</h1>
        </div>
        <label className="kiosk-line-field" data-chosen={line === 'phone'}>
          <span className="kiosk-line-label">{t('kiosk.petition.phone')}</span>
          <input ref={phoneInput} className="digits" value={phone} inputMode="none" autoComplete="off" onFocus={() => setLine('phone')} onChange={(event) => setPhone(tidyPhone(event.target.value))} />
        </label>
        <label className="kiosk-line-field" data-chosen={line === 'name'}>
          <span className="kiosk-line-label">{t('kiosk.petition.name')}</span>
          <input ref={nameInput} value={name} maxLength={LONGEST.name} inputMode="none" autoComplete="off" spellCheck={false} onFocus={() => setLine('name')} onChange={(event) => setName(event.target.value)} />
        </label>
        {failed}
      </div>
      <div className="kiosk-petition-keys">
        {line === 'phone' ? (
          <OnScreenKeyboard layout="digits" value={phone} maxLength={LONGEST.phone} field={phoneInput} onChange={(next) => setPhone(tidyPhone(next))} />
        ) : (
          <OnScreenKeyboard layout="words" value={name} maxLength={LONGEST.name} field={nameInput} onChange={setName} />
        )}
        <div className="kiosk-petition-ways">
          <Button size="touch" icon="back" onPress={onBack}>
            {t('kiosk.petition.no-contact')}
          </Button>
          <Button kind="primary" size="touch" icon="check" busy={busy} onPress={() => onSend(name, phone)}>
            {t('kiosk.petition.send')}
          </Button>
        </div>
      </div>
    </div>
  );
}
