// The rows of the index that earn nothing, below those that do: how long each procedure took, and what the petitions were about.

import type { ReactNode } from 'react';
import type { IndexView } from '../../../../shared/contract/index766.ts';
import { useTexts, type Texts } from '../../../parts/texts/use-texts.tsx';
import { pointsText } from './points.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** '1,5 ngày', '2,25 giờ', '12 phút': in the unit that leaves at least one of it. */
export function spanText(ms: number, texts: Pick<Texts, 't' | 'language'>): string {
  const [unit, length] = ms >= DAY_MS ? (['days', DAY_MS] as const) : ms >= HOUR_MS ? (['hours', HOUR_MS] as const) : (['minutes', 60_000] as const);
  return texts.t(`index.span.${unit}`, { count: pointsText(unit === 'minutes' ? Math.round(ms / length) : ms / length, texts) });
}

/** Row 2.2. */
export function AverageTimes({ averages }: Pick<IndexView, 'averages'>): ReactNode {
  const texts = useTexts();
  const { t, number } = texts;
  return (
    <ShownOnly row="2.2" isEmpty={averages.length === 0}>
      <thead>
        <tr>
          <th scope="col">{t('index.procedure')}</th>
          <th scope="col">{t('index.results')}</th>
          <th scope="col">{t('index.mean')}</th>
        </tr>
      </thead>
      <tbody>
        {averages.map(({ procedureCode, name, dossiers, meanMs }) => (
          <tr key={procedureCode}>
            <th scope="row">
              {procedureCode} {name}
            </th>
            <td className="digits">{number(dossiers)}</td>
            <td className="digits">{spanText(meanMs, texts)}</td>
          </tr>
        ))}
      </tbody>
    </ShownOnly>
  );
}

/** Row 5.1. */
export function PetitionKinds({ petitionKinds }: Pick<IndexView, 'petitionKinds'>): ReactNode {
  const { t, number } = useTexts();
  return (
    <ShownOnly row="5.1" isEmpty={petitionKinds.length === 0}>
      <thead>
        <tr>
          <th scope="col">{t('index.petition-kind')}</th>
          <th scope="col">{t('index.petition-about')}</th>
          <th scope="col">{t('index.petition-count')}</th>
        </tr>
      </thead>
      <tbody>
        {petitionKinds.map(({ kind, about, count }) => (
          <tr key={`${kind} ${about}`}>
            <th scope="row">{t(`common.petition.kind.${kind}`)}</th>
            <td>{t(`common.petition.about.${about}`)}</td>
            <td className="digits">{number(count)}</td>
          </tr>
        ))}
      </tbody>
    </ShownOnly>
  );
}

function ShownOnly({ row, isEmpty, children }: { readonly row: '2.2' | '5.1'; readonly isEmpty: boolean; readonly children: ReactNode }): ReactNode {
  const { t } = useTexts();
  return (
    <section className="index-shown-only">
      <h5>
        {row} {t(`index.name.${row}`)}
      </h5>
      <p className="quiet">{t(`index.shown-only.${row}`)}</p>
      {isEmpty ? <p>{t(`index.none.${row}`)}</p> : <table className="table head-table">{children}</table>}
    </section>
  );
}
