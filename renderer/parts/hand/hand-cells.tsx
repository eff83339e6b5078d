// Cells that all lists of the desk share: the code, which opens the dossier, the procedure with who filed, what the city has, and the date of the promise.

import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import type { DossierId } from '../../../shared/base/ids.ts';
import type { HandLine, OutLine } from '../../../shared/contract/handover.ts';
import { Badge } from '../badge.tsx';
import { LagCell } from '../dossier/lag-cell.tsx';
import { useTexts } from '../texts/use-texts.tsx';

/** What of a dossier comes to the front: itself, its forms, its next step, or another day for its papers. */
export type DeskPane = 'look' | 'forms' | 'move' | 'other-day';

/** Brings a dossier of the desk to the front. */
export const OpensDossier = createContext<(dossierId: DossierId, pane: DeskPane) => void>(() => undefined);

export function HandHead({ children }: { readonly children?: ReactNode }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <th scope="col">{t('hand.code')}</th>
      <th scope="col">{t('hand.procedure')}</th>
      <th scope="col">{t('hand.person')}</th>
      <th scope="col">{t('hand.city')}</th>
      {children}
    </>
  );
}

export function HandCells({ line, now }: { readonly line: HandLine; readonly now: number }): ReactNode {
  const { t } = useTexts();
  const onDossier = useContext(OpensDossier);
  return (
    <>
      <td className="digits table-code">
        <button type="button" className="table-link" onClick={() => onDossier(line.dossierId, 'look')}>
          {line.code}
        </button>
        {line.isProvisional && <p className="quiet">{t('hand.provisional')}</p>}
      </td>
      <td>{line.procedureName}</td>
      <td>{line.applicantName}</td>
      <LagCell dossierId={line.dossierId} code={line.code} lag={line.lag} status={line.status} now={now} />
    </>
  );
}

export function DueCell({ line, now }: { readonly line: HandLine & Partial<Pick<OutLine, 'backAt'>>; readonly now: number }): ReactNode {
  const { t, moment } = useTexts();
  return (
    <td className="digits">
      {line.dueAt === null ? t('hand.no-due') : moment(line.dueAt, now)} {line.dueAt !== null && line.dueAt < now && <Badge tone="danger">{t('hand.late')}</Badge>}
      {typeof line.backAt === 'number' && <p className="quiet">{t('hand.back', { at: moment(line.backAt, now) })}</p>}
    </td>
  );
}
