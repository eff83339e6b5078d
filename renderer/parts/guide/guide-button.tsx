// Opens the guide at the administration: first the pages of whoever is signed in, of the head of the point where nobody has to.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { StaffRole } from '../../../shared/domain/staff/rights.ts';
import { Button } from '../button.tsx';
import { useStaff } from '../staff/staff-context.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { GuideDialog } from './guide-dialog.tsx';
import type { GuideRole } from './guide-pages.ts';

const ROLES: Readonly<Record<StaffRole, GuideRole>> = { head: 'head', receiving: 'officer', returning: 'officer', technician: 'technician', post: 'post' };

export function GuideButton(): ReactNode {
  const { t } = useTexts();
  const staff = useStaff();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" icon="info" onPress={() => setOpen(true)}>
        {t('guide.open')}
      </Button>
      {isOpen && <GuideDialog whose={ROLES[staff?.session.role ?? 'head']} onPrint={() => window.print()} onClose={() => setOpen(false)} />}
    </>
  );
}
