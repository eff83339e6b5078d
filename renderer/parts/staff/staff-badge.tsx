// Who is signed in, in a window's head: the name opens what is the officer's own, and one press locks.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../button.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { OwnPinDialog } from './own-pin-dialog.tsx';
import { useStaff } from './staff-context.tsx';
import './staff-badge.css';

/** Nothing where nobody has to sign in. */
export function StaffBadge(): ReactNode {
  const { t } = useTexts();
  const staff = useStaff();
  const [isOpen, setOpen] = useState(false);
  if (staff === null) return null;
  return (
    <div className="staff-badge">
      <Button kind="quiet" icon="person" className="staff-badge-name" label={t('staff.badge.open', { name: staff.session.name })} onPress={() => setOpen(true)}>
        {staff.session.name}
      </Button>
      <Button icon="lock" keycap="Alt L" onPress={staff.lock}>
        {t('staff.lock')}
      </Button>
      {isOpen && <OwnPinDialog staff={staff} onClose={() => setOpen(false)} />}
    </div>
  );
}
