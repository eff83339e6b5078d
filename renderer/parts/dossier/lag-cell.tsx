// The cell of a list that says what the city has of the dossier, with a press below it where something was not sent.

import type { ReactNode } from 'react';
import type { DossierId } from '../../../shared/base/ids.ts';
import type { Dossier, Lag } from '../../../shared/contract/dossier.ts';
import { LagBadge } from './lag-badge.tsx';
import { SendAgain } from './send-again.tsx';
import './lag-cell.css';

interface LagCellProps {
  readonly dossierId: DossierId;
  /** Says to whoever listens which dossier is sent again. */
  readonly code: string;
  readonly lag: Lag;
  /** As it stands here. */
  readonly status: Dossier['status'];
  readonly now: number;
  /** Why it stands so, in words, where the list has room for them. */
  readonly children?: ReactNode;
}

export function LagCell({ dossierId, code, lag, status, now, children }: LagCellProps): ReactNode {
  return (
    <td className="lag-cell">
      <LagBadge lag={lag} status={status} now={now} />
      {lag.events + lag.pages > 0 && <SendAgain dossierId={dossierId} code={code} />}
      {children}
    </td>
  );
}
