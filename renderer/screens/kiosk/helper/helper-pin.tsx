// A youth team signs on at the kiosk with its PIN: the digits are not shown, and nothing of any person is asked for.

import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../../shared/contract/command.ts';
import { failureOf } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { OnScreenKeyboard } from '../../../parts/keyboard/on-screen-keyboard.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { forCitizen } from '../frame/for-citizen.ts';
import { useStillHere } from '../frame/use-still-here.ts';

const MOST_DIGITS = 8;
const LEAST_DIGITS = 4;

export function HelperPin({ onTeam, onClose }: { readonly onTeam: (team: string) => void; readonly onClose: () => void }): ReactNode {
  const { client } = useServices();
  const { t } = useTexts();
  const isStillHere = useStillHere();
  const field = useRef<HTMLInputElement>(null);
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const enter = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const { team } = await client.call('helper.enter', { pin });
      if (isStillHere()) onTeam(team);
    } catch (thrown) {
      setFailure(failureOf(thrown));
      setPin('');
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('kiosk.helper.title')}
      onClose={onClose}
      actions={
        <>
          <Button size="touch" onPress={onClose}>
            {t('common.back')}
          </Button>
          <Button size="touch" kind="primary" busy={busy} disabled={pin.length < LEAST_DIGITS} onPress={() => void enter()}>
            {t('kiosk.helper.enter')}
          </Button>
        </>
      }
    >
      {/* Above the field, so that it stays within reach of who sits. */}
      {failure !== null && <FailureNotice failure={forCitizen(failure)} tone="warning" />}
      <label className="kiosk-line-field" data-chosen>
        <span className="kiosk-line-label">{t('kiosk.helper.pin')}</span>
        <input ref={field} type="password" value={pin} inputMode="none" autoComplete="off" onChange={(event) => setPin(event.target.value.replaceAll(/\D/g, '').slice(0, MOST_DIGITS))} />
      </label>
      <OnScreenKeyboard layout="digits" value={pin} maxLength={MOST_DIGITS} field={field} onChange={setPin} />
    </Dialog>
  );
}
