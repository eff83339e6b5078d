// What would move the index: acts on dossiers with the points that the formula gives them, and the rows of which only the portal knows.

import type { ReactNode } from 'react';
import type { IndexView } from '../../../../shared/contract/index766.ts';
import { EmptyState } from '../../../parts/loading.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { pointsText } from './points.ts';

/** Rows that are worth a look at the portal, by what they leave open. */
const MOST_ROWS = 5;

function isToDo({ kind }: IndexView['moves'][number]): boolean {
  return kind === 'send' || kind === 'scan' || kind === 'keep';
}

export function IndexMoves({ view }: { readonly view: IndexView }): ReactNode {
  const texts = useTexts();
  const { t, number } = texts;
  // A group whose number was read as a whole leaves nothing open, whatever its rows do.
  const open = view.groups.flatMap(({ isEntered, rows }) => (isEntered ? [] : rows)).filter(({ low, high }) => high > low).sort((one, other) => other.high - other.low - (one.high - one.low));
  // What can still be done goes before what is lost.
  const sorted = [...view.moves.filter(isToDo), ...view.moves.filter((move) => !isToDo(move))];
  return (
    <>
      <h3>{t('index.moves')}</h3>
      {view.moves.length === 0 ? (
        <EmptyState icon="check-circle" title={t('index.no-moves')} />
      ) : (
        <ol className="index-moves">
          {sorted.map(({ kind, codes, count, points }) => (
            <li key={kind} data-kind={kind}>
              <p className="index-move">
                <strong>{t(`index.move.${kind}`, { count: number(count) })}</strong>
                <span className="digits index-worth">{t(`index.worth.${kind}`, { points: pointsText(points, texts) })}</span>
              </p>
              <p className="quiet">{t(`index.move-why.${kind}`)}</p>
              <details className="chart-numbers">
                <summary>{t('index.codes', { count: number(count) })}</summary>
                <p className="digits index-codes">
                  {codes.join(', ')}
                  {count > codes.length && ` ${t('index.more-codes', { count: number(count - codes.length) })}`}
                </p>
              </details>
            </li>
          ))}
        </ol>
      )}
      {open.length > 0 && (
        <>
          <h3>{t('index.unknown')}</h3>
          <p className="quiet">{t('index.unknown-explain')}</p>
          <ul className="index-unknown">
            {open.slice(0, MOST_ROWS).map(({ id, low, high }) => (
              <li key={id}>
                <span>
                  {id} {t(`index.name.${id}`)}
                </span>
                <span className="digits">{t('index.open-points', { points: pointsText(high - low, texts) })}</span>
              </li>
            ))}
          </ul>
          {open.length > MOST_ROWS && <p className="quiet">{t('index.more-rows', { count: open.length - MOST_ROWS })}</p>}
        </>
      )}
    </>
  );
}
