// The past of the data in sentences: when it began, when it was put back or moved, what came back from the city, and what is missing.

import type { ReactNode } from 'react';
import type { StoreHistory } from '../../../../shared/contract/care.ts';
import { Icon } from '../../../parts/icons.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

type Birth = StoreHistory['births'][number];

/** '812–814, 820'. */
export function rangeWords(missing: Birth['missing']): string {
  return missing.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}

export function StorePast({ history, now }: { readonly history: StoreHistory; readonly now: number }): ReactNode {
  const { t, moment } = useTexts();
  const newestFirst = history.births.toSorted((one, other) => other.incarnation - one.incarnation);
  return (
    <>
      <ul className="past">
        {newestFirst.map((birth) => {
          const count = birth.missing.reduce((sum, { from, to }) => sum + to - from + 1, 0);
          return (
            <li key={birth.incarnation} data-bad={count > 0}>
              <p>{t(`care.store.birth.${birth.reason}`, { time: moment(birth.at, now), base: birth.base, last: birth.lastSeen })}</p>
              {birth.reason !== 'first' && birth.returned > 0 && <p>{t('care.store.returned', { count: birth.returned })}</p>}
              {count > 0 && (
                <p className="past-missing">
                  <Icon name="stop" />
                  <strong>{t('care.store.missing', { count, ranges: rangeWords(birth.missing) })}</strong>
                </p>
              )}
              {count === 0 && birth.reason !== 'first' && <p className="quiet">{t('care.store.nothing-missing')}</p>}
            </li>
          );
        })}
      </ul>
      <p className="quiet">{t('care.store.incarnation', { number: history.incarnation })}</p>
    </>
  );
}
