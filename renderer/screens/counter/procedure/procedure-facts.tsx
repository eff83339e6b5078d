// What a procedure takes and costs, told beside the search and again once it is chosen.

import type { ReactNode } from 'react';
import type { Procedure } from '../../../../shared/contract/procedure.ts';
import type { Intake } from '../../../../shared/contract/intake.ts';
import { factsOfChannel } from './filing.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** Time limit, fee and result in the words of the official page, never a bare number. */
export function ProcedureFacts({ procedure, channel = 'counter' }: { readonly procedure: Procedure; readonly channel?: Intake['channel'] }): ReactNode {
  const { t } = useTexts();
  const { limit, fee } = factsOfChannel(procedure, channel);
  const facts = [
    [t('counter.procedure.time-limit'), limit],
    [t('counter.procedure.fee'), fee],
    [t('counter.procedure.result'), procedure.result],
    [t('counter.procedure.papers'), t('counter.procedure.papers-count', { count: procedure.papers.length })],
  ] as const;
  return (
    <dl className="procedure-facts">
      {facts.map(([label, words]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{words === '' ? t('counter.procedure.no-text') : words}</dd>
        </div>
      ))}
    </dl>
  );
}
