// The blocks of numbers of the day, how far each is used, and what nobody can account for.

import type { ReactNode } from 'react';
import type { NumberBlock } from '../../../../shared/contract/care.ts';
import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import { businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import { Badge } from '../../../parts/badge.tsx';
import type { Tone } from '../../../parts/badge.tsx';
import { shownValue } from '../../../parts/care/field-words.ts';
import { Notice } from '../../../parts/notice.tsx';
import type { Texts } from '../../../parts/texts/use-texts.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

const TONES: Readonly<Record<NumberBlock['state'], Tone>> = { open: 'success', 'used-up': 'warning', closed: 'neutral', void: 'neutral' };

export function NumberBlocks({ blocks, unaccounted, forms, now }: CommandOutput<'numbers.read'> & { readonly now: number }): ReactNode {
  const { t } = useTexts();
  const today = businessDayOf(now as EpochMs);
  const ofToday = blocks.filter(({ day }) => day === today);
  const others = blocks.filter(({ day }) => day !== today);
  return (
    <>
      {unaccounted.length > 0 ? (
        <Notice tone="danger" heard="none" title={t('care.store.unaccounted', { count: unaccounted.length })}>
          <p className="digits">{unaccounted.join(', ')}</p>
          <p>{t('care.store.unaccounted-act')}</p>
        </Notice>
      ) : (
        <p>{t('care.store.accounted')}</p>
      )}
      {ofToday.length === 0 ? <p className="quiet">{t('care.store.blocks-empty')}</p> : <Blocks blocks={ofToday} hasDay={false} />}
      {others.length > 0 && (
        <details>
          <summary>{t('care.store.blocks-others', { count: others.length })}</summary>
          <Blocks blocks={others} hasDay />
        </details>
      )}
      {forms.length > 0 && <FormNumbers forms={forms} />}
    </>
  );
}

function FormNumbers({ forms }: Pick<CommandOutput<'numbers.read'>, 'forms'>): ReactNode {
  const { t } = useTexts();
  const hasUnused = forms.some(({ unused }) => unused.length > 0);
  return (
    <>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('care.store.form')}</th>
            <th scope="col">{t('care.store.form-year')}</th>
            <th scope="col">{t('care.store.form-last')}</th>
            <th scope="col">{t('care.store.block-used')}</th>
            <th scope="col">{t('care.store.form-unused')}</th>
          </tr>
        </thead>
        <tbody>
          {forms.map(({ form, year, last, used, unused }) => (
            <tr key={`${form} ${year}`}>
              <td>{t(`form.name.${form}`)}</td>
              <td className="digits table-code">{year}</td>
              <td className="digits table-code">{last}</td>
              <td className="digits table-code">{used}</td>
              <td className="digits">{unused.length === 0 ? t('care.store.form-unused-none') : unused.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasUnused && <p className="quiet">{t('care.store.form-unused-why')}</p>}
    </>
  );
}

function seriesWords(series: string, { t }: Texts): string {
  const [kind = '', name = ''] = series.split('/');
  return kind === 'code' ? t('care.store.series.code', { name }) : kind === 'ticket' ? t('care.store.series.ticket', { name }) : series;
}

function Blocks({ blocks, hasDay }: { readonly blocks: readonly NumberBlock[]; readonly hasDay: boolean }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  return (
    <table className="table">
      <thead>
        <tr>
          {hasDay && <th scope="col">{t('care.store.block-day')}</th>}
          <th scope="col">{t('care.store.block-series')}</th>
          <th scope="col">{t('care.store.block-range')}</th>
          <th scope="col">{t('care.store.block-used')}</th>
          <th scope="col">{t('admin.prints.state')}</th>
        </tr>
      </thead>
      <tbody>
        {blocks.map(({ series, day, lo, hi, used, state }) => (
          <tr key={`${series} ${day} ${lo}`}>
            {hasDay && <td className="digits table-code">{shownValue(day)}</td>}
            <td>{seriesWords(series, texts)}</td>
            <td className="digits table-code">
              {lo}–{hi}
            </td>
            <td className="digits table-code">{t('care.store.block-used-of', { used, total: hi - lo + 1 })}</td>
            <td>
              <Badge tone={TONES[state]}>{t(`care.store.block.${state}`)}</Badge>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
