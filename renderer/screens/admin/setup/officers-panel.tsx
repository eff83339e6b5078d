// The step of the set-up at which officers get their accounts, the head of the point's first: from then on every window asks who sits there.

import type { ReactNode } from 'react';
import type { SignIn } from '../../../../shared/contract/staff.ts';
import { remember } from '../../../client/remembered.ts';
import type { Tone } from '../../../parts/badge.tsx';
import { Badge } from '../../../parts/badge.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useMemory } from '../../../parts/services.tsx';
import { mayShow, useStaff } from '../../../parts/staff/staff-context.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { StaffSection } from '../staff/staff-section.tsx';

const TONES: Readonly<Record<SignIn['mode'], Tone>> = { unset: 'neutral', asked: 'success', off: 'warning' };

/** Nothing until it is known. */
export function OfficersBadge(): ReactNode {
  const { t } = useTexts();
  const [signIn] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('staff.read', {}), again: ['staff.changed'], now: clock }));
  if (signIn.kind !== 'known') return null;
  const { mode, officers } = signIn.value;
  return <Badge tone={TONES[mode]}>{t(`setup.officers.${mode}`, { count: officers.length })}</Badge>;
}

/** Whoever installs the machine may have an account of a technician by then: the rest is the head's. */
export function OfficersPanel({ now }: { readonly now: number }): ReactNode {
  const { t } = useTexts();
  const staff = useStaff();
  if (mayShow(staff, ['accounts'])) return <StaffSection now={now} />;
  return (
    <section className="card" aria-labelledby="setup-officers">
      <h2 id="setup-officers">{t('setup.step.officers')}</h2>
      <Notice tone="info" heard="none">
        {t('setup.officers.head-only')}
      </Notice>
    </section>
  );
}
