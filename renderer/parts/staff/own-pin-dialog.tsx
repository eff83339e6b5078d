// What is the officer's own: another PIN, and signing out.

import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/contract/command.ts';
import { PIN_FORM } from '../../../shared/domain/staff/pin.ts';
import { failureOf } from '../../client/call-failed.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useServices } from '../services.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { PinField } from './pin-field.tsx';
import type { Staff } from './staff-context.tsx';

export function OwnPinDialog({ staff, onClose }: { readonly staff: Staff; readonly onClose: () => void }): ReactNode {
  const { t } = useTexts();
  const { client } = useServices();
  const formId = useId();
  const [pins, setPins] = useState({ old: '', pin: '', again: '' });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isDone, setDone] = useState(false);
  const isSame = pins.pin === pins.again;
  const isReady = PIN_FORM.test(pins.pin) && isSame && pins.old !== '';
  const change = (more: Partial<typeof pins>): void => {
    setPins({ ...pins, ...more });
    setFailure(null);
    setDone(false);
  };
  const save = (): void => {
    setBusy(true);
    client
      .call('staff.own-pin', { old: pins.old, pin: pins.pin })
      .then(() => setDone(true), (thrown: unknown) => setFailure(failureOf(thrown)))
      .finally(() => {
        setPins({ old: '', pin: '', again: '' });
        setBusy(false);
      });
  };
  return (
    <Dialog
      title={staff.session.name}
      onClose={onClose}
      actions={
        <>
          <Button keycap="Esc" onPress={onClose}>
            {t('staff.close')}
          </Button>
          <Button icon="close" onPress={staff.signOut}>
            {t('staff.sign-out')}
          </Button>
          <Button kind="primary" icon="check" submit form={formId} busy={isBusy} disabled={!isReady} onPress={() => undefined}>
            {t('staff.own-pin.save')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="staff-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !isBusy) save();
        }}
      >
        <p className="quiet">{t(`staff.role.${staff.session.role}`)}</p>
        <PinField label={t('staff.own-pin.old')} value={pins.old} onChange={(old) => change({ old })} />
        <PinField label={t('staff.pin.new')} value={pins.pin} onChange={(pin) => change({ pin })} />
        <PinField label={t('staff.pin.again')} value={pins.again} error={pins.again !== '' && !isSame ? t('staff.pin.differs') : undefined} onChange={(again) => change({ again })} />
        <p className="quiet">{t('staff.pin.rule')}</p>
        {failure !== null && <FailureNotice failure={failure} />}
        {isDone && <Notice tone="success">{t('staff.own-pin.done')}</Notice>}
      </form>
    </Dialog>
  );
}
