// How far the dossier is digitised, what of it was signed, and signing more of it with a token.

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/contract/command.ts';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import type { SigningState } from '../../../shared/contract/signing.ts';
import type { DossierPart } from '../../../shared/domain/digitisation/parts.ts';
import { failureOf } from '../../client/call-failed.ts';
import { remember } from '../../client/remembered.ts';
import { Button } from '../button.tsx';
import { focusFirst } from '../choices.tsx';
import { Dialog } from '../dialog.tsx';
import { Loading } from '../loading.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useMemory, useServices } from '../services.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { codeOf } from './act-dialog.tsx';
import type { DossierActions } from './dossier-core.ts';
import { DigitisedParts } from './digitised-parts.tsx';
import { SignForm } from './sign-form.tsx';

/** So often is asked how a signature gets on, in ms. */
const ASK_MS = 700;

/** `maySign`: only a counter has a token. */
export function SignPane({ detail, maySign, act }: { readonly detail: DossierDetail; readonly maySign: boolean; readonly act: DossierActions }): ReactNode {
  const { t } = useTexts();
  const { client } = useServices();
  const { dossierId } = detail.dossier;
  const [known, memory] = useMemory(({ client: own, now }) => remember(own, { read: () => own.call('signing.read', { dossierId }), again: ['dossiers.changed'], now }));
  const [part, setPart] = useState<DossierPart | null>(null);
  const [state, setState] = useState<SigningState>({ kind: 'none' });
  const [failure, setFailure] = useState<Failure | null>(null);
  const isWorking = state.kind === 'working';

  useEffect(() => {
    if (!isWorking) return;
    const timer = setInterval(() => {
      client.call('signing.state', { dossierId }).then(setState, (error: unknown) => setFailure(failureOf(error)));
    }, ASK_MS);
    return () => clearInterval(timer);
  }, [client, dossierId, isWorking]);

  const start = (begun: Promise<SigningState>): void => {
    setFailure(null);
    begun.then(setState, (error: unknown) => setFailure(failureOf(error)));
  };
  const scan = (source: 'feeder' | 'glass') => (): void => start(client.call('signing.scan-result', { dossierId, source }));
  const isLiving = !detail.isVoided && !detail.isErased;
  if (part !== null) {
    return (
      <SignForm
        title={t(part === 'papers' ? 'care.sign.papers-title' : 'care.sign.result-title', { code: codeOf(detail) })}
        state={state}
        failure={failure}
        onClose={() => setPart(null)}
        onSign={(order) => start(client.call('signing.begin', { dossierId, part, ...order }))}
      />
    );
  }
  return (
    <Dialog
      wide
      title={t('care.sign.title', { code: codeOf(detail) })}
      onClose={() => act.show('look')}
      actions={
        <>
          {maySign && isLiving && (
            <>
              <Button icon="paper" busy={isWorking} onPress={scan('glass')}>{t('care.sign.scan-glass')}</Button>
              <Button icon="paper" busy={isWorking} onPress={scan('feeder')}>{t('care.sign.scan-feeder')}</Button>
              <span className="spread" />
              <Button disabled={isWorking} onPress={() => setPart('result')}>{t('care.sign.result')}</Button>
              <Button disabled={isWorking} onPress={() => setPart('papers')}>{t('care.sign.papers')}</Button>
            </>
          )}
          <Button ref={focusFirst} keycap="Esc" onPress={() => act.show('look')}>{t('counter.dialog.back')}</Button>
        </>
      }
    >
      {known.kind === 'loading' && <Loading />}
      {known.kind === 'failed' && <FailureNotice failure={known.failure} action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>} />}
      {failure !== null && <FailureNotice failure={failure} />}
      {state.kind === 'working' && <Notice tone="info">{t(`care.sign.step.${state.step}`)}</Notice>}
      {state.kind === 'scanned' && <Notice tone="success">{t('care.sign.scanned', { pages: state.pages })}</Notice>}
      {state.kind === 'failed' && <FailureNotice failure={{ code: state.code, params: {}, traceId: '' }} />}
      {known.kind === 'known' && <DigitisedParts dossierId={dossierId} digitisation={known.value} />}
    </Dialog>
  );
}
