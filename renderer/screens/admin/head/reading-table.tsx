// Every reading that was entered for the period, the newest first; a slip is struck and stays to be seen.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Reading } from '../../../../shared/contract/index766.ts';
import { createIntents } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { typedDate } from '../../../parts/typed-date.ts';
import { pointsText } from './points.ts';

export function ReadingTable({ readings, now, onStruck }: { readonly readings: readonly Reading[]; readonly now: number; onStruck(): void }): ReactNode {
  const texts = useTexts();
  const { t, moment } = texts;
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const table = useStore(intents.store);
  const failure = Object.values(table).find((intent) => intent.failure !== null)?.failure ?? null;
  if (readings.length === 0) return <p className="quiet">{t('index.readings-none')}</p>;
  return (
    <>
      <h3>{t('index.readings')}</h3>
      {failure !== null && <FailureNotice failure={failure} />}
      <table className="table head-table">
        <thead>
          <tr>
            <th scope="col">{t('index.reading-of')}</th>
            <th scope="col">{t('index.points')}</th>
            <th scope="col">{t('index.read-on')}</th>
            <th scope="col">{t('index.entered')}</th>
            <th scope="col">
              <span className="only-heard">{t('index.strike')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {readings.toReversed().map(({ readingId, of, points, readOn, place, enteredAt, struckAt }) => (
            <tr key={readingId} data-struck={struckAt !== null}>
              <th scope="row">{t(`index.name.${of}`)}</th>
              <td className="digits">
                {pointsText(points, texts)}
                {place !== null && ` (${t('index.place', { place })})`}
              </td>
              <td className="digits">{typedDate(readOn)}</td>
              <td className="digits">{moment(enteredAt, now)}</td>
              <td>
                {struckAt === null ? (
                  <Button kind="quiet" busy={table[readingId]?.state === 'pending'} label={t('index.strike-of', { name: t(`index.name.${of}`), day: typedDate(readOn) })} onPress={() => void intents.run(readingId, 'index.strike-reading', { readingId }, onStruck)}>
                    {t('index.strike')}
                  </Button>
                ) : (
                  t('index.struck', { time: moment(struckAt, now) })
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
