// Asking for a dossier: by its code and the applicant's ID number, or by the QR of the receipt where a reader types it.

import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { CommandInput, CommandOutput } from '../../../../shared/contract/commands.ts';
import type { LookUpResult } from '../../../../shared/contract/dossier.ts';
import type { Point } from '../../../../shared/contract/point.ts';
import { failureOf } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { OnScreenKeyboard } from '../../../parts/keyboard/on-screen-keyboard.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { forCitizen } from '../frame/for-citizen.ts';
import { PrivacyNotice } from '../frame/privacy-notice.tsx';
import { useStillHere } from '../frame/use-still-here.ts';
import type { LookUpDraft } from '../kiosk-store.ts';
import { isIdNumber, isPetitionCode, isReceiptText, tidyCode, tidyIdNumber } from './look-up-input.ts';
import { ReceiptDrawing } from './receipt-drawing.tsx';
import './look-up.css';

type Line = 'code' | 'idNumber';
const LONGEST_CODE = 60;
/** Nothing is broken: something else can be typed, or waited for. */
const CALM_CODES: ReadonlySet<string> = new Set(['dossier.not-found', 'petition.not-found', 'lookup.mismatch', 'lookup.wait']);
const ID_DIGITS = 12;

export interface LookUpProps {
  readonly point: Point;
  readonly draft: LookUpDraft;
  readonly onDraft: (draft: LookUpDraft) => void;
  /** With what was asked, so that it can be asked again. */
  readonly onFound: (result: LookUpResult, asked: CommandInput<'dossier.look-up'>) => void;
  /** The code of a complaint's slip was typed; it needs no identity number. */
  readonly onPetition: (found: CommandOutput<'petition.look-up'>) => void;
}

export function LookUp({ point, draft, onDraft, onFound, onPetition }: LookUpProps): ReactNode {
  const { client } = useServices();
  const { t } = useTexts();
  const isStillHere = useStillHere();
  const [line, setLine] = useState<Line>('code');
  const [hasLetters, setHasLetters] = useState(false);
  const [isTold, setTold] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [missing, setMissing] = useState<Line | null>(null);
  const codeInput = useRef<HTMLInputElement>(null);
  const idInput = useRef<HTMLInputElement>(null);

  const change = (part: Partial<LookUpDraft>): void => {
    setMissing(null);
    setFailure(null);
    onDraft({ ...draft, ...part });
  };
  const turnTo = (next: Line): void => {
    setLine(next);
    (next === 'code' ? codeInput : idInput).current?.focus();
  };
  const ask = async (input: CommandInput<'dossier.look-up'>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const result = await client.call('dossier.look-up', input);
      if (isStillHere()) onFound(result, input);
    } catch (thrown) {
      setFailure(failureOf(thrown));
      setBusy(false);
    }
  };
  const askPetition = async (code: string): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const petition = await client.call('petition.look-up', { code });
      if (isStillHere()) onPetition(petition);
    } catch (thrown) {
      setFailure(failureOf(thrown));
      setBusy(false);
    }
  };
  const goOn = (): void => {
    if (busy) return;
    const code = draft.code.trim();
    if (isReceiptText(code)) void ask({ by: 'receipt', text: code });
    else if (isPetitionCode(code)) void askPetition(code);
    else if (code === '') {
      setMissing('code');
      turnTo('code');
    } else if (line === 'code' && draft.idNumber === '') turnTo('idNumber');
    else if (!isIdNumber(draft.idNumber)) {
      setMissing('idNumber');
      turnTo('idNumber');
    } else void ask({ by: 'code', code, idNumber: draft.idNumber });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') goOn();
  };
  const isReady = isReceiptText(draft.code) || isPetitionCode(draft.code) || (draft.code.trim() !== '' && (line === 'idNumber' || draft.idNumber !== ''));
  return (
    <div className="kiosk-look-up">
      <div className="kiosk-look-up-lines">
        <div className="kiosk-page-title">
          <h1>{t('kiosk.look-up.title')}</h1>
        </div>
        <ReceiptDrawing />
        <LineField
          ref={codeInput}
          label={t('kiosk.look-up.code')}
          hint={missing === 'code' ? t('kiosk.look-up.need-code') : t('kiosk.look-up.code-hint')}
          isWrong={missing === 'code'}
          isChosen={line === 'code'}
          value={draft.code}
          onFocus={() => setLine('code')}
          onChange={(code) => change({ code: tidyCode(code) })}
          onKey={onKey}
        />
        <LineField
          ref={idInput}
          label={t('kiosk.look-up.id')}
          hint={missing === 'idNumber' ? t('kiosk.look-up.need-id') : t('kiosk.look-up.id-hint')}
          isWrong={missing === 'idNumber'}
          isChosen={line === 'idNumber'}
          value={draft.idNumber}
          onFocus={() => setLine('idNumber')}
          onChange={(idNumber) => change({ idNumber: tidyIdNumber(idNumber, ID_DIGITS) })}
          onKey={onKey}
        />
        {failure !== null && <FailureNotice title={t('kiosk.look-up.failed')} failure={forCitizen(failure)} tone={CALM_CODES.has(failure.code) ? 'warning' : 'danger'} />}
        <Button kind="primary" size="touch" icon={isReady ? 'search' : 'forward'} busy={busy} className="kiosk-look-up-go" onPress={goOn}>
          {isReady ? t('kiosk.look-up.search') : t('kiosk.look-up.next')}
        </Button>
      </div>
      <div className="kiosk-look-up-keys">
        {line === 'code' && <OnScreenKeyboard layout="code" field={codeInput} value={draft.code} maxLength={LONGEST_CODE} onChange={(code) => change({ code })} />}
        {line === 'idNumber' && !isTold && <PrivacyNotice point={point} about="id-number" onUnderstood={() => setTold(true)} />}
        {line === 'idNumber' && isTold && (
          <>
            <OnScreenKeyboard layout={hasLetters ? 'code' : 'digits'} field={idInput} value={draft.idNumber} maxLength={ID_DIGITS} onChange={(idNumber) => change({ idNumber: tidyIdNumber(idNumber, ID_DIGITS) })} />
            <Button kind="quiet" size="touch" onPress={() => setHasLetters(!hasLetters)}>
              {t(hasLetters ? 'kiosk.look-up.digits' : 'kiosk.look-up.letters')}
            </Button>
          </>
        )}
        <p className="kiosk-look-up-private">
          <Icon name="info" />
          <span>{t('kiosk.look-up.private')}</span>
        </p>
      </div>
    </div>
  );
}

interface LineFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly isWrong: boolean;
  readonly isChosen: boolean;
  readonly value: string;
  readonly onFocus: () => void;
  readonly onChange: (value: string) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly ref: Ref<HTMLInputElement>;
}

function LineField({ label, hint, isWrong, isChosen, value, onFocus, onChange, onKey, ref }: LineFieldProps): ReactNode {
  return (
    <label className="kiosk-line-field" data-chosen={isChosen} data-wrong={isWrong}>
      <span className="kiosk-line-label">{label}</span>
      <input
        ref={ref}
        className="digits"
        value={value}
        inputMode="none"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={isWrong}
        onFocus={onFocus}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKey}
      />
      <span className="kiosk-line-hint" role={isWrong ? 'alert' : undefined}>
        {hint}
      </span>
    </label>
  );
}
