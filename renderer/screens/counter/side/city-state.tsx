// Where a dossier stands between this machine and the city, as a chip or as a sentence.

import type { ReactNode } from 'react';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { Badge } from '../../../parts/badge.tsx';
import type { Tone } from '../../../parts/badge.tsx';
import type { IconName } from '../../../parts/icons.tsx';
import { FailureWords, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

const LOOKS: Readonly<Record<Dossier['cityState'], { readonly tone: Tone; readonly icon: IconName }>> = {
  waiting: { tone: 'warning', icon: 'clock' },
  'text-received': { tone: 'info', icon: 'cloud' },
  complete: { tone: 'success', icon: 'check' },
  refused: { tone: 'danger', icon: 'stop' },
};

export function CityStateChip({ state }: { readonly state: Dossier['cityState'] }): ReactNode {
  const { t } = useTexts();
  return (
    <Badge tone={LOOKS[state].tone} icon={LOOKS[state].icon}>
      {t(`counter.city.${state}`)}
    </Badge>
  );
}

/** The same in full; a returned dossier is a notice with its reason. */
export function CityStateLine({ dossier }: { readonly dossier: Dossier }): ReactNode {
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
      <CityStateChip state={dossier.cityState} />
      <span>
        {words} {why}
      </span>
    </div>
  );
}
