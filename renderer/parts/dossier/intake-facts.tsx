// What was noted when a dossier was taken in: for whom, by which way, where the result goes, and papers that want an eye.

import type { ReactNode } from 'react';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import { useTexts } from '../texts/use-texts.tsx';

/** Nothing of an ordinary errand: filed at the counter for oneself, fetched, with the papers of the list. */
export function IntakeFacts({ detail: { intake, papers } }: { readonly detail: DossierDetail }): ReactNode {
  const { t } = useTexts();
  const rows: (readonly [label: string, value: string])[] = [];
  if (intake !== null) {
    const { behalf, delivery, caseName, channel } = intake;
    if (behalf !== null) rows.push([t('care.dossier.owner'), `${behalf.owner.fullName} (${t(`counter.behalf.relation.${behalf.relation}`)})`]);
    if (caseName !== '') rows.push([t('counter.filing.case'), caseName]);
    if (channel !== 'counter') rows.push([t('care.dossier.channel'), t(`counter.filing.channel.${channel}`)]);
    if (delivery !== null) rows.push([t('counter.delivery.title'), `${delivery.recipient}, ${delivery.address} – ${t(`counter.delivery.payer.${delivery.payer}`)}`]);
  }
  for (const { name, outsideReason, reused } of papers) {
    if (outsideReason !== null) rows.push([t('counter.papers.added.outside'), `${name}: ${outsideReason}`]);
    if (reused !== null) rows.push([name, t(`counter.papers.reused.${reused.part}`, { code: reused.code })]);
  }
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('care.dossier.intake')}>
      <h3>{t('care.dossier.intake')}</h3>
      <dl className="dossier-facts">
        {rows.map(([label, value]) => (
          <div key={`${label} ${value}`}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
