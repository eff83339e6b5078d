// Step 4: what is still needed, the one key that opens the dossier and prints, and what came of it.

import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { Texts } from '../../../parts/texts/use-texts.tsx';
import { dossierOfVisit } from '../counter-model.ts';
import { feeOf } from '../fee/fee-state.ts';
import { IntentFailure } from '../lost/intent-failure.tsx';
import type { PaperLine } from '../papers/paper-state.ts';
import type { VisitProps } from '../visit/visit-column.tsx';
import { StepMark } from '../visit/visit-step.tsx';
import { needKey, needsOf } from './needs.ts';
import type { Need } from './needs.ts';
import { Received } from './received.tsx';
import './receive.css';

export interface ReceiveProps extends VisitProps {
  readonly lines: readonly PaperLine[];
  readonly isDone: boolean;
}

function needWords(need: Need, t: Texts['t']): string {
  if (need.kind === 'paper') return need.name;
  if (need.kind === 'check-person') return t('counter.receive.need-check-person', { name: need.name });
  return t(`counter.receive.need-${need.kind === 'save-person' ? 'save' : need.kind}`);
}

export function ReceiveStep(props: ReceiveProps): ReactNode {
  const { model, act, visit, isDone } = props;
  const { t } = useTexts();
  const dossier = dossierOfVisit(model);
  const intent = model.intents['open'];
  if (visit.state !== 'open') {
    return (
      <section className="step step-receive" data-open="true" aria-label={t('counter.step.receive')}>
        <div className="step-head">
          <StepMark number={4} isDone={isDone} />
          <span className="step-name">{t(isDone ? 'counter.receive.done' : 'counter.receive.closed')}</span>
        </div>
        {isDone && <Received dossier={dossier} model={model} act={act} />}
      </section>
    );
  }
  const needs = needsOf(visit, model.ui, model.intents, feeOf(visit, model.fee));
  const isReady = needs.length === 0;
  const [first] = needs;
  const opening = intent?.state === 'pending';
  return (
    <section className="step step-receive" data-open="false" aria-label={t('counter.step.receive')}>
      <div className="receive-bar">
        <StepMark number={4} isDone={false} />
        <div className="receive-words" role="status">
          <span className="step-name">{t('counter.step.receive')}</span>
          {isReady ? (
            <span className="receive-ready">
              <Icon name="check-circle" /> {opening ? t('counter.receive.opening') : t('counter.receive.ready')}
            </span>
          ) : (
            <NeedList needs={needs} onOpen={(need) => (need.kind === 'fee' || need.kind === 'fee-wait' ? act.fee.open() : act.openStep(need.step))} />
          )}
        </div>
        <Button className="receive-button" kind={isReady ? 'primary' : 'plain'} icon="printer" keycap="F12" busy={opening} disabled={!isReady} onPress={act.receive}>
          {t('counter.receive.button')}
        </Button>
      </div>
      {first !== undefined && needKey(first) === model.ui.missingSaid && (
        <Notice tone="warning" heard="alert">
          {t('counter.receive.missing', { what: needWords(first, t) })}
        </Notice>
      )}
      <IntentFailure intent={intent} onRetry={() => act.retry('open')} />
    </section>
  );
}

/** At most a few by name; the rest by number, so that the bar keeps its height. */
const NAMED = 3;

function NeedList({ needs, onOpen }: { readonly needs: readonly Need[]; readonly onOpen: (need: Need) => void }): ReactNode {
  const { t } = useTexts();
  return (
    <span className="receive-needs">
      <span>{t('counter.receive.needs')}:</span>
      {needs.slice(0, NAMED).map((need) => (
        <button key={needKey(need)} type="button" className="receive-need" onClick={() => onOpen(need)}>
          {needWords(need, t)}
        </button>
      ))}
      {needs.length > NAMED && <span>{t('counter.receive.need-more', { count: needs.length - NAMED })}</span>}
    </span>
  );
}
