// Who is signed in at this window, for headers and sections below the door that asks; nothing where nobody signs in.

import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import type { SignIn } from '../../../shared/contract/staff.ts';
import { rightsOf } from '../../../shared/domain/staff/rights.ts';
import type { Right } from '../../../shared/domain/staff/rights.ts';

export interface Staff {
  readonly session: NonNullable<SignIn['session']>;
  lock(): void;
  signOut(): void;
}

const StaffContext = createContext<Staff | null>(null);

export function StaffProvider({ staff, children }: { readonly staff: Staff | null; readonly children: ReactNode }): ReactNode {
  return <StaffContext value={staff}>{children}</StaffContext>;
}

/** Null where nobody has to sign in. */
export function useStaff(): Staff | null {
  return useContext(StaffContext);
}

/** Whether what needs one of these rights is shown; everything is, where nobody has to sign in. */
export function mayShow(staff: Staff | null, rights: readonly Right[]): boolean {
  return staff === null || rights.some((right) => rightsOf(staff.session.role).includes(right));
}
