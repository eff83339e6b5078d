// One step of the visit: its number or a tick, its name, a line of what is in it, and its work when it is open.

import type { ReactNode } from 'react';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { Icon } from '../../../parts/icons.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import type { StepNumber } from '../counter-ui.ts';

export interface VisitStepProps {
  readonly visit: Visit;
  readonly model: CounterModel;
  readonly act: CounterActions;
  readonly number: StepNumber;
  readonly name: string;
  /** What the step holds, in one line; null while it holds nothing. */
  readonly summary: string | null;
  /** What is in it has a doubt that the officer has seen. */
  readonly hasDoubt?: boolean;
  readonly open: StepNumber;
  readonly done: ReadonlySet<StepNumber>;
  readonly children: ReactNode;
}

/** The tick or the number at the head of a step. */
export function StepMark({ number, isDone }: { readonly number: StepNumber; readonly isDone: boolean }): ReactNode {
  const { t } = useTexts();
  return (
    <span className="step-mark" data-done={isDone}>
      {isDone ? <Icon name="check" /> : number}
      {isDone && <span className="only-heard">{t('counter.step.done')}</span>}
    </span>
  );
}

export function VisitStep({ visit, act, number, name, summary, hasDoubt = false, open, done, children }: VisitStepProps): ReactNode {
  const { t } = useTexts();
  const isOpen = open === number;
  const isDone = done.has(number);
  const mayOpen = visit.state === 'open';
  const head = (
    <>
      <StepMark number={number} isDone={isDone} />
      <span className="step-name">{name}</span>
      {hasDoubt && (
        <span className="step-doubt">
          <Icon name="warning" />
          <span className="only-heard">{t('counter.step.doubt')}</span>
        </span>
      )}
      <span className="step-summary">{isOpen ? '' : (summary ?? t('counter.step.later'))}</span>
      {mayOpen && !isOpen && <Icon name="chevron" className="step-chevron" />}
    </>
  );
  return (
    <section className="step" data-number={number} data-open={isOpen} aria-label={name}>
      {mayOpen && !isOpen ? (
        <button type="button" className="step-head" aria-expanded={false} aria-keyshortcuts={`Alt+${number}`} onClick={() => act.openStep(number)}>
          {head}
        </button>
      ) : (
        <div className="step-head">{head}</div>
      )}
      {isOpen && <div className="step-body">{children}</div>}
    </section>
  );
}
