// The whole index: our stretch with its band, the portal's newest reading, and how the two stand to each other.

import type { ReactNode } from 'react';
import type { IndexView } from '../../../../shared/contract/index766.ts';
import { RangeGauge } from '../../../parts/chart/range-gauge.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { typedDate } from '../../../parts/typed-date.ts';
import { pointsText, rangeText } from './points.ts';

export function IndexTotal({ view }: { readonly view: IndexView }): ReactNode {
  const texts = useTexts();
  const { t, number } = texts;
  const { low, high, max, lowBand, highBand, portal, dossiers } = view;
  const band = lowBand === highBand ? t(`index.band.${lowBand}`) : t('index.band-range', { low: t(`index.band.${lowBand}`), high: t(`index.band.${highBand}`) });
  return (
    <section className="card index-total" aria-label={t('index.total')}>
      <dl className="index-figures">
        <div>
          <dt>{t('index.own')}</dt>
          <dd className="digits">
            {rangeText(low, high, texts)}
            <small>/{pointsText(max, texts)}</small>
          </dd>
          <dd className="quiet">{band}</dd>
        </div>
        <div>
          <dt>{t('index.portal')}</dt>
          <dd className="digits">{portal === null ? '–' : pointsText(portal.points, texts)}</dd>
          <dd className="quiet">
            {portal === null ? t('index.portal-none') : t('index.portal-read', { day: typedDate(portal.readOn) })}
            {portal !== null && portal.place !== null && ` · ${t('index.place', { place: portal.place })}`}
          </dd>
        </div>
        <div>
          <dt>{t('index.dossiers')}</dt>
          <dd className="digits">{number(dossiers)}</dd>
          <dd className="quiet">{t('index.dossiers-explain')}</dd>
        </div>
      </dl>
      <RangeGauge low={low} high={high} max={max} mark={portal?.points ?? null} />
    </section>
  );
}
