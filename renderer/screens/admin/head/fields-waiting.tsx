// Who waits for which field, for how long, and who would serve them.

import type { ReactNode } from 'react';
import type { HeadToday } from '../../../../shared/contract/head.ts';
import type { Field } from '../../../../shared/contract/point.ts';
import { Badge } from '../../../parts/badge.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function FieldsWaiting({ today, fields }: { readonly today: HeadToday; readonly fields: readonly Field[] }): ReactNode {
  const { t, pick, number } = useTexts();
  return (
    <>
      <h3>{t('head.fields.title')}</h3>
      <table className="table head-table">
        <thead>
          <tr>
            <th scope="col">{t('head.fields.field')}</th>
            <th scope="col">{t('head.fields.waiting')}</th>
            <th scope="col">{t('head.fields.longest')}</th>
            <th scope="col">{t('head.fields.expected')}</th>
            <th scope="col">{t('head.fields.counters')}</th>
          </tr>
        </thead>
        <tbody>
          {today.fields.map(({ field, waiting, longestWaitMin, expectedWaitMin, openCounters }) => {
            const own = fields.find(({ code }) => code === field);
            return (
              <tr key={field}>
                <th scope="row">
                  <span className="digits">{field}</span> · {own === undefined ? field : pick(own)}
                </th>
                <td className="digits">{number(waiting)}</td>
                <td className="digits">{longestWaitMin === null ? '–' : t('head.minutes', { minutes: longestWaitMin })}</td>
                <td className="digits">{expectedWaitMin === null ? '–' : t('head.minutes', { minutes: expectedWaitMin })}</td>
                <td className="digits">{openCounters === 0 ? <Badge tone={waiting > 0 ? 'danger' : 'neutral'}>{t('head.fields.none-open')}</Badge> : number(openCounters)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
