// Papers that officers took outside the list, with their reasons: for the head of the point.

import type { ReactNode } from 'react';
import type { BusinessDay } from '../../../../shared/base/ids.ts';
import { remember } from '../../../client/remembered.ts';
import { useMemory } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { KnownAnswer } from '../known-answer.tsx';

export function OutsidePapers({ period, now }: { readonly period: { readonly from: BusinessDay; readonly to: BusinessDay }; readonly now: number }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const [answer, memory] = useMemory((services) => remember(services.client, { read: () => services.client.call('report.outside-papers', period), again: ['dossiers.changed'], now: services.now }));
  return (
    <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
      {({ total, papers }) =>
        total === 0 ? (
          <p className="quiet">{t('report.outside.none')}</p>
        ) : (
          <section aria-label={t('report.outside.heading', { count: total })}>
            <h3>{t('report.outside.heading', { count: total })}</h3>
            <table className="outside-papers">
              <thead>
                <tr>
                  <th scope="col">{t('report.outside.paper')}</th>
                  <th scope="col">{t('report.outside.reason')}</th>
                  <th scope="col">{t('report.outside.dossier')}</th>
                  <th scope="col">{t('report.outside.counter')}</th>
                </tr>
              </thead>
              <tbody>
                {papers.map(({ dossierId, code, procedureName, counterId, receivedAt, name, reason }) => (
                  <tr key={`${dossierId} ${name}`}>
                    <td>{name}</td>
                    <td>{reason}</td>
                    <td>
                      <span className="digits">{code}</span> · {texts.date(receivedAt)}
                      <br />
                      <span className="quiet">{procedureName}</span>
                    </td>
                    <td className="digits">{counterId}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {papers.length < total && <p className="quiet">{t('report.outside.more', { shown: papers.length, total })}</p>}
          </section>
        )
      }
    </KnownAnswer>
  );
}
