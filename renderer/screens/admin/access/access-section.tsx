// Who looked at whose dossier: by days, with the reason, and as a file to hand on.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { BusinessDay } from '../../../../shared/base/ids.ts';
import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import { parseBusinessDay } from '../../../../shared/domain/time/business-day.ts';
import { Button } from '../../../parts/button.tsx';
import { actorWords, sentenceOf } from '../../../parts/care/words-for.ts';
import { EmptyState } from '../../../parts/loading.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { parseTypedDate, typedDate, typedDateError } from '../../../parts/typed-date.ts';
import type { AdminProps } from '../admin-model.ts';
import { KnownAnswer } from '../known-answer.tsx';
import './access.css';

export function AccessSection({ model, act }: AdminProps): ReactNode {
  const { t } = useTexts();
  const { access, accessDays, exported, now } = model;
  const intent = model.intents['access'];
  return (
    <section className="card" aria-label={t('care.access.heading')}>
      <h2>{t('care.access.heading')}</h2>
      <p className="quiet">{t('care.access.explain')}</p>
      <DaysForm key={`${accessDays.from} ${accessDays.to}`} model={model} act={act} />
      {exported !== null && <Notice tone="success">{t('care.access.exported', { name: exported })}</Notice>}
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
      <KnownAnswer answer={access} now={now} onAgain={() => act.refresh('access')}>
        {(answer) => <Entries {...answer} now={now} />}
      </KnownAnswer>
    </section>
  );
}

/** The day that was typed; null for what is none. */
function dayOf(typed: string): BusinessDay | null {
  return parseBusinessDay(parseTypedDate(typed) ?? '');
}

function DaysForm({ model, act }: AdminProps): ReactNode {
  const { t } = useTexts();
  const [from, setFrom] = useState(typedDate(model.accessDays.from));
  const [to, setTo] = useState(typedDate(model.accessDays.to));
  const days = { from: dayOf(from), to: dayOf(to) };
  const isOrdered = days.from === null || days.to === null || days.from <= days.to;
  const isReady = days.from !== null && days.to !== null && isOrdered;
  return (
    <form
      className="access-days"
      onSubmit={(event) => {
        event.preventDefault();
        if (days.from !== null && days.to !== null && isOrdered) act.showAccess({ from: days.from, to: days.to });
      }}
    >
      <TextField label={t('care.access.from')} value={from} error={days.from === null ? t(typedDateError(from) ?? 'counter.person.error.date') : undefined} maxLength={10} onChange={setFrom} />
      <TextField label={t('care.access.to')} value={to} error={days.to === null ? t(typedDateError(to) ?? 'counter.person.error.date') : isOrdered ? undefined : t('care.access.order')} maxLength={10} onChange={setTo} />
      <Button submit icon="search" disabled={!isReady} onPress={() => undefined}>
        {t('care.access.show')}
      </Button>
      <Button icon="paper" busy={model.intents['access']?.state === 'pending'} onPress={act.exportAccess}>
        {t('care.access.export')}
      </Button>
    </form>
  );
}

function Entries({ entries, total, now }: CommandOutput<'access.list'> & { readonly now: number }): ReactNode {
  const texts = useTexts();
  const { t, moment, number } = texts;
  if (entries.length === 0) return <EmptyState icon="folder" title={t('care.access.empty')} />;
  return (
    <>
      <p>{entries.length < total ? t('care.access.first-of', { count: number(entries.length), total: number(total) }) : t('care.access.count', { count: number(total) })}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('care.access.at')}</th>
            <th scope="col">{t('care.access.who')}</th>
            <th scope="col">{t('care.access.dossier')}</th>
            <th scope="col">{t('care.access.purpose')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ at, actor, officer, dossierId, label, purpose }) => (
            <tr key={`${at} ${actor} ${dossierId} ${purpose}`}>
              <td className="digits table-code">{moment(at, now)}</td>
              <td>{officer === '' ? actorWords(actor, texts) : `${officer} · ${actorWords(actor, texts)}`}</td>
              <td className="digits">{label === '*' ? t(purpose === 'list' ? 'care.access.many' : 'care.access.whole-list') : label}</td>
              <td>{label === '*' && purpose === 'list' ? t('care.access.searched') : sentenceOf(`care.access.purpose.${purpose}`, texts) ?? purpose}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
