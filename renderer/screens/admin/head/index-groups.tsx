// The six groups, each as a bar of what is certain and possible with the portal's mark, and its rows with where each number comes from.

import type { ReactNode } from 'react';
import type { IndexRow, IndexView } from '../../../../shared/contract/index766.ts';
import { daysOfPeriod, type PeriodKind } from '../../../../shared/domain/index766/period.ts';
import { Swatch } from '../../../parts/chart/chart-figure.tsx';
import { RangeGauge } from '../../../parts/chart/range-gauge.tsx';
import { useTexts, type Texts } from '../../../parts/texts/use-texts.tsx';
import { typedDate } from '../../../parts/typed-date.ts';
import { AverageTimes, PetitionKinds } from './index-shown-only.tsx';
import { pointsText, rangeText } from './points.ts';

/** Rows whose numbers were counted here, at least in part. */
const COUNTED: readonly IndexRow['source'][] = ['local', 'at-most', 'at-least', 'part'];
/** Rows of which a part is known here: what part stands beside them. */
const SAID = ['1.3', '3.2', '3.3', '3.5b', '3.6', '4.1', '4.2'] as const;

function isSaid(id: IndexRow['id']): id is (typeof SAID)[number] {
  return SAID.some((said) => said === id);
}

/** What stands for the portal's own number of dossiers, and how it was found. */
function usualWords({ lastYear, received }: NonNullable<IndexView['usual']>, kind: PeriodKind, texts: Texts): { readonly lastYear: string; readonly parts: number; readonly received: string } {
  return { lastYear: texts.number(lastYear), parts: kind === 'quarter' ? 4 : 12, received: pointsText(received, texts) };
}

export function IndexGroups({ view }: { readonly view: IndexView }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  return (
    <>
      <h3>{t('index.groups')}</h3>
      <ul className="chart-legend" aria-hidden="true">
        <li>
          <Swatch ink="solid" />
          {t('index.legend.sure')}
        </li>
        <li>
          <Swatch ink="hatched" />
          {t('index.legend.possible')}
        </li>
        <li>
          <Swatch ink="reading" />
          {t('index.legend.portal')}
        </li>
      </ul>
      {view.groups.map(({ id, low, high, max, isEntered, portal, rows }) => (
        <div key={id} className="index-group">
          <h4>
            <span>{t(`index.name.${id}`)}</span>
            <span className="digits">
              {rangeText(low, high, texts)}/{pointsText(max, texts)}
            </span>
          </h4>
          <RangeGauge low={low} high={high} max={max} mark={portal?.points ?? null} />
          {portal !== null && (
            <p className="quiet">
              {t('index.group-portal', { points: pointsText(portal.points, texts), day: typedDate(portal.readOn) })} {isEntered ? t('index.taken') : portal.points < low || portal.points > high ? t('index.differs', { by: pointsText(Math.abs(portal.points - (portal.points < low ? low : high)), texts), side: t(portal.points < low ? 'index.lower' : 'index.higher') }) : t('index.agrees')}
            </p>
          )}
          <details className="chart-numbers">
            <summary>{t('index.rows')}</summary>
            <Rows rows={rows} usual={view.usual} kind={daysOfPeriod(view.period).kind} />
            {id === 'TDGQ' && <AverageTimes averages={view.averages} />}
            {id === 'MDHL' && <PetitionKinds petitionKinds={view.petitionKinds} />}
          </details>
        </div>
      ))}
    </>
  );
}

function Rows({ rows, usual, kind }: { readonly rows: readonly IndexRow[]; readonly usual: IndexView['usual']; readonly kind: PeriodKind }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  return (
    <table className="table head-table">
      <thead>
        <tr>
          <th scope="col">{t('index.row')}</th>
          <th scope="col">{t('index.ratio')}</th>
          <th scope="col">{t('index.points')}</th>
          <th scope="col">{t('index.source')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, source, numerator, denominator, percent, low, high, max, portal, isSure }) => (
          <tr key={id}>
            <th scope="row">
              {id} {t(`index.name.${id}`)}
            </th>
            <td className="digits">{COUNTED.includes(source) && percent !== null ? `${pointsText(numerator, texts)}/${pointsText(denominator, texts)} (${pointsText(percent, texts)}%)` : '–'}</td>
            <td className="digits index-row-points">
              {rangeText(low, high, texts)}/{pointsText(max, texts)}
            </td>
            <td>
              {id === '1.4' && usual?.isTaken === true ? t('index.usual-taken', usualWords(usual, kind, texts)) : t(`index.source.${source}`)}
              {(source === 'at-least' || source === 'part') && isSaid(id) && ` ${t(`index.part.${id}`)}`}
              {id === '1.4' && usual?.isTaken === false && ` ${t('index.usual-coming', usualWords(usual, kind, texts))}`}
              {source === 'local' && portal !== null && ` ${t('index.row-portal', { points: pointsText(portal, texts) })}`}
              {!isSure && ` ${t('index.unsure')}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
