// The middle column: one person's visit as four steps, one of them open, the others told in a line.

import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { EmptyState } from '../../../parts/loading.tsx';
import { FailureNotice, FailureWords, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { localFailure } from '../../../client/call-failed.ts';
import type { CounterProps } from '../counter-model.ts';
import { known } from '../counter-model.ts';
import { IntakeBar } from '../intake/intake-bar.tsx';
import { TYPING_KEY } from '../intake/typing-keeper.ts';
import { PapersStep } from '../papers/papers-step.tsx';
import { paperLines } from '../papers/paper-state.ts';
import { PersonStep } from '../person/person-step.tsx';
import { personLine } from '../person/person-card.tsx';
import { ProcedureStep } from '../procedure/procedure-step.tsx';
import { FeeBar } from '../fee/fee-bar.tsx';
import { ReceiveStep } from '../receive/receive-step.tsx';
import { doneSteps, openStep } from './steps.ts';
import { VisitStep } from './visit-step.tsx';
import './visit.css';

export interface VisitProps extends CounterProps {
  readonly visit: Visit;
}

export function VisitColumn(props: CounterProps): ReactNode {
  const { model } = props;
  const visit = known(model.visit);
  if (visit !== null) return <OpenVisit {...props} visit={visit} />;
  return <NoVisit {...props} />;
}

/** A card that was refused while nobody stood here is soon nobody's any more. */
const LOOSE_REFUSAL_MS = 30_000;

function NoVisit({ model }: CounterProps): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const desk = known(model.desk);
  const hint = desk?.state === 'paused' ? 'counter.visit.none-paused' : desk?.waiting.length === 0 ? 'counter.visit.none-empty' : 'counter.visit.none-hint';
  const last = (known(model.dossiers) ?? []).find(({ counterId }) => counterId === model.counterId);
  const loose = model.ui.looseRefusal;
  const refusal = loose === null || model.now - loose.at > LOOSE_REFUSAL_MS ? null : loose;
  return (
    <section className="visit visit-none" aria-label={t('counter.visit.none')}>
      {model.visit.kind === 'failed' && <FailureNotice failure={model.visit.failure} tone="warning" />}
      <EmptyState icon={desk?.state === 'paused' ? 'pause' : 'person'} title={t('counter.visit.none')}>
        <p>{t(hint)}</p>
        {last !== undefined && <p className="visit-last">{t('counter.visit.last', { code: last.officialCode ?? last.provisionalCode })}</p>}
      </EmptyState>
      {refusal !== null && <FailureNotice failure={localFailure(refusal.code)} tone="warning" title={t('counter.card.refused-at', { time: texts.moment(refusal.at, model.now) })} />}
    </section>
  );
}

function OpenVisit(props: VisitProps): ReactNode {
  const { model, visit } = props;
  const { t } = useTexts();
  const open = openStep(visit, model.ui);
  const done = doneSteps(visit, model.ui);
  const lines = useMemo(() => paperLines(visit, model.ui.counts), [visit, model.ui.counts]);
  const pages = lines.reduce((sum, line) => sum + line.pages.length, 0);
  const papers = t('counter.papers.summary', { done: lines.filter(({ state }) => state === 'enough').length, total: lines.length, pages });
  const typing = model.intents[TYPING_KEY];
  const step = { visit, model, act: props.act, open, done };
  return (
    <section className="visit" aria-label={t('counter.visit.heading', { number: visit.number })}>
      {visit.state === 'open' && <IntakeBar visit={visit} act={props.act} />}
      {typing?.state === 'failed' && typing.failure !== null && (
        <Notice tone="warning" heard="status">
          {t('counter.intake.typing-unsaved')} <FailureWords failure={typing.failure} />
        </Notice>
      )}
      <VisitStep {...step} number={1} name={t('counter.step.person')} summary={visit.person === null ? null : personLine(visit.person, t)} hasDoubt={visit.person !== null && visit.warnings.length > 0}>
        <PersonStep {...props} />
      </VisitStep>
      <VisitStep {...step} number={2} name={t('counter.step.procedure')} summary={visit.procedure?.name ?? null}>
        <ProcedureStep {...props} />
      </VisitStep>
      <VisitStep {...step} number={3} name={t('counter.step.papers')} summary={visit.procedure === null ? null : papers}>
        <PapersStep {...props} lines={lines} />
      </VisitStep>
      <FeeBar model={model} act={props.act} visit={visit} />
      <ReceiveStep {...props} lines={lines} isDone={done.has(4)} />
    </section>
  );
}
