// An officer's account, new or changed: each fault beside its field, the refusal of the station below.

import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { must } from '../../../../shared/base/must.ts';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { ListedOfficer, StaffList } from '../../../../shared/contract/staff.ts';
import { isEasyPin, PIN_FORM } from '../../../../shared/domain/staff/pin.ts';
import { STAFF_ROLES } from '../../../../shared/domain/staff/rights.ts';
import type { StaffRole } from '../../../../shared/domain/staff/rights.ts';
import { failureOf } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { Choices, focusFirst } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { PinField } from '../../../parts/staff/pin-field.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

const LOGIN = /^[a-z][a-z0-9.]{0,19}$/;

interface OfficerDialogProps {
  /** Null for a new one. */
  readonly officer: ListedOfficer | null;
  /** The first of all is a head. */
  readonly isFirst: boolean;
  onClose(): void;
  onDone(answer: StaffList): void;
}

export function OfficerDialog({ officer, isFirst, onClose, onDone }: OfficerDialogProps): ReactNode {
  const { t, failure: sentence } = useTexts();
  const { client, newRequestId } = useServices();
  const formId = useId();
  // One id for every try, so that a try whose answer was lost adds nobody twice.
  const [officerId] = useState(() => officer?.officerId ?? newRequestId());
  const [typed, setTyped] = useState({ name: officer?.name ?? '', login: officer?.login ?? '', role: officer?.role ?? (isFirst ? 'head' : 'receiving') satisfies StaffRole as StaffRole, isActive: officer?.isActive ?? true, pin: '', again: '' });
  const [isTried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const change = (more: Partial<typeof typed>): void => {
    setTyped({ ...typed, ...more });
    setFailure(null);
  };
  const name = typed.name.trim();
  const isPinWrong = officer === null && (!PIN_FORM.test(typed.pin) || isEasyPin(typed.pin));
  const isPinUnlike = officer === null && typed.pin !== typed.again;
  const isReady = name !== '' && LOGIN.test(typed.login) && !isPinWrong && !isPinUnlike;
  const save = (): void => {
    setBusy(true);
    const account = { officerId, name, login: typed.login, role: typed.role };
    (officer === null ? client.call('staff.add', { ...account, pin: typed.pin }) : client.call('staff.change', { requestId: newRequestId(), ...account, isActive: typed.isActive }))
      .then(onDone, (thrown: unknown) => setFailure(failureOf(thrown)))
      .finally(() => setBusy(false));
  };
  const isOfLogin = failure?.code === 'staff.login-taken';
  return (
    <Dialog
      title={officer === null ? t('staff.add.title') : t('staff.edit.title', { name: officer.name })}
      wide
      onClose={onClose}
      actions={
        <>
          <Button keycap="Esc" onPress={onClose}>
            {t('staff.cancel')}
          </Button>
          <Button kind="primary" icon="check" submit form={formId} busy={isBusy} onPress={() => undefined}>
            {t('staff.save')}
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
          if (isReady && !isBusy) save();
        }}
      >
        <TextField ref={focusFirst} label={t('staff.name')} value={typed.name} maxLength={80} error={isTried && name === '' ? t('staff.name.missing') : undefined} onChange={(text) => change({ name: text })} />
        <TextField
          label={t('staff.login')}
          value={typed.login}
          maxLength={20}
          hint={t('staff.login.hint')}
          error={isOfLogin ? sentence(must(failure, 'it is of the sign-in name')) : isTried && !LOGIN.test(typed.login) ? t('staff.login.wrong') : undefined}
          onChange={(text) => change({ login: text.toLowerCase() })}
        />
        <Choices
          legend={t('staff.role')}
          name="staff-role"
          choices={(isFirst ? (['head'] as const) : STAFF_ROLES).map((role) => ({ value: role, words: `${t(`staff.role.${role}`)}: ${t(`staff.role.${role}.may`)}` }))}
          chosen={typed.role}
          onChoose={(role) => change({ role })}
        />
        {officer === null ? (
          <>
            <PinField label={t('staff.pin')} value={typed.pin} error={isTried && isPinWrong ? t('staff.pin.rule') : undefined} onChange={(pin) => change({ pin })} />
            <PinField label={t('staff.pin.again')} value={typed.again} error={isTried && isPinUnlike ? t('staff.pin.differs') : undefined} onChange={(again) => change({ again })} />
            <p className="quiet">{t('staff.pin.rule')}</p>
          </>
        ) : (
          <label className="choice">
            <input type="checkbox" checked={typed.isActive} onChange={({ target }) => change({ isActive: target.checked })} />
            <span>
              {t('staff.active')} <small className="quiet">{t('staff.active.hint')}</small>
            </span>
          </label>
        )}
        {failure !== null && !isOfLogin && <FailureNotice failure={failure} />}
      </form>
    </Dialog>
  );
}
