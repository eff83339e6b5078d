// Step 2: the procedure, found by typing and taken with Enter; once chosen, what it takes and costs.

import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { IntentFailure } from '../lost/intent-failure.tsx';
import type { VisitProps } from '../visit/visit-column.tsx';
import { Filing } from './filing.tsx';
import { ProcedureFacts } from './procedure-facts.tsx';
import { takeHomeOf } from './take-home-of.ts';
import { ProcedureSearch } from './procedure-search.tsx';

export function ProcedureStep(props: VisitProps): ReactNode {
  const { model, act, visit } = props;
  const { t } = useTexts();
  const { procedure } = visit;
  if (procedure !== null && !model.ui.changingProcedure) {
    return (
      <div className="procedure">
        <p className="procedure-chosen">{procedure.name}</p>
        <Filing {...props} procedure={procedure} />
        <ProcedureFacts procedure={procedure} channel={visit.intake.channel} />
        <div className="procedure-foot">
          <Button onPress={() => act.changeProcedure(true)}>{t('counter.procedure.change')}</Button>
          <Button icon="printer" keycap="Alt T" onPress={() => act.openDialog(takeHomeOf(procedure, visit.intake.caseName))}>
            {t('counter.take-home.open')}
          </Button>
          <Button kind="primary" icon="forward" onPress={() => act.openStep(3)}>
            {t('counter.step.next')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="procedure">
      <IntentFailure intent={model.intents['procedure']} onRetry={() => act.retry('procedure')} />
      <ProcedureSearch {...props} />
      {procedure !== null && (
        <div className="procedure-foot">
          <Button onPress={() => act.changeProcedure(false)}>{t('counter.procedure.keep')}</Button>
        </div>
      )}
    </div>
  );
}
