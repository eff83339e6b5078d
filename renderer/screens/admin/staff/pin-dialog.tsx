// A new PIN for an officer who has forgotten it, or was shut out.

import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { ListedOfficer, StaffList } from '../../../../shared/contract/staff.ts';
import { isEasyPin, PIN_FORM } from '../../../../shared/domain/staff/pin.ts';
import { failureOf } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { PinField } from '../../../parts/staff/pin-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function PinDialog({ officer: { officerId, name }, onClose, onDone }: { readonly officer: ListedOfficer; onClose(): void; onDone(answer: StaffList): void }): ReactNode {
  const { t } = useTexts();
  const { client } = useServices();
  const formId = useId();
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [isTried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isWrong = !PIN_FORM.test(pin) || isEasyPin(pin);
  const save = (): void => {
    setBusy(true);
    client
      .call('staff.set-pin', { officerId, pin })
      .then(onDone, (thrown: unknown) => setFailure(failureOf(thrown)))
      .finally(() => setBusy(false));
  };
  return (
    <Dialog
      title={t('staff.reset.of', { name })}
      onClose={onClose}
      actions={
        <>
          <Button keycap="Esc" onPress={onClose}>
            {t('staff.cancel')}
          </Button>
          <Button kind="primary" icon="check" submit form={formId} busy={isBusy} onPress={() => undefined}>
            {t('staff.reset')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="staff-form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          setFailure(null);
          if (!isWrong && pin === again && !isBusy) save();
        }}
      >
        <p>{t('staff.reset.explain', { name })}</p>
        <PinField label={t('staff.pin.new')} value={pin} error={isTried && isWrong ? t('staff.pin.rule') : undefined} onChange={setPin} />
        <PinField label={t('staff.pin.again')} value={again} error={isTried && pin !== again ? t('staff.pin.differs') : undefined} onChange={setAgain} />
        <p className="quiet">{t('staff.pin.rule')}</p>
        {failure !== null && <FailureNotice failure={failure} />}
      </form>
    </Dialog>
  );
}
