// Signing with a token: which certificate, in which form, and the PIN, which is forgotten as soon as it was handed on.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/contract/command.ts';
import type { SigningState, Token } from '../../../shared/contract/signing.ts';
import { remember } from '../../client/remembered.ts';
import { Button } from '../button.tsx';
import { Choices } from '../choices.tsx';
import { Dialog } from '../dialog.tsx';
import { Loading } from '../loading.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useMemory } from '../services.tsx';
import { formatDate } from '../texts/format.ts';
import { useTexts } from '../texts/use-texts.tsx';

interface SignOrder {
  readonly format: 'pades' | 'cades';
  readonly tokenSerial: string;
  readonly fingerprint: string;
  readonly pin: string;
  readonly dareLastTry: boolean;
}

interface SignFormProps {
  readonly title: string;
  readonly state: SigningState;
  readonly failure: Failure | null;
  onClose(): void;
  onSign(order: SignOrder): void;
}

type Offered = { readonly token: Token; readonly certificate: Token['certificates'][number] };

export function SignForm({ title, state, failure, onClose, onSign }: SignFormProps): ReactNode {
  const { t } = useTexts();
  // Read once for each opening: tokens are asked through their own library, which takes a moment.
  const [known, memory] = useMemory(({ client, now }) => remember(client, { read: () => client.call('signing.tokens', {}), again: [], now }));
  const [picked, setPicked] = useState<string | null>(null);
  const [format, setFormat] = useState<'pades' | 'cades'>('pades');
  const [pin, setPin] = useState('');
  const [dares, setDares] = useState(false);
  const isWorking = state.kind === 'working';
  const offered: readonly Offered[] = known.kind === 'known' ? known.value.tokens.flatMap((token) => token.certificates.map((certificate) => ({ token, certificate }))) : [];
  const good = offered.filter(({ certificate }) => certificate.standing === 'good');
  const chosen = good.find(({ certificate }) => certificate.fingerprint === picked) ?? good[0];
  const pinState = state.kind === 'failed' && state.pin !== null ? state.pin : (chosen?.token.pin ?? 'fine');
  const isReady = chosen !== undefined && !isWorking && (chosen.token.hasOwnKeys || pin !== '') && pinState !== 'locked' && (pinState !== 'last-try' || dares);
  const sign = (): void => {
    if (!isReady || chosen === undefined) return;
    onSign({ format, tokenSerial: chosen.token.serial, fingerprint: chosen.certificate.fingerprint, pin, dareLastTry: dares });
    setPin('');
    setDares(false);
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button keycap="Esc" onPress={onClose}>{t('counter.dialog.back')}</Button>
          <Button kind="primary" submit form="sign-form" busy={isWorking} disabled={!isReady} onPress={() => undefined}>{t('care.sign.sign')}</Button>
        </>
      }
    >
      <form id="sign-form" className="care-form" onSubmit={(event) => { event.preventDefault(); sign(); }}>
        {known.kind === 'loading' && <Loading />}
        {known.kind === 'failed' && <FailureNotice failure={known.failure} action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>} />}
        {known.kind === 'known' && offered.length === 0 && <Notice tone="warning" action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>}>{t('error.token.absent')}</Notice>}
        {good.length > 0 && (
          <Choices
            legend={t('care.sign.certificate')}
            name="certificate"
            choices={good.map(({ certificate: { fingerprint, name, issuer, validTo } }) => ({ value: fingerprint, words: t('care.sign.certificate-words', { name, issuer, to: formatDate(validTo) }) }))}
            chosen={chosen?.certificate.fingerprint ?? null}
            onChoose={setPicked}
          />
        )}
        {offered.filter(({ certificate }) => certificate.standing !== 'good').map(({ certificate: { fingerprint, name, standing, validTo } }) => (
          <p className="quiet" key={fingerprint}>{name}: {t(`care.sign.standing.${standing === 'good' ? 'unfit' : standing}`, { to: formatDate(validTo) })}</p>
        ))}
        {good.length > 0 && (
          <>
            <Choices<'pades' | 'cades'> legend={t('care.sign.format')} name="format" choices={[{ value: 'pades', words: t('care.sign.format.pades') }, { value: 'cades', words: t('care.sign.format.cades') }]} chosen={format} onChoose={setFormat} />
            {pinState !== 'fine' && <Notice tone={pinState === 'few-left' ? 'warning' : 'danger'}>{t(`care.sign.pin.${pinState}`)}</Notice>}
            {pinState === 'last-try' && (
              <label className="choice">
                <input type="checkbox" checked={dares} onChange={(event) => setDares(event.target.checked)} />
                <span>{t('care.sign.dare')}</span>
              </label>
            )}
            {chosen?.token.hasOwnKeys === true ? <Notice tone="info">{t('care.sign.own-keys')}</Notice> : (
              <label className="field">
                <span>{t('care.sign.pin')}</span>
                <input className="text-input" type="password" autoComplete="off" maxLength={64} value={pin} onChange={(event) => setPin(event.target.value)} />
              </label>
            )}
          </>
        )}
        {state.kind === 'working' && <Notice tone="info">{t(`care.sign.step.${state.step}`)}</Notice>}
        {state.kind === 'done' && <Notice tone="success">{t('care.sign.done')}</Notice>}
        {state.kind === 'failed' && <FailureNotice failure={{ code: state.code, params: {}, traceId: '' }} />}
        {failure !== null && <FailureNotice failure={failure} />}
      </form>
    </Dialog>
  );
}
