// Sets the recovery passphrase: typed twice in the open, since nobody can look it up later.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../../shared/contract/command.ts';
import { MAX_PASSPHRASE, MIN_PASSPHRASE } from '../../../../shared/contract/recovery.ts';
import { failureOf } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

type State = { readonly kind: 'open' | 'busy' | 'done' } | { readonly kind: 'failed'; readonly failure: Failure };

export function PassphraseCard(): ReactNode {
  const { t } = useTexts();
  const { client, newRequestId } = useServices();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [state, setState] = useState<State>({ kind: 'open' });
  const isSet = first.trim().length >= MIN_PASSPHRASE && first === second;

  function save(): void {
    setState({ kind: 'busy' });
    client.call('key.set-passphrase', { requestId: newRequestId(), passphrase: first }).then(
      () => {
        setFirst('');
        setSecond('');
        setState({ kind: 'done' });
      },
      (thrown: unknown) => setState({ kind: 'failed', failure: failureOf(thrown) }),
    );
  }

  return (
    <details className="card">
      <summary>{t('admin.passphrase.title')}</summary>
      <p className="quiet">{t('admin.passphrase.body')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isSet) save();
        }}
      >
        <TextField label={t('admin.passphrase.first')} hint={t('admin.passphrase.least', { count: MIN_PASSPHRASE })} value={first} maxLength={MAX_PASSPHRASE} onChange={setFirst} />
        <TextField label={t('admin.passphrase.second')} error={second !== '' && !first.startsWith(second) ? t('admin.passphrase.differ') : undefined} value={second} maxLength={MAX_PASSPHRASE} onChange={setSecond} />
        <Button submit busy={state.kind === 'busy'} disabled={!isSet} onPress={() => undefined}>
          {t('admin.passphrase.act')}
        </Button>
      </form>
      {state.kind === 'done' && <Notice tone="success">{t('admin.passphrase.done')}</Notice>}
      {state.kind === 'failed' && <FailureNotice failure={state.failure} />}
    </details>
  );
}
