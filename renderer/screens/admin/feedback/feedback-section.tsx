// The people's word in the admin window: complaints with their clocks, ratings by day, officer, field or counter, paper slips, and whom the youth teams helped.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { BusinessDay, EpochMs } from '../../../../shared/base/ids.ts';
import type { RatingFold } from '../../../../shared/domain/feedback/rating-table.ts';
import { addDays, businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { useMemory } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { KnownAnswer } from '../known-answer.tsx';
import { HelpTable } from './help-table.tsx';
import { PetitionList } from './petition-list.tsx';
import { RatingTable } from './rating-table.tsx';
import { SlipList } from './slip-list.tsx';
import './feedback.css';

/** Stretches that are looked at, in days up to today. */
const STRETCHES = [7, 30, 92] as const;
const FOLDS: readonly RatingFold[] = ['day', 'officer', 'field', 'counter'];

export function FeedbackSection({ now }: { readonly now: number }): ReactNode {
  const { t } = useTexts();
  const [days, setDays] = useState<number>(STRETCHES[0]);
  const [by, setBy] = useState<RatingFold>('day');
  const to = businessDayOf(now as EpochMs);
  const from = addDays(to, 1 - days);
  return (
    <>
      <Petitions now={now} />
      <section className="card feedback" aria-label={t('feedback.ratings')}>
        <h2>{t('feedback.ratings')}</h2>
        <p className="quiet">{t('feedback.ratings-explain')}</p>
        <div className="feedback-days" role="group" aria-label={t('feedback.days')}>
          {STRETCHES.map((stretch) => (
            <Button key={stretch} pressed={stretch === days} onPress={() => setDays(stretch)}>
              {t('feedback.days-of', { count: stretch })}
            </Button>
          ))}
        </div>
        <div className="feedback-days" role="group" aria-label={t('feedback.by')}>
          {FOLDS.map((fold) => (
            <Button key={fold} pressed={fold === by} onPress={() => setBy(fold)}>
              {t(`feedback.by.${fold}`)}
            </Button>
          ))}
        </div>
        <Ratings key={`ratings ${from} ${by}`} from={from} to={to} by={by} now={now} />
        <h2>{t('feedback.slips')}</h2>
        <p className="quiet">{t('feedback.slips-explain')}</p>
        <Slips key={`slips ${from}`} from={from} to={to} now={now} />
        <h2>{t('feedback.helped')}</h2>
        <p className="quiet">{t('feedback.helped-explain')}</p>
        <Helped key={`helped ${from}`} from={from} to={to} now={now} />
      </section>
    </>
  );
}

interface StretchProps {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
  readonly now: number;
}

function Petitions({ now }: { readonly now: number }): ReactNode {
  const [answer, memory] = useMemory((services) => remember(services.client, { read: () => services.client.call('petition.list', {}), again: ['feedback.changed'], now: services.now }));
  return (
    <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
      {({ petitions, hasMoreOpen }) => <PetitionList petitions={petitions} hasMoreOpen={hasMoreOpen} now={now} onMoved={memory.refresh} />}
    </KnownAnswer>
  );
}

function Ratings({ from, to, by, now }: StretchProps & { readonly by: RatingFold }): ReactNode {
  const [answer, memory] = useMemory((services) => remember(services.client, { read: () => services.client.call('rating.list', { from, to, by }), again: ['feedback.changed'], now: services.now }));
  return (
    <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
      {({ rows }) => <RatingTable rows={rows} by={by} />}
    </KnownAnswer>
  );
}

function Slips({ from, to, now }: StretchProps): ReactNode {
  const [answer, memory] = useMemory((services) => remember(services.client, { read: () => services.client.call('opinion.list', { from, to }), again: ['feedback.changed'], now: services.now }));
  return (
    <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
      {({ slips, hasMore }) => <SlipList slips={slips} hasMore={hasMore} now={now} onEntered={memory.refresh} />}
    </KnownAnswer>
  );
}

function Helped({ from, to, now }: StretchProps): ReactNode {
  const [answer, memory] = useMemory((services) => remember(services.client, { read: () => services.client.call('helper.list', { from, to }), again: ['feedback.changed'], now: services.now }));
  return (
    <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
      {({ rows }) => <HelpTable rows={rows} />}
    </KnownAnswer>
  );
}
