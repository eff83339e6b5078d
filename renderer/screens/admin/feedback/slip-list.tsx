// Paper opinion slips that were entered: what they say, of which visit, and who entered them; a slip that an officer entered of himself is marked, and one that was entered wrongly is struck and stays to be seen.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { OpinionSlip } from '../../../../shared/contract/opinion.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { typedDate } from '../../../parts/typed-date.ts';
import { SlipDialog } from './slip-dialog.tsx';
import { StrikeDialog } from './strike-dialog.tsx';

export function SlipList({ slips, hasMore, now, onEntered }: { readonly slips: readonly OpinionSlip[]; readonly hasMore: boolean; readonly now: number; onEntered(): void }): ReactNode {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const [striking, setStriking] = useState<OpinionSlip | null>(null);
  return (
    <>
      <div className="feedback-days">
        <Button icon="paper" onPress={() => setOpen(true)}>
          {t('feedback.slip.open')}
        </Button>
      </div>
      {slips.length === 0 && <p className="quiet">{t('feedback.slips-none')}</p>}
      <ul className="petitions">
        {slips.map((slip) => (
          <li key={slip.opinionId} className="petition" data-struck={slip.struck !== null}>
            <SlipRow slip={slip} now={now} onStrike={() => setStriking(slip)} />
          </li>
        ))}
      </ul>
      {hasMore && <p className="quiet-line">{t('feedback.slips-more', { shown: slips.length })}</p>}
      {isOpen && <SlipDialog now={now} onClose={() => setOpen(false)} onEntered={onEntered} />}
      {striking !== null && <StrikeDialog key={striking.opinionId} slip={striking} onClose={() => setStriking(null)} onStruck={onEntered} />}
    </>
  );
}

function SlipRow({ slip: { day, level, pace, manner, flaws, number, counterId, aboutOfficer, words, petitionCode, enteredAt, enteredBy, isOwn, struck }, now, onStrike }: { readonly slip: OpinionSlip; readonly now: number; onStrike(): void }): ReactNode {
  const { t, moment } = useTexts();
  const ticks = [...(pace === 'unsaid' ? [] : [t(`feedback.pace.${pace}`)]), ...(manner === 'unsaid' ? [] : [t('feedback.manner-is', { manner: t(`feedback.manner.${manner}`) })]), ...flaws.map((flaw) => t(`feedback.flaw.${flaw}`))];
  return (
    <>
      <p className="petition-head">
        <strong>{t(`common.rating.${level}`)}</strong>
        <Badge tone="info">{t('feedback.from-paper')}</Badge>
        {struck !== null && <Badge tone="neutral">{t('feedback.slip.struck')}</Badge>}
        {isOwn && <Badge tone="warning">{t('feedback.own-slip')}</Badge>}
        <span className="quiet digits">
          {typedDate(day)}
          {counterId !== null && ` · ${t('feedback.slip.visit', { number, counter: counterId })}`}
          {aboutOfficer !== '' && ` · ${aboutOfficer}`}
        </span>
      </p>
      {ticks.length > 0 && <p className="slip-ticks">{ticks.join(' · ')}</p>}
      {words !== '' && <p className="petition-text">{words}</p>}
      {petitionCode !== '' && <p className="digits">{t('feedback.slip.petition', { code: petitionCode })}</p>}
      <p className="quiet">{t('feedback.slip.by', { who: enteredBy === '' ? t('feedback.slip.nobody') : enteredBy, time: moment(enteredAt, now) })}</p>
      {struck === null ? (
        <div>
          <Button kind="quiet" icon="trash" label={t('feedback.slip.strike-of', { day: typedDate(day) })} onPress={onStrike}>
            {t('feedback.slip.strike')}
          </Button>
        </div>
      ) : (
        <p>{t('feedback.slip.struck-by', { who: struck.by === '' ? t('feedback.slip.nobody') : struck.by, time: moment(struck.at, now), reason: struck.reason })}</p>
      )}
    </>
  );
}
