// The two ways in which a person brings the key: a passphrase, or the key that the city unsealed, typed or from a file.

import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { MAX_PASSPHRASE } from '../../../shared/contract/recovery.ts';
import type { Recovery } from '../../../shared/contract/recovery.ts';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';

interface StepProps {
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly onTry: (text: string) => void;
}

export function PassphraseStep({ busy, disabled, onTry }: StepProps): ReactNode {
  const { t } = useTexts();
  const [passphrase, setPassphrase] = useState('');
  return (
    <form
      className="recovery-form"
      onSubmit={(event) => {
        event.preventDefault();
        onTry(passphrase);
      }}
    >
      <TextField label={t('recovery.passphrase.label')} hint={t('recovery.passphrase.hint')} value={passphrase} maxLength={MAX_PASSPHRASE} onChange={setPassphrase} />
      <div className="recovery-row">
        <Button submit busy={busy} disabled={disabled || passphrase.trim() === ''} onPress={() => undefined}>
          {t('recovery.open.act')}
        </Button>
      </div>
    </form>
  );
}

/** No file of a key is longer. */
const MOST_FILE_BYTES = 400;

export function KeyStep({ recovery, busy, disabled, onTry }: StepProps & { readonly recovery: Recovery }): ReactNode {
  const { t } = useTexts();
  const fileId = useId();
  const [text, setText] = useState('');
  const sealed = recovery.wraps.findLast(({ kind, state }) => kind === 'recovery' && state !== 'damaged');
  return (
    <form
      className="recovery-form"
      onSubmit={(event) => {
        event.preventDefault();
        onTry(text);
      }}
    >
      <p>{sealed === undefined ? t('recovery.key.no-wrap') : t('recovery.key.body', { file: sealed.name })}</p>
      <TextField label={t('recovery.key.label')} hint={t('recovery.key.hint')} value={text} maxLength={MOST_FILE_BYTES} placeholder="XXXXXXX-XXXXXXX XXXXXXX-XXXXXXX …" onChange={setText} />
      <div className="recovery-row">
        <Button submit busy={busy} disabled={disabled || text.trim() === ''} onPress={() => undefined}>
          {t('recovery.open.act')}
        </Button>
        <input
          id={fileId}
          className="only-heard"
          type="file"
          accept=".txt,text/plain"
          onChange={(event) => {
            const file = event.target.files?.[0];
            // A file that cannot be read leaves the field as it is, and the person sees that.
            void file?.slice(0, MOST_FILE_BYTES).text().then((read) => setText(read.trim()), () => undefined);
          }}
        />
        <label className="recovery-file" htmlFor={fileId}>
          {t('recovery.key.file')}
        </label>
      </div>
    </form>
  );
}
