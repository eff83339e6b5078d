// The working calendar: a year's days off and made-up days, changed here and saved as a whole, because every due date on a receipt rests on them.

import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { HolidayYear } from '../../../../shared/contract/holidays.ts';
import { businessDayOf, civilDateOf } from '../../../../shared/domain/time/business-day.ts';
import { createIntents } from '../../../client/intents.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useMemory, useServices } from '../../../parts/services.tsx';
import { useKeptDrafts } from '../../../parts/staff/kept-words.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { KnownAnswer } from '../known-answer.tsx';
import { AddDay } from './add-day.tsx';
import { daysOf, draftOfWords, tableOf, wordsOfDraft } from './calendar-draft.ts';
import type { CalendarDay, CalendarDraft } from './calendar-draft.ts';
import { DayTable } from './day-table.tsx';
import './calendar.css';

export function CalendarSection({ now }: { readonly now: number }): ReactNode {
  const { t } = useTexts();
  const { year: thisYear } = civilDateOf(businessDayOf(now as EpochMs));
  const years = [thisYear - 1, thisYear, thisYear + 1, thisYear + 2];
  const [picked, setPicked] = useState<number | null>(null);
  const [drafts, keep] = useKeptDrafts('calendar');
  // Whoever comes back sees first what he has not saved.
  const year = picked ?? years.find((each) => drafts.has(String(each))) ?? thisYear;
  const words = drafts.get(String(year));
  const draft = useMemo(() => (words === undefined ? null : draftOfWords(words)), [words]);
  return (
    <section className="card calendar" aria-label={t('calendar.heading')}>
      <h2>{t('calendar.heading')}</h2>
      <p className="quiet">{t('calendar.explain')}</p>
      <div className="calendar-years" role="group" aria-label={t('calendar.year')}>
        {years.map((shown) => (
          <Button key={shown} pressed={shown === year} onPress={() => setPicked(shown)}>
            {String(shown)}
          </Button>
        ))}
      </div>
      <Year key={year} year={year} now={now} draft={draft} onDraft={(next) => { setPicked(year); keep(String(year), next === null ? null : wordsOfDraft(next)); }} />
    </section>
  );
}

interface Drafting {
  readonly now: number;
  readonly draft: CalendarDraft | null;
  onDraft(draft: CalendarDraft | null): void;
}

function Year({ year, now, ...drafting }: Drafting & { readonly year: number }): ReactNode {
  const [answer, memory] = useMemory((services) => remember(services.client, { read: () => services.client.call('holidays.read', { year }), again: ['holidays.changed'], now: services.now }));
  return (
    <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
      {(known) => <Table known={known} now={now} onSaved={memory.put} {...drafting} />}
    </KnownAnswer>
  );
}

/** `draft` is null while nothing was changed: a change from elsewhere then shows at once. */
function Table({ known, now, onSaved, draft, onDraft }: Drafting & { readonly known: HolidayYear; onSaved(saved: HolidayYear): void }): ReactNode {
  const { t, moment } = useTexts();
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)['calendar'];
  const [isSaved, setIsSaved] = useState(false);
  const { year, origin } = known;
  const days = draft?.days ?? daysOf(known);
  const seenAt = draft === null ? known.setAt : draft.seenAt;
  const edit = (changed: readonly CalendarDay[]): void => {
    setIsSaved(false);
    onDraft({ days: [...changed].sort((one, other) => (one.day < other.day ? -1 : 1)), seenAt });
  };
  const done = (saved: HolidayYear): void => {
    onSaved(saved);
    onDraft(null);
    setIsSaved(true);
  };
  return (
    <>
      <p className="quiet">{t('calendar.of-station', { station: known.station })}</p>
      {origin === 'none' && draft === null && <Notice tone="warning" title={t('calendar.none', { year })} heard="none">{t('calendar.none-explain')}</Notice>}
      {origin === 'own' && known.setAt !== null && <p className="quiet">{t('calendar.own', { time: moment(known.setAt, now) })}</p>}
      {known.basis !== '' && <p className="quiet">{known.basis}</p>}
      <DayTable days={days} onConfirm={(day) => edit(days.map((line) => (line.day === day ? { ...line, certainty: 'announced' } : line)))} onRemove={(day) => edit(days.filter((line) => line.day !== day))} />
      <AddDay year={year} days={days} onAdd={(line) => edit([...days, line])} />
      {isSaved && <Notice tone="success">{t('calendar.saved', { year })}</Notice>}
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
      <div className="calendar-acts">
        <Button kind="primary" icon="check" busy={intent?.state === 'pending'} disabled={draft === null} onPress={() => void intents.run('calendar', 'holidays.set', { year, seenAt, ...tableOf(known.basis, days) }, done)}>
          {t('calendar.save', { year })}
        </Button>
        {draft !== null && (
          <Button icon="back" onPress={() => onDraft(null)}>
            {t('calendar.discard')}
          </Button>
        )}
        {origin === 'own' && draft === null && (
          <Button kind="quiet" icon="repeat" onPress={() => void intents.run('calendar', 'holidays.reset', { year, seenAt }, done)}>
            {t('calendar.reset')}
          </Button>
        )}
        {draft !== null && <p className="calendar-unsaved">{t('calendar.unsaved')}</p>}
      </div>
    </>
  );
}
