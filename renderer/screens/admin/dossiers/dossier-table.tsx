// Dossiers as the people who look after the point may see them: codes and states, no names.

import type { ReactNode } from 'react';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { LagCell } from '../../../parts/dossier/lag-cell.tsx';
import { FailureWords } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function DossierTable({ dossiers, now, onOpen }: { readonly dossiers: readonly Dossier[]; readonly now: number; onOpen(dossierId: Dossier['dossierId']): void }): ReactNode {
  const { t, moment } = useTexts();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('admin.dossiers.received')}</th>
          <th scope="col">{t('admin.dossiers.code')}</th>
          <th scope="col">{t('admin.dossiers.procedure')}</th>
          <th scope="col">{t('admin.dossiers.counter')}</th>
          <th scope="col">{t('admin.dossiers.due')}</th>
          <th scope="col">{t('admin.dossiers.pages')}</th>
          <th scope="col">{t('admin.dossiers.city')}</th>
          <th scope="col">{t('admin.dossiers.receipt')}</th>
        </tr>
      </thead>
      <tbody>
        {dossiers.map((dossier) => (
          <tr key={dossier.dossierId}>
            <td className="digits">{moment(dossier.receivedAt, now)}</td>
            <td className="digits table-code">
              <button type="button" className="table-link" onClick={() => onOpen(dossier.dossierId)}>
                {dossier.officialCode ?? dossier.provisionalCode}
              </button>
              <p className="quiet">{dossier.officialCode === null ? t('admin.dossiers.provisional') : dossier.provisionalCode}</p>
            </td>
            <td>{dossier.procedureName}</td>
            <td className="digits table-code">
              {dossier.counterId} · {dossier.ticketNumber}
            </td>
            <td className="digits">{dossier.dueAt === null ? t('admin.dossiers.no-due') : moment(dossier.dueAt, now)}</td>
            <td className="digits">
              {dossier.pagesAtCity}/{dossier.pages}
            </td>
            <LagCell dossierId={dossier.dossierId} code={dossier.officialCode ?? dossier.provisionalCode} lag={dossier.lag} status={dossier.status} now={now}>
              {dossier.cityState === 'refused' && <p className="table-why">{t('admin.city.refused-explain')}</p>}
              {dossier.cityCode !== null && dossier.cityCode !== 'city.refused' && (
                <p className="table-why">
                  <FailureWords failure={localFailure(dossier.cityCode)} />
                </p>
              )}
            </LagCell>
            <td className="table-code">{dossier.receipt === null ? t('admin.dossiers.no-receipt') : t(`admin.prints.state.${dossier.receipt.state}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
