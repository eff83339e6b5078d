// What the city has of the dossier that was just opened, with its badge and in words.

import type { ReactNode } from 'react';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { LagBadge } from '../../../parts/dossier/lag-badge.tsx';
import { FailureWords, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** A returned dossier is a notice with its reason. */
export function CityStateLine({ dossier, now }: { readonly dossier: Dossier; readonly now: number }): ReactNode {
  const { t } = useTexts();
  const words = t(`counter.city.${dossier.cityState}-explain`, { done: dossier.pagesAtCity, total: dossier.pages });
  // 'city.refused' means this dossier here; its shared sentence is about the whole station.
  const why = dossier.cityCode === null || dossier.cityCode === 'city.refused' ? null : <FailureWords failure={localFailure(dossier.cityCode)} />;
  if (dossier.cityState === 'refused') {
    return (
      <Notice tone="danger" heard="none">
        {words} {why}
      </Notice>
    );
  }
  return (
    <div className="city-line">
      <LagBadge lag={dossier.lag} status={dossier.status} now={now} />
      <span>
        {words} {why}
      </span>
    </div>
  );
}
