// Cells that all lists of the desk share: the code, the procedure with who filed, and the date of the promise.

import type { ReactNode } from 'react';
import type { HandLine, OutLine } from '../../../shared/contract/handover.ts';
import { Badge } from '../badge.tsx';
import { useTexts } from '../texts/use-texts.tsx';

export function HandHead({ children }: { readonly children?: ReactNode }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <th scope="col">{t('hand.code')}</th>
      <th scope="col">{t('hand.procedure')}</th>
      <th scope="col">{t('hand.person')}</th>
      {children}
    </>
  );
}

export function HandCells({ line }: { readonly line: HandLine }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <td className="digits table-code">
        {line.code}
        {line.isProvisional && <p className="quiet">{t('hand.provisional')}</p>}
      </td>
      <td>{line.procedureName}</td>
      <td>{line.applicantName}</td>
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
