// Complaints and proposals, the most urgent first: what was written, who has it, which clocks run, and the next step.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Petition } from '../../../../shared/contract/feedback.ts';
import { Badge } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { EmptyState } from '../../../parts/loading.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { PetitionDialog } from './petition-dialog.tsx';

export interface PetitionListProps {
  readonly petitions: readonly Petition[];
  readonly hasMoreOpen: boolean;
  readonly now: number;
  readonly onMoved: () => void;
}

export function PetitionList({ petitions, hasMoreOpen, now, onMoved }: PetitionListProps): ReactNode {
  const { t } = useTexts();
  const [chosen, setChosen] = useState<string | null>(null);
  const open = petitions.find(({ petitionId }) => petitionId === chosen);
  return (
    <section className="card feedback" aria-label={t('feedback.petitions')}>
      <h2>{t('feedback.petitions')}</h2>
      <p className="quiet">{t('feedback.petitions-explain')}</p>
      {petitions.length === 0 && <EmptyState icon="megaphone" title={t('feedback.petitions-none')} />}
      {hasMoreOpen && <p className="quiet-line">{t('feedback.petitions-more', { shown: petitions.filter(({ state }) => state !== 'refused' && state !== 'published').length })}</p>}
      <ul className="petitions">
        {petitions.map((petition) => (
          <li key={petition.petitionId}>
            <PetitionRow petition={petition} now={now} onOpen={() => setChosen(petition.petitionId)} />
          </li>
        ))}
      </ul>
      {open !== undefined && (
        <PetitionDialog
          petition={open}
          now={now}
          onClose={() => setChosen(null)}
          onMoved={() => {
            setChosen(null);
            onMoved();
          }}
        />
      )}
    </section>
  );
}

function PetitionRow({ petition, now, onOpen }: { readonly petition: Petition; readonly now: number; readonly onOpen: () => void }): ReactNode {
  const { t, date, moment } = useTexts();
  const { code, kind, about, text, contactName, contactPhone, via, owner, words, state, receivedAt, clocks, isLate, isDisliked, isRepeated } = petition;
  return (
    <article className="petition" aria-label={code}>
      <p className="petition-head">
        <strong className="digits">{code}</strong>
        <Badge tone={state === 'open' || state === 'asked' ? 'info' : state === 'refused' ? 'warning' : 'success'}>{t(`common.petition.state.${state}`)}</Badge>
        {isLate && <Badge tone="danger">{t('feedback.late')}</Badge>}
        {isDisliked && <Badge tone="warning">{t('feedback.disliked')}</Badge>}
        {isRepeated && <Badge tone="warning">{t('feedback.repeated')}</Badge>}
        {via === 'paper' && <Badge tone="info">{t('feedback.from-paper')}</Badge>}
        {via === 'citizen-display' && <Badge tone="info">{t('feedback.from-display')}</Badge>}
        <span className="quiet">
          {t(`common.petition.kind.${kind}`)} · {t(`common.petition.about.${about}`)} · {moment(receivedAt, now)}
        </span>
      </p>
      <p className="petition-text">{text}</p>
      {(contactName !== '' || contactPhone !== '') && <p className="digits">{t('feedback.contact', { contact: [contactName, contactPhone].filter((part) => part !== '').join(' · ') })}</p>}
      {words !== '' && <p className="quiet">{t('feedback.said', { words })}</p>}
      <ul className="petition-clocks digits">
        {clocks.map(({ step, dueAt }) => (
          <li key={step} data-late={dueAt < now}>
            {t(`feedback.clock.${step}`, { date: date(dueAt) })}
          </li>
        ))}
      </ul>
      <p className="petition-foot">
        <span>{owner === '' ? t('feedback.owner-none') : t('feedback.owner', { owner })}</span>
        <Button icon="forward" onPress={onOpen}>
          {t('feedback.handle')}
        </Button>
      </p>
    </article>
  );
}
