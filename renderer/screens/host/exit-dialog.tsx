// Asks for the technician's PIN on keys of its own, and then what is to be done with the machine.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/contract/command.ts';
import type { LeaveChoice } from '../../../shared/contract/host.ts';
import { failureOf } from '../../client/call-failed.ts';
import type { Client } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureNotice } from '../../parts/notice.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import './host.css';

type Step = { readonly kind: 'pin' } | { readonly kind: 'choose'; readonly choices: readonly LeaveChoice[] };

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;
const SHORTEST = 4;
const LONGEST = 12;

export function ExitDialog({ client, onClose }: { readonly client: Client; readonly onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const [step, setStep] = useState<Step>({ kind: 'pin' });
  const [pin, setPin] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  function run(work: () => Promise<void>): void {
    setBusy(true);
    setFailure(null);
    work()
      .catch((thrown: unknown) => {
        const refused = failureOf(thrown);
        setFailure(refused);
        if (refused.code === 'host.locked') setStep({ kind: 'pin' });
      })
      .finally(() => {
        setPin('');
        setBusy(false);
      });
  }
  const unlock = (): void => run(async () => setStep({ kind: 'choose', choices: (await client.call('host.unlock', { pin })).choices }));
  const leave = (choice: LeaveChoice): void =>
    run(async () => {
      await client.call('host.leave', { choice });
      onClose();
    });

  return (
    <Dialog
      title={t('host.exit.title')}
      onClose={onClose}
      actions={
        <Button size="touch" onPress={onClose}>
          {t('host.exit.back')}
        </Button>
      }
    >
      {step.kind === 'pin' ? (
        <div className="host-pin">
          <p>{t('host.exit.ask')}</p>
          <output className="host-dots" aria-label={t('host.exit.typed', { count: pin.length })}>
            {'●'.repeat(pin.length)}
          </output>
          <div className="host-keys">
            {DIGITS.map((digit) => (
              <Button key={digit} size="touch" disabled={busy || pin.length >= LONGEST} onPress={() => setPin(pin + digit)}>
                {digit}
              </Button>
            ))}
            <Button size="touch" kind="quiet" disabled={busy || pin === ''} onPress={() => setPin('')}>
              {t('host.exit.clear')}
            </Button>
            <Button size="touch" kind="primary" busy={busy} disabled={pin.length < SHORTEST} onPress={unlock}>
              {t('host.exit.open')}
            </Button>
          </div>
        </div>
      ) : (
        <div className="host-choices">
          <p>{t('host.exit.choose')}</p>
          {step.choices.map((choice) => (
            <Button key={choice} size="touch" busy={busy} onPress={() => leave(choice)}>
              {t(`host.leave.${choice}`)}
            </Button>
          ))}
        </div>
      )}
      {failure !== null && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
